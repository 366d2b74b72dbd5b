"""Which unmatched numbers of a bead were meant for each other, and what went wrong between them.

A slip is a Chinese and an English quantity of the same kind, each without an equal, or a repetition
of what an equal has already taken. The likeliest pairs are taken first: a power of
ten, another unit, one digit, and of equals those at the same place of their sentences.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from aligner.analysis.ordinals import are_of_one_thing
from aligner.text.quantities import Quantity, Rational
from aligner.text.quantities.numerals import simplified
from aligner.text.quantities.units import COUNT, DATE
from aligner.text.quantities.writing import is_in_digits

SlipKind = Literal[
    "magnitude",  # a power of ten too large or too small
    "point",  # percent for percentage points, or the reverse
    "unit",  # the same number of something else
    "multiple",  # 翻两番 against doubled
    "date",  # another month or day
    "year",
    "ordinal",
    "digit",  # the same number but for one digit
    "number",  # another number of the same kind
    "rounding",  # the same number with fewer digits: 1576万 against 16 million
]
SLIP_KINDS: tuple[SlipKind, ...] = get_args(SlipKind)
Sides = tuple[Sequence[Quantity], Sequence[Quantity]]  # without an equal; repeated

_LARGEST_POWER = 12
_EXACT = frozenset({"percent", "point", "money", "measure", "date", "clock", "multiple"})
_SMALL = 10
_LARGE = 100
_DOZEN = 12
_PAIR = 2
_YEAR_DIGITS = 4
_EARLIEST_IN_FULL = 1000  # of the years written in four digits
_ROUNDING = 10  # what is rounded away is at most one part in this many
_POUNDS = {"GBP", "lb"}  # both are “pounds”
_BROKEN_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}, [0-9]{3}(?![0-9])")  # 5, 700 people
_GAP = re.compile(r"[0-9] [0-9](?![0-9])")
_IN_NAME = re.compile(r"[A-Za-z]-\Z")  # the High-8
_GROWTH = re.compile("增[加长]|提高|扩大|上升|上涨|高出|多")


@dataclass(frozen=True, slots=True)
class Slip:
    """Two quantities that were meant for each other and do not say the same."""

    kind: SlipKind
    chinese: Quantity
    english: Quantity
    is_sure: bool  # hardly a chance meeting of two numbers: False for most small counts


def find_slips(
    chinese_text: str,
    english_text: str,
    chinese: Sides,
    english: Sides,
    odd: tuple[Quantity, Quantity] | None = None,
) -> list[Slip]:
    """Pair what is left on both sides; every quantity is in one slip at most.

    ``odd`` are two that stand at the same place of sides which else are equal.
    """
    if not any(chinese) or not any(english):
        return []
    lengths = (len(chinese_text) or 1, len(english_text) or 1)
    candidates: list[tuple[int, float, Slip]] = []
    for zh, en, is_repeated in _combinations(chinese, english):
        if _is_broken(zh, en, chinese_text, english_text):
            continue
        kind = slip_between(zh, en, chinese_text, english_text)
        is_odd = odd == (zh, en) and (
            is_telling(zh) or _is_counted_out(zh, en, chinese_text, english_text)
        )
        if kind is None or (is_repeated and not is_odd and not _may_repeat(kind, zh, en)):
            continue
        gap = abs(zh.start / lengths[0] - en.start / lengths[1])
        is_sure = _is_sure(kind, zh, en, english_text) and not (is_repeated and kind == "year")
        slip = Slip(kind, zh, en, is_sure)
        candidates.append((SLIP_KINDS.index(kind) + 10 * is_repeated, gap, slip))
    taken: set[Quantity] = set()
    found: list[Slip] = []
    for _, _, slip in sorted(candidates, key=lambda one: one[:2]):
        if slip.chinese not in taken and slip.english not in taken:
            found.append(slip)
            taken |= {slip.chinese, slip.english}
    return sorted(found, key=lambda slip: slip.english.start)


def _combinations(chinese: Sides, english: Sides) -> list[tuple[Quantity, Quantity, bool]]:
    """Return what may be a slip, and whether one of the two is a repetition."""
    return [
        *((zh, en, False) for zh in chinese[0] for en in english[0]),
        *((zh, en, True) for zh in chinese[0] for en in english[1]),
        *((zh, en, True) for zh in chinese[1] for en in english[0]),
        # One number is said too often, another one too seldom.
        *((zh, en, True) for zh in chinese[1] for en in english[1]),
    ]


def _may_repeat(kind: SlipKind, chinese: Quantity, english: Quantity) -> bool:
    """Tell whether a slip with a repetition in it is one: translators repeat numbers freely."""
    if kind in ("unit", "multiple", "point", "date"):
        return True
    if kind in ("year", "ordinal"):
        is_large = min(chinese.low, english.low) > _SMALL
        return is_large and differ_in_one_digit(chinese.low, english.low)
    return kind in ("magnitude", "digit") and is_telling(chinese) and is_telling(english)


def _is_counted_out(chinese: Quantity, english: Quantity, zh: str, en: str) -> bool:
    """Tell whether two small counts are more than 两 (both) or words, which are repeated freely."""
    in_digits = is_in_digits(en, english) and (chinese.low > _PAIR or is_in_digits(zh, chinese))
    return in_digits and min(chinese.low, english.low) >= _PAIR


def is_telling(quantity: Quantity) -> bool:
    """Tell whether a translation can hardly leave a quantity out: it is more than a small count."""
    if quantity.weak or quantity.kind == "vague":
        return False
    return quantity.kind in _EXACT or quantity.low >= 100 or quantity.low != int(quantity.low)


def has_gaps(english_text: str) -> bool:
    """Tell whether an English text prints numbers with gaps, which then are not read well."""
    return _BROKEN_NUMBER.search(english_text) is not None


def _is_broken(chinese: Quantity, english: Quantity, zh: str, en: str) -> bool:
    """Tell whether a number is printed with gaps: 1 2月; 5, 700 people."""
    return bool(
        _GAP.search(zh, max(0, chinese.start - 2), chinese.start + 2)
        or _BROKEN_NUMBER.search(en, max(0, english.start - 6), english.end + 6)
    )


def _is_sure(kind: SlipKind, chinese: Quantity, english: Quantity, text: str) -> bool:
    """Tell whether two quantities were surely meant for each other."""
    if kind == "number":
        return is_telling(chinese) and is_telling(english)
    if kind != "digit" or (is_telling(chinese) and is_telling(english)):
        return True
    if chinese.weak or english.weak:
        return True
    # Small counts are many in every sentence; printed in digits they are looked at more closely.
    in_digits = is_in_digits(text, english) and not _IN_NAME.search(text, 0, english.start)
    return in_digits and (chinese.kind == english.kind or chinese.low >= _SMALL)


def slip_between(
    chinese: Quantity, english: Quantity, text: str, english_text: str
) -> SlipKind | None:
    """Return what went wrong if one stands for the other; None if that cannot be."""
    kinds = {chinese.kind, english.kind}
    if "vague" in kinds:
        return None
    if kinds == {"multiple"}:
        return None if _is_ambiguous(chinese, english, text) else "multiple"
    if chinese.unit is DATE and english.unit is DATE:
        return _between_dates(int(chinese.low), int(english.low))
    if kinds == {"ordinal"} and chinese.start <= 1 and not english.start:  # （四） against (5)
        return "ordinal"
    if kinds == {"percent", "point"} and chinese.low == english.low:
        return "point"
    if chinese.weak or english.weak:
        if kinds == {"ordinal"}:
            return "ordinal" if are_of_one_thing(chinese, english, text, english_text) else None
        return "digit" if _is_weak_slip(chinese, english, text) else None
    if chinese.kind == "year" and _is_mistyped_year(chinese, english):
        return "year"
    if kinds == {"year"}:  # the seventies of an unnamed century
        return None if (chinese.low - english.low) % 100 == 0 else "year"
    if kinds == {"ordinal"}:
        return "ordinal"
    if "ordinal" in kinds and kinds <= {"ordinal", "number", "duration"}:  # 70周年, 70th
        is_like = differ_in_one_digit(chinese.low, english.low)
        is_like = is_like or bool(_power(chinese.low, english.low))
        # A spaceship's 十三号 is no ordinal in English; small counts are by chance the same.
        is_named = text[chinese.end - 1] == "号" or min(chinese.low, english.low) > _SMALL
        return "ordinal" if is_like and is_named else None
    if (chinese.kind, english.kind) == ("number", "multiple") and text[chinese.end - 1] == "次":
        return _between_values(chinese, english)  # 三次: three times
    if kinds & {"year", "ordinal", "multiple", "date"}:
        return None
    return _between_amounts(chinese, english)


def _is_mistyped_year(chinese: Quantity, english: Quantity) -> bool:
    """Tell whether 2019年 became 7019, which is read as no year: four digits, no comma."""
    is_plain = english.kind == "number" and english.end - english.start == _YEAR_DIGITS
    is_long = chinese.low >= _EARLIEST_IN_FULL and english.low >= _EARLIEST_IN_FULL
    return is_plain and is_long and differ_in_one_digit(chinese.low, english.low)


def _is_weak_slip(chinese: Quantity, english: Quantity, text: str) -> bool:
    """Tell whether 二十国集团 is the G21, 百年 170 years."""
    if english.weak:
        return english.low > 1 and english.kind == "number" and text[chinese.end - 1] in "国國"
    is_large = min(chinese.low, english.low) >= _LARGE
    is_large = is_large and chinese.kind == english.kind == "duration"
    return is_large and differ_in_one_digit(chinese.low, english.low)


def _between_dates(chinese: int, english: int) -> SlipKind | None:
    months = (chinese // 100 % 100, english // 100 % 100)
    if months[0] == months[1] and not (chinese % 100 and english % 100):
        return None  # one leaves out the day
    return "year" if chinese % 10**4 == english % 10**4 else "date"


def _between_amounts(chinese: Quantity, english: Quantity) -> SlipKind | None:
    dimensions = {chinese.unit.dimension, english.unit.dimension}
    if len(dimensions) == 1:
        if chinese.unit is not english.unit and chinese.low == english.low:
            return "unit"
        if _is_rounded(chinese, english):
            return "rounding"
        return _between_values(chinese, english)
    if {chinese.unit.name, english.unit.name} == _POUNDS and chinese.low == english.low:
        return "rounding"
    if dimensions & {"percent", "point", "clock"}:
        return None
    if chinese.low == english.low:
        return "unit"
    units = (chinese.unit, english.unit)
    if COUNT in units and all(unit.can_be_dropped for unit in units):  # 18岁: the age of 18
        is_like = differ_in_one_digit(chinese.low, english.low)
        if is_like and min(chinese.low, english.low) >= _SMALL:
            return "digit"
    if chinese.unit.is_money == english.unit.is_money or COUNT in units:
        return "magnitude" if _power(chinese.low, english.low) else None
    return None


def _between_values(chinese: Quantity, english: Quantity) -> SlipKind:
    if _power(chinese.base_low, english.base_low):
        return "magnitude"
    expected: Rational = chinese.low
    if chinese.unit is not english.unit and english.step:
        value = Fraction(chinese.base_low) / Fraction(english.unit.factor)
        expected = round(value / Fraction(english.step)) * Fraction(english.step)
    return "digit" if differ_in_one_digit(expected, english.low) else "number"


def _is_rounded(chinese: Quantity, english: Quantity) -> bool:
    """Tell whether the English prints the number with fewer digits, in the way of rounding.

    The Chinese cannot be the rounded one: a translation knows no more than its original.
    """
    if english.step % _DOZEN == 0 and english.step:  # 十几个, “a dozen”
        return abs(Fraction(chinese.low) - Fraction(english.low)) * 2 <= english.step
    step = english.step * english.unit.factor
    if not step or chinese.step * chinese.unit.factor >= step or chinese.base_low % step == 0:
        return False
    is_loose = english.approximate or bool(english.bound)
    gap = abs(Fraction(chinese.base_low) - Fraction(english.base_low))
    return gap <= (step if is_loose else step / 2) and gap * _ROUNDING <= chinese.base_low


def _power(a: Rational, b: Rational) -> int:
    """Return the power of ten that leads from one to the other, 0 if none does.

    >>> _power(800, 80), _power(5, 7), _power(Fraction(1, 2), 50)
    (-1, 0, 2)
    """
    if not a or not b or a == b:
        return 0
    ratio = Fraction(b) / Fraction(a)
    digits = str(max(ratio.numerator, ratio.denominator))
    if min(ratio.numerator, ratio.denominator) != 1 or digits.strip("0") != "1":
        return 0
    power = len(digits) - 1
    if power > _LARGEST_POWER:
        return 0
    return power if ratio > 1 else -power


def differ_in_one_digit(a: Rational, b: Rational) -> bool:
    """Tell whether two numbers are written alike but for one digit, or two that changed places.

    >>> differ_in_one_digit(Fraction(522, 10), Fraction(572, 10)), differ_in_one_digit(120, 210)
    (True, True)
    >>> differ_in_one_digit(3, 5), differ_in_one_digit(120, 355)
    (True, False)
    """
    one, two = _digits(a, b)
    different = [i for i, (x, y) in enumerate(zip(one, two, strict=True)) if x != y]
    if len(different) <= 1:
        return True
    return (
        len(different) == 2
        and different[1] == different[0] + 1
        and one[different[0]] == two[different[1]]
        and one[different[1]] == two[different[0]]
    )


def _digits(a: Rational, b: Rational) -> tuple[str, str]:
    """Return the digits of both, scaled to whole numbers and filled up to the same length."""
    scale = 10**6
    one, two = str(int(a * scale)), str(int(b * scale))
    width = max(len(one), len(two))
    return one.rjust(width, "0"), two.rjust(width, "0")


def _is_ambiguous(chinese: Quantity, english: Quantity, text: str) -> bool:
    """Tell whether 增加两倍 is “increased by two times”, which either may mean."""
    before = simplified(text[max(0, chinese.start - 8) : chinese.start])
    return bool(_GROWTH.search(before)) and chinese.low - english.low == 1 and not english.weak
