"""The rules on terms: cases by hand, dates, whole documents, wrong renderings."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.glossary.loading import load_glossaries
from aligner.glossary.model import Term
from tests.checks.rules.terms import CASES, CODES, GLOSSARY, Case, brief, found, found_in_job
from tests.checks.rules.terms import read_cases as cases_of

READ = cases_of()
BEAD_RULES = CODES - {"TERM005", "TERM006"}
APPROVED = [term for term in GLOSSARY if term.status == "approved"]
WRONG = ("something of another kind", "certain measures", "bold new steps")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=f"line {case.line}",
            marks=[pytest.mark.xfail(strict=True, reason="what a bare pronoun means is not known")]
            if case.group == "known"
            else [],
        )
        for case in READ
    ],
)
def test_case(case: Case) -> None:
    assert tuple(map(brief, found(case.pairs, codes=BEAD_RULES))) == case.expected


def test_every_finding_names_its_line_and_marks_the_chinese() -> None:
    findings = [one for case in READ for one in found(case.pairs)]
    lines = {term.origin.address: term for term in GLOSSARY}
    assert findings
    for finding in findings:
        term = lines[finding.glossary]
        assert finding.context is not None
        assert finding.context.source.marked in term.sources


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("term", APPROVED, ids=[term.target for term in APPROVED])
def test_a_wrong_rendering_is_an_error(term: Term, wrong: str) -> None:
    chinese = f"本年将推进{term.source}等工作。"
    right = found([(chinese, f"This year work on {term.target} and more will begin.")])
    bad = found([(chinese, f"This year work on {wrong} and more will begin.")])
    assert right == []
    assert [one.severity for one in bad] == ["error"]


def test_a_term_left_in_chinese_is_reported_once() -> None:
    pair = ("推进乡村振兴和乡村绿化。", "We will advance 乡村振兴 and green the countryside.")
    assert [one.code for one in found([pair], codes=frozenset({"TERM010", "FULL005"}))] == [
        "TERM010"
    ]
    assert [one.code for one in found([pair], codes=frozenset({"FULL005"}))] == ["FULL005"]


def test_suggestions_go_into_english_translations_only() -> None:
    pair = ("发展新质生产力。", "We will develop new productivity.")
    (to_english,) = found([pair])
    (to_chinese,) = found([pair], source="en")
    assert to_english.suggestion == "new quality productive forces"
    assert (to_chinese.code, to_chinese.suggestion) == ("TERM002", "")


def test_the_line_that_holds_at_the_date_is_named() -> None:
    pair = ("构建命运共同体。", "We will build a community of common destiny.")
    (finding,) = found([pair], "2021-03-05")
    assert brief(finding) == "TERM008 error community of common destiny"
    assert finding.suggestion == "community with a shared future"
    assert "only until 2017" in finding.message
    holding = next(term for term in GLOSSARY if term.target == finding.suggestion)
    assert finding.glossary == holding.origin.address
    assert found([pair], "2016-03-05") == []
    assert found([pair]) == []  # of an unknown date


def test_a_name_before_its_time_is_a_hint() -> None:
    pair = ("环境保护部印发通知。", "The Ministry of Environmental Protection gave notice.")
    (finding,) = found([pair], "2005-01-01")
    assert (finding.code, finding.severity) == ("TERM008", "info")
    assert "only from 2008 on" in finding.message
    assert found([pair], "2010-01-01") == []


PATTERN = ("构建新发展格局。", "We will create a new development pattern.")
DYNAMIC = ("形成新发展格局。", "A new development dynamic will form.")


def test_drift_is_told_once_in_each_document() -> None:
    assert found([PATTERN, PATTERN]) == []
    (finding,) = found([DYNAMIC, PATTERN, PATTERN, DYNAMIC, PATTERN])
    assert brief(finding) == "TERM005 info new development dynamic"
    assert finding.context is not None
    assert finding.context.bead == 0
    assert "(2 in all)" in finding.message
    assert "(3)" in finding.message
    assert found_in_job([[PATTERN], [DYNAMIC]]) == []


def test_of_equally_frequent_renderings_the_preferred_one_stays() -> None:
    (finding,) = found([DYNAMIC, PATTERN])
    assert brief(finding) == "TERM005 info new development dynamic"


@pytest.mark.parametrize(
    ("chinese", "first", "then"),
    [
        ("脱贫攻坚。", "Poverty alleviation goes on.", "Alleviate poverty!"),
        ("中小企业成长。", "Small and medium enterprises grow.", "SMEs grow."),
        ("乡村振兴。", "Rural revitalization goes on.", "Revitalization of rural areas goes on."),
        ("乡村振兴。", "Revitalization of rural areas goes on.", "Rural revitalization goes on."),
    ],
)
def test_what_is_no_drift(chinese: str, first: str, then: str) -> None:
    assert "TERM005" not in [one.code for one in found([(chinese, first), (chinese, then)])]


FULL = ("国家卫生健康委员会公告", "Notice of the National Health Commission")
SHORT = ("国家卫健委指南", "Guide of the NHC")


def test_an_abbreviation_comes_after_the_full_name() -> None:
    (finding,) = found([SHORT, FULL])
    assert brief(finding) == "TERM006 warning NHC"
    assert finding.suggestion == "National Health Commission (NHC)"
    assert found([FULL, SHORT]) == []
    assert [one.file for one in found_in_job([[FULL, SHORT], [SHORT]])] == ["1.tsv"]


def test_terms_of_several_glossaries_know_their_files(tmp_path: Path) -> None:
    one, two = tmp_path / "one.tsv", tmp_path / "two.csv"
    one.write_text("source\ttarget\n乡村\tcountryside\n", encoding="utf-8")
    two.write_text("source,target\n城市,city\n", encoding="utf-8")
    terms = load_glossaries([str(one), str(two)])
    assert [term.origin.address for term in terms] == ["one.tsv:2", "two.csv:2"]


def test_the_cases_cover_every_rule() -> None:
    codes = {finding.split()[0] for case in READ for finding in case.expected}
    assert codes == BEAD_RULES - {"TERM008"}
    assert (CASES / "check-terms.tsv").is_file()
