"""Which blocks of a page are its article: what trafilatura keeps, and the headline.

trafilatura (Barbaresi 2021) tells the main text of a page from what is around it, but gives no
places in the file. Its lines are found again among the blocks; a block it passed over that stands
between kept ones, in the same element and without being mostly links, is taken in as well.
"""

from __future__ import annotations

import html
import logging
import re
from collections.abc import Sequence

from aligner.readers.html_elements import Block
from aligner.text.segmentation import BLANK

_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(f"[{BLANK}]+")
_LEAST = 0.4  # share of the text outside links that an article has at least
_LINKS = 0.5  # share of a block's characters in links from which it is navigation
_SURROUNDING = frozenset(["nav", "footer", "aside", "form", "menu", "dialog"])
_LONG = 12  # characters from which a block is known by its text alone


def article_of(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the article on a page; all of them if there is nothing around it."""
    plain = [block for block in blocks if not _surrounds(block)]
    if len(plain) == len(blocks) and not any(block.linked for block in blocks):
        return list(blocks)
    shown = [_bare(html.unescape(_TAG.sub("", text[b.first : b.last]))) for b in blocks]
    kept = _matched(shown, _main_text(text))
    inside = [
        is_kept and not _surrounds(block)
        for block, is_kept in zip(blocks, _filled(blocks, kept), strict=True)
    ]
    headline = _headline(blocks)
    if headline is not None:
        inside[headline] = True
    chosen = [block for block, is_inside in zip(blocks, inside, strict=True) if is_inside]
    if _own_text(chosen) < _LEAST * _own_text(plain):
        chosen = plain
    return chosen


def _surrounds(block: Block) -> bool:
    """Tell whether a block is navigation or stands in an element that is no article."""
    if block.linked > _LINKS * block.length:
        return True
    return any(element.name in _SURROUNDING for element in block.parent.ancestors())


def _own_text(blocks: Sequence[Block]) -> int:
    return sum(block.length - block.linked for block in blocks)


def _main_text(text: str) -> list[str]:
    """Return the lines that trafilatura keeps of a page, white space left out."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # It has no say on our terminal.
    page = _XML.sub("", text)
    found = trafilatura.extract(
        page, favor_recall=True, include_comments=False, include_tables=True, deduplicate=False
    )
    lines = (found or "").splitlines()
    # Cells of a table row stand in one line.
    return [_bare(cell) for line in lines for cell in re.split(r"\s*\|\s*", line.lstrip("- "))]


def _matched(shown: Sequence[str], lines: Sequence[str]) -> list[bool]:
    """Tell of each block whether its text is among the kept lines."""
    known = {line for line in lines if line}
    whole = "\n".join(lines)
    return [
        text in known or (len(text) >= _LONG and text in whole) if text else False for text in shown
    ]


def _filled(blocks: Sequence[Block], kept: Sequence[bool]) -> list[bool]:
    """Take in the blocks between kept ones that stand in the same elements as these."""
    inside = list(kept)
    numbers = [number for number, is_kept in enumerate(kept) if is_kept]
    if not numbers:
        return inside
    parents = {id(blocks[number].parent) for number in numbers}
    parents |= {id(blocks[number].parent.parent) for number in numbers}
    for number in range(numbers[0], numbers[-1]):
        block = blocks[number]
        if id(block.parent) in parents or id(block.parent.parent) in parents:
            inside[number] = True
    return inside


def _headline(blocks: Sequence[Block]) -> int | None:
    """Return the number of the block that is the page's first level heading."""
    for number, block in enumerate(blocks):
        if any(element.name == "h1" for element in block.parent.ancestors()):
            return number
    return None


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
