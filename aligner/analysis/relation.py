"""How far the two sides of a bead speak of the same.

The evidence that ``aligner.analysis.coverage`` has of the clauses, summed up over the bead: how
well the words of each side predict those of the other, more certain the more words there are, and
the terms and numbers that are found and not found. A translation of another sentence of the same
text shares its topic and some of its words, but seldom more.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from aligner.analysis.support import Evidence

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
FEWEST = 3  # content words of either side that say anything
_MOST = 40.0  # words; more make no difference
_FOUND = (1.0, 0.7)  # weight of a term or number of the Chinese and of the English side


def relations(
    chinese: Evidence, english: Evidence, beads: tuple[IntArray, IntArray], count: int
) -> FloatArray:
    """Return how far the sides of each bead belong together, shape (beads,).

    Around 0 for sides that have nothing to do with each other, 5 and more for translations; nan
    where either side has too few words to tell.

    Args:
        chinese: of the clauses of that side.
        english: of the other.
        beads: the bead of each clause of both sides.
        count: how many beads there are.
    """
    words, predicted, anchors = [], [], np.zeros(count)
    for evidence, of_clause, weight in zip((chinese, english), beads, _FOUND, strict=True):
        words.append(np.bincount(of_clause, evidence.words, count))
        predicted.append(np.bincount(of_clause, evidence.predicted, count))
        numbers, lost_numbers, terms, lost_terms = evidence.anchors
        gain = numbers + terms - lost_numbers - lost_terms
        anchors += weight * np.bincount(of_clause, gain, count)
    total = words[0] + words[1]
    mean = (predicted[0] + predicted[1]) / np.maximum(total, 1)
    found = mean * np.sqrt(np.minimum(total, _MOST)) + anchors
    return np.where(np.minimum(*words) >= FEWEST, found, np.nan)
