"""Chinese dates, years, decades and times of day."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from aligner.text.quantities.model import Quantity, date_number, exact
from aligner.text.quantities.numerals import chinese_numeral
from aligner.text.quantities.units import CLOCK, COUNT, DATE

_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = "(?:[12][0-9]{3}|[一二][一二三四五六七八九〇零]{3})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿?[一二三四五六七八九])"
_HOUR = "(?:1[0-9]|2[0-4]|0?[0-9]|二?十[一二三四]?|[两二三四五六七八九])"
_MINUTE = "(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])"
_AFTERNOON = ("下午", "午后", "晚", "晚上", "晚间")
# 下午2时至: the half of the day is printed once; only up to midnight, for 晚上10时至2时.
_SINCE = (
    f"(?:{'|'.join(_AFTERNOON)})(?P<hour>{_HOUR})"
    f"(?:(?:时|点)(?:{_MINUTE}分|半|整)?|点钟|[:：][0-5][0-9])?(?:[至到、和或]|[-—–－~～]+)\\Z"
)
_REACH = 14  # the longest of these: 晚上十一点五十五分至


def _calendar(match: re.Match[str]) -> Quantity:
    year = int((match["year"] or match["month_year"] or "0").translate(_HAN_DIGITS))
    month, day = _small(match["month"]), _small(match["day"] or match["day_only"])
    if month or day:
        return exact(match.span(), "date", date_number(year, month, day), DATE)
    return exact(match.span(), "year", year, COUNT)


def _small(numeral: str | None) -> int:
    read = chinese_numeral(numeral) if numeral else None
    return int(read.value) if read else 0


def _iso(match: re.Match[str]) -> Quantity | None:
    year, month, day = (int(part) for part in re.split("[-/]", match[0]))
    if month > 12 or day > 31:
        return None
    return exact(match.span(), "date", date_number(year, month, day), DATE)


def _day_of_year(match: re.Match[str]) -> Quantity:
    """911事件, and “7·20” as what happened on a day is called."""
    month, day = int(match["named_month"] or 9), int(match["named_day"] or 11)
    return exact(match.span(), "date", date_number(0, month, day), DATE, weak=True)


def _decade(match: re.Match[str]) -> Quantity:
    """上世纪70年代, 20世纪90年代; without a century 30 to 90 are of the last one."""
    tens = _small(match["tens"])
    before = match.string[max(0, match.start() - 3) : match.start()]
    if match["century"]:
        century = _small(match["century"])
    elif before == "上世纪":
        century = 20
    else:
        century = 20 if tens >= 30 and before != "本世纪" else 21
    return exact(match.span(), "year", 100 * (century - 1) + tens, COUNT)


def _clock(match: re.Match[str]) -> Quantity:
    hour = _of_day(_small(match["hour"]), match)
    minute = 30 if match["thirty"] else _small(match["minute"])
    return exact(match.span(), "clock", 60 * hour + minute, CLOCK)


def _since(match: re.Match[str]) -> Quantity:
    return exact(match.span(), "clock", 60 * _of_day(_small(match["since"]), match), CLOCK)


def _digital(match: re.Match[str]) -> Quantity:
    hour, minute = map(int, re.split("[:：]", match[0]))
    return exact(match.span(), "clock", 60 * _of_day(hour, match) + minute, CLOCK)


def _of_day(hour: int, match: re.Match[str]) -> int:
    """Return an hour as one of 24; 下午 before it counts for both ends of a range."""
    if hour >= 12:
        return hour
    text, start = match.string, match.start()
    if text.endswith(_AFTERNOON, 0, start):
        return hour + 12
    since = re.compile(_SINCE).search(text, max(0, start - _REACH), start)
    return hour + 12 if since and _small(since["hour"]) % 12 <= hour else hour


# What may stand behind the first number of a date, year, decade or time.
CALENDAR_FOLLOWERS = frozenset("年月日时点世:：-/ 至到—–－~～·•‧・事恐袭")
_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Quantity | None]], ...] = (
    ("[12][0-9]{3}(?:-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}(?![0-9年月])", _iso),
    (
        '[9九][·•‧・/.]?(?:11|一一)(?=[”"」’]?(?:事件|恐怖|恐袭|袭击))'
        '|(?<=[“"「‘])(?P<named_month>1[0-2]|[1-9])[·•‧・]'
        '(?P<named_day>3[01]|[12][0-9]|[1-9])(?=[”"」’])(?!.规划)',
        _day_of_year,
    ),
    ("(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?![0-9])", _digital),
    (
        "(?:(?P<century>[12][0-9]|二?十[一二三四五六七八九]?)世纪)?(?P<tens>[1-9]0|[二三四五六七八九]十)年代",
        _decade,
    ),
    (
        f"(?:(?P<month_year>{_YEAR})[ ]?年[ ]?)?(?P<month>{_MONTH})[ ]?月份?"
        f"(?:[ ]?(?P<day>{_DAY})[ ]?(?:[日号]|(?=[-—－–~～至、和]{_DAY}日)))?"
        f"|(?P<year>{_YEAR})[ ]?年(?!代)度?"
        "|(?P<day_only>[12][0-9]|3[01]|[1-9])日(?![内以之前益])",
        _calendar,
    ),
    (f"(?P<since>{_HOUR})(?=(?:[至到]|[-—–－~～]+){_HOUR}时(?![间期代候刻]))", _since),
    (
        f"(?P<hour>{_HOUR})(?:时(?![间期代候刻])|点(?=钟|半|{_MINUTE}分)"
        r"|(?<=[午晚上晨]..)点|(?<=[午晚上晨].)点|(?<=[时点半分][至到]..)点|(?<=[时点半分][至到].)点)"
        f"(?:(?P<minute>{_MINUTE})分|(?P<thirty>半))?",
        _clock,
    ),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity | None]], ...]:
    return tuple((re.compile(pattern), reader) for pattern, reader in _FORMS)


def read_calendar(text: str, start: int) -> Quantity | None:
    """Return the date, year, decade or time whose first number stands at ``start``."""
    for pattern, reader in _patterns():
        match = pattern.match(text, start)
        if match:
            return reader(match)
    return None
