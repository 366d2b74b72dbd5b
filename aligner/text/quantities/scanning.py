"""What both languages share: the scan, and the units that the ends of a range share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from aligner.text.quantities.model import Quantity
from aligner.text.quantities.units import COUNT, DATE

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


_REACH = 16  # the longest connector: “ to more than ”


class RangeJoiner:
    """Gives both ends of a range the unit and magnitude that is printed once.

    52.2 to 57.5 percent, 8-10万, US$3 to 5 billion.
    """

    def __init__(self, connector: str, magnitudes: Mapping[str, int]) -> None:
        self._connector = re.compile(connector)
        self._magnitudes = magnitudes
        names = "|".join(sorted(magnitudes, key=len, reverse=True))
        self._printed = re.compile(f"(?:[0-9][0-9.,]*|[a-z]+)[ -]?({names})")

    def join(self, text: str, quantities: list[Quantity]) -> list[Quantity]:
        """Return the quantities with what the neighbour prints; from right to left, for lists."""
        joined = list(quantities)
        # Currencies in front lead to the right first: HK$7.75–7.85 to US$1.
        for i in range(len(joined) - 1):
            left, right = joined[i], joined[i + 1]
            if left.kind == "money" and right.kind == "number" and self._joins(text, left, right):
                joined[i + 1] = replace(right, kind=left.kind, unit=left.unit)
        for i in range(len(joined) - 2, -1, -1):
            left, right = joined[i], joined[i + 1]
            if self._joins(text, left, right):
                joined[i] = self._shared(text, left, right)
        return joined

    def _joins(self, text: str, left: Quantity, right: Quantity) -> bool:
        """Tell whether two quantities are the ends of a range, or members of a list."""
        gap = right.start - left.end
        return gap <= _REACH and bool(self._connector.fullmatch(text, left.end, right.start))

    def _shared(self, text: str, left: Quantity, right: Quantity) -> Quantity:
        if left.kind not in ("number", "money"):
            return left
        printed = self._printed.match(text, right.start, right.end)
        # Three to five million is like 3 to 5 million, but two hundred to five million is none.
        if printed and (text[left.end - 1].isdigit() or left.low < 100):
            magnitude = self._magnitudes[printed[1]]
            low = left.low * magnitude
            if low < right.low:
                left = replace(left, low=low, high=low, step=left.step * magnitude)
        if right.unit is DATE and right.low % 100 == 0:  # 1、2月
            is_month = 0 < left.low <= 12 and left.kind == "number"
            date = replace(left, low=left.low * 100, high=left.high * 100, kind="date", unit=DATE)
            return date if is_month else left
        if left.unit is COUNT and right.unit is not COUNT:
            left = replace(left, kind=right.kind, unit=right.unit)
        return left
