"""From evidence on clauses and sentences to the odds that they have no counterpart."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.document import Language

FloatArray = npt.NDArray[np.float64]
RATIO = 1.24  # logarithm of English code points per Chinese one
_SPREAD = 0.25  # its standard deviation in official translations


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of pieces; all arrays but the last have the shape (pieces,)."""

    words: npt.NDArray[np.int64]  # content words
    predicted: FloatArray  # sum of the log ratios with which the other side predicts them
    unpredicted: FloatArray  # how many of them it does not predict
    received: FloatArray  # words of the other side that belong to the piece
    rest_words: npt.NDArray[np.int64]  # of the rest of the same side of the bead
    rest_predicted: FloatArray
    length: FloatArray  # code points
    own_length: FloatArray  # of the whole side
    other_length: FloatArray
    anchors: FloatArray  # (4, pieces): numbers found, not found; terms found, not found


def features(evidence: Evidence, language: Language) -> FloatArray:
    """Return the features of each piece, shape (pieces, features)."""
    n = np.maximum(evidence.words, 1.0)
    rest = evidence.rest_predicted / np.maximum(evidence.rest_words, 1.0)
    sign = 1.0 if language == "zh" else -1.0
    ratio = np.log((evidence.other_length + 1) / (evidence.own_length + 1)) * sign
    remaining = np.maximum(evidence.own_length - evidence.length, 1.0)
    without = np.log((evidence.other_length + 1) / remaining) * sign
    gain = (np.square(ratio - RATIO) - np.square(without - RATIO)) / (2 * _SPREAD**2)
    numbers, lost_numbers, terms, lost_terms = np.minimum(evidence.anchors, 2.0)
    return np.stack(
        [
            np.ones(len(n)),
            evidence.predicted / n,
            evidence.unpredicted / n,
            evidence.received / n,
            np.log(evidence.received + 0.3),
            np.log(n),
            evidence.predicted / np.sqrt(n),
            rest,
            np.clip(gain, -4, 4),
            numbers,
            lost_numbers,
            terms,
            lost_terms,
        ],
        axis=1,
    )


# Fitted on official translations from which the counterparts of sentences and clauses were taken,
# or into which those of other places were put.
_WEIGHTS: dict[tuple[Language, bool], tuple[float, ...]] = {  # (language, is a sentence)
    ("zh", True): (
        *(-3.19, 0.88, -2.49, -5.86, -2.49, 2.88, -0.78, 2.01, 0.29),
        *(-1.22, 1.46, 0.05, 2.04),
    ),
    ("zh", False): (
        *(-3.03, 2.56, 0.9, -9.26, -1.26, 2.03, -0.96, 0.77, 0.24),
        *(-2.03, 1.45, -0.09, 2.35),
    ),
    ("en", True): (
        *(-3.82, 0.25, -0.68, -5.71, -2.75, 3.08, -0.41, 1.69, 0.34),
        *(-0.62, 1.82, -1.57, 0.0),
    ),
    ("en", False): (
        *(-3.82, 1.27, 0.47, -4.17, -1.59, 2.46, -1.08, 1.13, 0.4),
        *(-1.24, 2.31, -1.44, 0.0),
    ),
}


def odds(evidence: Evidence, language: Language, is_sentence: bool) -> FloatArray:
    """Return the log-odds that pieces have no counterpart; −9 for those without words."""
    weights = np.array(_WEIGHTS[language, is_sentence])
    found = features(evidence, language) @ weights
    unknown = (evidence.words < 1) | (evidence.other_length < 1)
    return np.where(unknown, -9.0, found)
