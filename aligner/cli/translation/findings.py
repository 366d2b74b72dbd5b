"""What a person must look at after a run: terms that failed, sentences without translation.

And what one should look at: terms outside their clauses, translations of similar texts. The one or
the other is a placeholder, an address or code that a translation has lost or added.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from aligner.analysis import BeadAnalysis, Origin
from aligner.bead import Bead, join
from aligner.checks.base import Problem, Settings
from aligner.checks.checker import finding_of
from aligner.checks.table import RuleEntry
from aligner.findings import Finding
from aligner.glossary.rendering import Span
from aligner.translation.outcome import TermOutcome
from aligner.translation.placeholders import Change, changes
from aligner.translation.sentences import Rendered
from aligner.translation.tally import Tally

FAILED_TERM, UNTRANSLATED, ALIKE, MISPLACED, CHANGED = "MT001", "MT002", "MT003", "MT004", "MT005"
_ENTRIES = {
    FAILED_TERM: RuleEntry("term-not-rendered", "error", "terminology/wrong-term", ""),
    UNTRANSLATED: RuleEntry("not-translated", "error", "accuracy/untranslated", ""),
    ALIKE: RuleEntry("similar-translation", "warning", "accuracy/mistranslation", ""),
    MISPLACED: RuleEntry("term-out-of-place", "warning", "accuracy/mistranslation", ""),
    CHANGED: RuleEntry("placeholder-changed", "error", "accuracy/do-not-translate", ""),
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
        is_from_chinese = self.origin.source_language == "zh"
        target = join(bead.target, "en" if is_from_chinese else "zh")
        ahead = max(target.find(rendered.outcome.text), 0)  # a label that stands before it
        problems = list(_problems(rendered, (skipped, ahead), is_from_chinese))
        if problems:
            analysis = BeadAnalysis(index, bead, self.origin)
            self.findings += (
                finding_of(analysis, code, _ENTRIES[code], problem, _SETTINGS)
                for code, problem in problems
            )


def _problems(
    rendered: Rendered, ahead: tuple[int, int], from_chinese: bool
) -> Iterator[tuple[str, Problem]]:
    """Yield codes and problems; ``ahead`` are code points before what was translated, and after."""
    outcome = rendered.outcome
    if rendered.line.is_done or rendered.is_copied:
        return
    if not outcome.text:
        yield UNTRANSLATED, _untranslated(outcome.why)
        return
    for term in outcome.terms:
        if term.step == "failed":
            yield FAILED_TERM, _failed(term, ahead[0], from_chinese)
        elif term.why:
            yield MISPLACED, _misplaced(term, ahead, from_chinese)
    for change in changes(rendered.line.text, outcome.text, rendered.line.code):
        yield CHANGED, _changed(change, ahead, from_chinese)
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
    span = _shifted(requirement.span, skipped)
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


def _misplaced(term: TermOutcome, ahead: tuple[int, int], from_chinese: bool) -> Problem:
    requirement = term.requirement
    source = _shifted(requirement.span, ahead[0])
    rendering = term.span and _shifted(term.span, ahead[1])
    lines = requirement.lines
    return Problem(
        f"the rendering of {requirement.source} is not where it belongs: {term.why}",
        "put it into the clause that translates the term's",
        source if from_chinese else rendering,
        rendering if from_chinese else source,
        glossary=lines[0].origin.address if lines else "",
    )


def _changed(change: Change, ahead: tuple[int, int], from_chinese: bool) -> Problem:
    span = _shifted(change.span, ahead[not change.is_lost])
    if change.wanted and change.found:
        counts = f"{change.found}×", f"{change.wanted}×"
        message = f"“{change.text}” is {counts[0]} in the translation, {counts[1]} in the source"
    else:
        message = f"“{change.text}” is not in the {'translation' if change.is_lost else 'source'}"
    return Problem(
        message,
        "put it in as the source has it" if change.is_lost else "take it out",
        span if from_chinese == change.is_lost else None,
        None if from_chinese == change.is_lost else span,
        severity="error" if change.kind == "placeholder" else "warning",
    )


def _shifted(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
