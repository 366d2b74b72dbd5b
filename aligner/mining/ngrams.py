"""Repeated n-grams of a text given as integers, with how freely they stand in it.

A phrase that is nearly always followed by one and the same unit is part of a longer one: the
largest share of one neighbour, ``left`` and ``right``, says so (the idea of the branching entropy
of Tanaka-Ishii 2005 and of the maximal repeats of Gusfield 1997, kept to one number that is
robust for phrases seen two or three times).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from aligner.mining.side import BoolArray, Borders, FloatArray, IntArray


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases by number, and where each occurs.

    Occurrences are ordered by position, then length.
    """

    starts: IntArray  # shape (occurrences,): first unit
    numbers: IntArray  # shape (occurrences,): the phrase
    lengths: IntArray  # shape (phrases,): in units
    counts: IntArray  # shape (phrases,)
    firsts: IntArray  # shape (phrases,): first unit of the first occurrence
    left: FloatArray  # shape (phrases,): share of the most frequent unit before it, 0 … 1
    right: FloatArray  # shape (phrases,): the same behind it
    left_free: FloatArray  # shape (phrases,): share of occurrences that nothing goes on before
    right_free: FloatArray  # shape (phrases,): the same behind it

    def take(self, wanted: BoolArray) -> Phrases:
        """Return the phrases wanted, shape (phrases,), numbered afresh."""
        new = np.cumsum(wanted) - 1
        kept = wanted[self.numbers]
        return Phrases(
            self.starts[kept],
            new[self.numbers[kept]],
            self.lengths[wanted],
            self.counts[wanted],
            self.firsts[wanted],
            self.left[wanted],
            self.right[wanted],
            self.left_free[wanted],
            self.right_free[wanted],
        )


def repeated(codes: IntArray, longest: int, minimum: int, borders: Borders) -> Phrases:
    """Return the n-grams of up to ``longest`` units that occur ``minimum`` times.

    ``codes`` holds units from 1; no phrase runs over a 0. Time O(longest · units · log units);
    memory grows with the repeated n-grams whose borders are right.
    """
    units = int(codes.max(initial=0)) + 1
    positions = np.flatnonzero(codes)
    numbers = codes[positions]
    parts = []
    for length in range(1, longest + 1):
        if length > 1:
            positions, numbers = _longer(codes, units, positions, numbers, length)
        _, numbers, counts = np.unique(numbers, return_inverse=True, return_counts=True)
        alive = counts[numbers] >= minimum
        positions, numbers = positions[alive], numbers[alive]
        if not len(positions):
            break
        _, numbers = np.unique(numbers, return_inverse=True)
        parts.append(_standing(codes, units, positions, numbers, length, borders))
    return _joined(parts)


def _longer(
    codes: IntArray, units: int, positions: IntArray, numbers: IntArray, length: int
) -> tuple[IntArray, IntArray]:
    """Return the n-grams one unit longer whose beginning and whose end are repeated."""
    alive = np.zeros(len(codes) + 1, np.bool_)
    alive[positions] = True
    kept = alive[positions + 1]
    positions, numbers = positions[kept], numbers[kept]
    return positions, numbers * units + codes[positions + length - 1]


def _standing(
    codes: IntArray,
    units: int,
    positions: IntArray,
    numbers: IntArray,
    length: int,
    borders: Borders,
) -> Phrases:
    """Return those of the n-grams of one length that begin and end where phrases may."""
    counts = np.bincount(numbers)
    right_place = borders.starts[positions] & borders.ends[positions + length - 1]
    wanted = np.bincount(numbers, right_place) >= borders.share * counts
    kept = wanted[numbers]
    positions, numbers = positions[kept], (np.cumsum(wanted) - 1)[numbers[kept]]
    counts = counts[wanted]
    _, firsts = np.unique(numbers, return_index=True)
    neighbours = np.concatenate([[0], borders.neighbours, [0]])
    free = np.concatenate([[True], borders.free, [True]])
    before, behind = positions, positions + length + 1
    return Phrases(
        positions,
        numbers,
        np.full(len(counts), length),
        counts,
        positions[firsts],
        _largest_share(numbers, neighbours[before], units, counts),
        _largest_share(numbers, neighbours[behind], units, counts),
        np.bincount(numbers, free[before], len(counts)) / counts,
        np.bincount(numbers, free[behind], len(counts)) / counts,
    )


def _largest_share(
    numbers: IntArray, neighbours: IntArray, units: int, counts: IntArray
) -> FloatArray:
    """Return the share of each phrase's most frequent neighbour; a 0 is no neighbour."""
    inside = neighbours > 0
    keys, repeats = np.unique(numbers[inside] * units + neighbours[inside], return_counts=True)
    largest = np.zeros(len(counts), np.int64)
    np.maximum.at(largest, keys // units, repeats)
    return largest / np.maximum(counts, 1)


def contexts(codes: IntArray, phrases: Phrases) -> FloatArray:
    """Return the share of different surroundings among each phrase's occurrences, 0 … 1.

    Surroundings are the unit before and the unit behind. A phrase that occurs again only because
    a whole sentence is repeated has few of them.
    """
    padded = np.concatenate([[0], codes, [0]])
    before = padded[phrases.starts]
    behind = padded[phrases.starts + phrases.lengths[phrases.numbers] + 1]
    order = np.lexsort((behind, before, phrases.numbers))
    rows = np.stack([phrases.numbers, before, behind])[:, order]
    is_new = np.ones(len(order), np.bool_)
    is_new[1:] = (rows[:, 1:] != rows[:, :-1]).any(axis=0)
    different = np.bincount(rows[0, is_new], minlength=len(phrases.counts))
    return different / np.maximum(phrases.counts, 1)


def _joined(parts: list[Phrases]) -> Phrases:
    """Return the phrases of all lengths, numbered one after another."""
    before = np.cumsum([0, *(len(part.counts) for part in parts)])[:-1].tolist()
    shifted = [
        replace(part, numbers=part.numbers + count)
        for part, count in zip(parts, before, strict=True)
    ]
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in [_NOTHING, *shifted]])
        for field in fields(Phrases)
    }
    order = np.lexsort((joined["numbers"], joined["starts"]))
    for name in ("starts", "numbers"):
        joined[name] = joined[name][order]
    return Phrases(**joined)


_NONE, _NO_SHARES = np.zeros(0, np.int64), np.zeros(0)
_NOTHING = Phrases(
    _NONE, _NONE, _NONE, _NONE, _NONE, _NO_SHARES, _NO_SHARES, _NO_SHARES, _NO_SHARES
)
