"""Which words of a translation stand for a stretch of its source, as the lexicon has it."""

from __future__ import annotations

import numpy as np

from aligner.document import Language, other_language
from aligner.glossary.rendering import Span
from aligner.translation.enforcement.units import FloatArray, link_strengths, units_of

_UNLINKED = 0.3  # what a word that nothing links takes from a run, so that runs stay short


def linked(span: Span, source: str, target: str, language: Language) -> Span | None:
    """Return the words that translate a stretch; None if the lexicon links none of them.

    Each word of the translation counts for the stretch as far as it is linked to the stretch more
    than to the rest of the source; the best run of words is the answer (Kadane; time O(words of
    both sides)).

    Args:
        span: of the source.
        source: a sentence.
        target: its translation.
        language: of the source.
    """
    other = other_language(language)
    sources, targets = units_of(source, language), units_of(target, other)
    inside = np.array([span.overlaps(word) for word in sources], dtype=bool)
    if not inside.any() or not targets:
        return None
    strengths = link_strengths(
        [source[word.start : word.end] for word in sources],
        [target[word.start : word.end] for word in targets],
        language,
    )
    first, last = _best_run(_gains(strengths, inside))
    return None if last < first else Span(targets[first].start, targets[last].end)


def _gains(strengths: FloatArray, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> FloatArray:
    """Return how much each target word speaks for the stretch, shape (target words,)."""
    own = strengths[:, inside].max(axis=1, initial=0.0)
    others = strengths[:, ~inside].max(axis=1, initial=0.0)
    gains: FloatArray = np.where((own == 0) & (others == 0), -_UNLINKED, own - others)
    return gains


def _best_run(gains: FloatArray) -> tuple[int, int]:
    """Return the first and last index of the run of the largest sum above 0; (0, -1): none."""
    best, found = 0.0, (0, -1)
    total, start = 0.0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, start = 0.0, index
        total += gain
        if total > best:
            best, found = total, (start, index)
    return found
