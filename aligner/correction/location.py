"""Finding the texts of corrected rows in a document.

White space is left out of all comparisons: formats join lines and sentences in their own ways.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, groupby
from typing import Literal

from rapidfuzz import fuzz

from aligner.document import Document
from aligner.text.segmentation import BLANK

_BLANKS = re.compile(f"[{re.escape(BLANK)}]+")
_PREFIX = 6  # characters by which sentences are looked up
_MOST_PLACES = 1_000  # occurrences of one text that are looked at
_SIMILAR = 60.0  # from which ratio, 0 … 100, an edited text counts as the same
_MOST_CELLS = 300_000  # texts times sentences in a gap that are compared
_LONGEST = 6  # sentences an edited text may have had

Stretch = tuple[int, int]  # half-open, in characters of the document without white space


def bare(text: str) -> str:
    r"""Return the text without white space.

    >>> bare("a b\u3000c")
    'abc'
    """
    return _BLANKS.sub("", text)


@dataclass(frozen=True)
class Ground:
    """The sentences of a document without white space, one behind the other."""

    text: str
    borders: tuple[int, ...]  # where each sentence starts, and at last the end of the text

    @classmethod
    def of(cls, document: Document) -> Ground:
        """Return the ground of a document."""
        sentences = [bare(sentence.text) for sentence in document.sentences]
        return cls("".join(sentences), (0, *accumulate(map(len, sentences))))

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(self.borders)

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        """Where sentences with the same beginning start."""
        starts: dict[str, list[int]] = {}
        for border in self.borders[:-1]:
            starts.setdefault(self.text[border : border + _PREFIX], []).append(border)
        return starts

    def places(self, text: str, whole: bool = False) -> list[Stretch]:
        """Return where a bare text stands: as whole sentences, or if it does so nowhere, at all."""
        size = len(text)
        starts = [
            start
            for start in self._starts.get(text[:_PREFIX], ())
            if start + size in self._ends and self.text.startswith(text, start)
        ]
        if not starts and not whole:
            pattern = re.compile(re.escape(text))
            starts = [match.start() for match in pattern.finditer(self.text)][:_MOST_PLACES]
        return [(start, start + size) for start in starts]

    def sentences(self, stretch: Stretch) -> range:
        """Return the numbers of the sentences that a stretch at sentence borders holds."""
        return range(bisect_left(self.borders, stretch[0]), bisect_left(self.borders, stretch[1]))

    def differs(self, stretch: Stretch, text: str) -> bool:
        """Tell whether a row's text is another than what stands in a stretch, if anything does."""
        start, end = stretch
        return start < end and bare(text) != self.text[start:end]


def locate(texts: Sequence[str], ground: Ground, *, whole: bool = False) -> list[Stretch | None]:
    """Return where each row's text stands; None for empty texts and for those not found.

    Texts that occur once are anchors; of those that occur several times, the first free place
    after the row before is taken. What is left may have been edited: it is looked for between its
    neighbours.

    Args:
        texts: of the rows, in order.
        ground: where to look.
        whole: whether to look for whole sentences only.
    """
    wanted = [bare(text) for text in texts]
    places = [ground.places(text, whole) if text else [] for text in wanted]
    found: list[Stretch | None] = [row[0] if len(row) == 1 else None for row in places]
    taken = {place[0] for place in found if place}
    end = 0  # of the place of the row before
    for row, several in enumerate(places):
        free = [place for place in several if place[0] not in taken] if len(several) > 1 else []
        if free:
            chosen = next((place for place in free if place[0] >= end), free[0])
            found[row] = chosen
            taken.add(chosen[0])
        end = (found[row] or (0, end))[1]
    missing = [row for row, text in enumerate(wanted) if text and found[row] is None]
    gaps = _gaps(found, len(ground.text))
    for gap, rows in groupby(missing, gaps.__getitem__):
        edited = list(rows)
        likest = _likest([wanted[row] for row in edited], ground, gap)
        for row, place in zip(edited, likest, strict=True):
            found[row] = place
    return found


def _gaps(found: Sequence[Stretch | None], end: int) -> list[Stretch]:
    """Return for each row what lies between the places of its neighbours.

    Where rows have been moved, these may be out of order.
    """
    starts = list(accumulate((place[1] if place else -1 for place in found), _last, initial=0))
    behind = (place[0] if place else -1 for place in reversed(found))
    ends = list(accumulate(behind, _last, initial=end))
    return list(zip(starts[:-1], reversed(ends[:-1]), strict=True))


def _last(before: int, value: int) -> int:
    """Return the value, or if it is -1 the one before."""
    return before if value < 0 else value


def fill_from_other_side(
    found: list[Stretch | None],
    other: Sequence[Stretch | None],
    texts: Sequence[str],
    ends: tuple[int, int],
) -> None:
    """Place texts rewritten beyond recognition, where the other side of their rows is known.

    If a row stands right between two others on the other side, then what lies between these two on
    this side is its own.

    Args:
        found: where the rows stand on this side; changed in place.
        other: where they stand on the other side.
        texts: of the rows on this side.
        ends: the lengths of both sides' grounds.
    """
    # In the order of the document: the rows may have been moved.
    placed = [(there, row) for row, there in enumerate(other) if there and found[row]]
    known = [row for _, row in sorted(placed)]
    starts = [there for there, _ in sorted(placed)]
    for row, text in enumerate(texts):
        there = other[row]
        if found[row] or there is None or not bare(text):
            continue
        index = bisect_left(starts, there)
        before = known[index - 1] if index else None
        behind = known[index] if index < len(known) else None
        start, start_there = _corner(found, other, before, 1) or (0, 0)
        end, end_there = _corner(found, other, behind, 0) or ends
        if (start_there, end_there) == there and start < end:
            found[row] = start, end


def _corner(
    found: Sequence[Stretch | None],
    other: Sequence[Stretch | None],
    row: int | None,
    end: Literal[0, 1],
) -> tuple[int, int] | None:
    """Return where a row begins or ends on both sides."""
    here, there = (found[row], other[row]) if row is not None else (None, None)
    return (here[end], there[end]) if here and there else None


def _likest(texts: Sequence[str], ground: Ground, gap: Stretch) -> list[Stretch | None]:
    """Return for each edited text the sentences it was made from, in order and not overlapping.

    The sum of the likenesses above ``_SIMILAR`` is the highest there is: dynamic programming,
    time O(texts · sentences in the gap · ``_LONGEST``). In gaps too large for that nothing is
    found: so much has changed that nobody could tell what has become of what.
    """
    first, last = bisect_left(ground.borders, gap[0]), bisect_right(ground.borders, gap[1])
    inside = ground.borders[first:last]
    if len(texts) * len(inside) > _MOST_CELLS:
        return [None] * len(texts)
    best = [[0.0] * max(len(inside), 1)]
    steps: list[list[int]] = []  # sentences taken, 0: none, -1: the last sentence left out
    for text in texts:
        above, line, step = best[-1], [0.0], [0]
        for end in range(1, len(inside)):
            options = [(above[end], 0), (line[end - 1], -1)]
            for count in range(1, min(_LONGEST, end) + 1):
                piece = ground.text[inside[end - count] : inside[end]]
                ratio = fuzz.ratio(text, piece, score_cutoff=_SIMILAR)
                if ratio:
                    options.append((above[end - count] + ratio - _SIMILAR + 1, count))
            value, choice = max(options, key=lambda option: option[0])
            line.append(value)
            step.append(choice)
        best.append(line)
        steps.append(step)
    return _traced(steps, inside)


def _traced(steps: Sequence[Sequence[int]], inside: Sequence[int]) -> list[Stretch | None]:
    places: list[Stretch | None] = []
    end = len(inside) - 1
    for step in reversed(steps):
        while end > 0 and step[end] < 0:
            end -= 1
        count = step[end] if end > 0 else 0
        places.append((inside[end - count], inside[end]) if count else None)
        end -= count
    return places[::-1]
