"""What a person must look at after a run: terms that failed, sentences without translation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aligner.analysis import BeadAnalysis, Origin
from aligner.bead import Bead
from aligner.checks.base import Problem, Settings
from aligner.checks.checker import finding_of
from aligner.checks.table import RuleEntry
from aligner.findings import Finding
from aligner.glossary.rendering import Span
from aligner.translation.outcome import TermOutcome
from aligner.translation.sentences import Rendered
from aligner.translation.tally import Tally

FAILED_TERM, UNTRANSLATED, ALIKE = "MT001", "MT002", "MT003"
_ENTRIES = {
    FAILED_TERM: RuleEntry("term-not-rendered", "error", "terminology/wrong-term", ""),
    UNTRANSLATED: RuleEntry("not-translated", "error", "accuracy/untranslated", ""),
    ALIKE: RuleEntry("similar-translation", "warning", "accuracy/mistranslation", ""),
}
_MOST = 3  # renderings named
_SETTINGS = Settings()


@dataclass(slots=True)
class Watch:
    """Sees every bead that is done: counts, and notes what there is to look at."""

    origin: Origin
    tally: Tally = field(default_factory=Tally)
    findings: list[Finding] = field(default_factory=list)
    beads: list[Bead] | None = None  # all of them, where they are wanted afterwards

    def see(self, bead: Bead, rendered: Rendered, skipped: int = 0) -> None:
        """Note a bead.

        Args:
            bead: with its translation.
            rendered: how it came about.
            skipped: code points before what was translated, in the source on one line.
        """
        index = self.tally.sentences
        self.tally.add(rendered)
        if self.beads is not None:
            self.beads.append(bead)
        problems = list(_problems(rendered, skipped, self.origin.source_language == "zh"))
        if problems:
            analysis = BeadAnalysis(index, bead, self.origin)
            self.findings += (
                finding_of(analysis, code, _ENTRIES[code], problem, _SETTINGS)
                for code, problem in problems
            )


def _problems(
    rendered: Rendered, skipped: int, from_chinese: bool
) -> Iterator[tuple[str, Problem]]:
    outcome = rendered.outcome
    if rendered.line.is_done or rendered.is_copied:
        return
    if not outcome.text:
        yield UNTRANSLATED, _untranslated(outcome.why)
        return
    for term in outcome.terms:
        if term.step == "failed":
            yield FAILED_TERM, _failed(term, skipped, from_chinese)
    if outcome.similarity is not None and outcome.similarity < 1.0:
        # Rounded down: what is not the same text is never called 100 %.
        share = int(outcome.similarity * 100)
        yield (
            ALIKE,
            Problem(f"translation of a similar text ({share} %)", "revise it against the source"),
        )


def _untranslated(why: str) -> Problem:
    return Problem(
        f"not translated: {why}" if why else "not translated", "translate it by hand, or run again"
    )


def _failed(term: TermOutcome, skipped: int, from_chinese: bool) -> Problem:
    requirement = term.requirement
    span = Span(requirement.span.start + skipped, requirement.span.end + skipped)
    source, lines = requirement.source, requirement.lines
    renderings = ", ".join(f"“{one}”" for one in requirement.renderings[:_MOST])
    return Problem(
        f"{source} is not rendered as the glossary says: {term.why}"
        if term.why
        else f"{source} is not rendered as the glossary says",
        f"write {renderings}",
        span if from_chinese else None,
        None if from_chinese else span,
        glossary=lines[0].origin.address if lines else "",
    )
