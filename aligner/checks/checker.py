"""Running the rules over beads, and making findings of what they say."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aligner.analysis import Analyst, BeadAnalysis, Origin, Side
from aligner.bead import Bead
from aligner.checks.base import Noted, Problem, Settings
from aligner.checks.table import RULES, RuleEntry
from aligner.findings import Context, Finding, Passage
from aligner.glossary.model import Glossary
from aligner.glossary.rendering import Span

IMPROBABLE = 0.5  # beads of a lower probability: what is wrong may be the alignment
_logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """What checking a stretch of beads gave."""

    findings: list[Finding] = field(default_factory=list)
    noted: list[Noted] = field(default_factory=list)
    beads: int = 0


class Checker:
    """Runs the rules that are wanted."""

    def __init__(self, glossary: Glossary, settings: Settings) -> None:
        self.settings = settings
        self.analyst = Analyst(glossary, settings.date)
        wanted = [(code, entry) for code, entry in RULES.items() if settings.wants(code)]
        self._checks = [(c, entry, entry.load().check) for c, entry in wanted if not entry.wide]
        self._notes = [(c, entry, entry.load().note) for c, entry in wanted if entry.wide]

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
        analyses = self.analyst.analyse(beads, origin, first)
        for bead in analyses[skipped[0] : len(analyses) - skipped[1]]:
            outcome.beads += 1
            outcome.findings += self._findings(bead)
            self._facts(bead, outcome, file)
        return outcome

    def _findings(self, bead: BeadAnalysis) -> Iterator[Finding]:
        for code, entry, check in self._checks:
            try:
                problems = list(check(bead, self.settings))
            except Exception as error:  # whatever it is, the other rules and beads go on
                yield _internal(bead, code, error)
                continue
            for problem in problems:
                yield finding_of(bead, code, entry, problem, self.settings)

    def _facts(self, bead: BeadAnalysis, outcome: Outcome, file: int) -> None:
        """Add what the rules over whole jobs note of a bead."""
        shared: Finding | None = None  # of all facts that mark nothing: their context is one
        for code, entry, note in self._notes:
            try:
                facts = list(note(bead, self.settings))
            except Exception as error:  # as above
                outcome.findings.append(_internal(bead, code, error))
                continue
            for fact in facts:
                marks = Problem("", chinese=fact.chinese, english=fact.english)
                if fact.chinese or fact.english:
                    stub = finding_of(bead, code, entry, marks, self.settings)
                else:
                    shared = shared or finding_of(bead, code, entry, marks, self.settings)
                    stub = _renamed(shared, code, entry, self.settings)
                outcome.noted.append(Noted(fact, stub, file))


def conclude(noted: Iterable[Noted], settings: Settings) -> list[Finding]:
    """Return what the rules over whole jobs find in what they noted of all beads, in order."""
    by_rule: dict[str, list[Noted]] = defaultdict(list)
    for one in noted:
        by_rule[one.finding.code].append(one)
    found: list[Finding] = []
    for code, entry in RULES.items():
        if not (entry.wide and by_rule[code]):
            continue
        try:
            for one, problem in entry.load().conclude(by_rule[code], settings):
                found.append(_worded(one.finding, problem))
        except Exception as error:  # as above
            _logger.debug("%s", code, exc_info=error)
            stub = by_rule[code][0].finding
            found.append(replace(stub, **_INTERNAL, message=_failure(code, error)))
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
        _passage(side, spans[side.language == "en"]) for side in (bead.source, bead.target)
    )
    main = target if target.text or not source.text else source
    context = Context(bead.index, source, target, bead.bead.probability, bead.bead.unit)
    stub = Finding(
        code,
        entry.name,
        settings.severities.get(code, entry.severity),
        main.file,
        main.place,
        "",
        category=entry.category,
        context=context,
    )
    return _worded(stub, problem)


def _renamed(stub: Finding, code: str, entry: RuleEntry, settings: Settings) -> Finding:
    """Return the same place under another rule."""
    severity = settings.severities.get(code, entry.severity)
    return Finding(
        code,
        entry.name,
        severity,
        stub.file,
        stub.place,
        "",
        category=entry.category,
        context=stub.context,
    )


def _worded(stub: Finding, problem: Problem) -> Finding:
    """Return a finding with the words of a problem; in improbable beads no error."""
    severity = problem.severity or stub.severity
    probability = stub.context.probability if stub.context else None
    if severity == "error" and probability is not None and probability < IMPROBABLE:
        severity = "warning"
    return replace(
        stub,
        severity=severity,
        message=problem.message,
        way_out=problem.way_out,
        suggestion=problem.suggestion,
        glossary=problem.glossary,
    )


def _passage(side: Side, span: Span | None) -> Passage:
    if span is None:
        return Passage(side.file, side.place(), side.text)
    return Passage(side.file, side.place(span.start), side.text, span.start, span.end)


_INTERNAL: dict[str, Any] = {
    "code": "INTERNAL001",
    "name": "rule-failed",
    "severity": "error",
    "category": "",
}


def _internal(bead: BeadAnalysis, code: str, error: Exception) -> Finding:
    """Return the finding that a rule failed on a bead."""
    _logger.debug("%s on bead %d", code, bead.index, exc_info=error)
    stub = finding_of(bead, code, RULES[code], Problem(""), Settings())
    return replace(stub, **_INTERNAL, message=_failure(code, error))


def _failure(code: str, error: Exception) -> str:
    return f"rule {code} failed: {type(error).__name__}: {error}"
