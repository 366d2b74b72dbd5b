"""Baselines: what they hold, survive and refuse."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from aligner.checks.baseline import (
    SCHEMA,
    Baseline,
    Entry,
    read_baseline,
    write_baseline,
)
from aligner.document import Place
from aligner.errors import AlignerError
from aligner.findings import Context, Finding, fingerprint
from tests.checks.findings import finding


@dataclass(frozen=True)
class Decided:
    """What a person has decided."""

    key: str
    status: str | None
    reason: str = ""
    code: str = ""


def moved(one: Finding) -> Finding:
    """Return a finding as it is after lines were put in before it and the beads aligned anew."""
    assert one.context is not None
    context = one.context
    there = Context(
        context.bead + 40,
        replace(context.source, place=Place(90, 5), file="b.tsv", text=context.source.text + " "),
        replace(context.target, place=Place(91, 5), file="b.tsv"),
        0.4,
        "other",
    )
    return replace(one, file="b.tsv", place=Place(91, 5), severity="warning", context=there)


def test_a_fingerprint_is_of_the_rule_and_the_texts() -> None:
    one = finding()
    assert fingerprint(one) == fingerprint(moved(one))
    assert len(fingerprint(one)) == 16
    assert fingerprint(replace(one, code="TERM001")) != fingerprint(one)
    assert fingerprint(finding(text="另一句。")) != fingerprint(one)
    assert one.context is not None
    unmarked = replace(one.context, target=replace(one.context.target, start=0, end=0))
    assert fingerprint(replace(one, context=unmarked)) != fingerprint(one)
    alone = replace(one, context=None)
    assert fingerprint(alone) != fingerprint(replace(alone, message="other"))


def test_of_equal_findings_one_more_is_new() -> None:
    baseline = Baseline().updated([finding(0), finding(5)])
    assert [(entry.count, entry.code) for entry in baseline.entries] == [(2, "TERM002")]
    three = [finding(0), finding(5), finding(9)]
    compared = baseline.compare(three)
    assert (compared.known, compared.new) == (tuple(three[:2]), (three[2],))
    assert baseline.compare([]).fixed == baseline.entries
    assert baseline.compare(three[:1]).fixed[0].count == 1


def test_a_baseline_survives_moves() -> None:
    baseline = Baseline().updated([finding(0)])
    assert baseline.compare([moved(finding(0))]).new == ()


def test_that_a_rule_failed_is_never_in_a_baseline() -> None:
    failed = finding(code="INTERNAL001")
    assert Baseline().updated([failed]).entries == ()
    assert Baseline((Entry(fingerprint(failed)),)).compare([failed]).new == (failed,)


def test_updating_keeps_what_was_said_and_drops_what_is_fixed() -> None:
    said = Entry(fingerprint(finding()), "TERM002", 1, "false positive", "house style")
    baseline = Baseline((said, Entry("0" * 16, "TERM002"), Entry("1" * 16, "NUM001")))
    updated = baseline.updated([finding()], frozenset({"TERM002"}))
    # What was not run stays: nothing is known of it.
    assert updated.entries == (Entry("1" * 16, "NUM001"), said)
    assert baseline.compare([], frozenset({"TERM002"})).fixed == (said, baseline.entries[1])


def test_decisions_of_people() -> None:
    one, other = finding(0), finding(1, text="还有一句。")
    found = [one, finding(3), other]
    before = Baseline((Entry(fingerprint(other), "TERM002"), Entry("a" * 16), Entry("b" * 16)))
    decisions = [
        Decided(fingerprint(one), "False positive", "a quotation", "TERM002"),
        Decided(fingerprint(other), None, "agreed", "TERM002"),
        Decided("a" * 16, "fixed"),
        Decided("c" * 16, "", "looked at"),
        Decided("e" * 16, "accept", "", "NUM001"),
    ]
    assert set(before.decided(decisions, found).entries) == {
        Entry(fingerprint(one), "TERM002", 2, "false positive", "a quotation"),
        Entry(fingerprint(other), "TERM002", 1, "accepted", "agreed"),
        Entry("b" * 16),
        Entry("e" * 16, "NUM001"),
    }


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    baseline = Baseline((Entry("0" * 16, "A001", 2, "false positive", "“引文”"), Entry("1" * 16)))
    ordered = baseline.decided([], [])
    write_baseline(ordered, path)
    assert read_baseline(path) == ordered
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == SCHEMA
    assert len(path.read_text(encoding="utf-8").splitlines()) == 4  # a line an entry
    write_baseline(Baseline(), path)
    assert read_baseline(path) == Baseline()


def test_version_0_is_migrated(tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(["a" * 16, "b" * 16, "a" * 16]), encoding="utf-8")
    assert read_baseline(path).entries == (Entry("a" * 16, count=2), Entry("b" * 16))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"schema": 2, "findings": []}', "baseline of schema 2, known are those up to 1; update"),
        ('{"findings": []}', "no baseline: KeyError 'schema'; write it anew with"),
        ('{"schema": "1", "findings": []}', "no baseline: "),
        ('{"schema": 1, "findings": [{}]}', "no baseline: "),
        ('{"schema": 1, "findings": [{"fingerprint": "a", "count": 0}]}', "no baseline: "),
        ('{"schema": 1, "findings": [{"fingerprint": "a", "status": "?"}]}', "no baseline: "),
        ('{"schema": 1, "findings": 1}', "no baseline: "),
        ('{"schema": -1, "findings": []}', "no baseline: "),
        ("3", "no baseline: "),
        ("{", "no baseline: "),
        ("\x80", "no baseline: "),
    ],
)
def test_what_is_no_baseline_is_refused_with_the_reason(
    text: str, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(AlignerError) as raised:
        read_baseline(path)
    assert str(raised.value).startswith(f"{path}: {problem}")


def test_a_baseline_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(AlignerError, match="no such baseline; write it with --update-baseline"):
        read_baseline(tmp_path / "none.json")
