"""Which suspects of a bead are reported, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.analysis import BeadAnalysis, Side
from aligner.analysis.coverage import Suspect
from aligner.checks.completeness import is_boilerplate, is_in, nearby_odds
from aligner.document import Language
from aligner.findings import Severity


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence or clause to report."""

    start: int  # half-open offsets into the text of its side
    end: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class _Limits:
    """Log-odds from which on a suspect is reported; of so many words at least.

    With few content words – greetings, links between clauses – only high odds are a sure sign.
    """

    warning: float
    error: float
    words: int
    error_of_few: float  # of less than _MANY words


_AROUND = 1.5  # log-odds: a longer text has more words that support a part of it by chance
_SURE_WORDS = 4
_MANY = 5
_PROBABLE = 0.65  # below, what a bead lacks may stand beside it
# Chosen on official reports: FULL002 to FULL004 give one error in a thousand beads there.
_SENTENCES: dict[Language, _Limits] = {
    "zh": _Limits(-0.5, 0.65, 2, 0.65),
    "en": _Limits(1.0, 2.9, 2, 2.9),
}
_CLAUSES: dict[Language, _Limits] = {
    "zh": _Limits(0.6, 1.6, 3, 2.9),
    "en": _Limits(1.5, 4.5, 4, 6.0),
}


def unsupported(bead: BeadAnalysis, side: Side, *, clauses: bool = False) -> Iterator[Doubt]:
    """Yield what the other side lacks of one side; clauses not where their sentence is reported."""
    coverage = bead.coverage
    suspects = coverage.chinese if side.language == "zh" else coverage.english
    sentences = [
        one for one in suspects if one.is_sentence and _counts(one, side, _SENTENCES[side.language])
    ]
    if not clauses:
        yield from _doubts(bead, side, sentences, _SENTENCES[side.language])
        return
    parts = [
        one
        for one in suspects
        if not one.is_sentence
        and _counts(one, side, _CLAUSES[side.language])
        and not any(whole.start <= one.start and one.end <= whole.end for whole in sentences)
    ]
    yield from _doubts(bead, side, parts, _CLAUSES[side.language])


def _counts(suspect: Suspect, side: Side, limits: _Limits) -> bool:
    """Tell whether a suspect is to be reported: a part of the text, in its language."""
    if suspect.odds < limits.warning or suspect.words < limits.words:
        return False
    text = side.text[suspect.start : suspect.end].strip()
    if len(text) > 0.9 * len(side.text):  # the bead as a whole is the alignment's business
        return False
    return is_in(text, side.language) and not is_boilerplate(text, side.language)


def _doubts(
    bead: BeadAnalysis, side: Side, suspects: list[Suspect], limits: _Limits
) -> Iterator[Doubt]:
    probability = bead.bead.probability
    is_aligned = probability is None or probability >= _PROBABLE
    for one in suspects:
        odds = one.odds
        if bead.neighbours:
            odds = min(odds, nearby_odds(bead, side, one.start, one.end) + _AROUND)
        if odds >= limits.warning:
            error = limits.error if one.words >= _MANY else limits.error_of_few
            is_sure = is_aligned and odds >= error and one.words >= _SURE_WORDS
            yield Doubt(one.start, one.end, "error" if is_sure else "warning")
