"""Which suspects of a bead are reported, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.analysis import BeadAnalysis, Side
from aligner.analysis.coverage import Suspect
from aligner.analysis.support import RATIO
from aligner.checks.completeness import is_boilerplate, is_in
from aligner.document import Language
from aligner.findings import Severity


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence or clause to report."""

    start: int  # half-open offsets into the text of its side
    end: int
    severity: Severity
    is_sure: bool  # however improbable the bead: it is so because of what is lacking


@dataclass(frozen=True, slots=True)
class _Limits:
    """Log-odds from which on a suspect is reported; of so many content words at least."""

    warning: float
    error: float
    words: int
    sure_words: int  # with fewer it is no error: greetings, links between clauses


_JOINTS = " \u3000，、；：,;:"  # what stands between clauses and belongs to none
_PROBABLE = 0.65  # below, what a bead lacks may stand beside it,
_CERTAIN = 0.8  # unless the beads on both sides are at least so probable
# A sentence that was left out mostly stands in the bead of its neighbour, by an alignment that is
# less probable and less fit in length than where two sentences were translated as one. Weights of
# the log-odds of the bead and of the square of its ratio of lengths, and a constant; fitted on
# official reports, aligned after each of their sentences had been left out once; the constant then
# raised by 0.35, so that 98 of 100 are found.
_OF_PROBABILITY, _OF_RATIO, _OFFSET = -0.75, -2.5, 4.35
_HABIT = 2.0  # to be taken off in texts where a tenth of the beads are joined, not two in a hundred
# Chosen on official reports, where FULL002 to FULL004 so give about one error in a thousand beads.
_SENTENCES: dict[Language, _Limits] = {
    "zh": _Limits(-0.9, -0.3, 2, 3),
    "en": _Limits(1.5, 3.0, 2, 3),
}
_CLAUSES: dict[Language, _Limits] = {"zh": _Limits(0.8, 3.0, 3, 4), "en": _Limits(1.8, 4.5, 4, 4)}


def unsupported(bead: BeadAnalysis, side: Side, *, clauses: bool = False) -> Iterator[Doubt]:
    """Yield what the other side lacks of one side; clauses not where their sentence is reported."""
    coverage = bead.coverage
    suspects = coverage.chinese if side.language == "zh" else coverage.english
    if not suspects:  # as mostly
        return
    limits = _SENTENCES[side.language]
    joined = _joined(bead, side)
    sentences = [
        (one, odds)
        for one in suspects
        if one.is_sentence
        and _counts(one, odds := one.odds + joined * (one.words >= limits.sure_words), side, limits)
    ]
    if not clauses:
        yield from _doubts(bead, side, sentences, limits)
        return
    limits = _CLAUSES[side.language]
    parts = [
        (one, one.odds)
        for one in suspects
        if not one.is_sentence
        and _counts(one, one.odds, side, limits)
        and not any(whole.start <= one.start and one.end <= whole.end for whole, _ in sentences)
    ]
    yield from _doubts(bead, side, parts, limits)


def _joined(bead: BeadAnalysis, side: Side) -> float:
    """Return what speaks for a gap in that the Chinese sentences of a bead were joined at all."""
    probability = bead.bead.probability
    if not _is_joined(bead, side) or probability is None:
        return 0.0
    ratio = math.log((len(bead.english.text) + 1) / (len(bead.chinese.text) + 1)) - RATIO
    surely = math.log((probability + 0.01) / (1.01 - probability))
    odds = _OF_PROBABILITY * surely + _OF_RATIO * ratio**2 + _OFFSET
    return odds - _HABIT if bead.origin.joins else odds


def _is_joined(bead: BeadAnalysis, side: Side) -> bool:
    """Tell whether the aligner put Chinese sentences together."""
    is_several = side.language == "zh" and len(side.sentences) > 1
    return is_several and bead.bead.probability is not None


def _counts(suspect: Suspect, odds: float, side: Side, limits: _Limits) -> bool:
    """Tell whether a suspect is to be reported: a part of the text, in its language."""
    if odds < limits.warning or suspect.words < limits.words:
        return False
    text = side.text[suspect.start : suspect.end].strip()
    if len(text) > 0.9 * len(side.text):  # the bead as a whole is the alignment's business
        return False
    return is_in(text, side.language) and not is_boilerplate(text, side.language)


def _doubts(
    bead: BeadAnalysis, side: Side, suspects: list[tuple[Suspect, float]], limits: _Limits
) -> Iterator[Doubt]:
    if not suspects:
        return
    probability = bead.bead.probability
    is_held = _is_held(bead)
    is_aligned = is_held or probability is None or probability >= _PROBABLE
    is_aligned |= _is_joined(bead, side)  # there the doubt speaks for a gap
    for one, odds in suspects:
        is_sure = is_aligned and odds >= limits.error and one.words >= limits.sure_words
        is_sure = is_sure and not _has_number(bead, side, one)
        text = side.text[one.start : one.end]
        start = one.start + len(text) - len(text.lstrip())
        end = one.start + len(text.rstrip(_JOINTS))
        yield Doubt(start, end, "error" if is_sure else "warning", is_held)


def _has_number(bead: BeadAnalysis, side: Side, suspect: Suspect) -> bool:
    """Tell whether a number of a suspect stands on the other side, whatever its unit there."""
    pairs = bead.number_match.pairs
    numbers = (pair.chinese if side.language == "zh" else pair.english for pair in pairs)
    return any(suspect.start <= one.start < suspect.end and not one.weak for one in numbers)


def _is_held(bead: BeadAnalysis) -> bool:
    """Tell whether the beads on both sides are certain: what one lacks is nowhere else."""
    around = (*bead.before[-1:], *bead.after[:1])
    return bool(around) and all(
        one.has_both and (one.bead.probability or 0.0) >= _CERTAIN for one in around
    )
