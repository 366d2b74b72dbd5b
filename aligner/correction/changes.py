"""What a person has changed in a bitext: one line of summary for each kind of change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.bead import Bead
from aligner.correction.chain import Placed, longest_rise
from aligner.correction.location import Ground


@dataclass(frozen=True, slots=True)
class Changes:
    """How many rows of a corrected bitext were kept, and what had been done to them."""

    rows: int
    kept: int
    edited: int  # with another text on one side or both: the edited text is kept
    split: int  # rows made from another row
    merged: int  # rows that went into another row
    moved: int  # standing in another order than their texts in the documents
    deleted: int  # rows whose texts no row holds any more: aligned again
    crossing: int  # confirmed, but in another order on the two sides: aligned again
    unknown: int  # neither of whose texts the documents hold: left out

    def lines(self) -> Iterator[str]:
        """Yield the summary, a line for each kind of change that there is."""
        yield f"{self.kept} of {self.rows} rows kept as confirmed"
        if self.edited:
            yield f"{self.edited} edited: the new text is kept"
        if self.split:
            yield f"{self.split} split off from other rows"
        if self.merged:
            yield f"{self.merged} merged into other rows"
        if self.moved:
            yield f"{self.moved} moved: put back in the order of the documents"
        if self.deleted:
            yield f"{self.deleted} deleted: their sentences are aligned again"
        if self.crossing:
            yield f"{self.crossing} crossing other confirmed rows: aligned again"
        if self.unknown:
            yield f"{self.unknown} not found in the documents: left out"


def compare(
    rows: Sequence[Bead],
    placed: Sequence[Placed],
    wanted: Sequence[Placed],
    kept: Sequence[Placed],
    grounds: tuple[Ground, Ground],
) -> Changes:
    """Return what became of the rows of a bitext that was corrected by hand.

    Rows split, merged and deleted are told by the names of the units: numbers in order. How many
    were deleted behind the last row cannot be told.

    Args:
        rows: all of the file.
        placed: those found in the documents.
        wanted: those of them that count as confirmed.
        kept: those of these that can be kept together.
        grounds: the texts of both documents.
    """
    in_order = longest_rise([place.source for place in placed])
    merged, deleted = _missing(rows, placed)
    return Changes(
        rows=len(rows),
        kept=len(kept),
        edited=sum(_is_edited(place, grounds) for place in kept),
        split=_split(rows),
        merged=merged,
        moved=len(placed) - len(in_order),
        deleted=deleted,
        crossing=len(wanted) - len(kept),
        unknown=len(rows) - len(placed),
    )


def _is_edited(place: Placed, grounds: tuple[Ground, Ground]) -> bool:
    stretches = place.source, place.target
    sides = zip(grounds, stretches, place.texts, strict=True)
    return any(ground.differs(stretch, text) for ground, stretch, text in sides)


def _split(rows: Sequence[Bead]) -> int:
    """Count the rows without a name among named ones, and those with a name used before."""
    names = Counter(row.unit for row in rows)
    nameless = names.pop("", 0)
    return (nameless + sum(names.values()) - len(names)) if names else 0


def _missing(rows: Sequence[Bead], placed: Sequence[Placed]) -> tuple[int, int]:
    """Count the numbers that are missing among the units: merged into others, and deleted."""
    present = {int(row.unit) for row in rows if row.unit.isdecimal()}
    numbered = [place for place in placed if place.bead.unit.isdecimal()]
    merged = deleted = 0
    before, source, target = 0, 0, 0
    for place in sorted(numbered, key=lambda place: (int(place.bead.unit), place.source)):
        number = int(place.bead.unit)
        missing = sum(between not in present for between in range(before + 1, number))
        if place.source[0] > source or place.target[0] > target:
            deleted += missing
        else:
            merged += missing
        before, source, target = number, place.source[1], place.target[1]
    return merged, deleted
