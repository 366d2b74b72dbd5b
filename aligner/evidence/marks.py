"""Shared marks as evidence: numbers, names and Latin strings, equal on both sides or not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.alignment.links import LinkScorer, Side, link_table
from aligner.text.tokens import tokens_of

_FLOOR = 0.3  # λ: a mark on one side is missing on the other about this often
_PSEUDO_COUNT = 20.0  # keeps marks from being overrated in short documents


def mark_scorer(source: Sequence[Sequence[int]], target: Sequence[Sequence[int]]) -> LinkScorer:
    """Return a scorer for marks that stand for the same on both sides if they are equal.

    Args:
        source: the marks of each source sentence, numbered from 0.
        target: the marks of each target sentence.
    """
    sides = [tokens_of(source), tokens_of(target)]
    types = 1 + max((int(side.types.max(initial=-1)) for side in sides), default=-1)
    same = np.arange(types)
    prepared = []
    for tokens in sides:
        counts = np.bincount(tokens.types, minlength=types) + 1.0
        probabilities = (counts / (counts.sum() + _PSEUDO_COUNT)).astype(np.float32)
        prepared.append(Side(tokens, np.ones(types, np.float32), probabilities))
    forward, backward = (link_table(same, same, 1 / s.probabilities, types) for s in prepared[::-1])
    return LinkScorer(prepared[0], prepared[1], forward, backward, _FLOOR)
