"""Chinese ordinals: 第三条, 十八届, 三季度, 三中全会, list markers, 十三五."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from aligner.text.quantities.model import Kind, Quantity, exact
from aligner.text.quantities.numerals import HAN_UNITS as _D
from aligner.text.quantities.numerals import value_of
from aligner.text.quantities.units import COUNT, YEAR

_TERM = "届|世纪|号(?![召称角])|次(?=会议|全会|全体会议)"
_PLENARY = f"中(?:[、和][{_D}]中)*全会"
_NO_QUARTER_AFTER = ("后", "个", "近", "续", "过", "头")  # 近三季度: so many of them


def read_nth(match: re.Match[str]) -> Iterable[Quantity]:
    """第三, 第十三届; 第一 is as often “foremost” as “first”, 第三产业 is “tertiary”."""
    numeral = value_of(match[0])
    if numeral is None:
        return ()
    weak = numeral.value == 1 or match.string.startswith("产业", match.end())
    span = (match.start() - 1, match.end())
    return (exact(span, "ordinal", numeral.value, COUNT, weak=weak),)


def read_term(match: re.Match[str]) -> Iterable[Quantity]:
    """十八届, 二十一世纪, 三号, 四次会议; 两届 counts terms."""
    behind = re.compile(_TERM).match(match.string, match.end())
    numeral = value_of(match[0])
    if behind is None or numeral is None or (behind[0] in "届次" and numeral.value < 3):
        return ()
    return (exact((match.start(), behind.end()), "ordinal", numeral.value, COUNT),)


def read_quarter(match: re.Match[str]) -> Iterable[Quantity]:
    """三季度 is the third quarter, 前三季度 the first three or the first nine months."""
    numeral, before = value_of(match[0]), match.string[match.start() - 1 : match.start()]
    is_quarter = match.string.startswith("季度", match.end()) and before not in _NO_QUARTER_AFTER
    if not is_quarter or numeral is None or numeral.value not in (1, 2, 3, 4):
        return ()
    counted = before == "前"
    kind: Kind = "number" if counted else "ordinal"
    weak = counted or numeral.value == 1
    return (exact((match.start(), match.end() + 2), kind, numeral.value, COUNT, weak=weak),)


def read_tens_of_years(match: re.Match[str]) -> Iterable[Quantity]:
    """六旬老人: of the age of sixty."""
    numeral = value_of(match[0])
    if numeral is None or not 3 <= numeral.value <= 9 or match[0].isascii():
        return ()
    if match.string.startswith("旬节", match.end()):  # Pentecost
        return ()
    span = (match.start(), match.end() + 1)
    return (replace(exact(span, "duration", 10 * numeral.value, YEAR), approximate=True),)


def read_congress(match: re.Match[str]) -> Iterable[Quantity]:
    """十八大; but 三大 counts, and so do 党的八大 and the like seldom enough."""
    numeral = value_of(match[0])
    if numeral is None or not 12 <= numeral.value <= 40 or match[0][0].isascii():
        return ()
    return (exact((match.start(), match.end() + 1), "ordinal", numeral.value, COUNT),)


def read_plenary(match: re.Match[str]) -> Iterable[Quantity]:
    """二中、三中全会: the second and third plenary sessions."""
    numeral = value_of(match[0])
    if numeral is None or not re.compile(_PLENARY).match(match.string, match.end()):
        return ()
    return (exact((match.start(), match.end() + 1), "ordinal", numeral.value, COUNT),)


def read_marker(match: re.Match[str]) -> Iterable[Quantity]:
    """一、 and 1. at a line start, （一） anywhere, 一是 after a punctuation mark."""
    text, start, end = match.string, match.start(), match.end()
    line_start = not text[text.rfind("\n", 0, start) + 1 : start].strip()
    bracketed = text[start - 1 : start] in ("（", "(") and text[end : end + 1] in ("）", ")")
    listed = text[end] in "、.．" and line_start
    said = text[end] == "是" and (line_start or text[start - 1] in "，。；：、 ")
    numeral = value_of(match[0]) if bracketed or listed or said else None
    if numeral is None or numeral.value > 99:
        return ()
    span = (start - bracketed, end + 1)
    return (exact(span, "ordinal", numeral.value, COUNT, weak=True),)


def read_plan(match: re.Match[str]) -> Iterable[Quantity]:
    """十三五: the 13th Five-Year Plan."""
    start, end = match.span()
    numeral = value_of(match[0][:-1])
    if numeral is None or not 10 <= numeral.value <= 19 or match[0][-1] != "五":
        return ()
    return (
        exact((start, end - 1), "ordinal", numeral.value, COUNT),
        exact((end - 1, end), "duration", 5, YEAR),
    )
