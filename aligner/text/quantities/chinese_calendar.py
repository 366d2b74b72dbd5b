"""Chinese dates, years, decades and times of day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from aligner.text.quantities.model import Quantity, date_number, exact
from aligner.text.quantities.numerals import chinese_numeral
from aligner.text.quantities.scanning import Reader
from aligner.text.quantities.units import CLOCK, COUNT, DATE

_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = "(?:[12][0-9]{3}|[一二][一二三四五六七八九〇零]{3})"
_MONTH = "(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = "(?:[12][0-9]|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|廿?[一二三四五六七八九])"
_HOUR = "(?:1[0-9]|2[0-4]|0?[0-9]|二?十[一二三四]?|[两二三四五六七八九])"
_MINUTE = "(?:[0-5]?[0-9]|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])"
_PART = "上午|下午|早上?|晚上?|凌晨|中午"


def _calendar(match: re.Match[str]) -> Iterator[Quantity]:
    year = int((match["year"] or match["month_year"] or "0").translate(_HAN_DIGITS))
    month, day = _small(match["month"]), _small(match["day"] or match["day_only"])
    if month or day:
        yield exact(match.span(), "date", date_number(year, month, day), DATE)
    else:
        yield exact(match.span(), "year", year, COUNT)


def _small(numeral: str | None) -> int:
    read = chinese_numeral(numeral) if numeral else None
    return int(read.value) if read else 0


def _iso(match: re.Match[str]) -> Iterator[Quantity]:
    year, month, day = (int(part) for part in re.split("[-/.]", match[0]))
    if month <= 12 and day <= 31:
        yield exact(match.span(), "date", date_number(year, month, day), DATE)


def _decade(match: re.Match[str]) -> Iterator[Quantity]:
    tens, named = _small(match["tens"]), match["century"]
    if named is None:
        century = 20 if tens >= 30 else 21
    else:
        century = {"上": 20, "本": 21}.get(named) or _small(named)
    yield exact(match.span(), "year", 100 * (century - 1) + tens, COUNT)


def _clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour = _small(match["part_hour"] or match["hour"])
    if match["part"] in ("下午", "晚", "晚上") and hour < 12:
        hour += 12
    minute = 30 if match["thirty"] else _small(match["minute"])
    yield exact(match.span(), "clock", 60 * hour + minute, CLOCK)


def _digital(match: re.Match[str]) -> Iterator[Quantity]:
    hour, minute = match[0].split(":")
    yield exact(match.span(), "clock", 60 * int(hour) + int(minute), CLOCK)


CALENDAR_FORMS: MappingProxyType[str, tuple[str, Reader]] = MappingProxyType(
    {
        "iso": ("[12][0-9]{3}(?:-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}(?![0-9年月])", _iso),
        "digital": ("(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?![0-9])", _digital),
        "decade": (
            "(?:(?P<century>上|本|二十一?|十九|19|2[01])个?世纪)?(?P<tens>[1-9]0|[一二三四五六七八九]十)年代",
            _decade,
        ),
        "calendar": (
            f"(?:(?P<month_year>{_YEAR})[ ]?年[ ]?)?(?P<month>{_MONTH})[ ]?月份?(?:[ ]?(?P<day>{_DAY})[ ]?[日号])?"
            f"|(?P<year>{_YEAR})[ ]?年(?!代)度?"
            "|(?P<day_only>[12][0-9]|3[01]|[1-9])日(?![内以之前益])",
            _calendar,
        ),
        "clock": (
            f"(?:(?P<part>{_PART})(?P<part_hour>{_HOUR})[时点]"
            f"|(?P<hour>{_HOUR})(?:时(?![间期代候刻])|点(?=钟|半|{_MINUTE}分)))"
            f"(?:(?P<minute>{_MINUTE})分|(?P<thirty>半))?",
            _clock,
        ),
    }
)
