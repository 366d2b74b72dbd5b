"""English dates, years, decades and times of day; all patterns are for lower-cased text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from aligner.text.quantities.model import Quantity, date_number, exact
from aligner.text.quantities.scanning import Reader
from aligner.text.quantities.units import CLOCK, COUNT, DATE, listed

_MONTHS = listed(
    "january, february, march, april, may, june, july, august, september, october, november, "
    "december"
)
# The full stop of an abbreviation, but not the one at the end of a sentence, and none after March.
_SHORT_MONTHS = "|".join(["sept", *(name[:3] for name in _MONTHS if name != "may")])
_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})\b|(?:{_SHORT_MONTHS})\b(?:\.(?![”’\"')）]*(?:\n|\Z)))?)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9:]|\.[0-9])"
_YEAR = r"[12][0-9]{3}(?![0-9,.][0-9]|[0-9])"
# Without a day or year, a month must follow one of these where its name is another word, too.
_BEFORE_MONTH = "|".join(
    rf"(?<=\b{word} )"
    for word in listed("in, since, of, by, until, from, early, late, mid, next, last")
)
_UNMISTAKABLE = "|".join(name for name in _MONTHS if name not in ("may", "march", "august"))
_LINK = "(?:, |,? and |,? or | to | through |-|–)"
_MONTH_BEFORE = rf"\b(?:{'|'.join(_MONTHS)}){_LINK}\Z"
_MONTH_BEHIND = rf"{_LINK}(?:{_UNMISTAKABLE})\b"


def _calendar(match: re.Match[str]) -> Iterator[Quantity]:
    if match["doubtful"] and not _is_listed(match):
        return
    name = match["month"] or match["day_month"] or match["lone_month"] or match["doubtful"]
    month = 1 + [name[:3] for name in _MONTHS].index(name[:3])
    year = int(match["year"] or match["month_year"] or match["day_year"] or 0)
    printed = (match["day"], match["to_day"], match["from_day"], match["first_day"])
    days = [int(re.sub("[a-z]", "", day)) for day in printed if day]
    for day in days or [0]:
        yield exact(match.span(), "date", date_number(year, month, day), DATE)


def _is_listed(match: re.Match[str]) -> bool:
    """Tell whether “may” stands beside another month: September and March."""
    text, start, end = match.string, match.start(), match.end()
    before = re.compile(_MONTH_BEFORE).search(text, max(0, start - 20), start)
    return bool(before or re.compile(_MONTH_BEHIND).match(text, end))


def _iso(match: re.Match[str]) -> Iterator[Quantity]:
    year, month, day = (int(part) for part in re.split("[-/]", match[0]))
    if month <= 12 and day <= 31:
        yield exact(match.span(), "date", date_number(year, month, day), DATE)


def _day_of_year(match: re.Match[str]) -> Iterator[Quantity]:
    """9/11, and “7·20” as what happened on a day is called."""
    month, day = int(match["named_month"] or 9), int(match["named_day"] or 11)
    yield exact(match.span(), "date", date_number(0, month, day), DATE, weak=True)


def _decade(match: re.Match[str]) -> Iterator[Quantity]:
    tens = int(match["tens"])
    year = tens if tens > 100 else (1900 if tens >= 30 else 2000) + tens
    yield exact(match.span(), "year", year, COUNT)


def _clock(match: re.Match[str]) -> Iterator[Quantity]:
    hour, minute = int(match["hour"] or match["full_hour"]), int(match["minute"] or 0)
    half = match["half"] or match["full_half"] or ""
    if hour > 24 or (half and hour > 12):
        return
    if half:
        hour = hour % 12 + 12 * half.startswith("p")
    yield exact(match.span(), "clock", 60 * hour + minute, CLOCK)


def _since(match: re.Match[str]) -> Iterator[Quantity]:
    """From 2 to 5 p.m.: the half of the day is printed once; 9 to 5 p.m. begins before noon."""
    hour, minute = int(match["since_hour"]), int(match["since_minute"] or 0)
    till = int(match["till_hour"])
    if 0 < hour <= 12 and till <= 12:
        is_afternoon = (match["till_half"] == "p") == (hour % 12 <= till % 12)
        yield exact(match.span(), "clock", 60 * (hour % 12 + 12 * is_afternoon) + minute, CLOCK)


def _quarter(match: re.Match[str]) -> Iterator[Quantity]:
    yield exact(match.span(), "ordinal", int(match[0][1:]), COUNT, weak=True)


def _noon(match: re.Match[str]) -> Iterator[Quantity]:
    yield exact(match.span(), "clock", 12 * 60, CLOCK, weak=True)


CALENDAR_FORMS: MappingProxyType[str, tuple[str, Reader]] = MappingProxyType(
    {
        "iso": (r"[12][0-9]{3}(?:-[0-9]{1,2}-|/[0-9]{1,2}/)[0-9]{1,2}(?![0-9])", _iso),
        "named_day_of_year": (
            r"9/11(?![0-9/])|9-?11(?= (?:terror|attack))"
            r"|(?P<named_month>1[0-2]|[1-9])[·•‧・]"
            r"(?P<named_day>3[01]|[12][0-9]|[1-9])(?![0-9])",
            _day_of_year,
        ),
        "decade": (r"(?P<tens>(?:1[0-9]|20)[0-9]0|[2-9]0)['’]?s\b", _decade),
        "quarter_label": (r"q[1-4]\b", _quarter),
        "noon": (r"(?:12[ ]?)?noon\b", _noon),
        "since": (
            r"(?P<since_hour>[0-9]{1,2})(?::(?P<since_minute>[0-5][0-9]))?"
            r"(?=(?: to | until | till | and | or |[ ]?[-–—][ ]?)"
            r"(?P<till_hour>[0-9]{1,2})(?::[0-5][0-9])?[ ]?(?P<till_half>[ap])\.?m\b)",
            _since,
        ),
        "clock": (
            r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-5][0-9])(?![0-9])(?:[ ]?(?P<half>[ap])\.?m\b\.?)?"
            r"|(?P<full_hour>[0-9]{1,2})[ ]?(?:(?P<full_half>[ap])\.?m\b\.?|o['’]clock)",
            _clock,
        ),
        "calendar": (
            rf"(?P<month>{_MONTH})(?:[ ](?P<day>{_DAY})"
            rf"(?:[ ]?(?:-|–|—|to|and)[ ]?(?P<to_day>{_DAY})(?![ ]?%|[ ]percent))?"
            rf"(?:,?[ ](?P<year>{_YEAR}))?|,?[ ](?P<month_year>{_YEAR}))"
            rf"|(?:(?P<from_day>{_DAY})[ ]?(?:-|–|—|to|and)[ ]?)?(?P<first_day>{_DAY})[ ](?:of[ ])?"
            rf"(?P<day_month>{_MONTH})"
            rf"(?:,?[ ](?P<day_year>{_YEAR}))?"
            rf"|(?P<lone_month>(?:{_BEFORE_MONTH}){_MONTH}|(?:{_UNMISTAKABLE})\b)"
            r"|(?P<doubtful>may|march|august)\b",
            _calendar,
        ),
    }
)
