"""English numbers in words, and their parts: two hundred and five, two thirds, half a year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from aligner.text.quantities.context import either
from aligner.text.quantities.english_context import context_of
from aligner.text.quantities.model import Quantity, exact
from aligner.text.quantities.numerals import (
    ENGLISH_WORDS,
    MAGNITUDES,
    EnglishNumeral,
    Numeral,
    english_numeral,
)
from aligner.text.quantities.scanning import Reader
from aligner.text.quantities.units import COUNT, ENGLISH_UNITS, FRACTION

LARGE = "hundred|thousand|million|billion|trillion|dozen"
_WORD = "[a-z]+"
_DENOMINATORS = {
    **{"half": 2, "quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000},
}

_DENOMINATOR = (
    "[ -]("
    + "|".join([*(f"{d}s" for d in _DENOMINATORS), "halves", *_DENOMINATORS])
    + r")\b(?![ -]part)"
)
_PART_BEFORE = r"\b(?:by|over|than|about|nearly|almost|to|least|roughly|around) an? \Z|\banother \Z"


def _words(match: re.Match[str]) -> Iterator[Quantity]:
    tokens = list(re.compile(_WORD).finditer(match.string, *match.span()))
    while tokens:
        numeral = english_numeral([token[0] for token in tokens])
        if numeral is None:
            del tokens[0]
            continue
        start, end = tokens[0].start(), tokens[numeral.words - 1].end()
        quantity = _worded(match.string, start, end, numeral)
        if quantity is not None:
            yield quantity
            end = quantity.end
        tokens = [token for token in tokens if token.start() >= end]


def _worded(text: str, start: int, end: int, numeral: EnglishNumeral) -> Quantity | None:
    if numeral.ordinal:
        if numeral.value > 2 and _is_part(text, start, end):
            return _part(text, start, end, Fraction(1, numeral.value))
        # “Second, …” counts arguments, which Chinese seldom does.
        weak = numeral.value == 1 or text.startswith(",", end)
        return exact((start, end), "ordinal", numeral.value, COUNT, weak=weak)
    below = re.compile(_DENOMINATOR).match(text, end)
    if (
        below
        and numeral.value < 100
        and (numeral.value == 1) != below[1].endswith("s")
        and not text.endswith(_SEQUENCES, 0, start)
    ):
        singular = below[1].removesuffix("s").replace("halve", "half")
        return _part(text, start, below.end(), Fraction(numeral.value, _DENOMINATORS[singular]))
    value: Numeral = Numeral(numeral.value, numeral.step)
    half = re.compile(_AND_A_HALF).match(text, end)
    if half:  # one and a half million
        factor = MAGNITUDES.get(half[1], 1)
        value, end = (
            Numeral((value.value + Fraction(1, 2)) * factor, Fraction(factor, 2)),
            half.end(),
        )
    around = context_of(text, start, end)
    if numeral.value <= 1 and around.unit is None and not half:
        return None  # one of, one another, no one, zero tolerance
    return around.counted(value, weak=numeral.value == 1 and not half)


_SEQUENCES = ("first ", "last ", "next ", "past ", "previous ")  # the first three quarters
_AND_A_HALF = rf" and (?:a|one)[ -]half\b(?:[ -]({LARGE})\b)?"


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether an ordinal is a part (by a third, a third of), not one in a row (a third party)."""
    if text.endswith("a ", 0, start) and text.startswith(" of", end):
        return True
    return re.compile(_PART_BEFORE).search(text, max(0, start - 20), start) is not None


def _part(text: str, start: int, end: int, value: Fraction) -> Quantity:
    of_a = re.compile(_OF_A).match(text, end)
    if of_a:
        return context_of(text, start, of_a.end()).counted(Numeral(value, 0))
    return context_of(text, start, end).quantity(Numeral(value, 0), "fraction", FRACTION)


# Half a percentage point, a quarter of one percent: of any other unit a part is 四分之一, and bare.
_OF_A = (
    r"(?: of)?(?: an?| one)?(?=[ -]percent(?:age)?[ -]points?\b)"
    r"|(?: of)? (?:an?|one)(?= per ?cent\b)"
)


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    half = Numeral(Fraction(1, 2), 0)
    large = re.compile(_WORD).match(match.string, match.end())
    if large and match[0].endswith(" "):  # half a million
        numeral = Numeral(MAGNITUDES[large[0]] // 2, MAGNITUDES[large[0]] // 10)
        yield context_of(match.string, match.start(), large.end()).counted(numeral)
        return
    of_a = re.compile(_OF_A).match(match.string, match.end())
    around = context_of(match.string, match.start(), of_a.end() if of_a else match.end())
    one = re.compile(_ONE_AND_A).search(match.string, max(0, match.start() - 18), match.start())
    if one:  # an hour and a half
        value, unit = Fraction(3, 2), ENGLISH_UNITS[one[1]]
        yield replace(exact(match.span(), "duration", value, unit), start=one.start())
    elif around.unit is not None:  # half a year
        yield around.counted(half)
    elif not match.string.startswith("-yearly", match.end()):
        # The first half of the year is 上半年, and no number.
        weak = match.string.endswith(("first ", "second ", "other ", "latter "), 0, match.start())
        yield around.quantity(half, "fraction", FRACTION, weak=weak)


_ONE_AND_A = r"\ban? (minute|hour|day|week|month|year) and a \Z"


def _quarter(match: re.Match[str]) -> Iterator[Quantity]:
    yield _part(match.string, *match.span(), Fraction(1, 4))


_MEASURES = either(form for form in ENGLISH_UNITS if form.isalpha() and len(form) > 1)
_WORD_PATTERN = rf"(?:{either(ENGLISH_WORDS)})(?=fold\b|(?![a-z]))"
# How a form begins (three characters each), its pattern, its reader.
WORD_FORMS: MappingProxyType[str, tuple[str, str, Reader]] = MappingProxyType(
    {
        "words": (
            " ".join(sorted({word[:3] for word in ENGLISH_WORDS})),
            rf"{_WORD_PATTERN}(?:(?:[ -]| and ){_WORD_PATTERN})*",
            _words,
        ),
        "halves": (
            "hal",
            r"half a (?=(?:dozen|million|billion|trillion)\b)|half(?=-year\b)"
            rf"|half an?(?= (?:{_MEASURES}))"
            r"|(?:half(?!-hearted|-baked)|halv(?:e[sd]?|ing))\b",
            _half,
        ),
        "quarter": ("qua", r"(?<=\ba )quarter\b(?! century)", _quarter),
    }
)
