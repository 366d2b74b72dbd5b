"""Writing English quantities: another value in the words and style of a printed one."""

from __future__ import annotations

import re
from fractions import Fraction

from aligner.text.quantities.model import Quantity, Rational
from aligner.text.quantities.units import ENGLISH_UNITS, Unit

_NUMERAL = re.compile(
    r"[0-9][0-9,]*(?:\.[0-9]+)?"
    r"(?:[\s-](?:hundred|thousand|million|billion|trillion)\b|(?:\s?(?:bn|mn|tn)|[mbk])\b)?",
    re.IGNORECASE,
)
_WORD_NUMERAL = re.compile("[a-z]+", re.IGNORECASE)
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_MONTH = re.compile(f"(?:{'|'.join(name[:3] for name in _MONTHS)})[a-z]*\\b\\.?", re.IGNORECASE)
_PLURALS = {
    "foot": "feet",
    "square feet": "square feet",
    "cubic foot": "cubic feet",
    "inch": "inches",
    "degree celsius": "degrees celsius",
    "degree fahrenheit": "degrees fahrenheit",
}
_SINGULAR_ONLY = frozenset({"percent"})  # “percents” is read, but not written
_CAPITALS = re.compile(r"\b(?:us(?= )|hong kong|new taiwan|celsius|fahrenheit)")
_LONGEST_DECIMALS = 4
_FACTORS = {2: "doubl", 3: "tripl", 4: "quadrupl"}
_MULTIPLE = re.compile(r"(?:doubl|tripl|trebl|quadrupl)(e[sd]?|ing)\b", re.IGNORECASE)


def english_number(value: Rational) -> str:
    """Write a number as English policy texts do; empty if its decimals do not end.

    >>> english_number(800_000_000_000), english_number(1_330_000), english_number(67_000)
    ('800 billion', '1.33 million', '67,000')
    >>> english_number(Fraction(525, 10)), english_number(Fraction(1, 3))
    ('52.5', '')
    """
    for size, name in _LARGE:
        if value >= size:
            digits = _decimals(Fraction(value) / size)
            return f"{digits} {name}" if digits else f"{int(value):,}"
    return _decimals(Fraction(value))


def _decimals(value: Fraction) -> str:
    scaled = value * 10**_LONGEST_DECIMALS
    if scaled.denominator != 1:
        return ""
    whole, rest = divmod(int(scaled), 10**_LONGEST_DECIMALS)
    decimals = f"{rest:0{_LONGEST_DECIMALS}d}".rstrip("0")
    return f"{whole:,}.{decimals}" if decimals else f"{whole:,}"


def with_value(printed: str, value: Rational) -> str:
    """Return a printed English quantity with another number in it; empty if that is unsure.

    >>> with_value("80 billion yuan", 800_000_000_000), with_value("three", 4)
    ('800 billion yuan', 'four')
    """
    numeral = _NUMERAL.search(printed)
    if numeral:
        number = english_number(value)
        return printed[: numeral.start()] + number + printed[numeral.end() :] if number else ""
    word = _WORD_NUMERAL.match(printed)
    if not word or word[0].lower() not in _SMALL or value not in range(len(_SMALL)):
        return ""
    number = _SMALL[int(value)]
    return (number.capitalize() if word[0][0].isupper() else number) + printed[word.end() :]


def with_unit(printed: str, value: Rational, unit: Unit) -> str:
    """Return a printed English quantity with another unit.

    >>> with_unit("300 acres", 300, ENGLISH_UNITS["mu"])
    '300 mu'
    """
    is_attribute = "-" in printed  # a 20-foot container
    name = english_unit(unit, plural=value != 1 and not is_attribute)
    number = _NUMERAL.search(printed)
    return f"{number[0]}{'-' if is_attribute else ' '}{name}" if name and number else ""


def english_unit(unit: Unit, *, plural: bool) -> str:
    """Return the English name of a unit, empty if it has none.

    >>> usd, percent = ENGLISH_UNITS["usd"], ENGLISH_UNITS["percent"]
    >>> english_unit(usd, plural=True), english_unit(percent, plural=True)
    ('US dollars', 'percent')
    """
    forms = [form for form, one in ENGLISH_UNITS.items() if one is unit]
    if not forms:
        return ""
    name = forms[0]
    if plural and name in _PLURALS:
        name = _PLURALS[name]
    elif plural and f"{name}s" in forms and name not in _SINGULAR_ONLY:
        name = f"{name}s"
    return _CAPITALS.sub(lambda word: "US" if word[0] == "us" else word[0].title(), name)


def with_date(printed: str, date: int) -> str:
    """Return a printed English date with the month and day of yyyymmdd, and its year if any.

    >>> with_date("March 5, 2021", 20210405), with_date("5 Mar", 606)
    ('April 5, 2021', '6 June')
    """
    year, month, day = date // 10**4, date // 100 % 100, date % 100
    if month and not _MONTH.search(printed):
        return ""
    if month:
        printed = _MONTH.sub(_MONTHS[month - 1], printed, count=1)
    if day:
        printed = re.sub(r"(?<![0-9])[0-9]{1,2}(?![0-9])", str(day), printed, count=1)
    return re.sub("[12][0-9]{3}", str(year), printed, count=1) if year else printed


def with_factor(printed: str, factor: Rational) -> str:
    """Return “doubled” and the like for another factor, in the same form.

    >>> with_factor("doubled", 4), with_factor("tripling", 2), with_factor("three times", 4)
    ('quadrupled', 'doubling', '4 times')
    """
    verb = _MULTIPLE.match(printed)
    if verb and factor in _FACTORS:
        stem = _FACTORS[int(factor)]
        return (stem.capitalize() if printed[0].isupper() else stem) + verb[1]
    number = english_number(factor)
    return f"{number} times" if number and not verb else ""


def is_in_digits(printed: str, quantity: Quantity) -> bool:
    """Tell whether a text prints a quantity in Arabic digits."""
    return any("0" <= c <= "9" or "０" <= c <= "９" for c in printed[quantity.start : quantity.end])
