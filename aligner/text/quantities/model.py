"""A quantity: what a number in a text says, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from aligner.text.quantities.units import Unit

Rational = int | Fraction
Kind = Literal[
    "number",  # a bare or counted number: 165项, 8000万, 20 million
    "ordinal",  # 第三, 十八大, 三中全会, 一、 / third, 18th, Article 3, III.
    "multiple",  # the factor: 翻两番 = quadrupled = 4, 增加两倍 = tripled = 3
    "percent",  # 5%, 百分之五
    "fraction",  # 三分之二, 一半, 三成 / two thirds, half
    "point",  # percentage points, basis points
    "money",
    "measure",
    "duration",  # 五年, 60多年, 三个月 / five-year, six decades
    "year",  # 2014年, and decades by their first year: 1970s
    "date",  # the number is yyyymmdd, zeros for what is not stated: 6月6日 is 606
    "clock",  # minutes since midnight
    "telephone",  # the last seven digits
    "vague",  # low and high enclose it: 数百 = hundreds = 100 to 999
]
Bound = Literal["", "lower", "upper"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number found in a text, with its unit.

    The two ends of a range are two quantities with the same unit: “from 5 to 6 percent” and
    由5%提高到6% then look alike.

    >>> from aligner.text.quantities import find_quantities
    >>> [(q.kind, q.low, q.unit.name) for q in find_quantities("from 5 to 6 percent", "en")]
    [('percent', 5, 'percent'), ('percent', 6, 'percent')]
    """

    start: int  # half-open offsets into the text that was searched
    end: int
    kind: Kind
    low: Rational  # in the unit printed; equal to high unless kind is "vague"
    high: Rational
    unit: Unit
    step: Rational = 1  # what one unit of the last printed digit is worth; 0: exact
    approximate: bool = False  # 近, 约, 左右, 多 / nearly, about
    bound: Bound = ""  # lower: 以上, 超过, 多, over, at least; upper: 以内, 不到, 近, at most
    weak: bool = (
        False  # seldom translated by a number (一个, first, double): never report as missing
    )

    def moved(self, by: int) -> Quantity:
        """Return the same so many characters further on."""
        return Quantity(
            self.start + by,
            self.end + by,
            self.kind,
            self.low,
            self.high,
            self.unit,
            self.step,
            self.approximate,
            self.bound,
            self.weak,
        )

    @property
    def base_low(self) -> Rational:
        """``low`` in the base unit of the dimension."""
        return self.low * self.unit.factor

    @property
    def tolerance(self) -> float:
        """What the printed digits leave open, in the base unit, 0 or more.

        Half a unit of the last printed digit. Zeros at the end of a whole number may be there for
        rounding only (67,000 hectares for a million mu), so they count up to one percent. Never
        more than five percent.
        """
        half_step = self.step / 2
        if self.step and isinstance(self.low, int) and self.low:
            digits = str(self.low)
            last = 10 ** (len(digits) - len(digits.rstrip("0")))
            half_step = max(half_step, min(Fraction(last, 2), Fraction(self.low, 100)))
        half_step = min(half_step, self.low * _LOOSEST)  # 1亿亩 is no 7.5 million hectares
        return float(half_step * self.unit.factor)


_LOOSEST = Fraction(5, 100)
_KINDS: dict[str, Kind] = {
    "count": "number",
    "percent": "percent",
    "point": "point",
    "months": "duration",
    "seconds": "duration",
    "date": "date",
    "clock": "clock",
    "vague": "vague",
}


def kind_of(unit: Unit) -> Kind:
    """Return the kind of a number with this unit, where nothing else decides."""
    if unit.name in ("fraction", "cheng"):
        return "fraction"
    return "money" if unit.is_money else _KINDS.get(unit.dimension, "measure")


def date_number(year: int, month: int, day: int) -> int:
    """Return yyyymmdd; zeros stand for what is not stated.

    >>> date_number(2014, 6, 6), date_number(0, 6, 6)
    (20140606, 606)
    """
    return year * 10000 + month * 100 + day


def exact(
    span: tuple[int, int], kind: Kind, value: Rational, unit: Unit, *, weak: bool = False
) -> Quantity:
    """Return a quantity without context whose value is not rounded."""
    return Quantity(*span, kind, value, value, unit, step=0, weak=weak)
