"""How far the two sides of a bead speak of the same.

The evidence that ``aligner.analysis.coverage`` has of the clauses, summed up over the bead: how
well the words of each side predict those of the other, more certain the more words there are, and
the terms and numbers that are found and not found. A translation of another sentence of the same
text shares its topic and some of its words, but seldom more.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.analysis.support import Evidence

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
_MOST = 40.0  # words; more make no difference
_FOUND = (1.0, 0.7)  # weight of a term or number of the Chinese and of the English side


@dataclass(frozen=True, slots=True)
class Relation:
    """How far the sides of a bead belong together."""

    score: float  # around 0: they have nothing to do with each other; 5 and more: a translation
    words: int  # content words of the side that has fewer; with few the score says little


UNKNOWN = Relation(0.0, 0)


def relations(
    chinese: Evidence, english: Evidence, beads: tuple[IntArray, IntArray], count: int
) -> list[Relation]:
    """Return the relation of the sides of each bead.

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
    scores = mean * np.sqrt(np.minimum(total, _MOST)) + anchors
    fewest = np.minimum(*words).astype(np.int64)
    return [Relation(*one) for one in zip(scores.tolist(), fewest.tolist(), strict=True)]
