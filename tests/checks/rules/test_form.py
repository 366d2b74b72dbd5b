"""The rules of form: each case alone, neighbours, both directions, whole jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.analysis import Origin
from aligner.bead import Bead
from aligner.checks import RULES, Checker, Settings, conclude
from aligner.document import Sentence
from aligner.findings import Finding
from aligner.glossary.model import Glossary

CASES = Path(__file__).parents[2] / "cases" / "form.tsv"


def side(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


def found(code: str, *pairs: tuple[str, str], source: str = "zh", file: int = 0) -> list[Finding]:
    """Check consecutive pairs of source and target with one rule, as one file."""
    checker = Checker(Glossary("", ()), Settings(codes=frozenset({code})))
    beads = [Bead(side(one), side(other)) for one, other in pairs]
    origin = Origin("a", "b", "zh" if source == "zh" else "en")
    outcome = checker.check(beads, origin, file=file)
    return [*outcome.findings, *conclude(outcome.noted, checker.settings)]


def cases() -> list[object]:
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines()[1:]]
    return [
        pytest.param(
            *(code, chinese, english, expected),
            id=f"{code} {group}: {why}",
            marks=[pytest.mark.xfail(reason=why)] if group == "failing" else [],
        )
        for group, code, chinese, english, expected, why in rows
    ]


@pytest.mark.parametrize(("code", "chinese", "english", "expected"), cases())
def test_a_case_alone(code: str, chinese: str, english: str, expected: str) -> None:
    findings = found(code, (chinese, english))
    assert [one.severity for one in findings] == ([] if expected == "-" else expected.split())
    assert all(one.message and one.code == code for one in findings)


@pytest.mark.parametrize(("code", "chinese", "english", "expected"), cases())
def test_a_case_turned_round(code: str, chinese: str, english: str, expected: str) -> None:
    """The rules speak of languages, not of source and target."""
    findings = found(code, (english, chinese), source="en")
    assert [one.severity for one in findings] == ([] if expected == "-" else expected.split())


@pytest.mark.parametrize("code", [code for code in RULES if code.startswith("FORM")])
def test_empty_sides_have_no_findings(code: str) -> None:
    assert not found(code, ("《外商投资法》（国发〔2024〕3号）？", ""), ("一、“好！”", ""))


def test_a_suggestion_mends_what_is_marked() -> None:
    (finding,) = found("FORM008", ("政策生效。", "The policy , as adopted."))
    assert finding.context is not None
    assert finding.context.target.marked == " ,"
    assert finding.suggestion == ","


def test_a_word_that_stands_many_times_is_one_slip() -> None:
    (finding,) = found("FORM008", ("政策生效。", "The policy" + " policy" * 9 + " as adopted."))
    assert finding.context is not None
    assert finding.context.target.marked == "policy" + " policy" * 9
    assert finding.message == "“policy policy”: the word stands twice"


def test_a_quotation_may_go_on_in_the_next_bead() -> None:
    assert not found(
        "FORM003",
        ("他说“这样。”", "He said, “So it is."),
        ("我们走吧。", "Let us go.”"),
    )


def test_a_document_number_in_the_next_bead_is_not_lost() -> None:
    chinese = ("根据国发〔2024〕3号文件。", "This follows a document.")
    assert found("FORM005", chinese)
    assert not found("FORM005", chinese, ("执行。", "It is Guo Fa [2024] No. 3."))


def test_shifted_numbers_are_the_fault_of_the_alignment() -> None:
    one, two = ("（一）改革。", "(2) Open up."), ("（二）开放。", "(3) Develop.")
    assert not found("FORM006", one, two)
    assert found("FORM006", one)


def test_a_title_renamed_later() -> None:
    (finding,) = found(
        "FORM002",
        ("《外商投资法》生效。", "We have the Foreign Investment Law."),
        ("《外商投资法》适用。", "Under the Foreign Investment Law, it applies."),
        ("见《外商投资法》。", "See the Overseas Investment Act."),
    )
    assert finding.context is not None
    assert finding.context.bead == 2
    assert finding.context.target.marked == "Overseas Investment Act"
    assert "Foreign Investment Law" in finding.message


def test_a_renamed_title_is_quoted_as_it_stands_there() -> None:
    (one,) = found(
        "FORM002",
        ("《環球港口守則》已經施行。", "The Global Port Code (Ed. 2) has gone into effect."),
        ("執行《環球港口守則》。", "We will enforce the Global Port Code."),
        ("遵守《環球港口守則》。", "We will comply with the World Port Code."),
    )
    assert one.message.startswith("《環球港口守則》 is “World Port Code” here and “Global Port")


def test_a_shorter_title_later_is_no_other_name() -> None:
    assert not found(
        "FORM002",
        (
            "《中华人民共和国外商投资法》生效。",
            "The Foreign Investment Law of the PRC is in force.",
        ),
        ("《中华人民共和国外商投资法》", "See the Foreign Investment Law."),
    )


def test_mixed_quotation_marks_are_reported_once_a_document() -> None:
    pairs = [("“好”。", "It is “good”."), ("“好”。", 'It is "good".'), ("“好”。", "It is “fine”.")]
    (finding,) = found("FORM010", *pairs)
    assert finding.context is not None
    assert finding.context.bead == 1
    assert "straight quotation marks in 1 places, curly in 2" in finding.message


def test_mixed_spelling() -> None:
    assert found("FORM010", ("劳动。", "The labour market."), ("劳动。", "Its labor costs."))
    assert not found(
        "FORM010", ("劳动。", "The labour market."), ("中心。", "The World Trade Center.")
    )


@pytest.mark.parametrize(
    ("chinese", "count"),
    [("我们改革,开放。", 1), ("我们改革，开放。", 0), ("增长3.5,下降2。", 0), ("我们改革.", 1)],
)
def test_half_width_marks_in_a_translation_into_chinese(chinese: str, count: int) -> None:
    assert len(found("FORM011", ("We reform.", chinese), source="en")) == count
    assert not found("FORM011", (chinese, "We reform."))
