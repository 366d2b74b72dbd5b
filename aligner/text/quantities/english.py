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
from aligner.text.quantities.english_words import LARGE, WORD_FORMS
from aligner.text.quantities.model import Quantity, exact
from aligner.text.quantities.numerals import (
    MAGNITUDES,
    Numeral,
    decimal_numeral,
    english_numeral,
)
from aligner.text.quantities.scanning import RangeJoiner, Reader, Scanner
from aligner.text.quantities.telephone import TELEPHONE_NUMBER, read_telephone
from aligner.text.quantities.units import (
    CENTURY,
    COUNT,
    CURRENCY_SIGNS,
    DECADE,
    FRACTION,
    MILLENNIUM,
    VAGUE,
    YEAR,
)

_DECIMAL = r"(?:[0-9]{1,3}(?:[, ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_SHORT = "bn|mn|mln|bln|tn|trn"
_LETTERS = {"k": 10**3, "m": 10**6, "b": 10**9}  # behind an amount only: £120m, EUR 3b
_MULTIPLES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "twice": 2}
_VAGUE = {"tens": 10, "dozens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6} | {
    "billions": 10**9,
    "trillions": 10**12,
}
_PERIODS = {"decade": DECADE, "century": CENTURY, "millennium": MILLENNIUM}
_WORD = "[a-z]+"


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
        factor = MAGNITUDES.get(word.removesuffix("s")) or _LETTERS[word]
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


_BARE_POINT = r"(?:^|[ (])\.\Z"


def _looks_like_year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("18", "19", "20")


def _slash(match: re.Match[str]) -> Iterator[Quantity]:
    above, below = (int(part) for part in match[0].split("/"))
    if above < below:
        yield exact(match.span(), "fraction", Fraction(above, below), FRACTION)


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


_MAGNITUDE = rf"(?:[ -](?:{LARGE})s?)+\b|[ ]?(?:{_SHORT})\b|(?(currency)[ ]?[bkm]\b)"
_FORMS: Mapping[str, _Form] = {
    "name": _Form("cov sec at", "covid-?19|second-?hand|at once|24/7", _nothing),
    "phone": _Form("", TELEPHONE_NUMBER, read_telephone),
    "ages": _Form("", _AGES, _ages),
    **{
        name: _Form(
            "jan feb mar apr may jun jul aug sep oct nov dec noo q1 q2 q3 q4", pattern, reader
        )
        for name, (pattern, reader) in CALENDAR_FORMS.items()
    },
    "marker": _Form(
        "( （", r"(?:^|(?<=\n))[0-9]{1,2}[.)、](?=[ ])|[(（](?!86[)）])[0-9]{1,2}[)）]", _marker
    ),
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
        rf"(?:(?:{either(_VAGUE)})(?: of)?|(?:several|few) (?:{LARGE}))(?: (?:{LARGE})s?)?\b",
        _vague,
    ),
    **{name: _Form(*form) for name, form in WORD_FORMS.items()},
    # 每增长1个百分点: every percentage point of growth.
    "each": _Form("eve eac", r"(?:every|each)(?= (?:per ?cent|pct|percentage)\b)", _each),
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
        ",? (?:and|or) ",
    )
