"""The language of law: cases as data, and what the rules mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.analysis import Origin
from aligner.analysis.statute import is_statute
from aligner.checks import Settings
from tests.checks.samples import codes, findings

CASES = Path(__file__).parents[2] / "cases" / "modals.tsv"
LAW = Settings(codes=frozenset({"LAW001", "LAW002", "LAW003"}))


def cases() -> list[object]:
    """Return the cases; known failures as strict xfail."""
    lines = CASES.read_text(encoding="utf-8").splitlines()[1:]
    return [
        pytest.param(
            *fields[1:],
            marks=[pytest.mark.xfail(strict=True, reason="可以 has no verb in English")]
            if fields[0] == "known"
            else [],
        )
        for fields in (line.split("\t") for line in lines)
    ]


@pytest.mark.parametrize(("expected", "kind", "chinese", "english"), cases())
def test_modals(expected: str, kind: str, chinese: str, english: str) -> None:
    for source, texts in (("zh", (chinese, english)), ("en", (english, chinese))):
        origin = Origin("a", "b", source, is_statute=kind == "statute")  # type: ignore[arg-type]
        found = codes(findings([texts], LAW, origin))
        assert found == ([] if expected == "-" else [expected])


def test_the_weak_verb_is_marked() -> None:
    origin = Origin("a", "b", "zh", is_statute=True)
    (found,) = findings([("任何人不得入内。", "Guests should not enter.")], LAW, origin)
    assert found.context is not None
    assert (found.context.source.marked, found.context.target.marked) == ("不得", "should not")
    assert found.suggestion == "shall not"


def test_the_rarer_verb_of_a_statute_is_drift() -> None:
    pairs = [
        ("船主应当报告。", f"Boat owners {verb} report.") for verb in ("shall", "shall", "should")
    ]
    drift = Settings(codes=frozenset({"LAW004"}))
    statute, prose = (Origin("a", "b", "zh", is_statute=is_law) for is_law in (True, False))
    (found,) = findings(pairs, drift, statute)
    assert found.context is not None
    assert found.context.bead == 2
    assert not findings(pairs, drift, prose)
    assert not findings(pairs[1:], drift, statute)  # once each: neither is the usual one


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["第一条 略。", "第二条 略。", "第三条 略。"], True),
        (["第１條　略。", "第２條　略。", "第３條　略。"], True),
        (["第一条 略。", "第二条 略。"], False),
        (["第一条的规定适用。"] * 5, False),
        (["第一条 略。"] * 3 + ["湖" * 9000], False),
        ([], False),
    ],
)
def test_statutes_are_told_from_prose(texts: list[str], expected: bool) -> None:
    assert is_statute(texts) is expected
