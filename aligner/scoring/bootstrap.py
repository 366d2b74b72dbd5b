"""Intervals for numbers made of counts: the bootstrap over documents or blocks of beads.

A score is a function of counts that add up over blocks of text. A resample draws as many blocks
with replacement; its counts are a weighted sum.
Percentile intervals after Efron & Tibshirani (1993), moved by the bootstrap's estimate of its own
bias: what depends on how many different renderings there are is always higher in a resample. Blocks
because neighbouring sentences are not independent (Künsch 1989).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from aligner.scoring.score import Better, Score

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Value = Callable[[FloatArray], FloatArray]  # (samples, counts) -> (samples,); nan: not applicable

SAMPLES = 1000
SEED = 12345  # as sacreBLEU's
BLOCK = 20  # beads
ENOUGH = 10  # documents from which on they are resampled whole
_LEVEL = (2.5, 97.5)  # percent
_AT_A_TIME = 1 << 20  # numbers held: they fit into the cache
_TOGETHER = 64  # columns
_SPARSE = 100  # a multiplication in a product of matrices takes so little of one entry's time


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Counts by block and column, ordered by column; of each pair one, or none where it is 0."""

    blocks: IntArray  # shape (entries,)
    columns: IntArray  # the same
    values: FloatArray  # the same
    block_count: int
    width: int  # columns

    @property
    def total(self) -> FloatArray:
        """The sums over all blocks, shape (1, width)."""
        sums = np.bincount(self.columns, self.values, self.width)
        return sums.astype(np.float64).reshape(1, -1)

    def sampled(self, weights: FloatArray) -> FloatArray:
        """Return the sums of resamples: shape (samples, width).

        Columns are taken some at a time: as a product of matrices where they have enough entries
        for that to be faster. So time and memory grow linearly with the entries.

        Args:
            weights: how often each block was drawn, shape (samples, blocks).
        """
        result = np.zeros((len(weights), self.width))
        by_block = np.ascontiguousarray(weights.T)
        starts = np.flatnonzero(np.diff(self.columns, prepend=-1))
        for first in range(0, len(starts), _TOGETHER):
            begins = starts[first : first + _TOGETHER]
            behind = starts[first + _TOGETHER : first + _TOGETHER + 1]
            part = slice(begins[0], behind[0] if len(behind) else len(self.columns))
            blocks, columns, values = self.blocks[part], self.columns[part], self.values[part]
            own = columns[begins - begins[0]]
            if len(columns) * _SPARSE >= len(own) * self.block_count:
                table = np.zeros((self.block_count, len(own)))
                table[blocks, np.searchsorted(own, columns)] = values
                result[:, own] = weights @ table
            else:
                drawn = by_block[blocks] * values[:, None]
                result[:, own] = np.add.reduceat(drawn, begins - begins[0], axis=0).T
        return result


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """How beads are grouped for resampling."""

    of_bead: IntArray  # the block of each bead, shape (beads,)
    count: int
    unit: str  # "documents" or "beads:20"

    def counts(self, beads: IntArray, columns: IntArray, width: int) -> Counts:
        """Count how often each column occurs in each block.

        Args:
            beads: of each observation, shape (observations,).
            columns: the same.
            width: the number of columns.
        """
        blocks = max(self.count, 1)
        keys, values = np.unique(columns * blocks + self.of_bead[beads], return_counts=True)
        return Counts(keys % blocks, keys // blocks, values + 0.0, self.count, width)


def blocks_of(documents: Sequence[int]) -> Blocks:
    """Group beads by document, or where these are few into stretches of 20 of one document.

    >>> blocks_of([0] * 45 + [1] * 5).of_bead[[0, 19, 20, 44, 45]].tolist()
    [0, 0, 1, 2, 3]

    Args:
        documents: the document of each bead, ascending from 0.
    """
    numbers = np.asarray(documents, np.int64)
    if len(np.unique(numbers)) >= ENOUGH:
        _, of_bead = np.unique(numbers, return_inverse=True)
        return Blocks(of_bead.astype(np.int64), int(of_bead.max()) + 1, "documents")
    starts = np.searchsorted(numbers, numbers)
    within = (np.arange(len(numbers)) - starts) // BLOCK
    new = np.diff(numbers, prepend=numbers[:1]) != 0
    new |= np.diff(within, prepend=0) != 0
    of_bead = np.cumsum(new)
    return Blocks(
        of_bead.astype(np.int64), int(of_bead[-1]) + 1 if len(of_bead) else 0, f"beads:{BLOCK}"
    )


@lru_cache(maxsize=4)  # statistics share the few kinds of blocks that a text has
def resamples(blocks: int, samples: int = SAMPLES, seed: int = SEED) -> FloatArray:
    """Return how often each block is drawn, shape (samples, blocks); the same for the same seed."""
    if not blocks:
        return np.zeros((samples, 0))
    drawn = np.random.default_rng(seed).multinomial(blocks, np.full(blocks, 1 / blocks), samples)
    weights = drawn.astype(np.float64)
    weights.flags.writeable = False
    return weights


@dataclass(frozen=True, slots=True, eq=False)
class Statistic:
    """A number that is a function of counts added up over blocks."""

    name: str
    counts: Counts
    value: Value
    count: int  # of what it is taken over
    of: str
    range: tuple[float, float] = (0.0, 1.0)
    better: Better = "higher"


def scores(statistics: Sequence[Statistic], weights: FloatArray, signature: str) -> list[Score]:
    """Return statistics with their intervals.

    Args:
        statistics: what to compute; those of the same counts are best given together.
        weights: as ``resamples`` returns them; the same for all systems that are compared.
        signature: what the scores depend on.
    """
    samples: dict[int, FloatArray] = {}
    found: dict[int, list[FloatArray]] = {number: [] for number in range(len(statistics))}
    widest = max((one.counts.width for one in statistics), default=0)
    step = max(1, _AT_A_TIME // max(widest, 1))
    for first in range(0, len(weights), step):
        samples.clear()
        for number, one in enumerate(statistics):
            key = id(one.counts)
            if key not in samples:
                samples[key] = one.counts.sampled(weights[first : first + step])
            found[number].append(one.value(samples[key]))
    return [
        _score(one, np.concatenate(found[number]) if found[number] else np.zeros(0), signature)
        for number, one in enumerate(statistics)
    ]


def _score(statistic: Statistic, samples: FloatArray, signature: str) -> Score:
    value = float(statistic.value(statistic.counts.total)[0])
    known = not np.isnan(value)
    low, high = _interval(statistic, value, samples) if known else (None, None)
    return Score(
        statistic.name,
        value if known else None,
        low,
        high,
        statistic.range,
        statistic.better,
        statistic.count,
        statistic.of,
        signature,
    )


def _interval(
    statistic: Statistic, value: float, samples: FloatArray
) -> tuple[float, float] | tuple[None, None]:
    """Return the 95 % interval; nothing with fewer than two blocks."""
    known = samples[~np.isnan(samples)]
    if statistic.counts.block_count < 2 or not len(known):
        return None, None
    low, high = np.percentile(known, _LEVEL) - (known.mean() - value)
    lowest, highest = statistic.range
    return float(max(low, lowest)), float(min(high, highest))


def ratio(counts: FloatArray) -> FloatArray:
    """Return the first column over the second; nan over nothing.

    >>> ratio(np.array([[3.0, 4.0], [0.0, 0.0]])).tolist()
    [0.75, nan]
    """
    return divided(counts[:, 0], counts[:, 1])


def divided(above: FloatArray, below: FloatArray) -> FloatArray:
    """Return the quotients; nan over nothing."""
    result = np.full(np.broadcast(above, below).shape, np.nan)
    np.divide(above, below, out=result, where=below > 0)
    return result


def numbered(names: Iterable[str]) -> IntArray:
    """Return a number for each name, the same for the same, counted as they come.

    >>> numbered(["b", "a", "b"]).tolist()
    [0, 1, 0]
    """
    known: dict[str, int] = {}
    return np.array([known.setdefault(name, len(known)) for name in names], np.int64)
