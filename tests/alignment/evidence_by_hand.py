"""Token evidence made by hand: documents of numbered words, and what translates what."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.alignment.links import LinkScorer, Side, link_table
from aligner.text.tokens import tokens_of


def same_words(
    source: Sequence[Sequence[int]],
    target: Sequence[Sequence[int]],
    *,
    types: int,
    floor: float = 0.65,
) -> LinkScorer:
    """Return a scorer for which word *n* translates word *n*, and no other."""
    same = np.arange(types)
    probability = 1.0 / types
    table = link_table(same, same, np.full(types, 1.0 / probability), types)
    sides = [
        Side(
            tokens_of(sentences),
            np.ones(types, np.float32),
            np.full(types, probability, np.float32),
        )
        for sentences in (source, target)
    ]
    return LinkScorer(sides[0], sides[1], table, table, floor, learns=True)


def random_scorer(seed: int, rows: int, columns: int) -> LinkScorer:
    """Return a scorer over random words and links; empty sentences and weights of 0 among them."""
    rng = np.random.default_rng(seed)
    sizes = (7, 9)
    sides = [
        Side(
            tokens_of([rng.integers(0, types, rng.integers(0, 5)).tolist() for _ in range(count)]),
            rng.choice(np.array([0.0, 0.5, 1.0], np.float32), types),
            rng.uniform(0.001, 0.2, types).astype(np.float32),
        )
        for types, count in zip(sizes, (rows, columns), strict=True)
    ]
    linked = np.argwhere(rng.random(sizes) < 0.3)
    linked = rng.permutation(linked)
    tables = [
        link_table(linked[:, k], linked[:, 1 - k], rng.uniform(0.1, 50, len(linked)), sizes[k])
        for k in (0, 1)
    ]
    return LinkScorer(sides[0], sides[1], tables[0], tables[1], float(rng.uniform(0.2, 0.9)))
