"""Sums over resamples, the very numbers that sacreBLEU gets.

It copies together the statistics of all segments drawn, a gigabyte for ten thousand segments. Here
how often each was drawn is multiplied with the statistics. Its sums have 32 bits: where such a
number cannot hold a sum of counts exactly, it depends on the order of adding, which then is kept.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

_AT_A_TIME = 1 << 18  # segments drawn
_EXACT = float(1 << 24)  # up to here numbers of 32 bits hold all whole numbers


def resampled_sums(
    statistics: npt.ArrayLike, samples: int, seed: int | None
) -> Iterator[npt.NDArray[np.float32]]:
    """Yield the sums of each resample, shape (numbers,).

    Args:
        statistics: counts, shape (segments, numbers).
        samples: how often as many segments are drawn, with replacement.
        seed: of the drawing; None: not the same twice.
    """
    rounded = np.array(statistics, np.float32)
    counts = rounded.astype(np.float64)
    segments = len(counts)
    random = np.random.default_rng(seed)
    step = max(1, _AT_A_TIME // segments)
    for first in range(0, samples, step):
        rows = min(step, samples - first)
        drawn = random.choice(segments, size=(rows, segments), replace=True)
        places = drawn + np.arange(rows)[:, None] * segments
        times = np.bincount(places.ravel(), minlength=rows * segments).reshape(rows, segments)
        for chosen, sums in zip(drawn, times.astype(np.float64) @ counts, strict=True):
            is_exact = sums.max() <= _EXACT
            yield sums.astype(np.float32) if is_exact else rounded[chosen].sum(axis=0)
