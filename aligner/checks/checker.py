"""Running the rules over beads, and making findings of what they say."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aligner.analysis import Analyst, BeadAnalysis, Origin
from aligner.bead import Bead
from aligner.checks.base import Noted, Problem, Settings, is_improbable
from aligner.checks.noted import passage_of
from aligner.checks.selection import FAILED
from aligner.checks.suppression import CODE as UNUSED
from aligner.checks.suppression import Ignore, ignored
from aligner.checks.table import OWN, RULES, RuleEntry, Subject
from aligner.findings import Context, Finding, Severity
from aligner.glossary.model import Glossary

_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What checking a stretch of beads gave."""

    findings: list[Finding] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    ignores: list[Ignore] = field(default_factory=list)
    beads: int = 0

    def add(self, other: Outcome) -> None:
        """Add the outcome of the beads that follow."""
        self.findings += other.findings
        self.noted += other.noted
        self.ignores += other.ignores
        self.beads += other.beads

    @property
    def names(self) -> set[tuple[str, str]]:
        """The files, of source and target, that anything in it stands in."""
        found = {file_names(finding) for finding in self.findings}
        found.update(one.names for one in self.noted)
        found.update(file_names(one.finding) for one in self.ignores)
        return found


def file_names(finding: Finding) -> tuple[str, str]:
    """Return the files of source and target; a bitext is both."""
    context = finding.context
    return (context.source.file, context.target.file) if context else (finding.file, finding.file)


_SUBJECTS: tuple[tuple[Subject, ...], ...] = (
    ("texts",),
    ("texts", "numbers"),
    ("texts", "terms"),
    ("texts", "numbers", "terms"),
)
_Rules = Sequence[tuple[str, RuleEntry]]


def _subjects_of(bead: BeadAnalysis) -> tuple[Subject, ...]:
    """Return what a bead has for rules to look at."""
    return _SUBJECTS[bead.has_quantities + 2 * bead.has_terms]


def _checks_of(rules: _Rules) -> list[tuple[str, RuleEntry, Any]]:
    """Return the rules that look at one bead, with what checks it."""
    return [(code, entry, entry.load().check) for code, entry in rules if not entry.wide]


def _notes_of(
    rules: _Rules, settings: Settings
) -> list[tuple[Any, tuple[tuple[str, Severity], ...]]]:
    """Return what notes facts, and the rules over whole jobs that share it, with severities."""
    notes = defaultdict(list)
    for code, entry in rules:
        if entry.wide:
            severity = settings.severities.get(code, entry.severity)
            notes[entry.load().note].append((code, severity))
    return [(note, tuple(sharing)) for note, sharing in notes.items()]


class Checker:
    """Runs the rules that are wanted."""

    def __init__(self, glossary: Glossary, settings: Settings) -> None:
        self.settings = settings
        self.analyst = Analyst(glossary, settings.date)
        wanted = [(code, entry) for code, entry in RULES.items() if settings.wants(code)]
        # Most beads have no numbers, no terms or neither: rules about these pass them over.
        about = {has: [one for one in wanted if one[1].about in has] for has in _SUBJECTS}
        self._checks = {has: _checks_of(rules) for has, rules in about.items()}
        self._notes = {has: _notes_of(rules, settings) for has, rules in about.items()}

    def check(
        self,
        beads: Sequence[Bead],
        origin: Origin,
        first: int = 0,
        skipped: tuple[int, int] = (0, 0),
        file: int = 0,
    ) -> Outcome:
        """Check consecutive beads of one file.

        Args:
            beads: in order, with some before and behind for the rules that look at neighbours.
            origin: where they come from.
            first: the index of the first one in its file.
            skipped: how many at both ends are there for their neighbours only.
            file: the number of the file in its job, from 0.
        """
        outcome = Outcome()
        analyses, failures = self._analysed(beads, origin, first)
        for bead in analyses[skipped[0] : len(analyses) - skipped[1]]:
            outcome.beads += 1
            if bead.index in failures:
                outcome.findings.append(failures[bead.index])
                continue
            outcome.findings += self._findings(bead)
            self._facts(bead, outcome, file)
            if bead.bead.note and (selectors := ignored(bead.bead.note)):
                stub = finding_of(bead, UNUSED, OWN[UNUSED], Problem(""), self.settings)
                outcome.ignores.append(Ignore(selectors, stub, self.settings.codes))
        for bead in analyses:
            bead.release()
        return outcome

    def _analysed(
        self, beads: Sequence[Bead], origin: Origin, first: int
    ) -> tuple[list[BeadAnalysis], dict[int, Finding]]:
        """Analyse beads; those that cannot be count as empty, and get a finding by their index."""
        try:
            return self.analyst.analyse(beads, origin, first), {}
        except Exception:  # whatever it is, the other beads go on
            _logger.debug("beads from %d", first, exc_info=True)
        failures: dict[int, Finding] = {}
        kept = list(beads)
        for number, bead in enumerate(beads):
            try:
                self.analyst.analyse([bead], origin)
            except Exception as error:  # as above
                analysis = BeadAnalysis(first + number, bead, origin)
                failures[first + number] = _internal(analysis, "", error)
                kept[number] = replace(bead, source=(), target=())
        return self.analyst.analyse(kept, origin, first), failures

    def _findings(self, bead: BeadAnalysis) -> Iterator[Finding]:
        for code, entry, check in self._checks[_subjects_of(bead)]:
            try:
                problems = list(check(bead, self.settings))
            except Exception as error:  # whatever it is, the other rules and beads go on
                yield _internal(bead, code, error)
                continue
            for problem in problems:
                yield finding_of(bead, code, entry, problem, self.settings)

    def _facts(self, bead: BeadAnalysis, outcome: Outcome, file: int) -> None:
        """Add what the rules over whole jobs note of a bead."""
        for note, rules in self._notes[_subjects_of(bead)]:
            try:
                facts = list(note(bead, self.settings))
            except Exception as error:  # as above
                outcome.findings += [_internal(bead, code, error) for code, _ in rules]
                continue
            outcome.noted += [Noted.at(fact, rules, bead, file) for fact in facts]


def conclude(noted: Iterable[Noted], settings: Settings) -> list[Finding]:
    """Return what the rules over whole jobs find in what they noted of all beads, in order."""
    by_rule: dict[str, list[Noted]] = defaultdict(list)
    for one in noted:
        for code, _ in one.rules:
            by_rule[code].append(one)
    found: list[Finding] = []
    for code, entry in RULES.items():
        if not (entry.wide and by_rule[code]):
            continue
        try:
            for one, problem in entry.load().conclude(by_rule[code], settings):
                found.append(_worded(one.finding(code), problem, settings))
        except Exception as error:  # as above
            _logger.debug("%s", code, exc_info=error)
            found.append(_failed(by_rule[code][0].finding(code), code, error))
    return found


def finding_of(
    bead: BeadAnalysis, code: str, entry: RuleEntry, problem: Problem, settings: Settings
) -> Finding:
    """Return the finding that a problem in a bead is.

    It stands where something is marked in the translation, else where the translation begins, else
    in the source.
    """
    spans = (problem.chinese, problem.english)
    source, target = (
        passage_of(side, spans[side.language == "en"]) for side in (bead.source, bead.target)
    )
    main = target if target.text or not source.text else source
    context = Context(bead.index, source, target, bead.bead.probability, bead.bead.unit)
    return Finding(
        code,
        entry.name,
        _severity(problem, code, entry.severity, context.probability, settings),
        main.file,
        main.place,
        problem.message,
        problem.way_out,
        category=entry.category,
        suggestion=problem.suggestion,
        glossary=problem.glossary,
        context=context,
    )


def _worded(stub: Finding, problem: Problem, settings: Settings) -> Finding:
    """Return a finding with the words of a problem."""
    probability = stub.context.probability if stub.context else None
    return replace(
        stub,
        severity=_severity(problem, stub.code, stub.severity, probability, settings),
        message=problem.message,
        way_out=problem.way_out,
        suggestion=problem.suggestion,
        glossary=problem.glossary,
    )


def _severity(
    problem: Problem, code: str, usual: Severity, probability: float | None, settings: Settings
) -> Severity:
    """Return how severe a problem is: in improbable beads only what is sure is an error.

    What the user says of the rule counts more than what the rule says of the problem.
    """
    severity = settings.severities.get(code) or problem.severity or usual
    if severity == "error" and is_improbable(probability) and not problem.is_sure:
        return "warning"
    return severity


def _internal(bead: BeadAnalysis, code: str, error: Exception) -> Finding:
    """Return the finding that a rule, or without code the analysis, failed on a bead."""
    _logger.debug("%s on bead %d", code, bead.index, exc_info=error)
    stub = finding_of(bead, FAILED, OWN[FAILED], Problem(""), Settings())
    return _failed(stub, code, error)


def _failed(stub: Finding, code: str, error: Exception) -> Finding:
    """Return the finding that something failed: never less than an error."""
    what = f"rule {code}" if code else "the analysis"
    return replace(
        stub,
        code=FAILED,
        name=OWN[FAILED].name,
        severity="error",
        category="",
        message=f"{what} failed: {type(error).__name__}: {error}",
    )
