"""Finding quantities in Chinese text.

Every quantity is anchored at a run of numeral characters; what stands before and behind decides
what the run is. A run in Chinese characters counts only where a unit, a classifier or its own
length shows that it is a number: 四川, 三农 and 十分 have none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache

from aligner.text.quantities.chinese_calendar import CALENDAR_FOLLOWERS, read_calendar
from aligner.text.quantities.chinese_context import COUNTED_BY, context_of
from aligner.text.quantities.chinese_ordinals import (
    read_congress,
    read_marker,
    read_nth,
    read_plan,
    read_plenary,
    read_quarter,
    read_tens_of_years,
    read_term,
)
from aligner.text.quantities.context import Context, either
from aligner.text.quantities.model import Quantity, exact
from aligner.text.quantities.numerals import HAN_UNITS as _D
from aligner.text.quantities.numerals import Numeral, simplified, value_of
from aligner.text.quantities.scanning import RangeJoiner, Reader, Scanner
from aligner.text.quantities.telephone import TELEPHONE_NUMBER, read_telephone
from aligner.text.quantities.units import (
    CHINESE_UNITS,
    COUNT,
    FRACTION,
    PERCENT,
    POINT,
    VAGUE,
    YEAR,
)

_M = "十百千万亿廿卅"
_DECIMAL = r"(?:[0-9]{1,3}(?:[,， ][0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_SECTION = r"[0-9]+(?:\.[0-9]+){2,}"  # 2.6.2.1: a section, no number
# 千 in front of 瓦, 米, 克 belongs to the unit: 5000万千瓦. Typeset text has 34,229 亿元.
_NO_KILO = "(?!千(?:[瓦米克卡伏赫帕焦]|比特|字节))"
# 1.2兆元 is money, 2兆瓦 and 10兆字节 are none.
_MONEY = either(form for form, unit in CHINESE_UNITS.items() if unit.is_money)
_TRILLION = f"兆(?=[0-9.{_D}{_M}多余]*(?:{_MONEY}))"
_RUN = (
    rf"(?:{_DECIMAL}(?:[ ](?={_NO_KILO}[{_M}]))?|{_NO_KILO}[{_D}{_M}])"
    rf"(?:{_NO_KILO}[{_D}{_M}]|(?<=[{_M}兆]){_DECIMAL}|[多余几](?=[百千万亿])|(?<=[{_D}])点(?=[{_D}])"
    rf"|{_TRILLION})*"
)
_ABOVE = f"分之({_RUN})"
_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SHARED = {"百万": 10**6, "千万": 10**7, "万": 10**4, "亿": 10**8, "万亿": 10**12, "兆": 10**12}
# Patterns are compiled at their first use: an import should cost nothing.
_GROWTH = r"(?:增[加长]|提高|扩大|上升|上涨|高出|(?<![许很不更最几])多出?)[了约近超过逾 ]*\Z"
_LATIN_BEFORE = r"[A-Za-z]-?\Z"
_BELOW = "/([2-9]|10)(?![0-9/])"
_HOLIDAY_BEHIND = '[”"]?(?:黄金周|小?长假|假期|国庆)'
_NEIGHBOURS = rf"(十?)([{_D}])([{_D}])([{_M}]*)"
_SCALE_BEFORE = r"单位[为是]?[：:]?[ ]?(?:人民币|港币)?\Z"
_SCALE_BEHIND = "位?列示|为?单位|计"
_LATIN_BEHIND = r"[A-Z](?![A-Za-z])"


def find_chinese(text: str, masked: Sequence[tuple[int, int]]) -> list[Quantity]:
    """Return the quantities of a Chinese text, simplified or traditional."""
    plain = simplified(text)
    return _joiner().join(plain, _scanner().scan(plain, _read, masked))


@cache
def _scanner() -> Scanner:
    return Scanner(
        f"([0-9{_D}{_M}半翻])", f"{_SECTION}|(?P<phone>{TELEPHONE_NUMBER})|{_RUN}|半|翻番"
    )


@cache
def _joiner() -> RangeJoiner:
    return RangeJoiner(rf"(?<=[0-9{_D}{_M}个])[ ]?(?:至|到|或|、|和|与|[-—–－~～]+)[ ]?", _SHARED)


def _read(match: re.Match[str]) -> Iterable[Quantity]:
    """Read one run: what stands behind or before it names the form, else it is a number."""
    text, start, end = match.string, match.start(), match.end()
    if match["phone"]:
        return read_telephone(match)
    if match[0].count(".") > 1:
        return ()
    behind = text[end : end + 1]
    half = text.startswith(("个半月", "个半小时"), end)
    if (
        match[0] == "一"
        and behind not in COUNTED_BY
        and text[start - 1 : start] != "第"
        and not half
    ):
        return ()  # by far the most frequent: 一般, 统一, 进一步
    if behind in CALENDAR_FOLLOWERS:
        dated = read_calendar(text, start)
        if dated is not None:
            return (dated,)
    for form in (_BEHIND.get(text[start - 1 : start]), _IN_FRONT_OF.get(behind)):
        found = form(match) if form else ()
        if found:
            return found
    return _WORDS.get(match[0], _number)(match)


def _fraction(match: re.Match[str]) -> Iterable[Quantity]:
    bar = re.compile(_ABOVE).match(match.string, match.end())
    below, above = value_of(match[0]), value_of(bar[1]) if bar else None
    if bar is None or below is None or above is None or not below.value:
        return ()
    around = context_of(match.string, match.start(), bar.end())
    if below.value == 100:
        return (around.quantity(above, "percent", PERCENT),)
    value = Numeral(Fraction(above.value) / below.value, 0)
    if around.unit is POINT:  # 四分之一个百分点
        return (around.counted(value),)
    return (around.quantity(value, "fraction", FRACTION),)


def _slash(match: re.Match[str]) -> Iterable[Quantity]:
    """1/3."""
    below = re.compile(_BELOW).match(match.string, match.end())
    if not below or not match[0].isdigit() or not 0 < int(match[0]) < int(below[1]):
        return ()
    span = (match.start(), below.end())
    return (exact(span, "fraction", Fraction(int(match[0]), int(below[1])), FRACTION),)


def _vague(match: re.Match[str]) -> Iterable[Quantity]:
    """几十, 数百万, 上千家, 数以亿计: an order of magnitude."""
    if any(character not in _MAGNITUDES for character in match[0]):
        return ()
    low = 1
    for character in match[0]:
        low *= _MAGNITUDES[character]
    span = (match.start() - 1, match.end())
    return (Quantity(*span, "vague", low, 10 * low - 1, VAGUE, approximate=True, weak=True),)


def _doubling(match: re.Match[str]) -> Iterable[Quantity]:
    """翻两番 is four times as much."""
    before = match.string.rfind("翻", max(0, match.start() - 2), match.start())
    times = value_of(match[0])
    if before < 0 or times is None or times.value > 9:
        return ()
    return (exact((before, match.end() + 1), "multiple", 2 ** int(times.value), COUNT),)


def _doubled(match: re.Match[str]) -> Iterable[Quantity]:
    return (exact(match.span(), "multiple", 2, COUNT),)


def _half(match: re.Match[str]) -> Iterable[Quantity]:
    """半年 and 减半; in any other place 半 is part of a word."""
    around = context_of(match.string, *match.span())
    half = Numeral(Fraction(1, 2), 0)
    before = match.string[match.start() - 1 : match.start()]
    if around.unit is YEAR and match.string.startswith("度", around.end):
        return ()  # 半年度报告: semi-annual
    if around.unit is not None and around.unit is not COUNT:
        # 半天 is “a long while” as often as half a day, and 上半年 is no length of time.
        weak = around.unit.dimension == "seconds" or before in ("上", "下")
        return (around.counted(half, weak=weak),)
    if before in ("一", "减", "过"):
        found = around.quantity(half, "fraction", FRACTION)
        return (replace(found, start=found.start - (before == "一")),)
    return ()


def _number(match: re.Match[str]) -> Iterable[Quantity]:
    text, start, end = match.string, match.start(), match.end()
    around = context_of(text, start, end)
    numeral = value_of(match[0])
    if numeral is None:
        return read_plan(match) or _neighbours(match, around)
    if _is_in_phrase(text, start, end):
        return ()
    if match[0][0].isascii():
        if around.unit is None and _in_latin_name(text, start, end):
            return ()
    elif not _is_counted(match[0], around):
        return ()
    return (_counted(match, numeral, around),)


def _is_in_phrase(text: str, start: int, end: int) -> bool:
    """成千上万, and the holidays 双十一 and 十一黄金周."""
    if text.endswith(("成千上", "成百上"), 0, start):
        return True
    if text[start - 1 : start] == "双" and text[start:end] in ("十一", "十二", "11", "12"):
        return True
    return text[start:end] == "十一" and bool(re.compile(_HOLIDAY_BEHIND).match(text, end))


def _in_latin_name(text: str, start: int, end: int) -> bool:
    """M2, C919, COVID-19, 5G."""
    before = re.compile(_LATIN_BEFORE).search(text, max(0, start - 2), start)
    return bool(before or re.compile(_LATIN_BEHIND).match(text, end))


def _is_counted(printed: str, around: Context) -> bool:
    """Whether a numeral in Chinese characters stands for a quantity here."""
    if printed in ("一", "零"):  # 一个 is “a” as often as “one”
        return around.unit is not None or around.kind == "multiple"
    # 一百, 五千万, 十三; but 百, 千万 and 亿 alone are half of another word: 百姓, 千万别.
    return (
        around.countable
        or (around.bound != "" and all(c in "百千万亿" for c in printed))  # 上亿, 逾百万
        or re.search("[多余几]", printed) is not None
        or printed == "两"
        or (len(printed) > 1 and printed[-1] not in "零〇" and any(c in _D for c in printed))
    )


def _counted(match: re.Match[str], numeral: Numeral, around: Context) -> Quantity:
    printed = match[0]
    # 千年 and 万家 are as often “many” as they are numbers; 两岸 needs no “two”.
    is_money = around.unit is not None and around.unit.is_money
    is_said = around.approximate or (is_money and not _is_scale(match.string, around))
    magnitude_only = all(c in "百千万亿" for c in printed) and not is_said
    is_tenth = around.unit is not None and around.unit.dimension == "percent"  # 一成
    weak = (
        (printed == "一" and not is_tenth)
        or magnitude_only
        or (printed == "两" and not around.countable)
    )
    quantity = around.counted(numeral, weak=weak)
    if re.search("[多余几]", printed):  # 8000多亿
        quantity = replace(quantity, approximate=True, bound="lower")
    if around.kind == "multiple":  # 增加两倍 is three times as much
        growth = re.compile(_GROWTH).search(match.string, max(0, match.start() - 8), match.start())
        # 大一倍, 翻了一倍: 一倍 alone is never “once”.
        value = numeral.value + 1 if growth or numeral.value == 1 else numeral.value
        return replace(quantity, kind="multiple", low=value, high=value)
    if (
        around.unit is None
        and len(printed) == 4
        and printed.isdigit()
        and printed[:2] in ("18", "19", "20")
    ):
        return replace(quantity, kind="year")
    return quantity


def _is_scale(text: str, around: Context) -> bool:
    """Tell whether an amount is what a table counts in: 单位：亿元, 以百万元列示."""
    return bool(
        re.compile(_SCALE_BEFORE).search(text, max(0, around.start - 8), around.start)
        or re.compile(_SCALE_BEHIND).match(text, around.end)
    )


def _neighbours(match: re.Match[str], around: Context) -> Iterable[Quantity]:
    """Read 两三个, 七八十 and 十五六岁 as the two numbers they lie between."""
    pair = re.compile(_NEIGHBOURS).fullmatch(match[0])
    if pair is None or not (around.countable or pair[4]):
        return ()
    low, high = (value_of(pair[1] + digit + pair[4]) for digit in (pair[2], pair[3]))
    if low is None or high is None or low.value >= high.value:
        return ()
    last = replace(around.counted(high), approximate=True)
    middle = match.start() + pair.start(3)
    return (replace(last, end=middle, low=low.value, high=low.value), replace(last, start=middle))


# Readers by the character before the run, by the character behind it, and by the run itself.
_BEHIND: Mapping[str, Reader] = {"第": read_nth, **dict.fromkeys("几数以", _vague)}
_IN_FRONT_OF: Mapping[str, Reader] = {
    "分": _fraction,
    "/": _slash,
    **dict.fromkeys("届世号次", read_term),
    "大": read_congress,
    "季": read_quarter,
    "旬": read_tens_of_years,
    "中": read_plenary,
    **dict.fromkeys("、.．是）)", read_marker),
    "番": _doubling,
}
_WORDS: Mapping[str, Reader] = {"半": _half, "翻番": _doubled}
