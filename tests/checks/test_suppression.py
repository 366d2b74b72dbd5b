"""Comments in notes that silence findings."""

from __future__ import annotations

from dataclasses import replace

import pytest

from aligner.analysis import Origin
from aligner.checks import Checker, Settings
from aligner.checks.job import Gathered
from aligner.checks.suppression import Ignore, ignored, silence
from aligner.findings import Finding
from tests.checks.findings import GLOSSARY, bead, finding

WRONG = ("坚持绿色发展。", "Stay with verdant growth.")


def codes(note: str, target: str = WRONG[1], settings: Settings | None = None) -> list[str]:
    """Return what is found in a bead with a note, and what is said of the note."""
    checker = Checker(GLOSSARY, settings or Settings())
    gathered = Gathered()
    beads = [bead(WRONG[0], target, note), bead("推进乡村振兴。", "Push on with village rise.")]
    gathered.add(0, 0, checker.check(beads, Origin("a.tsv", "a.tsv", "zh")))
    found = gathered.conclude(checker.settings)
    assert [one.code for one in found if _bead(one) == 1] == ["TERM002"]  # untouched
    return [f"{one.code} {one.message}" for one in found if _bead(one) == 0]


def _bead(one: Finding) -> int:
    return one.context.bead if one.context else -1


@pytest.mark.parametrize(
    ("note", "selectors"),
    [
        ("", ()),
        ("checked by the aligner: ignored before", ()),
        ("aligner: ignore", ("ALL",)),
        ("Aligner：ignore［TERM002］", ("TERM002",)),
        ("as agreed; aligner:ignore [term002,NUM] and on", ("TERM002", "NUM")),
        ("aligner: ignore[TERM002]\naligner: ignore[NUM]", ("TERM002", "NUM")),
        ("aligner: ignore[]", ("ALL",)),
    ],
)
def test_what_notes_silence(note: str, selectors: tuple[str, ...]) -> None:
    assert ignored(note) == selectors


@pytest.mark.parametrize("what", ["", "[TERM002]", "[TERM]", "[term0]"])
def test_a_comment_silences_its_bead_only(what: str) -> None:
    assert codes(f"aligner: ignore{what}") == []


def test_a_comment_for_another_rule_silences_nothing_and_is_reported() -> None:
    found = codes("aligner: ignore[IGNORE001]")
    assert found == [
        "IGNORE001 the comment that ignores IGNORE001 silences nothing",
        "TERM002 绿色发展 must not be “verdant growth”",
    ]


def test_a_comment_on_a_right_bead_is_reported() -> None:
    right = "Stay with green development."
    assert codes("aligner: ignore", right) == [
        "IGNORE001 the comment “aligner: ignore” silences nothing"
    ]
    assert codes("aligner: ignore[TERM]", right) == [
        "IGNORE001 the comment that ignores TERM silences nothing"
    ]


def test_only_what_was_run_can_be_unused() -> None:
    right = "Stay with green development."
    some = Settings(frozenset({"IGNORE001"}))
    assert codes_without_other("aligner: ignore[TERM002]", right, some) == []
    assert codes_without_other("aligner: ignore", right, some) == []
    none = Settings(frozenset({"TERM002"}))
    assert codes("aligner: ignore", right, none) == []


def codes_without_other(note: str, target: str, settings: Settings) -> list[Finding]:
    checker = Checker(GLOSSARY, settings)
    outcome = checker.check([bead(WRONG[0], target, note)], Origin("a", "a", "zh"))
    return silence(outcome.findings, outcome.ignores)


def test_codes_that_there_are_not_are_named() -> None:
    assert codes("aligner: ignore[TERM002, TREM002]") == [
        "IGNORE001 the comment ignores TREM002, and there is no such rule"
    ]


def test_that_a_rule_failed_cannot_be_silenced() -> None:
    failed = finding(code="INTERNAL001")
    ignore = Ignore(("ALL",), replace(failed, code="IGNORE001"), frozenset())
    assert silence([failed], [ignore]) == [failed]
