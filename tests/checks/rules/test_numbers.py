"""The rules about numbers and dates: cases as data, and what holds for all of them.

In ``cases/numbers.tsv`` a row names the errors that its bead must have, and no others; none in the
groups ``wild`` and ``negative``. Rows of group ``known`` fail, for the reason given.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks import RULES, Checker, Settings
from aligner.document import Sentence
from aligner.findings import Finding
from aligner.glossary.model import Glossary, Term

CASES = Path(__file__).parents[2] / "cases" / "numbers.tsv"
CODES = frozenset(code for code in RULES if code[:3] in ("NUM", "DAT") or code == "ALIGN002")
NO_TERMS = Glossary("", ())


@dataclass(frozen=True)
class Case:
    """A row of the table."""

    group: str
    zh: str
    en: str
    errors: str
    note: str

    @property
    def marks(self) -> list[pytest.MarkDecorator]:
        """Known failures must fail: strict is set for the project."""
        return [pytest.mark.xfail(reason=self.note)] if self.group == "known" else []


def cases(*groups: str) -> list[object]:
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = [Case(**row) for row in csv.DictReader(file, delimiter="\t")]
    chosen = [row for row in rows if row.group in groups]
    return [pytest.param(row, id=f"{row.zh[:12]}={row.en[:24]}", marks=row.marks) for row in chosen]


def side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


def findings_in(
    *pairs: tuple[str, str], glossary: Glossary = NO_TERMS, is_reversed: bool = False
) -> list[Finding]:
    """Check pairs of Chinese and English as consecutive beads."""
    turned = [(en, zh) if is_reversed else (zh, en) for zh, en in pairs]
    beads = [Bead(side(source), side(target)) for source, target in turned]
    origin = Origin("a", "b", "en" if is_reversed else "zh")
    return Checker(glossary, Settings(codes=CODES)).check(beads, origin).findings


def errors(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings if finding.severity == "error"]


@pytest.mark.parametrize("case", cases("wild", "negative", "synthetic", "known"))
def test_the_errors_are_those_expected(case: Case) -> None:
    assert errors(findings_in((case.zh, case.en))) == case.errors.split()


@pytest.mark.parametrize("case", cases("wild", "negative", "synthetic"))
def test_the_direction_does_not_matter(case: Case) -> None:
    found = findings_in((case.zh, case.en), is_reversed=True)
    # What only the Chinese has was added there, which is a warning at most, and the reverse.
    expected = [code for code in case.errors.split() if code != "NUM007"]
    assert [code for code in errors(found) if code != "NUM007"] == expected
    # A suggestion is put in place of what is marked in the target, which is Chinese here.
    assert all(not finding.suggestion for finding in found)


@pytest.mark.parametrize("case", cases("synthetic"))
def test_suggestions_mend_what_they_are_for(case: Case) -> None:
    for finding in findings_in((case.zh, case.en)):
        if finding.suggestion and finding.severity == "error":
            assert finding.context is not None
            target = finding.context.target
            mended = target.text[: target.start] + finding.suggestion + target.text[target.end :]
            assert errors(findings_in((case.zh, mended))) == []


@pytest.mark.parametrize("case", cases("synthetic"))
def test_both_sides_are_marked(case: Case) -> None:
    for finding in findings_in((case.zh, case.en)):
        assert finding.context is not None
        marked = finding.context.source.marked, finding.context.target.marked
        assert any(marked)
        if finding.code not in ("NUM007", "NUM008", "DATE003"):
            assert all(marked)


@pytest.mark.parametrize(
    ("zh", "en", "suggestion"),
    [
        ("贷款8000亿元。", "Loans came to 80 billion yuan.", "800 billion yuan"),
        ("贷款8000亿元。", "Loans came to 80\u00a0billion yuan.", "800 billion yuan"),
        ("提高2个百分点。", "It rose by 2 percent.", "2 percentage points"),
        ("收入翻两番。", "Income doubled.", "quadrupled"),
        ("新增1100万人以上。", "We will create 11 million jobs.", "more than 11 million"),
        ("有近3亿人。", "There are 300 million.", "nearly 300 million"),
        ("贷款30亿日元。", "The loan was US$3 billion.", "3 billion yen"),
        ("贷款30亿日元。", "The loan was ¥30 billion.", "¥3 billion"),
        ("造林300亩。", "300 hectares were planted.", "300 mu"),
        ("6月3日开工。", "Work began on July 3.", "June 3"),
        ("2月物价上涨。", "Prices rose in March.", "February"),
        ("到2035年建成。", "It will be finished by 2030.", "2035"),
        ("新建学校5所。", "Six schools were built.", "Five"),
    ],
)
def test_the_suggestion_is_the_text_to_put_there(zh: str, en: str, suggestion: str) -> None:
    assert [finding.suggestion for finding in findings_in((zh, en))] == [suggestion]


@pytest.mark.parametrize(
    ("source", "target", "is_reversed", "expected", "marked"),
    [
        ("利润增长15%。", "Profits rose.", False, "NUM007 error", "15%"),
        ("利润增长。", "Profits rose by 15 percent.", False, "NUM008 warning", "15 percent"),
        ("利润增长。", "Profits rose by 15 percent.", True, "NUM007 error", "15 percent"),
        ("利润增长15%。", "Profits rose.", True, "NUM008 warning", "15%"),
        ("3月5日开会。", "They met.", False, "DATE003 warning", "3月5日"),
        ("会议召开。", "They met on March 5.", True, "DATE003 warning", "March 5"),
    ],
)
def test_what_the_source_alone_has_is_missing_and_what_the_target_has_is_added(
    source: str, target: str, is_reversed: bool, expected: str, marked: str
) -> None:
    (found,) = findings_in((source, target), is_reversed=is_reversed)
    assert f"{found.code} {found.severity}" == expected
    assert found.context is not None
    is_missing = found.code != "NUM008"
    assert (found.context.source if is_missing else found.context.target).marked == marked
    assert ("missing" in found.message) is is_missing


@pytest.mark.parametrize(
    ("zh", "en", "message"),
    [
        (
            "新增就业1200万人以上。",
            "12 million jobs.",
            "of 1200万人以上 is dropped in “12 million”",
        ),
        ("优良天数比率超过80%。", "Air is good on 80% of days.", "of 超过80% is dropped in “80%”"),
        ("存款比率不超過5%。", "Deposits exceed 5%.", "of 不超過5% is reversed in “5%”"),
        ("未滿18歲以下的少年。", "Youths over the age of 18.", "of 18歲以下 is reversed in “18”"),
    ],
)
def test_a_bound_is_quoted_with_its_number_alone(zh: str, en: str, message: str) -> None:
    (found,) = findings_in((zh, en))
    assert found.code == "NUM005"
    assert found.message == f"the bound {message}"
    assert found.context is not None
    assert found.context.source.marked in message
    assert not (found.suggestion and "reversed" in message)


@pytest.mark.parametrize(
    ("zh", "en", "closer"),
    [
        ("第三条 公民享有权利。", "Article 4 Citizens shall enjoy rights.", "FORM006"),
        ("根据国发〔2024〕3号文件执行。", "Follow document Guo Fa [2024] No. 8.", "FORM005"),
    ],
)
def test_what_a_closer_rule_says_is_said_once(zh: str, en: str, closer: str) -> None:
    beads = [Bead(side(zh), side(en))]
    for codes in ({"NUM009", closer}, {"NUM009"}):
        checker = Checker(NO_TERMS, Settings(codes=frozenset(codes)))
        found = checker.check(beads, Origin("a", "b", "zh")).findings
        assert [one.code for one in found] == [min(codes)]


def test_a_bound_that_the_chinese_translation_adds_is_called_so() -> None:
    (found,) = findings_in(("下载750多种书。", "Download any of 750 books."), is_reversed=True)
    assert (found.code, found.message) == ("NUM005", "“750” has no bound, 750多种 has")


@pytest.mark.parametrize(
    ("en", "zh", "bound"),
    [
        ("The town built more than 300 wells.", "镇里打了300口井。", "more than 300"),
        ("At least 20 schools took part.", "20所学校参加了活动。", "At least 20"),
        ("Each farm gets up to 5,000 yuan.", "每个农场得到5000元。", "up to 5,000 yuan"),
        ("Nearly 3 million people came.", "来了300万人。", "Nearly 3 million"),
        ("The fee is no more than 5 percent.", "费用为5%。", "no more than 5 percent"),
        ("It takes 40 or more days.", "需要40天。", "40 or more"),
        ("Over 30 clinics opened.", "通過努力，開了30家診所。", "Over 30"),
    ],
)
def test_a_bound_that_the_chinese_translation_drops(en: str, zh: str, bound: str) -> None:
    (found,) = findings_in((zh, en), is_reversed=True)
    assert (found.code, found.severity, found.suggestion) == ("NUM005", "error", "")
    assert found.message.startswith(f"the bound of {bound}")
    assert found.context is not None
    assert found.context.source.marked.startswith(bound)


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("More than 300 wells.", "300多口井。"),
        ("More than 300 wells.", "逾300口井。"),
        ("More than 300 wells.", "井的数量已突破300口。"),
        ("More than 300 wells.", "300口以上的井。"),
        ("Up to 5,000 yuan is paid.", "補助高達5000元。"),
        ("Up to 5,000 yuan is paid.", "补助上限为5000元。"),
        ("Nearly 300 guests came.", "差不多有300位客人来了。"),
        ("Nearly 300 guests came.", "将近300位客人来了。"),
        ("At least 20 schools took part.", "至少有20所学校参加。"),
        ("Less than 5 days.", "不足5天。"),
        ("More than 300 guests came.", "约300位客人来了。"),
        ("Within 30 days.", "30天内。"),
        ("The share edged up to 5 percent.", "占比微升至5%。"),
        ("An increase over 2015.", "较2015年有所增加。"),
    ],
)
def test_a_bound_that_the_chinese_says_otherwise(en: str, zh: str) -> None:
    assert not findings_in((zh, en), is_reversed=True)


def test_a_converted_amount_has_no_suggestion() -> None:
    (found,) = findings_in(("新增2000万亩。", "It grew by 13.3 million hectares."))
    assert (found.severity, found.suggestion) == ("error", "")


def test_a_number_in_a_neighbouring_bead_is_only_mentioned() -> None:
    found = findings_in(("增长6.5%。", "Growth went on."), ("就业稳定。", "It was 6.5 percent."))
    assert [(one.code, one.severity) for one in found] == [("ALIGN002", "info")] * 2
    assert "bead 2" in found[0].message
    assert "bead 1" in found[1].message


def test_sentences_that_changed_places_have_no_wrong_numbers() -> None:
    found = findings_in(("出口增长6.5%。", "Imports: 7.8%."), ("进口增长7.8%。", "Exports: 6.5%."))
    assert errors(found) == []
    assert {one.code for one in found} == {"ALIGN002"}


def test_numbers_in_terms_are_left_alone() -> None:
    zh, en = (
        "贯彻一号文件精神，落实500项部署。",
        "We will follow the document and its arrangements.",
    )
    assert errors(findings_in((zh, en))) == ["NUM007"]
    glossary = Glossary("g", (Term("500项部署", "arrangements"),))
    assert errors(findings_in((zh, en), glossary=glossary)) == []


def test_a_bead_with_one_side_lacks_no_numbers() -> None:
    assert findings_in(("增长6.5%。", "")) == []
    assert findings_in(("", "It grew by 6.5 percent.")) == []
