"""How much a pair of phrases looks like an entry of a glossary.

A logistic score of properties that hold for terms of any field: their parts stand together and
explain each other, nothing goes on at their borders (C-value of Frantzi, Ananiadou & Mima 2000
asks the same), they recur in different surroundings, they are names or abbreviations, they are no
single common word and no clause. The weights were fitted on Hong Kong Monetary Authority reports
of 2015–19, where 1 in 5 of the pairs scored are listed in the terminology, and rounded. No
property knows a word of that terminology.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.mining.side import BoolArray, FloatArray, IntArray
from aligner.mining.surfaces import Surface

_WEIGHTS = {
    "association": 3.4,
    "occurrences": 0.9,
    "free": 2.0,
    "coverage": 1.6,
    "contexts": 1.7,
    "name": 1.9,
    "single": -1.8,
    "short": -1.4,
    "attribute": -1.8,
    "function": -1.5,
    "coordinated": -0.7,
}
_BIAS = -8.5
_SHORT = 2  # Han characters
_FUNCTION = re.compile(r"\b(?:of|for|in|on|to|with|by|a|an|at|from|as|the)\b")
_AND = re.compile(r"\b(?:and|or)\b")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted of pairs; all arrays have the shape (pairs,)."""

    association: FloatArray  # 0 … 1
    coverage: FloatArray  # 0 … 1: how far the phrases explain each other
    linked: IntArray  # occurrences linked
    free: FloatArray  # 0 … 1: share of occurrences at whose borders nothing goes on
    contexts: FloatArray  # 0 … 1: share of different surroundings


def termhood(
    figures: Figures, chinese: Sequence[Surface], english: Sequence[Surface]
) -> FloatArray:
    """Return the score of each pair, 0 … 1; the phrases are those of the pairs, pair by pair."""
    z_lengths = np.array([len(surface.text) for surface in chinese])
    words = np.array([len(re.findall(r"[^\s–-]+", surface.text)) for surface in english])
    is_single = words == 1
    properties = {
        "association": figures.association,
        "occurrences": np.log(figures.linked + 1.0),
        "free": figures.free,
        "coverage": figures.coverage,
        "contexts": figures.contexts,
        "name": np.where(
            is_single, [s.abbreviated for s in english], [s.capitalised for s in english]
        ),
        "single": is_single,
        "short": z_lengths <= _SHORT,
        "attribute": _having(re.compile("的"), chinese),
        "function": _having(_FUNCTION, english),
        "coordinated": _having(_AND, english),
    }
    total = np.full(len(words), _BIAS)
    for name, values in properties.items():
        total += _WEIGHTS[name] * values
    score: FloatArray = 1.0 / (1.0 + np.exp(-total))
    return score


def _having(pattern: re.Pattern[str], surfaces: Sequence[Surface]) -> BoolArray:
    return np.array([bool(pattern.search(surface.text)) for surface in surfaces], np.bool_)
