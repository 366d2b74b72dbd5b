"""Comparing quantities by value, one pair or two whole documents."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.text.quantities.model import Quantity, Rational
from aligner.text.quantities.units import COUNT, DATE, YEN, YUAN

_FEW = 60  # pairs, as of most sentences: comparing all is faster than any table


def same_value(a: Quantity, b: Quantity) -> bool:
    """Return whether two quantities say the same, whatever their language, unit and writing.

    In the same unit the numbers must be equal. In different units of one dimension they may
    differ by what the printed digits of both leave open (亩 against hectares). A bare number
    equals the same number with a unit, since either language may leave the unit to the
    context, but not a percentage. Dates agree if what both state agrees. Approximation and
    bounds are not compared. Reflexive and symmetric, but not transitive.

    >>> from aligner.text.quantities import find_quantities
    >>> mu, = find_quantities("2000万亩", "zh")
    >>> [same_value(mu, q) for q in find_quantities("1.33 million or 1.43 million hectares", "en")]
    [True, False]
    """
    if a.unit is b.unit:
        if a.unit is DATE:
            return _same_date(int(a.low), int(b.low))
        return a.low == b.low and a.high == b.high
    if a.unit.dimension == b.unit.dimension:
        gap = abs(float(a.base_low - b.base_low))
        return gap <= (a.tolerance + b.tolerance) * (1 + 1e-9)
    bare = (a.unit is COUNT and b.unit.can_be_dropped) or (
        b.unit is COUNT and a.unit.can_be_dropped
    )
    return bare and a.low == b.low


def with_yen(
    english: Sequence[Quantity], text: str, chinese: Sequence[Quantity]
) -> Sequence[Quantity]:
    """Return English quantities with ¥ read as yen where the Chinese has 日元.

    The sign stands for both currencies, and alone it is read as yuan. Where the Chinese has both,
    the amount decides.

    >>> from aligner.text.quantities import find_quantities
    >>> english, chinese = find_quantities("¥3 million", "en"), find_quantities("300万日元", "zh")
    >>> with_yen(english, "¥3 million", chinese)[0].unit
    <JPY>
    """
    amounts = {quantity.low for quantity in chinese if quantity.unit is YEN}
    if not amounts or not re.search("[¥￥]", text):
        return english
    has_yuan = any(quantity.unit is YUAN for quantity in chinese)
    return [
        replace(quantity, unit=YEN)
        if quantity.unit is YUAN
        and text[quantity.start] in "¥￥"
        and (quantity.low in amounts or not has_yuan)
        else quantity
        for quantity in english
    ]


def _same_date(a: int, b: int) -> bool:
    """Compare yyyymmdd from the right; what one leaves out in front (zeros) is open."""
    if a % 100 != b % 100:
        return False
    if a < 100 or b < 100:
        return True
    return a % 10**4 == b % 10**4 and (a < 10**4 or b < 10**4 or a == b)


def matching_pairs(source: Sequence[Quantity], target: Sequence[Quantity]) -> list[tuple[int, int]]:
    """Return all index pairs, sorted, for which `same_value` holds.

    Equal quantities are compared once, and candidates come from a table by number and, where
    units differ, from each dimension's scale: time O((n + m) log(n + m) + pairs). The number of
    pairs grows with the square of the repetitions; use `value_groups` for whole documents.
    """
    if len(source) * len(target) <= _FEW:
        return [
            (i, j) for i, a in enumerate(source) for j, b in enumerate(target) if same_value(a, b)
        ]
    sources, targets = _distinct(source), _distinct(target)
    links = _links(source, sources, target, targets)
    return sorted(
        (i, j)
        for key, matches in links.items()
        for i in sources[key]
        for m in matches
        for j in targets[m]
    )


def value_groups(
    source: Sequence[Quantity], target: Sequence[Quantity]
) -> tuple[list[int], list[int]]:
    """Number the quantities of both sides so that those that match have the same number.

    Groups are the connected components of `matching_pairs`; -1 for what matches nothing on the
    other side. An aligner can take the numbers as words. Time O((n + m) log(n + m)).

    >>> from aligner.text.quantities import find_quantities
    >>> value_groups(find_quantities("三项，百分之五", "zh"), find_quantities("5%, 7%", "en"))
    ([-1, 0], [0, -1])
    """
    sources, targets = _distinct(source), _distinct(target)
    links = _links(source, sources, target, targets)
    source_groups, target_groups = _components(links)
    return (
        [source_groups.get(_signature(quantity), -1) for quantity in source],
        [target_groups.get(_signature(quantity), -1) for quantity in target],
    )


_Signature = tuple[Rational, Rational, str, Rational]


def _signature(quantity: Quantity) -> _Signature:
    """Everything that `same_value` looks at."""
    return quantity.low, quantity.high, quantity.unit.name, quantity.step


def _distinct(quantities: Sequence[Quantity]) -> dict[_Signature, list[int]]:
    places: dict[_Signature, list[int]] = defaultdict(list)
    for index, quantity in enumerate(quantities):
        places[_signature(quantity)].append(index)
    return places


def _links(
    source: Sequence[Quantity],
    sources: dict[_Signature, list[int]],
    target: Sequence[Quantity],
    targets: dict[_Signature, list[int]],
) -> dict[_Signature, list[_Signature]]:
    """Return for each distinct source quantity the distinct target quantities of the same value."""
    candidates = _Candidates([target[places[0]] for places in targets.values()])
    links = {}
    for key, places in sources.items():
        quantity = source[places[0]]
        matches = {
            _signature(other) for other in candidates.of(quantity) if same_value(quantity, other)
        }
        links[key] = sorted(matches, key=targets.__getitem__)
    return links


class _Candidates:
    """Quantities by printed number, and by place on the scale of their dimension."""

    def __init__(self, quantities: Iterable[Quantity]) -> None:
        self.by_number: dict[Rational, list[Quantity]] = defaultdict(list)
        scales: dict[str, list[tuple[float, Quantity]]] = defaultdict(list)
        for quantity in quantities:
            self.by_number[_number(quantity)].append(quantity)
            scales[quantity.unit.dimension].append((float(quantity.base_low), quantity))
        self.scales = {dimension: _Scale(entries) for dimension, entries in scales.items()}

    def of(self, quantity: Quantity) -> Iterable[Quantity]:
        """Yield everything that might have the same value; some of it twice."""
        yield from self.by_number.get(_number(quantity), ())
        if quantity.unit is not DATE and quantity.unit.dimension in self.scales:
            yield from self.scales[quantity.unit.dimension].around(quantity)


class _Scale:
    """The quantities of one dimension, sorted."""

    def __init__(self, entries: list[tuple[float, Quantity]]) -> None:
        entries.sort(key=lambda entry: entry[0])
        self.values = [value for value, _ in entries]
        self.quantities = [quantity for _, quantity in entries]
        self.widest = max(quantity.tolerance for quantity in self.quantities)
        self.units = {quantity.unit for quantity in self.quantities}

    def around(self, quantity: Quantity) -> Iterable[Quantity]:
        """Return what lies within both tolerances; nothing where all units are the same."""
        if self.units == {quantity.unit}:
            return ()
        value = float(quantity.base_low)
        reach = (quantity.tolerance + self.widest) * (1 + 1e-6)
        first = bisect_left(self.values, value - reach)
        return self.quantities[first : bisect_right(self.values, value + reach)]


def _number(quantity: Quantity) -> Rational:
    """Return the table key: dates share it with whatever they could agree with."""
    return quantity.low % 100 if quantity.unit is DATE else quantity.low


def _components(
    links: dict[_Signature, list[_Signature]],
) -> tuple[dict[_Signature, int], dict[_Signature, int]]:
    """Return the component number of each linked quantity, source and target side."""
    backwards: dict[_Signature, list[_Signature]] = defaultdict(list)
    for source, targets in links.items():
        for target in targets:
            backwards[target].append(source)
    source_groups: dict[_Signature, int] = {}
    target_groups: dict[_Signature, int] = {}
    for number, first in enumerate(key for key, targets in links.items() if targets):
        waiting = [first] if first not in source_groups else []
        while waiting:
            source = waiting.pop()
            source_groups[source] = number
            fresh = [target for target in links[source] if target not in target_groups]
            for target in fresh:
                target_groups[target] = number
                waiting += [s for s in backwards[target] if s not in source_groups]
    return source_groups, target_groups
