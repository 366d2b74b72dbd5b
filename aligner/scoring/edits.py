"""The edits of TER, counted exactly as sacreBLEU counts them, in a fraction of its time.

Snover et al. (2006): words are put in, left out and replaced, and blocks of words shifted, each
time the one after which the fewest other edits remain. What takes long is to count these after
every shift that might be made, each time in a table of distances. Here the rows of the tables are
long integers, and a row takes the time of a cell (Myers 1999, in the form of Hyyrö 2003).

As sacreBLEU's, the tables have a band around the diagonal only; cells beside it hold what makes
no path go there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, islice
from typing import NamedTuple

# sacreBLEU's, which has them from Tercom.
_LONGEST = 10  # words of a block that is shifted
_FARTHEST = 50  # words between the places of a block in both texts
_MOST = 1000  # shifts tried
_WIDTH = 25  # cells of the band on each side of the diagonal

_Shift = tuple[int, int, int]  # length of a block, its first word, the word it goes before


def count_edits(hypothesis: Sequence[str], reference: Sequence[str]) -> int:
    """Return how many edits make the reference of a hypothesis, both cut into words.

    >>> count_edits("here every day we work".split(), "we work here every single day".split())
    2
    """
    if not reference:
        return len(hypothesis)
    words = [*hypothesis]
    table = _Table(reference, len(words))
    rows = table.rows(words)
    # What is left in whatever order the words are.
    fewest = max(len(words), len(reference)) - (Counter(words) & Counter(reference)).total()
    made = tried = 0
    while (distance := rows[-1].distance) > fewest:
        shifts = [*islice(_shifts(words, table, rows), _MOST - tried)]
        tried += len(shifts)
        if not shifts or tried == _MOST:
            break
        left, length, start, target = min(
            (table.after(shift, words, rows), -shift[0], shift[1], shift[2])
            for shift in set(shifts)
        )
        if left >= distance:
            break
        words = _shifted(words, (-length, start, target))
        rows = table.rows(words)
        made += 1
    return made + distance


class _Row(NamedTuple):
    """A row of a table, by the differences between its cells: a bit for each word of a reference.

    Cell 0 is that before all words, cell j that of word j - 1.
    """

    more: int  # the cell is one more than the one before it
    less: int  # it is one less
    same: int  # it is equal to the one before it in the row above
    above: int  # it is one more than the one above it
    first: int  # cell 0

    @property
    def distance(self) -> int:
        """The last cell."""
        return self.first + self.more.bit_count() - self.less.bit_count()


class _Band(NamedTuple):
    """Which cells of a row are in the band, and masks of words by the row above."""

    start: int  # half-open range of cells
    stop: int
    outside: int  # whose cells a path neither comes from nor goes to: those before the band
    reached: int  # whose cells it reaches along the diagonal, or might as well
    behind: int  # whose cells are behind the band


@lru_cache(maxsize=1 << 10)
def _bands(rows: int, cells: int) -> list[_Band]:
    """Return the bands of a table for so many words and a reference of so many."""
    every = (1 << cells) - 1
    bands = [_Band(0, cells + 1, 0, every, 0)]
    slope = cells / rows if rows else 1.0
    width = math.ceil(slope / 2 + _WIDTH) if slope / 2 > _WIDTH else _WIDTH
    for row in range(1, rows + 1):
        last = bands[-1]
        diagonal = math.floor(row * slope)
        start = max(0, diagonal - width)
        stop = cells + 1 if row == rows else min(cells + 1, diagonal + width)
        outside = max(last.start, start - 1)
        bands.append(
            _Band(
                start,
                stop,
                (1 << outside) - 1,
                every & (1 << last.stop) - 1,
                every >> (stop - 1) << (stop - 1),
            )
        )
    return bands


class _Table:
    """Distances between the beginnings of a text and those of a reference; a row a word."""

    def __init__(self, reference: Sequence[str], words: int) -> None:
        self.reference = reference
        self.bands = _bands(words, len(reference))
        self.places: dict[str, list[int]] = {}  # of each word of the reference, ascending
        for place, word in enumerate(reference):
            self.places.setdefault(word, []).append(place)
        self._bits = {word: sum(1 << i for i in found) for word, found in self.places.items()}
        self._every = (1 << len(reference)) - 1

    def rows(self, words: Sequence[str], before: Sequence[_Row] = ()) -> list[_Row]:
        """Return the rows of a text, of which those of its first words may be known."""
        rows = [*before] or [_Row(self._every, 0, 0, 0, 0)]
        bits, every = self._bits, self._every
        more, less, _, _, first = rows[-1]
        for word, band in zip(words[len(rows) - 1 :], self.bands[len(rows) :], strict=True):
            _, _, outside, reached, behind = band
            if outside:  # Each of those cells becomes one more than the next, the first the most.
                first += (more & outside).bit_count() - (less & outside).bit_count()
                first += outside.bit_length()
                more, less = more & ~outside, less | outside
            equal = bits.get(word, 0) & reached
            same = ((((equal & more) + more) ^ more) | equal | less) & every
            above = less | every ^ (same | more)
            rising, falling = above << 1 | 1, (same & more) << 1
            more = (falling | ~(same | rising)) & every | behind
            less = rising & same & ~behind
            first += 1
            rows.append(_Row(more, less, same, above, first))
        return rows

    def after(self, shift: _Shift, words: Sequence[str], rows: Sequence[_Row]) -> int:
        """Return the distance that a shift leads to of words whose rows are given."""
        unchanged = min(shift[1:])
        return self.rows(_shifted(words, shift), rows[: unchanged + 1])[-1].distance


@dataclass(frozen=True, slots=True)
class _Alignment:
    """What a shortest path makes of the words of both texts."""

    places: list[int]  # of each word of the reference: the word it is, or the one before it, or -1
    is_wrong: list[bool]  # of each word
    is_missing: list[bool]  # of each word of the reference


def _aligned(words: Sequence[str], table: _Table, rows: Sequence[_Row]) -> _Alignment:
    """Return the alignment by the path that keeps or replaces first, then leaves out."""
    i, j = len(words), len(table.reference)
    found = _Alignment([-1] * j, [False] * i, [False] * j)
    while i and j:
        above = table.bands[i - 1]
        is_equal = words[i - 1] == table.reference[j - 1]
        is_diagonal = is_equal or not rows[i].same >> (j - 1) & 1
        if is_diagonal and above.start <= j - 1 < above.stop:
            i, j = i - 1, j - 1
            found.places[j] = i
            found.is_wrong[i] = found.is_missing[j] = not is_equal
        elif rows[i].above >> (j - 1) & 1 and above.start <= j < above.stop:
            i -= 1
            found.is_wrong[i] = True
        else:
            j -= 1
            found.places[j] = i - 1
            found.is_missing[j] = True
    found.is_wrong[:i] = [True] * i
    found.is_missing[:j] = [True] * j
    return found


def _shifts(words: Sequence[str], table: _Table, rows: Sequence[_Row]) -> Iterator[_Shift]:
    """Yield the shifts to try, some again: blocks wrong here and missing where they would go."""
    aligned = _aligned(words, table, rows)
    for length, start, place in _blocks(words, table):
        if (
            any(aligned.is_wrong[start : start + length])
            and any(aligned.is_missing[place : place + length])
            and not start <= aligned.places[place] < start + length
        ):
            before = [aligned.places[i] for i in range(max(place - 1, 0), place + length)]
            for last, _ in groupby(before if place else [-1, *before]):
                yield length, start, last + 1


def _blocks(words: Sequence[str], table: _Table) -> Iterator[tuple[int, int, int]]:
    """Yield the stretches that both texts have: their length, and where they begin in each."""
    reference = table.reference
    for start, word in enumerate(words):
        for place in table.places.get(word, ()):
            if abs(place - start) > _FARTHEST:
                continue
            longest = min(_LONGEST, len(words) - start, len(reference) - place)
            for length in range(1, longest + 1):
                if words[start + length - 1] != reference[place + length - 1]:
                    break
                yield length, start, place


def _shifted(words: Sequence[str], shift: _Shift) -> list[str]:
    length, start, target = shift
    block, rest = words[start : start + length], [*words[:start], *words[start + length :]]
    place = target if target <= start + length else target - length
    return [*rest[:place], *block, *rest[place:]]
