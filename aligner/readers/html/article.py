"""Which blocks of a page are its article: what trafilatura keeps, and the headline.

trafilatura (Barbaresi 2021) tells the main text of a page from what is around it, but gives no
places in the file, drops headlines and now and then a short paragraph. So every block of the
page it gets begins with a mark that no reader sees. The marks that come back tell the element
that holds the article; of that element every block is taken, but for lines such as “Editor: …”
at its edges.
"""

from __future__ import annotations

import html
import logging
import re
from collections import Counter
from collections.abc import Sequence

from aligner.readers.html.elements import Block, Element
from aligner.text.segmentation import BLANK

_XML = re.compile(r"\A\s*<\?xml[^>]*\?>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(f"[{BLANK}]+")
_TITLE = re.compile(r"<title\b[^>]*>([^<]*)", re.IGNORECASE)
_HEADINGS = frozenset(["h1", "h2", "h3"])
_SURROUNDING = frozenset(["nav", "footer", "aside", "form", "menu", "dialog"])
# Variation selectors: no script uses them, and trafilatura takes them for part of the text.
_DIGITS = [chr(code) for code in range(0xE0100, 0xE01F0)]
_MARK = re.compile(f"[{_DIGITS[0]}-{_DIGITS[-1]}]" + "{3}")
_LINKS = 0.5  # share of a block's characters in links from which it is navigation
_HOLDS = 0.7  # share of the kept text that the article's element holds
_DENSE = 0.7  # share of an element's text that is kept, from which all of it is the article
_LEAST = 0.25  # share of the text outside links that an article has at least
_LONG = 40  # characters of a paragraph that is text wherever it stands
_SHORTEST_TITLE = 4  # characters
_MANY, _TOO_MANY = 2_000, 50_000  # blocks: its comparison with other programs is quadratic
_DEEPEST = 200  # elements looked at above a block
# Lines above and below an article, white space left out.
_FRAME = re.compile(
    r"""
    [【\[（(〔]? (?:
        (?: 责任编辑|责编|编辑|审核|校对|信息来源|文章来源|来源|稿源|作者|发布时间|发布日期|更新时间
          | 浏览次数|点击数|阅读量|字体|字号|网站标识码|主办单位|主办|承办单位|承办|扫描二维码
          | (?:web|executive|responsible)?editors?|source|updated|published|lastupdated|author
        ) [:：】\]）)]
      | 分享到|分享|打印|扫一扫|纠错|关闭窗口|返回顶部|上一篇|下一篇|版权所有|字体大小
      | 相关(?:链接|阅读|新闻|稿件|报道|文章|附件)|热点(?:新闻|推荐)|延伸阅读|更多
      | copyright|©|allrightsreserved|relatedst|relatednews|relatedlinks|share\Z|print\Z|scanto
      | .{0,30}(?:icp备|公网安备|【打印】|【字体)
      | \d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\d{1,2}:\d{2}
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)


def article_of(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks of the article on a page; all of them if there is nothing around it."""
    own = [number for number, block in enumerate(blocks) if not _surrounds(block)]
    if len(own) == len(blocks):
        return list(blocks)
    kept = _kept(text, blocks).intersection(own)
    chosen = _without_frame(text, blocks, _article(blocks, own, kept), kept)
    chosen += _headline(text, blocks, chosen)
    if _weight(blocks, chosen) < _LEAST * _weight(blocks, own):
        chosen = own
    return [blocks[number] for number in sorted(chosen)]


def _surrounds(block: Block) -> bool:
    """Tell whether a block is navigation or stands in an element that is no article."""
    if block.linked > _LINKS * block.length:
        return True
    return any(element.name in _SURROUNDING for element in _ancestors(block))


def _ancestors(block: Block) -> list[Element]:
    """Return the elements a block stands in, from the inside."""
    elements = zip(range(_DEEPEST), block.parent.ancestors(), strict=False)
    return [element for _, element in elements]


def _weight(blocks: Sequence[Block], numbers: Sequence[int]) -> int:
    """Return how many characters some blocks have outside links."""
    return sum(blocks[number].length - blocks[number].linked for number in numbers)


def _kept(text: str, blocks: Sequence[Block]) -> set[int]:
    """Return the numbers of the blocks that trafilatura takes for the main text."""
    if len(blocks) > _TOO_MANY:
        return set(range(len(blocks)))
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # It has no say on our terminal.
    is_long = len(blocks) > _MANY
    page = trafilatura.bare_extraction(_marked(text, blocks), fast=is_long, include_comments=False)
    body = getattr(page, "body", None)
    found = _MARK.findall("".join(body.itertext())) if body is not None else []
    return {number for mark in found if (number := _number(mark)) < len(blocks)}


def _marked(text: str, blocks: Sequence[Block]) -> str:
    """Return the page with the number of every block before its text."""
    pieces: list[str] = []
    position = 0
    for number, block in enumerate(blocks):
        pieces += _MARK.sub("", text[position : block.first]), _mark(number)
        position = block.first
    return _XML.sub("", "".join([*pieces, text[position:]]))


def _mark(number: int) -> str:
    """Return a mark of three characters.

    >>> _number(_mark(57_601))
    57601
    """
    base = len(_DIGITS)
    return _DIGITS[number // base**2] + _DIGITS[number // base % base] + _DIGITS[number % base]


def _number(mark: str) -> int:
    first, second, third = (ord(digit) - ord(_DIGITS[0]) for digit in mark)
    return (first * len(_DIGITS) + second) * len(_DIGITS) + third


def _article(blocks: Sequence[Block], own: Sequence[int], kept: set[int]) -> list[int]:
    """Return the blocks of the element that holds the kept text, and long ones kept elsewhere."""
    if not kept:
        return []
    home = _home(blocks, kept)
    inside = [number for number in own if home in _ancestors(blocks[number])]
    if _weight(blocks, [*kept.intersection(inside)]) < _DENSE * _weight(blocks, inside):
        # The element holds more than the article, such as a page without any structure.
        first, last = min(kept.intersection(inside)), max(kept.intersection(inside))
        inside = [number for number in inside if first <= number <= last]
    members = set(inside)
    members |= {number for number in kept if blocks[number].length >= _LONG}
    return sorted(members)


def _home(blocks: Sequence[Block], kept: set[int]) -> Element:
    """Return the innermost element that holds nearly all of the kept text."""
    weights: Counter[int] = Counter()
    for number in kept:
        for element in _ancestors(blocks[number]):
            weights[id(element)] += blocks[number].length
    total = sum(blocks[number].length for number in kept)
    longest = max(sorted(kept), key=lambda number: blocks[number].length)
    above = _ancestors(blocks[longest])
    return next((each for each in above if weights[id(each)] >= _HOLDS * total), above[-1])


def _without_frame(
    text: str, blocks: Sequence[Block], chosen: Sequence[int], kept: set[int]
) -> list[int]:
    """Return the blocks without lines about the article above its text and below.

    A line set as the article's paragraphs are was written with them and stays.
    """
    solid = [
        number
        for number in chosen
        if number in kept and blocks[number].length >= _LONG and not _is_frame(text, blocks[number])
    ]
    if not solid:
        return [*chosen]
    settings = {_setting(blocks[number]) for number in solid}
    return [
        number
        for number in chosen
        if solid[0] <= number <= solid[-1]
        or _setting(blocks[number]) in settings
        or not _is_frame(text, blocks[number])
    ]


def _setting(block: Block) -> tuple[int, str, str]:
    """Return what paragraphs of one kind have in common: where they stand, their tag."""
    element = block.parent
    return id(element.parent), element.name, element.attributes


def _is_frame(text: str, block: Block) -> bool:
    return bool(_FRAME.match(_shown(text, block)))


def _headline(text: str, blocks: Sequence[Block], chosen: Sequence[int]) -> list[int]:
    """Return the blocks of the headline, and of headings below it, that are not chosen yet."""
    first = min(chosen, default=len(blocks))
    found = _TITLE.search(text)
    title = _bare(html.unescape(found[1])) if found else ""
    before = [n for n in range(first) if blocks[n].linked <= _LINKS * blocks[n].length]
    opening = [*before[::-1], *sorted(chosen)[:3]]  # the nearest first
    titled = [n for n in opening if _is_titled(_shown(text, blocks[n]), title)]
    highest = [n for n in opening if _heading(blocks[n]) == "h1"]
    both = [n for n in highest if n in titled]
    start = next(iter([*both, *highest, *titled]), first)
    one = blocks[start].parent if start < len(blocks) else None
    return [
        number
        for number in range(start, first)
        if number == start
        or blocks[number].parent is one
        or (number in before and _heading(blocks[number]) and not _is_frame(text, blocks[number]))
    ]


def _is_titled(shown: str, title: str) -> bool:
    return len(shown) >= _SHORTEST_TITLE and title.startswith(shown)


def _heading(block: Block) -> str:
    """Return the name of the heading a block stands in."""
    names = (element.name for element in _ancestors(block))
    return next((name for name in names if name in _HEADINGS), "")


def _shown(text: str, block: Block) -> str:
    """Return the text of a block without white space."""
    return _bare(html.unescape(_TAG.sub("", text[block.first : block.last])))


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
