"""Finding quantities in Chinese text.

A numeral in Chinese characters counts only where a unit, a classifier or its own length shows that
it is one: 四川, 三农 and 十分 have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from aligner.text.quantities.chinese_calendar import CALENDAR_FORMS
from aligner.text.quantities.chinese_context import Context, context_of
from aligner.text.quantities.model import Kind, Quantity, exact
from aligner.text.quantities.numerals import Numeral, chinese_numeral, simplified
from aligner.text.quantities.scanning import RangeJoiner, Scanner
from aligner.text.quantities.units import COUNT, FRACTION, PERCENT, VAGUE, YEAR

_D = "一二三四五六七八九两〇零"
_M = "十百千万亿廿卅"
_DECIMAL = r"(?:[0-9]{1,3}(?:[,， \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_NUMERAL = (
    rf"(?:{_DECIMAL}|[{_D}{_M}])"
    rf"(?:[{_D}{_M}]|(?<=[{_M}]){_DECIMAL}|[多余](?=[百千万亿])|(?<=[{_D}])点(?=[{_D}]))*"
)
_COUNTING = "[一二三四五六七八九十]{1,3}"
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_GROWTH = re.compile(r"(?:增[加长]|提高|扩大|上升|上涨|高出|多出)[了约近超过逾 ]*\Z")
_NEIGHBOURS = re.compile(rf"(十?)([{_D}])([{_D}])([{_M}]*)")


def find_chinese(text: str, masked: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the quantities of a Chinese text, simplified or traditional."""
    plain = simplified(text)
    return _joiner().join(plain, _scanner().scan(plain, masked))


def _value(numeral: str) -> Numeral | None:
    return chinese_numeral(numeral.replace("多", "").replace("余", ""))


def _fraction(match: re.Match[str]) -> Iterator[Quantity]:
    below, above = _value(match["below"]), _value(match["above"])
    if below is None or above is None or not below.value:
        return
    around = context_of(match.string, match.start(), match.end())
    if below.value == 100:
        yield around.quantity(above, "percent", PERCENT)
    else:
        yield around.quantity(Numeral(Fraction(above.value) / below.value, 0), "fraction", FRACTION)


def _ordinal(match: re.Match[str]) -> Iterator[Quantity]:
    printed = (
        match["nth"] or match["term"] or match["congress"] or match["plan"] or match["plenary"]
    )
    numeral = _value(printed)
    if numeral is not None:
        # 两届 counts terms; 第一产业 is “primary”, 第一 as often “foremost” as “first”.
        kind: Kind = "number" if match["term"] and numeral.value <= 2 else "ordinal"
        weak = numeral.value == 1 or match.string.startswith("产业", match.end())
        yield exact(match.span(), kind, numeral.value, COUNT, weak=weak)
        if match["plan"]:  # 十三五: the 13th Five-Year Plan
            yield exact((match.end(), match.end() + 1), "duration", 5, YEAR)


def _marker(match: re.Match[str]) -> Iterator[Quantity]:
    numeral = _value(match[0].strip("（）() 、.．\u3000"))
    if numeral is not None:
        yield exact(match.span(), "ordinal", numeral.value, COUNT, weak=True)


def _vague(match: re.Match[str]) -> Iterator[Quantity]:
    low = 1
    for character in match[0]:
        low *= _MAGNITUDES.get(character, 1)
    yield Quantity(*match.span(), "vague", low, 10 * low - 1, VAGUE, approximate=True, weak=True)


def _doubling(match: re.Match[str]) -> Iterator[Quantity]:
    times = _value(match["times"] or "一")
    if times is not None:
        yield exact(match.span(), "multiple", 2 ** int(times.value), COUNT)


def _half(match: re.Match[str]) -> Iterator[Quantity]:
    around = context_of(match.string, match.start(), match.end())
    half = Numeral(Fraction(1, 2), 0)
    if around.unit is not None:  # 半年
        yield around.counted(half)
    else:
        yield around.quantity(half, "fraction", FRACTION)


def _number(match: re.Match[str]) -> Iterator[Quantity]:
    text, printed = match.string, match[0]
    around = context_of(text, *match.span())
    numeral = _value(printed)
    if numeral is None:
        yield from _neighbours(match, around)
        return
    if printed[0].isdigit() and printed[0].isascii():
        if _part_of_latin_name(text, *match.span()):
            return
        yield _read(match, numeral, around)
    elif _is_counted(printed, around):
        yield _read(match, numeral, around)


def _read(match: re.Match[str], numeral: Numeral, around: Context) -> Quantity:
    quantity = around.counted(numeral, weak=match[0] == "一")
    if around.classifier == "倍":  # 增加两倍 is three times as much
        growth = _GROWTH.search(match.string, max(0, match.start() - 8), match.start())
        value = numeral.value + 1 if growth else numeral.value
        return replace(quantity, kind="multiple", low=value, high=value)
    if around.unit is None and numeral.step == 1 and match[0].isdigit() and _looks_like_year(match):
        return replace(quantity, kind="year")
    return quantity


def _looks_like_year(match: re.Match[str]) -> bool:
    return len(match[0]) == 4 and match[0][:2] in ("18", "19", "20")


def _part_of_latin_name(text: str, start: int, end: int) -> bool:
    """M2, PM2.5, C919, COVID-19, 5G."""
    before = text[start - 1 : start] if start else ""
    if before == "-" and start > 1:
        before = text[start - 2]
    return (before.isascii() and before.isalpha()) or bool(_LATIN.match(text, end))


_LATIN = re.compile(r"[A-Z](?![A-Za-z])")


def _is_counted(printed: str, around: Context) -> bool:
    """Whether a numeral in Chinese characters stands for a quantity here."""
    if printed == "一":  # 一个 is “a” as often as “one”
        return around.unit is not None
    if around.countable:
        return True
    digits = sum(character in _D for character in printed)
    # 一百, 五千万, 十三; but 百, 千万 and 亿 alone are half of another word (百姓, 千万别).
    return len(printed) > 1 and digits > 0


def _neighbours(match: re.Match[str], around: Context) -> Iterator[Quantity]:
    """Read 两三个, 七八十 and 十五六岁 as the two numbers they lie between."""
    pair = _NEIGHBOURS.fullmatch(match[0])
    if pair is None or not (around.countable or pair[4]):
        return
    low, high = (_value(pair[1] + digit + pair[4]) for digit in (pair[2], pair[3]))
    if low is not None and high is not None and low.value < high.value:
        last = around.counted(high)
        middle = match.start() + pair.start(3)
        yield replace(last, end=middle, low=low.value, high=low.value, approximate=True)
        yield replace(last, start=middle, approximate=True)


@cache
def _scanner() -> Scanner:
    forms = {
        **CALENDAR_FORMS,
        "fraction": (f"(?P<below>{_NUMERAL})分之(?P<above>{_NUMERAL})", _fraction),
        "nth_": (
            f"第[ ]?(?P<nth>{_NUMERAL})|(?P<term>{_NUMERAL})(?:届|世纪|号(?![召称角]))"
            "|(?P<congress>(?:十[二三四五六七八九]|二十[一二三四五六七八九]?)(?=大(?![类部型城省市])))"
            "|(?P<plan>十[一二三四五六七八九]?(?=五(?:[规计]划|时期|期间|以来|末|[”’」』])))"
            "|(?P<plenary>[一二三四五六七八九])中(?=(?:、[一二三四五六七八九]中)*全会)",
            _ordinal,
        ),
        "marker": (
            rf"(?:^|(?<=\n))[ \u3000]*(?:{_COUNTING}、|[0-9]{{1,2}}[、.．](?![0-9]))"
            rf"|[（(](?:{_COUNTING}|[0-9]{{1,2}})[）)]"
            rf"|(?:^|(?<=[，。；：\n“ ])){_COUNTING}(?=是)",
            _marker,
        ),
        "vague": (
            "[几数][十百千万亿]+|(?<=上)[百千万亿]+(?=[个名家人年])|数以[百千万亿]+(?=计)",
            _vague,
        ),
        "doubling": ("翻了?(?P<times>[一两二三四])?番", _doubling),
        "halves": ("一半|半数|过半|(?<=减)半|半(?=年|个月|个?小时|个世纪)", _half),
        "number": (_NUMERAL, _number),
    }
    return Scanner(f"(?=[0-9{_D}{_M}第几数上下早晚凌中翻半过本（( \u3000])", forms)


@cache
def _joiner() -> RangeJoiner:
    magnitudes = {"百万": 10**6, "千万": 10**7, "万": 10**4, "亿": 10**8, "万亿": 10**12}
    return RangeJoiner("[ ]?(?:至|到|或|、|和|与|[-—–－~～]+)[ ]?", magnitudes)
