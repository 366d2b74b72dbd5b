"""The numbers that a word processor puts before the paragraphs of a list."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from aligner.readers.word.numerals import numeral
from aligner.readers.word.parts import Parts, Style, attribute, elements, is_on, local

if TYPE_CHECKING:
    from lxml import etree

_PLACE = re.compile(r"%(\d)")
_LONGEST = 10  # digits; longer ones are damage, or made to do harm
_NO_SPACE = "、，．）】〕》：」』"


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    format: str = "decimal"
    pattern: str = ""  # "%1." or "第%1条"
    digits_only: bool = False  # whatever the formats of the levels above
    restart: int | None = None  # the level, from 1, behind which it begins anew; 0: never
    has_space: bool = True  # between number and text

    def begins_anew(self, index: int, after: int) -> bool:
        """Tell whether this level counts anew after a paragraph of another one, both from 0."""
        return after < (index if self.restart is None else self.restart)


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
            if levels.get(deeper, Level()).begins_anew(deeper, level):
                del counts[deeper]
        if levels[level].format in ("bullet", "none"):
            return ""

        def value(place: re.Match[str]) -> str:
            index = int(place[1]) - 1
            above = levels.get(index, Level())
            style = "decimal" if levels[level].digits_only else above.format
            return numeral(counts.get(index, above.start), style)

        label = _PLACE.sub(value, levels[level].pattern).strip()
        is_spaced = levels[level].has_space and label and label[-1] not in _NO_SPACE
        return f"{label} " if is_spaced else label


def read_lists(
    package: zipfile.ZipFile, parts: Parts, name: str, styles: Mapping[str, Style]
) -> Lists:
    """Return the lists a document defines."""
    abstract: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}  # definitions that stand elsewhere, and the style that names it
    lists = Lists()
    found = list(elements(package, parts, "numbering", name))
    bases = {attribute(e, "numId"): _value(e, "abstractNumId") for e in found if local(e) == "num"}
    for element in found:
        if local(element) == "abstractNum":
            abstract[attribute(element, "abstractNumId")] = _levels(element)
            links[attribute(element, "abstractNumId")] = _value(element, "numStyleLink")
        elif local(element) == "num":
            base = _value(element, "abstractNumId")
            style = styles.get(links.get(base, ""))
            if style and style.numbering:
                base = bases.get(style.numbering[0], base)
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


def _value(element: etree._Element, name: str) -> str:
    """Return what a child of an element says; nothing if there is none."""
    return next((attribute(child, "val") for child in element if local(child) == name), "")


def _level(element: etree._Element) -> Level:
    values = {local(child): attribute(child, "val") for child in element}
    # A format of its own stands first, in alternatives for programs that do not know it.
    formats = [child for child in element.iter() if local(child) == "numFmt"]
    style = attribute(formats[0], "val") if formats else "decimal"
    return Level(
        _number(values.get("start", "1"), 1),
        f"custom {attribute(formats[0], 'format')}" if style == "custom" else style,
        values.get("lvlText", ""),
        "isLgl" in values and is_on(values["isLgl"]),
        _number(values["lvlRestart"]) if "lvlRestart" in values else None,
        values.get("suff") != "nothing",
    )


def _number(text: str, otherwise: int = 0) -> int:
    return int(text) if text.isdecimal() and len(text) < _LONGEST else otherwise


def _override(levels: dict[int, Level], element: etree._Element) -> None:
    index = _number(attribute(element, "ilvl"))
    for child in element:
        if local(child) == "lvl":
            levels[index] = _level(child)
        elif local(child) == "startOverride":
            before = levels.get(index, Level())
            start = _number(attribute(child, "val"), before.start)
            levels[index] = replace(before, start=start)
