"""Which suspects of a bead are reported, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from aligner.analysis import BeadAnalysis, Side
from aligner.analysis.coverage import Suspect
from aligner.checks.completeness import is_boilerplate, is_in
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
    """Log-odds from which on a suspect is reported; of so many content words at least."""

    warning: float
    error: float
    words: int
    sure_words: int  # with fewer it is no error: greetings, links between clauses


_JOINTS = " \u3000，、；：,;:"  # what stands between clauses and belongs to none
_PROBABLE = 0.65  # below, what a bead lacks may stand beside it
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
        is_sure = is_aligned and one.odds >= limits.error and one.words >= limits.sure_words
        text = side.text[one.start : one.end]
        start = one.start + len(text) - len(text.lstrip())
        end = one.start + len(text.rstrip(_JOINTS))
        yield Doubt(start, end, "error" if is_sure else "warning")
