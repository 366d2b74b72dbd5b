"""Finding quantities in English text: digits, words, and nouns and verbs that stand for numbers.

The text is lower-cased first. A table names every form, how it begins, its pattern and its reader;
the beginnings make the trigger that the scanner looks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from aligner.text.quantities.context import either
from aligner.text.quantities.english_calendar import CALENDAR_FORMS
from aligner.text.quantities.english_context import context_of
from aligner.text.quantities.model import Quantity, exact
from aligner.text.quantities.numerals import (
    ENGLISH_WORDS,
    MAGNITUDES,
    EnglishNumeral,
    Numeral,
    decimal_numeral,
    english_numeral,
)
from aligner.text.quantities.scanning import RangeJoiner, Reader, Scanner
from aligner.text.quantities.units import (
    CENTURY,
    COUNT,
    CURRENCY_SIGNS,
    DECADE,
    ENGLISH_UNITS,
    FRACTION,
    MILLENNIUM,
    VAGUE,
    YEAR,
)

_DECIMAL = r"(?:[0-9]{1,3}(?:[, \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_LARGE = "hundred|thousand|million|billion|trillion|dozen"
_SHORT = "bn|mn|mln|bln|tn|trn"
_DENOMINATORS = {
    **{"half": 2, "quarter": 4, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10, "hundredth": 100, "thousandth": 1000},
}
_MULTIPLES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2}
_VAGUE = {"tens": 10, "dozens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6} | {
    "billions": 10**9,
    "trillions": 10**12,
}
_PERIODS = {"decade": DECADE, "century": CENTURY, "millennium": MILLENNIUM}
_WORD = "[a-z]+"
_DENOMINATOR = (
    "[ -]("
    + "|".join([*(f"{d}s" for d in _DENOMINATORS), "halves", *_DENOMINATORS])
    + r")\b(?![ -]part)"
)
_PART_BEFORE = r"\b(?:by|over|than|about|nearly|almost|to|least|roughly|around) an? \Z|\banother \Z"


def find_english(text: str, masked: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the quantities of an English text."""
    lowered = text.lower()
    if len(lowered) != len(text):  # İ becomes two characters; offsets must not move
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _joiner().join(lowered, _scanner().scan(lowered, _read, masked))


def _digits(match: re.Match[str]) -> Iterator[Quantity]:
    text = match.string
    value, step = decimal_numeral(match["decimal"])
    if re.compile(_BARE_POINT).search(text, max(0, match.start() - 2), match.start()):
        scale = 10 ** len(match["decimal"])  # .5 percent
        value, step = Fraction(value, scale), Fraction(1, scale)
    if match["th"]:
        yield exact(match.span(), "ordinal", value, COUNT, weak=value == 1)
        return
    for word in re.findall(_WORD, match["magnitude"] or ""):
        factor = MAGNITUDES.get(word.removesuffix("s")) or {"k": 10**3, "m": 10**6}[word]
        value, step = value * factor, step * factor
    numeral = Numeral(int(value) if value.denominator == 1 else value, step)
    sign = (match["currency"] or "").strip()
    around = context_of(text, *match.span(), currency=CURRENCY_SIGNS.get(sign))
    if around.end == match.end() and text[match.end() : match.end() + 1].isalpha():
        return  # 5G, 3D
    if around.unit is None and not match["magnitude"] and _looks_like_year(match["decimal"]):
        yield around.quantity(numeral, "year")
    else:
        yield around.counted(numeral)


_BARE_POINT = r"(?:^|[ (\u00a0])\.\Z"


def _looks_like_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("18", "19", "20")


def _slash(match: re.Match[str]) -> Iterator[Quantity]:
    above, below = (int(part) for part in match[0].split("/"))
    if above < below:
        yield exact(match.span(), "fraction", Fraction(above, below), FRACTION)


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
_AND_A_HALF = rf" and (?:a|one)[ -]half\b(?:[ -]({_LARGE})\b)?"


def _is_part(text: str, start: int, end: int) -> bool:
    """Whether an ordinal is a part (by a third, a third of), not one in a row (a third party)."""
    if text.endswith("a ", 0, start) and text.startswith(" of", end):
        return True
    return re.compile(_PART_BEFORE).search(text, max(0, start - 20), start) is not None


def _part(text: str, start: int, end: int, value: Fraction) -> Quantity:
    return context_of(text, start, end).quantity(Numeral(value, 0), "fraction", FRACTION)


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    half = Numeral(Fraction(1, 2), 0)
    large = re.compile(_WORD).match(match.string, match.end())
    if large and match[0].endswith(" "):  # half a million
        numeral = Numeral(MAGNITUDES[large[0]] // 2, MAGNITUDES[large[0]] // 10)
        yield context_of(match.string, match.start(), large.end()).counted(numeral)
        return
    around = context_of(match.string, *match.span())
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


def _each(match: re.Match[str]) -> Iterator[Quantity]:
    around = context_of(match.string, *match.span())
    if around.unit is not None:
        yield around.counted(Numeral(1, 1), weak=True)


def _multiple(match: re.Match[str]) -> Iterator[Quantity]:
    factor = next(n for stem, n in _MULTIPLES.items() if match[0].startswith(stem))
    yield exact(match.span(), "multiple", factor, COUNT, weak=True)


def _period(match: re.Match[str]) -> Iterator[Quantity]:
    unit = _PERIODS[match[0]]
    yield context_of(match.string, *match.span()).quantity(
        Numeral(1, 1), "duration", unit, weak=True
    )


def _centenary(match: re.Match[str]) -> Iterator[Quantity]:
    yield exact(match.span(), "number", 100, COUNT)


def _vague(match: re.Match[str]) -> Iterator[Quantity]:
    low = 1
    for word in re.findall(_WORD, match[0]):
        low *= _VAGUE.get(word) or _VAGUE.get(word + "s", 1)
    yield Quantity(*match.span(), "vague", low, 10 * low - 1, VAGUE, approximate=True, weak=True)


def _roman(match: re.Match[str]) -> Iterator[Quantity]:
    digits = match["roman_line"] or match["roman"] or match["roman_marker"]
    values = [{"i": 1, "v": 5, "x": 10, "l": 50}[c] for c in digits]
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(-value if value < following else value for value, following in pairs)
    yield exact(match.span(), "ordinal", number, COUNT, weak=not match["roman"])


def _marker(match: re.Match[str]) -> Iterator[Quantity]:
    yield exact(match.span(), "ordinal", int(re.sub("[^0-9]", "", match[0])), COUNT, weak=True)


def _nothing(match: re.Match[str]) -> Iterator[Quantity]:
    """Read no quantity: a name with a number in it."""
    yield from ()


_AGES = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ties\b"


def _ages(match: re.Match[str]) -> Iterator[Quantity]:
    """In her sixties; the fifties of a century are no ages."""
    before = re.compile(_IN_HER).search(match.string, max(0, match.start() - 16), match.start())
    numeral = english_numeral([match[0].removesuffix("ies") + "y"])
    if before and numeral:
        found = exact(match.span(), "duration", numeral.value, YEAR, weak=True)
        yield replace(found, approximate=True)


_IN_HER = r"\bin (?:his|her|their|our|my)(?: early| mid| late)?[ -]\Z"


def _group(match: re.Match[str]) -> Iterator[Quantity]:
    yield exact(match.span(), "number", int(match[0][1:]), COUNT, weak=True)


class _Form(NamedTuple):
    """How a form begins (three characters each, for the trigger), its pattern, its reader."""

    begins: str
    pattern: str
    read: Reader


_WORD_PATTERN = rf"(?:{either(ENGLISH_WORDS)})(?=fold\b|(?![a-z]))"
_SHORT_SIGNED = r"(?:(?<=[$¥€£][0-9])|(?<=[$¥€£][0-9.]{2})|(?<=[$¥€£][0-9.]{3}))[mk]"
_MAGNITUDE = rf"(?:[ -](?:{_LARGE})s?)+\b|[ ]?(?:{_SHORT})\b|{_SHORT_SIGNED}\b"
_FORMS: Mapping[str, _Form] = {
    "name": _Form("cov sec at", "covid-?19|second-?hand|at once|24/7", _nothing),
    "ages": _Form("", _AGES, _ages),
    **{
        name: _Form(
            "jan feb mar apr may jun jul aug sep oct nov dec noo q1 q2 q3 q4", pattern, reader
        )
        for name, (pattern, reader) in CALENDAR_FORMS.items()
    },
    "marker": _Form("( （", r"(?:^|(?<=\n))[0-9]{1,2}[.)、](?=[ ])|[(（][0-9]{1,2}[)）]", _marker),
    "romans": _Form(
        "( i. ii iv v. vi ix x. xi xv xx art sec cha par vol tit war",
        r"(?:^|(?<=\n))(?P<roman_line>[ivx]+)\.(?=[ ])|\((?P<roman_marker>[ivx]+)\)"
        r"|(?:article|section|chapter|part|volume|title|war) (?P<roman>[ivxl]+)\b",
        _roman,
    ),
    "section": _Form("", r"[0-9]+(?:\.[0-9]+){2,}", _nothing),
    "slash": _Form("", "[1-9]/(?:[2-9]|10)(?![0-9/])", _slash),
    "digits": _Form(
        " ".join(sorted({sign[:3] for sign in CURRENCY_SIGNS})),
        rf"(?P<currency>(?:{either(CURRENCY_SIGNS)})[ ]?)?(?P<decimal>{_DECIMAL})"
        rf"(?:(?P<th>st|nd|rd|th)\b|(?P<magnitude>{_MAGNITUDE}))?",
        _digits,
    ),
    "vague": _Form(
        "ten doz hun tho mil bil tri sev few",
        rf"(?:(?:{either(_VAGUE)})(?: of)?|(?:several|few) (?:{_LARGE}))(?: (?:{_LARGE})s?)?\b",
        _vague,
    ),
    "words": _Form(
        " ".join(sorted({word[:3] for word in ENGLISH_WORDS})),
        rf"{_WORD_PATTERN}(?:(?:[ -]| and ){_WORD_PATTERN})*",
        _words,
    ),
    "halves": _Form(
        "hal",
        r"half a (?=(?:dozen|million|billion|trillion)\b)|half(?=-year\b)"
        r"|half an?(?= (?:minute|hour|day|month|year|decade|century)\b)"
        r"|(?:half(?!-hearted|-baked)|halv(?:e[sd]?|ing))\b",
        _half,
    ),
    # 每增长1个百分点: every percentage point of growth.
    "each": _Form("eve eac", r"(?:every|each)(?= (?:per ?cent|pct|percentage)\b)", _each),
    "quarter": _Form("qua", r"(?<=\ba )quarter\b(?! century)", _quarter),
    "multiple": _Form(
        "dou tri tre qua qui twi",
        r"(?:doubl|tripl|trebl|quadrupl|quintupl)(?:e[sd]?|ing)\b|twice\b",
        _multiple,
    ),
    "period": _Form("dec cen mil", r"(?<![snrt][tdh] )(?:decade|century|millennium)\b", _period),
    "centenary": _Form("cen", r"cent(?:enary|ennial|enaries)\b", _centenary),
    "group": _Form("g1 g2 g3 g4 g5 g6 g7 g8 g9", r"g[1-9][0-9]?\b", _group),
}


@cache
def _scanner() -> Scanner:
    begins = {begin for form in _FORMS.values() for begin in form.begins.split()}
    by_letter: dict[str, set[str]] = {}
    for begin in begins:
        by_letter.setdefault(begin[0], set()).add(re.escape(begin[1:]))
    letters = "|".join(
        f"{re.escape(letter)}(?:{'|'.join(sorted(rest))})"
        for letter, rest in sorted(by_letter.items())
    )
    forms = "|".join(f"(?P<{name}>{form.pattern})" for name, form in _FORMS.items())
    return Scanner(f"[^a-z0-9]((?=[0-9]|{letters}))", rf"(?<![0-9][.,])(?:{forms})")


def _read(match: re.Match[str]) -> Iterable[Quantity]:
    return _FORMS[match.lastgroup or ""].read(match)


@cache
def _joiner() -> RangeJoiner:
    return RangeJoiner(
        "[ ]?(?:to|through|and|or|-|–|—|~)"
        "(?: (?:about|around|over|nearly|almost|some|more than))?[ ]?",
        MAGNITUDES,
    )
