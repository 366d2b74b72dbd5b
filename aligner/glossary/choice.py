"""Choosing among overlapping stretches of text so that as many terms as possible get one.

Interval scheduling with a capacity for each term: by dynamic programming over the stretches in
the order of their ends, for each group of terms whose stretches overlap. Exact but for groups so
large that no sentence has them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from aligner.glossary.rendering import Span

_MOST_CANDIDATES, _MOST_STATES = 200, 20_000
_BEST_RANK = 2  # ranks are 0 (best) to 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that can stand for a term."""

    key: int  # which term
    span: Span
    rank: int  # 0 is best
    text: str  # the rendering


_Value = tuple[int, int, int]  # terms served, goodness of their renderings, characters


def choose(candidates: Sequence[Candidate], wanted: Sequence[int]) -> list[Candidate]:
    """Return disjoint candidates, of each key at most as many as wanted.

    As many as possible; then with the best ranks; then the longest; then the first.
    """
    ordered = sorted(candidates, key=lambda one: (one.span.end, one.span.start, one.key, one.rank))
    chosen: list[Candidate] = []
    for group in _linked(ordered):
        keys = {candidate.key for candidate in group}
        states = len(group) * prod(wanted[key] + 1 for key in keys)
        is_small = len(group) <= _MOST_CANDIDATES and states <= _MOST_STATES
        chosen += _Choice(group, wanted).best() if is_small else _greedy(group, wanted)
    return chosen


def _linked(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Group the candidates of keys that compete for the same text."""
    group_of: dict[int, int] = {}
    for one in candidates:
        group_of.setdefault(one.key, one.key)
    for index, one in enumerate(candidates):
        for other in candidates[:index]:
            if one.key != other.key and one.span.overlaps(other.span):
                old, new = group_of[one.key], group_of[other.key]
                group_of = {key: new if group == old else group for key, group in group_of.items()}
    groups: dict[int, list[Candidate]] = {}
    for one in candidates:
        groups.setdefault(group_of[one.key], []).append(one)
    return list(groups.values())


class _Choice:
    """The best choice within one group, ordered by ends."""

    def __init__(self, group: Sequence[Candidate], wanted: Sequence[int]) -> None:
        self._group = group
        self._keys = sorted({candidate.key for candidate in group})
        self._left = tuple(wanted[key] for key in self._keys)
        ends = [candidate.span.end for candidate in group]
        # How many of the candidates end before each begins: those it can follow.
        self._before = [bisect_right(ends, candidate.span.start) for candidate in group]
        self._known: dict[tuple[int, tuple[int, ...]], _Value] = {}

    def best(self) -> list[Candidate]:
        """Return the candidates chosen, in order."""
        chosen = []
        count, left = len(self._group), self._left
        while count:
            candidate, fewer = self._group[count - 1], self._fewer(count - 1, left)
            # Where both are equally good, the later one is left out.
            if fewer is not None and self._taking(count, fewer) > self._value(count - 1, left):
                chosen.append(candidate)
                count, left = self._before[count - 1], fewer
            else:
                count -= 1
        return chosen[::-1]

    def _value(self, count: int, left: tuple[int, ...]) -> _Value:
        """Return the best value of the first ``count`` candidates with so many wanted of each."""
        if not count:
            return (0, 0, 0)
        known = self._known.get((count, left))
        if known is None:
            known = self._value(count - 1, left)
            fewer = self._fewer(count - 1, left)
            if fewer is not None:
                known = max(known, self._taking(count, fewer))
            self._known[count, left] = known
        return known

    def _taking(self, count: int, fewer: tuple[int, ...]) -> _Value:
        candidate = self._group[count - 1]
        served, goodness, length = self._value(self._before[count - 1], fewer)
        size = candidate.span.end - candidate.span.start
        return served + 1, goodness + _BEST_RANK - candidate.rank, length + size

    def _fewer(self, index: int, left: tuple[int, ...]) -> tuple[int, ...] | None:
        """Return what is still wanted when a candidate is taken; None if it is not wanted."""
        place = self._keys.index(self._group[index].key)
        if not left[place]:
            return None
        return (*left[:place], left[place] - 1, *left[place + 1 :])


def _greedy(group: Sequence[Candidate], wanted: Sequence[int]) -> list[Candidate]:
    left = {candidate.key: wanted[candidate.key] for candidate in group}
    chosen: list[Candidate] = []
    for candidate in group:  # the first to end leaves the most room
        if left[candidate.key] and not any(candidate.span.overlaps(c.span) for c in chosen):
            left[candidate.key] -= 1
            chosen.append(candidate)
    return chosen
