"""What the order of the numbers tells: which stands for which, and which two changed places."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from aligner.text.quantities import Quantity

Place = tuple[int, int]  # indices of a Chinese and an English quantity
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Lineup:
    """The quantities of both sides, place by place."""

    places: frozenset[Place]
    odd: Place  # the only one at which they are not equal


def line_up(
    chinese: Sequence[Quantity], english: Sequence[Quantity], links: Collection[Place]
) -> Lineup | None:
    """Return both sides place by place if they are equal at every place but one.

    Then these two were meant for each other, even if another number of the sentence equals one of
    them: 40所学校和40家医院, “40 schools and 60 hospitals”. What is weak and has no equal is passed
    over.
    """
    if not links:
        return None
    linked = ({i for i, _ in links}, {j for _, j in links})
    sides = [
        [i for i, one in enumerate(side) if not one.weak or i in equal]
        for side, equal in zip((chinese, english), linked, strict=True)
    ]
    if len(sides[0]) != len(sides[1]) or len(sides[0]) < _FEWEST:
        return None
    places = frozenset(zip(*sides, strict=True))
    odd = places.difference(links)
    return Lineup(places, next(iter(odd))) if len(odd) == 1 else None
