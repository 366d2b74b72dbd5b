"""Borders below the sentence: semicolons, and colons that lead a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.segmentation.patterns import BRACKETS

_SCAN = re.compile(
    rf"""
    (?= [；;：:（(《〈［【〔\[] ) (?:           # only makes it fast
      (?P<bracket> {BRACKETS} )
    | (?P<semicolon> ； | ;(?=\s|[^\x00-\x7f]) ) [”’」』"']*
    | (?P<colon> ： | :(?=\s|[^\x00-\x7f]) )
    )
    """,
    re.VERBOSE,
)
_ITEM = re.compile(
    r"""
    \s* (?: [（(](?:[一二三四五六七八九十]{1,3}|\d{1,2}|[a-z]|[ivx]{1,4})[)）]
          | [一二三四五六七八九十]{1,3}[是、]
          | 第[一二三四五六七八九十]{1,3}[，、]
          | \d{1,2}[.)、．](?!\d)
          | [①-⑳⑴-⑽•●▪-]
          | [Ff]irst(?:ly)?\b | [Oo]ne,
        )
    """,
    re.VERBOSE,
)


def borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset behind every clause of the sentence ``text[start:end]`` but the last.

    >>> list(borders("抓好两件事：一是就业；二是收入。", 0, 16))
    [6, 11]
    >>> list(borders("他说：好；走吧。", 0, 8))
    [5]
    """
    marks = [m for m in _SCAN.finditer(text, start, end) if not m["bracket"]]
    semicolons = sum(1 for mark in marks if mark["semicolon"])
    for mark in marks:
        if mark["semicolon"]:
            semicolons -= 1
            yield mark.end()
        elif semicolons >= 2 or _ITEM.match(text, mark.end(), end):
            yield mark.end()
