"""What a numeral's neighbours say about it, in either language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from aligner.text.quantities.model import Bound, Kind, Quantity, kind_of
from aligner.text.quantities.numerals import Numeral
from aligner.text.quantities.units import COUNT, Unit

Modifier = tuple[bool, Bound]  # approximate, bound


@dataclass(frozen=True, slots=True)
class Context:
    """What belongs to the numeral at ``start``."""

    start: int
    end: int  # behind the unit and what follows it
    unit: Unit | None
    kind: Kind | None  # where a neighbour names it: 倍, times, Article
    countable: bool  # a unit or classifier shows that a numeral stands before it
    half: bool  # 两年半, 两个半小时
    approximate: bool
    bound: Bound

    def quantity(
        self, numeral: Numeral, kind: Kind, unit: Unit = COUNT, *, weak: bool = False
    ) -> Quantity:
        """Return the numeral with what modifies it, but not with the context's unit."""
        value, step = numeral
        if self.half:
            value += Fraction(1, 2)
        return Quantity(
            self.start, self.end, kind, value, value, unit, step, self.approximate, self.bound, weak
        )

    def counted(self, numeral: Numeral, *, weak: bool = False) -> Quantity:
        """Return the numeral with its context, the unit included."""
        unit = self.unit or COUNT
        return self.quantity(numeral, self.kind or kind_of(unit), unit, weak=weak)


def combined(words: Iterable[str], modifiers: Mapping[str, Modifier]) -> Modifier:
    """Return what several words say together; the first bound wins.

    >>> combined(["约", "以上"], {"约": (True, ""), "以上": (False, "lower")})
    (True, 'lower')
    """
    found = [modifiers[word] for word in words if word]
    bounds = [bound for _, bound in found if bound]
    return any(approximate for approximate, _ in found), bounds[0] if bounds else ""


def either(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, the longest first.

    >>> either(["近", "接近"])
    '接近|近'
    """
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
