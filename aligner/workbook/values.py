"""How Excel stores what its cells show: numbers, dates, escaped characters, names of cells.

Source: ECMA-376, Office Open XML File Formats, part 1, 2016: 18.8.30 number formats, 22.9.2.19
escapes (ST_Xstring).
"""

from __future__ import annotations

import datetime
import re

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_LITERAL = r'((?:"[^"]*"|\\.)*)'
_NUMBER = re.compile(rf"{_LITERAL}(#,##)?0(\.0+)?(%)?{_LITERAL}")
_NO_CODES = re.compile(r'"[^"]*"|\\.|_.|\[[^\]]*\]|General|AM/PM', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)
_CELL = re.compile("([A-Z]{1,3})([0-9]{1,7})")
# The formats that files name by number only; from 27 on those of Chinese Excel.
_BUILT_IN = (
    {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 22: "y-m-d h:m"}
    | dict.fromkeys([*range(14, 18), *range(27, 32), 36, *range(50, 55), 57, 58], "y-m-d")
    | dict.fromkeys([18, 20, 32, 34, 45, 55], "h:m")
    | dict.fromkeys([19, 21, 33, 35, 47, 56], "h:m:s")
)


def number_format(number: int, custom: dict[int, str]) -> str:
    """Return the format code of a number; empty for the general one."""
    return custom.get(number) or _BUILT_IN.get(number, "")


def shown(value: str, code: str = "", from_1904: bool = False) -> str:
    """Return the text of a number with this format; dates as ISO 8601 writes them.

    >>> shown("0.125", "0.0%"), shown("1234.5", "#,##0"), shown("42434", 'yyyy"年"m"月"d"日"')
    ('12.5%', '1,234', '2016-03-05')
    >>> shown("0.30000000000000004"), shown("2016.0")
    ('0.3', '2016')

    Raises:
        ValueError: the value is no number.
    """
    number = float(value)
    first = code.split(";")[0]
    letters = set(_NO_CODES.sub("", first).lower())
    if letters & set("ymdhs") and not _ELAPSED.search(first):
        return _date(number, letters, from_1904)
    match = _NUMBER.fullmatch(first)
    if match is None:
        return f"{number:.15g}" if abs(number) < 1e15 else f"{number:.0f}"
    before, grouped, decimals, percent, after = match.groups()
    digits = f"{number * (100 if percent else 1):{',' if grouped else ''}.{_places(decimals)}f}"
    return _bare(before) + digits + (percent or "") + _bare(after)


def _places(decimals: str | None) -> int:
    return len(decimals) - 1 if decimals else 0


def _bare(literal: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', r"\1\2", literal)


def _date(number: float, letters: set[str], from_1904: bool) -> str:
    """Return a date, a time of day, or both, whatever the format's letters ask for."""
    has_time, has_date = bool(letters & set("hs")), bool(letters & set("yd"))
    # Excel believes in 29 February 1900, as Lotus 1-2-3 did: up to that day it counts one less.
    first = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30)
    leap = 1 if not from_1904 and 1 <= number < 60 else 0
    try:
        moment = first + datetime.timedelta(days=leap, seconds=round(number * 86400))
    except OverflowError:
        return f"{number:.15g}"
    time = f"{moment:%H:%M:%S}" if "s" in letters else f"{moment:%H:%M}"
    if has_time:
        return f"{moment:%Y-%m-%d} {time}" if has_date else time
    return f"{moment:%Y-%m-%d}"


def unescape(text: str) -> str:
    r"""Return the text of an escaped string; lone surrogates stay escaped.

    >>> unescape("a_x000D_b_x005F_x0041_")
    'a\rb_x0041_'
    """
    if "_x" not in text:
        return text
    return _ESCAPED.sub(lambda match: _character(match) or match[0], text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return "" if 0xD800 <= code < 0xE000 else chr(code)


def escape(text: str) -> str:
    r"""Return the text as Excel stores it: without bare carriage returns, or what looks escaped.

    >>> escape("a\rb_x0041_")
    'a_x000D_b_x005F_x0041_'
    """
    if "_x" in text:
        # A carriage return will begin with "_" too.
        text = re.sub(r"_(?=x[0-9A-Fa-f]{4}[_\r])", "_x005F_", text)
    return text.replace("\r", "_x000D_")


def position(cell: str) -> tuple[int, int]:
    """Return the row from 1 and the column from 0 of a cell.

    >>> position("C7"), position("AA1")
    ((7, 2), (1, 26))

    Raises:
        ValueError: there is no such cell.
    """
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell!r} names no cell")
    number = 0
    for letter in match[1]:
        number = number * 26 + ord(letter) - ord("A") + 1
    return int(match[2]), number - 1


def letters(column: int) -> str:
    """Return how Excel calls a column, counted from 0.

    >>> letters(0), letters(26)
    ('A', 'AA')
    """
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
