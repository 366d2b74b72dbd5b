"""Jobs: the same result however beads are cut and in whatever order they are checked."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import ModuleType

import pytest

from aligner.analysis import BeadAnalysis, Origin
from aligner.analysis.bead import NEIGHBOURS
from aligner.bead import Bead, Bitext
from aligner.checks import RULES, Checker, Fact, Noted, Problem, RuleEntry, Settings
from aligner.checks.checker import finding_of
from aligner.checks.job import Gathered, check_stretch, cut, stretches_of
from aligner.findings import Finding
from aligner.glossary.loading import glossary_path, load_glossaries
from aligner.glossary.model import Glossary
from aligner.glossary.pairs import pairs_path, read_pairs
from aligner.glossary.rendering import Span
from tests.checks.findings import GLOSSARY, bead, bitext

ORIGIN = Origin("a.tsv", "a.tsv", "zh")


class Nosy(ModuleType):
    """Rules that see neighbours, note everything, and fail where they are told to."""

    @staticmethod
    def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
        """Report how many neighbours there are, and their texts."""
        if "place 4 " in bead.english.text.lower():
            raise LookupError("four")
        seen = " ".join(one.english.text[:9] for one in bead.neighbours)
        yield Problem(f"{len(bead.before)} {len(bead.after)} {seen}")

    @staticmethod
    def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
        """Note the length."""
        yield Fact("length", str(len(bead.english.text)), Span(0, 1), Span(0, 2))

    @staticmethod
    def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
        """Report every length that was there before."""
        seen: dict[str, Noted] = {}
        for one in noted:
            first = seen.setdefault(one.fact.value, one)
            if first is not one:
                yield one, Problem(f"as long as the one in file {first.file}")


@pytest.fixture(autouse=True)
def nosy_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aligner.checks.rules.nosy", Nosy("nosy"))
    near = RuleEntry("near", "info", "", "nosy")
    rules = {**RULES, "X001": near, "X002": replace(near, wide=True)}
    monkeypatch.setattr("aligner.checks.checker.RULES", rules)


def found(beads: Bitext, size: int, turned: bool = False) -> list[Finding]:
    checker = Checker(GLOSSARY, Settings())
    gathered = Gathered()
    stretches = [
        stretch
        for file in range(2)
        for stretch in stretches_of(beads, f"{file}.tsv", file=file, size=size)
    ]
    for stretch in reversed(stretches) if turned else stretches:
        outcome = check_stretch(checker, pickle.loads(pickle.dumps(stretch)))
        gathered.add(stretch.file, stretch.start, pickle.loads(pickle.dumps(outcome)))
    assert gathered.beads == 2 * len(list(beads.beads))
    return gathered.conclude(checker.settings)


@pytest.mark.parametrize("count", [1, 2, 3, 20, 21])
def test_the_result_does_not_depend_on_the_stretches(count: int) -> None:
    whole = found(bitext(count), 1000)
    assert {one.code for one in whole} >= {"X001"}
    for size in (1, 2, 3, 4, 5, 7, 19, 20):
        assert found(bitext(count), size) == whole
        assert found(bitext(count), size, turned=True) == whole


def test_findings_come_by_file_bead_and_place() -> None:
    whole = found(bitext(20), 6)
    assert [one.file for one in whole] == sorted(one.file for one in whole)
    beads = [one.context.bead for one in whole if one.context and one.file == "1.tsv"]
    assert beads == sorted(beads)
    assert {"TERM002", "X001", "X002", "INTERNAL001"} <= {one.code for one in whole}
    failed = [one for one in whole if one.code == "INTERNAL001"]
    assert [one.context.bead for one in failed if one.context] == [4, 4]
    assert failed[0].message == "rule X001 failed: LookupError: four"


@pytest.mark.parametrize("size", [1, 2, 3, 10, 50])
def test_stretches_hold_every_bead_once_with_its_neighbours(size: int) -> None:
    beads = list(bitext(23).beads)
    seen: list[Bead] = []
    for stretch in cut(iter(beads), ORIGIN, size=size):
        before, behind = stretch.skipped
        end = len(stretch.beads) - behind
        start = stretch.first + before
        assert start == len(seen)
        assert before == min(NEIGHBOURS, start)
        assert behind == min(NEIGHBOURS, len(beads) - stretch.first - end)
        assert end - before <= size
        seen += stretch.beads[before:end]
    assert seen == beads


def test_no_beads_no_stretches() -> None:
    assert list(cut([], ORIGIN)) == []
    assert Gathered().conclude(Settings()) == []


def test_beads_are_read_as_they_are_needed() -> None:
    read = 0

    def beads() -> Iterator[Bead]:
        nonlocal read
        for one in bitext(5000).beads:
            read += 1
            yield one

    stretches = stretches_of(Bitext("zh", "en", beads()), "a.tsv", size=100)
    next(stretches)
    assert read <= 200 + NEIGHBOURS
    next(stretches)
    assert read <= 300 + NEIGHBOURS


def test_a_statute_is_told_by_its_first_beads() -> None:
    articles = [bead(f"第{n}条 各级政府应当负责。", f"Article {n}") for n in "一二三四五"]
    (law,) = stretches_of(Bitext("zh", "en", articles), "a.tsv")
    (report,) = stretches_of(bitext(5), "a.tsv")
    assert (law.origin.is_statute, report.origin.is_statute) == (True, False)
    turned = [replace(one, source=one.target, target=one.source) for one in articles]
    (law,) = stretches_of(Bitext("en", "zh", turned), "a.tsv")
    assert law.origin.is_statute


def test_a_file_can_be_forgotten() -> None:
    checker = Checker(GLOSSARY, Settings())
    gathered = Gathered()
    for file in range(2):
        for stretch in stretches_of(bitext(9), f"{file}.tsv", file=file):
            gathered.add(file, stretch.start, check_stretch(checker, stretch))
    gathered.drop(0)
    gathered.drop(7)
    assert gathered.beads == 9
    assert {one.file for one in gathered.conclude(Settings())} == {"1.tsv"}


def test_what_is_noted_gives_its_finding_after_a_journey() -> None:
    checker = Checker(GLOSSARY, Settings(frozenset({"X002"})))
    one = checker.check(list(bitext(1).beads), ORIGIN, file=3).noted[0]
    other = pickle.loads(pickle.dumps(one))
    assert other.fact == one.fact == Fact("length", "37", Span(0, 1), Span(0, 2))
    assert (other.file, other.rules) == (3, (("X002", "info"),))
    assert other.finding("X002") == one.finding("X002")
    assert other.texts == one.texts
    assert other.names == ("a.tsv", "a.tsv")


def test_rules_that_note_the_same_share_it() -> None:
    settings = Settings(frozenset({"CONS001", "CONS003"}), {"CONS001": "error"})
    outcome = Checker(GLOSSARY, settings).check(list(bitext(5).beads), ORIGIN)
    assert [one.rules for one in outcome.noted] == [
        (("CONS001", "error"), ("CONS003", "info")),
    ] * 5


@pytest.mark.parametrize("number", [0, 6])  # with and without translation
def test_a_fact_stands_where_a_finding_would(number: int) -> None:
    checker = Checker(GLOSSARY, Settings(frozenset({"X001", "X002"})))
    outcome = checker.check(list(bitext(7).beads), ORIGIN)
    entry = RuleEntry("near", "info", "", "nosy")
    (bead,) = checker.analyst.analyse([list(bitext(7).beads)[number]], ORIGIN, number)
    marks = Problem("", chinese=Span(0, 1), english=Span(0, 2))
    expected = finding_of(bead, "X002", entry, marks, Settings())
    assert replace(outcome.noted[number].finding("X002"), name="near") == expected


def test_a_bead_that_cannot_be_analysed_is_reported_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    checker = Checker(GLOSSARY, Settings(frozenset({"TERM002"})))
    analyse = checker.analyst.analyse

    def fail(beads: Sequence[Bead], origin: Origin, first: int = 0) -> list[BeadAnalysis]:
        if any("Place 3 " in sentence.text for one in beads for sentence in one.target):
            raise ArithmeticError("three")
        return analyse(beads, origin, first)

    monkeypatch.setattr(checker.analyst, "analyse", fail)
    outcome = checker.check(list(bitext(6).beads), ORIGIN)
    assert [(one.code, one.context.bead) for one in outcome.findings if one.context] == [
        *(("TERM002", 2), ("INTERNAL001", 3), ("TERM002", 5)),
    ]
    assert outcome.findings[1].message == "the analysis failed: ArithmeticError: three"
    assert outcome.beads == 6


def test_the_user_decides_about_severity() -> None:
    beads = list(bitext(3).beads)
    settings = Settings(frozenset({"TERM002"}), {"TERM002": "info"})
    assert [one.severity for one in Checker(GLOSSARY, settings).check(beads, ORIGIN).findings] == [
        "info"
    ]


@pytest.mark.parametrize("glossaries", [["policy"], []])
def test_what_rules_pass_over_they_would_not_report(
    glossaries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = read_pairs(pairs_path(glossary_path("policy")))[::3]
    beads = [bead(pair.source, pair.target) for pair in pairs]
    glossary = load_glossaries(glossaries) if glossaries else Glossary("", ())
    checker = Checker(glossary, Settings())
    found = checker.check(beads, ORIGIN)
    everything = ("texts", "numbers", "terms")
    monkeypatch.setattr("aligner.checks.checker._subjects_of", lambda bead: everything)
    unfiltered = checker.check(beads, ORIGIN)
    assert found.findings == unfiltered.findings
    assert [one.fact for one in found.noted] == [one.fact for one in unfiltered.noted]
