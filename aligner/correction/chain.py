"""The rows that can be kept together: in one order on both sides, none over another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.bead import Bead
from aligner.correction.location import Stretch


@dataclass(frozen=True, slots=True)
class Placed:
    """A corrected row and where its texts stand."""

    number: int  # of the row in its file, from 0
    bead: Bead
    source: Stretch  # empty for an empty side
    target: Stretch
    texts: tuple[str, str]  # as they stand in the file


def longest_chain(rows: Sequence[Placed]) -> list[Placed]:
    """Return the most rows of which each begins behind the one before, on both sides.

    Time O(n log n): the longest non-decreasing subsequence (Fredman 1975), then overlaps left out.
    """
    ordered = sorted(rows, key=lambda row: (row.source, row.target))
    chosen = [ordered[index] for index in longest_rise([row.target for row in ordered])]
    chain: list[Placed] = []
    for row in chosen:
        ends = (chain[-1].source[1], chain[-1].target[1]) if chain else (0, 0)
        if row.source[0] >= ends[0] and row.target[0] >= ends[1]:
            chain.append(row)
    return chain


def longest_rise(values: Sequence[tuple[int, int]]) -> list[int]:
    """Return the indices of a longest subsequence that never falls.

    >>> longest_rise([(5, 6), (1, 2), (2, 3), (9, 9), (3, 4)])
    [1, 2, 4]
    """
    tails: list[tuple[int, int]] = []  # the smallest last value of a subsequence of each length
    ends: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        length = bisect_right(tails, value)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [index]
    chain: list[int] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(index)
        index = before[index]
    return chain[::-1]
