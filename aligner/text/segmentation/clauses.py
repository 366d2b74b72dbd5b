"""Borders below the sentence: semicolons, colons that lead a list, and at last every comma."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from aligner.text.segmentation.patterns import BRACKETS, QUOTATIONS

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
_COMMA = re.compile(
    rf"""
    (?= [，、：；,:;（(《〈［【〔\[“「『"] ) (?:           # only makes it fast
      (?P<whole> {BRACKETS} | {QUOTATIONS} )
    | (?: [，：；]
        | (?<=”)、(?=[㐀-鿿]{{1,4}}“)      # 增强“四个意识”、坚定“四个自信”
        | [,:;](?=\s|[㐀-鿿])
      ) [”’」』]*
    )
    """,
    re.VERBOSE,
)
# Before a comma these open an insertion: “and, in line with the plan, build roads”.
_OPEN = re.compile(
    r"\b(?:and|or|but|that|which|who|will|shall|must|should|can|is|are|was|has|have)\Z"
)
_LONGEST_OPEN = 8  # code points, with the one before
_WORD = re.compile(r"[㐀-鿿]{1,2} | [^\W㐀-鿿]+ (?:['’.,-]\w+)* [年月日]?", re.VERBOSE)
_FEWEST_WORDS = 2


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


def comma_borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset behind every comma and colon of a clause, in either language.

    Those in brackets, quotations, numbers and times are left out; 、 counts between short
    phrases that end in quotations only. Single words (去年，, Second,) go with the next piece.

    >>> list(comma_borders("我们坚持“稳中求进，以进促稳”，增加1,000亿元，完成了任务。", 0, 30))
    [16, 26]
    >>> list(comma_borders("We cut 1,000 fees, and, last year, created jobs.", 0, 48))
    [18, 34]
    """
    for mark in _COMMA.finditer(text, start, end):
        if not mark["whole"] and _is_piece(text, start, mark.start()):
            start = mark.end()
            yield start


def _is_piece(text: str, start: int, end: int) -> bool:
    """Tell whether the text before a comma may stand by itself."""
    words = itertools.islice(_WORD.finditer(text, start, end), _FEWEST_WORDS)
    if sum(1 for _ in words) < _FEWEST_WORDS:
        return False
    return not _OPEN.search(text, max(start, end - _LONGEST_OPEN), end)
