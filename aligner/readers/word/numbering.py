"""The numbers that a word processor puts before the paragraphs of a list."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.readers.word.parts import Parts, attribute, elements, is_on, local

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%(\d)")
_CHINESE = "零一二三四五六七八九"
_CHINESE_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
)
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_NO_SPACE = "、，．）】〕》：」』"


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""  # "%1." or "第%1条"
    digits_only: bool = False  # whatever the formats of the levels above


@dataclass(slots=True)
class Lists:
    """All lists of a document, and how far each has counted."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # by list
    shared: dict[str, str] = field(default_factory=dict)  # lists that count on together
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def next_label(self, number: str, level: int) -> str:
        """Count one paragraph of a list and return what stands before it, such as ``（一）``."""
        levels = self.levels.get(number)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(self.shared.get(number, number), {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [key for key in counts if key > level]:
            del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return ""

        def value(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            above = levels.get(index, Level())
            style = "decimal" if levels[level].digits_only else above.format
            return numeral(counts.get(index, above.start), style)

        label = _PLACE.sub(value, levels[level].pattern).strip()
        return label if not label or label[-1] in _NO_SPACE else f"{label} "


def read_lists(package: zipfile.ZipFile, parts: Parts, name: str) -> Lists:
    """Return the lists a document defines."""
    abstract: dict[str, dict[int, Level]] = {}
    lists = Lists()
    for element in elements(package, parts, "numbering", name):
        if local(element) == "abstractNum":
            abstract[attribute(element, "abstractNumId")] = _levels(element)
        elif local(element) == "num":
            base = next((attribute(c, "val") for c in element if local(c) == "abstractNumId"), "")
            overrides = [child for child in element if local(child) == "lvlOverride"]
            number = attribute(element, "numId")
            lists.levels[number] = dict(abstract.get(base, {}))
            if not overrides:
                lists.shared[number] = f"abstract {base}"
            for override in overrides:
                _override(lists.levels[number], override)
    return lists


def _levels(element: etree._Element) -> dict[int, Level]:
    return {
        _number(attribute(child, "ilvl")): _level(child)
        for child in element
        if local(child) == "lvl"
    }


def _level(element: etree._Element) -> Level:
    values = {local(child): attribute(child, "val") for child in element}
    start = values.get("start", "1")
    return Level(
        int(start) if start.isdecimal() else 1,
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        "isLgl" in values and is_on(values["isLgl"]),
    )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _override(levels: dict[int, Level], element: etree._Element) -> None:
    index = _number(attribute(element, "ilvl"))
    for child in element:
        if local(child) == "lvl":
            levels[index] = _level(child)
        elif local(child) == "startOverride" and attribute(child, "val").isdecimal():
            before = levels.get(index, Level())
            levels[index] = Level(int(attribute(child, "val")), before.format, before.pattern)


def numeral(number: int, style: str) -> str:
    """Return a number as a list shows it (ECMA-376, ST_NumberFormat); unknown styles as digits.

    >>> [numeral(n, "chineseCounting") for n in (3, 10, 12, 20, 105)]
    ['三', '十', '十二', '二十', '一百零五']
    >>> numeral(4, "upperRoman"), numeral(28, "lowerLetter"), numeral(2, "decimalEnclosedCircle")
    ('IV', 'bb', '②')
    """
    if style in _CHINESE_FORMATS and 0 < number < 1000:
        return _chinese(number)
    if style in ("upperRoman", "lowerRoman") and 0 < number < 4000:
        roman = _roman(number)
        return roman.upper() if style == "upperRoman" else roman
    if style in ("upperLetter", "lowerLetter") and number > 0:
        letter = chr(ord("A" if style == "upperLetter" else "a") + (number - 1) % 26)
        return letter * ((number - 1) // 26 + 1)
    if style.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if style == "decimalZero":
        return f"{number:02}"
    return str(number)


def _chinese(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = f"{_CHINESE[hundreds]}百" if hundreds else ""
    if tens:
        text += "十" if tens == 1 and not hundreds else f"{_CHINESE[tens]}十"
    elif hundreds and ones:
        text += "零"
    return text + (_CHINESE[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text
