"""What both languages share: the scan, and the units that the ends of a range share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.text.quantities.model import Quantity
from aligner.text.quantities.units import CLOCK, COUNT, DATE, TELEPHONE

Reader = Callable[[re.Match[str]], Iterable[Quantity]]


class Scanner:
    """Finds where a form begins, and what it is.

    The trigger, searched through the whole text, must be cheap: a character class in front makes
    it several times faster. Its first group starts where a form may; the forms are matched there.
    """

    def __init__(self, trigger: str, forms: str) -> None:
        self._trigger = re.compile(trigger)
        self._forms = re.compile(forms)

    def scan(
        self, text: str, read: Reader, masked: Sequence[tuple[int, int]] = ()
    ) -> list[Quantity]:
        """Return what ``read`` makes of every match, from left to right.

        Matches that touch a masked span are left out. A quantity may reach beyond its match (to
        its unit); the scan goes on behind it.
        """
        found: list[Quantity] = []
        spans = sorted(masked, reverse=True)
        position = 0
        while match := self._next(text, position):
            start, position = match.span()
            while spans and spans[-1][1] <= start:
                spans.pop()
            if spans and spans[-1][0] < position:
                position = spans[-1][1]
                continue
            for quantity in read(match):
                found.append(quantity)
                position = max(position, quantity.end)
        return found

    def _next(self, text: str, position: int) -> re.Match[str] | None:
        if not position and (match := self._forms.match(text)):
            return match
        # One character back: it may be the separator that the trigger asks for.
        place = max(0, position - 1)
        while trigger := self._trigger.search(text, place):
            start = trigger.start(1)
            if start >= position and (match := self._forms.match(text, start)):
                return match
            place = trigger.end()
        return None


_GROUP = 1000  # a number below may share the million of the last in its list
_REACH = 16  # the longest connector: “ to more than ”


class RangeJoiner:
    """Gives both ends of a range the unit and magnitude that is printed once.

    52.2 to 57.5 percent, 8-10万, US$3 to 5 billion.
    """

    def __init__(self, connector: str, magnitudes: Mapping[str, int], last: str = "") -> None:
        """Take the pattern between the ends, and of lists with commas the one before the last."""
        self._connector = re.compile(connector)
        self._last = re.compile(last) if last else None
        self._magnitudes = magnitudes
        names = "|".join(sorted(magnitudes, key=len, reverse=True))
        self._printed = re.compile(rf"(?:\D{{0,4}}[0-9][0-9.,]*|[a-z]+)[ -]?({names})")

    def join(self, text: str, quantities: list[Quantity]) -> list[Quantity]:
        """Return the quantities with what the neighbour prints; from right to left, for lists."""
        joined = list(quantities)
        listed = self._listed(text, quantities)
        # Currencies in front lead to the right first: HK$7.75–7.85 to US$1.
        for i in range(len(joined) - 1):
            left, right = joined[i], joined[i + 1]
            is_led = left.kind == "money" and right.kind == "number"
            if is_led and (i in listed or self._joins(text, left, right)):
                joined[i + 1] = replace(right, kind=left.kind, unit=left.unit)
        magnitude = 0  # that the right one prints, or shares itself
        for i in range(len(joined) - 2, -1, -1):
            left, right = joined[i], joined[i + 1]
            if not (i in listed or self._joins(text, left, right)):
                magnitude = 0
                continue
            magnitude = self._magnitude(text, right) or magnitude
            scaled = self._scaled(text, left, right, magnitude, is_listed=i in listed)
            magnitude = magnitude if scaled.low != left.low else 0
            joined[i] = _with_unit_of(right, scaled)
        return joined

    def _listed(self, text: str, quantities: Sequence[Quantity]) -> set[int]:
        """Return what stands before another in a list of three or more: 5.1, 6.2, and 7 percent.

        A comma alone joins nothing: in 2020, 15 percent.
        """
        found: set[int] = set()
        before: list[int] = []
        for i, (left, right) in enumerate(pairwise(quantities)) if self._last else ():
            gap = text[left.end : right.start]
            if left.kind not in ("number", "money"):
                before = []
            elif gap == ", ":
                before.append(i)
            else:
                if before and self._last and self._last.fullmatch(gap):
                    found.update(before, [i])
                before = []
        return found

    def _joins(self, text: str, left: Quantity, right: Quantity) -> bool:
        """Tell whether two quantities are the ends of a range, or members of a list."""
        if right.start - left.end > _REACH:
            return False
        if text[left.end - 1] == "个" and right.kind != "point":  # 0.3个和0.5个百分点
            return False
        return bool(self._connector.fullmatch(text, left.end, right.start))

    def _magnitude(self, text: str, quantity: Quantity) -> int:
        """Return the magnitude printed behind a number, 0 if none."""
        printed = self._printed.match(text, quantity.start, quantity.end)
        return self._magnitudes[printed[1]] if printed else 0

    def _scaled(
        self, text: str, left: Quantity, right: Quantity, magnitude: int, *, is_listed: bool
    ) -> Quantity:
        """Return the left one with the magnitude that the right one has."""
        if not magnitude or left.kind not in ("number", "money"):
            return left
        # Three to five million is like 3 to 5 million, but two hundred to five million is none.
        if not (text[left.end - 1].isdigit() or left.low < 100):
            return left
        low = left.low * magnitude
        if low < right.low or (is_listed and left.low < _GROUP):  # 800, 500, and 300 million
            return replace(left, low=low, high=low, step=left.step * magnitude)
        return left


def _with_unit_of(right: Quantity, left: Quantity) -> Quantity:
    """Return the left one with the unit that is printed behind the right one only."""
    if left.kind not in ("number", "money") or right.unit in (CLOCK, TELEPHONE):
        return left
    if right.unit is DATE and right.low % 100 == 0:  # 1、2月
        is_month = 0 < left.low <= 12 and left.kind == "number"
        date = replace(left, low=left.low * 100, high=left.high * 100, kind="date", unit=DATE)
        return date if is_month else left
    if left.unit is COUNT and right.unit is not COUNT:
        left = replace(left, kind=right.kind, unit=right.unit)
    return left
