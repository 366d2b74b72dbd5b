"""The blocks of an HTML page: its stretches of text between block-level tags.

No tree is built, because a tree does not know where in the file its text stands. One pass over
the tags keeps a stack of open elements, closes what HTML lets authors leave open, and notes
for every block where its text and the tags inside it stand. Time O(n).
"""

from __future__ import annotations

import re
from collections import Counter

from aligner.readers.html.elements import (
    IMPLIED_ENDS,
    INLINE,
    RAW,
    TABLE,
    UNSHOWN,
    VOID,
    Block,
    Element,
    Mark,
    is_inline,
)
from aligner.text.segmentation import BLANK

# A quotation mark counts only behind "=": otherwise <p don't> would swallow the page.
_TOKEN = re.compile(
    r"""
      <!--.*?(?:-->|\Z) | <!\[CDATA\[.*?(?:\]\]>|\Z) | <[!?][^>]*+>
    | <(?P<closing>/?)(?P<name>[A-Za-z][^\s/>]*+)
      (?P<attributes>(?:[^>"'=]++ | =\s*+"[^"]*+" | =\s*+'[^']*+' | ["'=])*+)>
    """,
    re.VERBOSE | re.DOTALL,
)
_BLANK_ENTITY = (
    r"&(?:nbsp|ensp|emsp|thinsp|zwnj|zwj|\#0*(?:9|10|13|32|160|819[2-9]|820[0-5]|12288)"
    r"|\#[xX]0*(?:9|[aA]|[dD]|20|[aA]0|200[0-9a-dA-D]|3000));"
)
_BLANK_RUN = re.compile(rf"(?:[{BLANK}]|{_BLANK_ENTITY})++")
_BLANK_END = re.compile(rf"{_BLANK_ENTITY}\Z")
_INDENTATION = re.compile(
    r"[ \t\r\n]*(?:[\u3000\xa0\u2003]|&(?:nbsp|emsp|\#12288|\#160|\#8195);){2}"
)
_SENTENCE_END = re.compile(r"[.!?。！？：；][\"'”’)）」』]*\Z")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_HIDDEN = re.compile(r"\shidden(?:[\s=/]|\Z)", re.IGNORECASE)
_NO_DISPLAY = re.compile(r"\sstyle\s*=\s*[\"'][^>]*?\bdisplay\s*:\s*none", re.IGNORECASE)
_NOTE = re.compile(
    r"(?:\s|<a\b[^>]*>|</a>)*+(?:[\[［(（〔【][^<]{1,4}[\]］)）〕】]|[①-⑳*†‡]|\d{1,3})(?:\s|</a>)*+</sup",
    re.IGNORECASE,
)
_BEFORE_NOTES = tuple("。，；：！？.,;:!?”’")

_DEEPEST = 200  # elements looked back on: keeps pages of nothing but open tags linear


def blocks(text: str) -> list[Block]:
    """Return the blocks that have text, in order.

    >>> page = "<p>One <b>two</b></p><script>x</script><li>Three"
    >>> [page[block.first : block.last] for block in blocks(page)]
    ['One <b>two', 'Three']
    """
    return _Parser(text).blocks


class _Parser:
    """One pass over the tags of a page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_xml = text[:200].lstrip().startswith("<?xml")
        self._top = Element("", None)
        self._open: Counter[str] = Counter()
        self._unshown_start = -1  # where what is not shown began
        self._block = Block(self._top)
        self.blocks: list[Block] = []
        self._run()
        self._border()

    def _run(self) -> None:
        text, position = self._text, 0
        last_tag_end = text.rfind(">") + 1  # further on, no tag can match: not tried
        while True:
            token = _TOKEN.search(text, position, last_tag_end)
            start = token.start() if token else len(text)
            if start > position and self._top.is_shown:
                self._read_text(position, start)
            if token is None:
                break
            name = (token["name"] or "").lower()
            position = token.end()
            if not name:
                self._mark(start, position)
            elif token["closing"]:
                self._end_tag(name, start, position)
            else:
                self._start_tag(name, token)
                if name in RAW:
                    position = self._skip_raw(name, position)
        self._close_unshown(len(text))

    def _skip_raw(self, name: str, position: int) -> int:
        """Return where the end tag of a script or the like stands."""
        closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(self._text, position)
        return closing.start() if closing else len(self._text)

    def _start_tag(self, name: str, token: re.Match[str]) -> None:
        start, end = token.span()
        self._imply_ends(name, start)
        if not self._top.is_shown:
            if name not in VOID:
                self._push(Element(name, self._top, is_shown=False))
        elif name == "br":
            self._mark(start, end, is_break=True)
        elif name in VOID:
            if name in INLINE:
                self._mark(start, end)
            else:
                self._border()
        elif self._is_xml and token["attributes"].endswith("/"):
            self._mark(start, end)
        else:
            self._open_element(name, token)

    def _open_element(self, name: str, token: re.Match[str]) -> None:
        attributes, (start, end) = token["attributes"], token.span()
        inline = is_inline(name)
        hidden = name in UNSHOWN or _is_hidden(attributes)
        if name == "sup" and not hidden:
            # A footnote mark; the 2 of km² is none, that of “villages.²” is.
            note = _NOTE.match(self._text, end)
            behind_mark = self._text[start - 1 : start] in _BEFORE_NOTES
            hidden = bool(note and (behind_mark or not note[0].lstrip()[0].isdigit()))
        element = Element(name, self._top, attributes, not hidden)
        element.is_link = name == "a" or self._top.is_link
        if not inline:
            self._border()
        self._push(element)
        if hidden:
            self._unshown_start = start
        elif inline:
            element.mark = self._mark(start, end)
        else:
            self._block = Block(element)

    def _end_tag(self, name: str, start: int, end: int) -> None:
        if name == "br":  # browsers take </br> for <br>
            self._mark(start, end, is_break=True)
            return
        element = self._find_open(name)
        if element is None:
            if not is_inline(name) and self._top.is_shown:
                self._border()
            else:
                self._mark(start, end)
            return
        was_shown, block = self._top.is_shown, self._block
        while self._top is not element:
            self._pop(start)
        self._pop(end)
        if not was_shown or not element.is_shown:
            return
        if not is_inline(name):
            self._border()
        elif block is not self._block:
            return  # It also ended a block: the tag is what stands between that and the next.
        elif mark := self._mark(start, end):
            opening = element.mark
            # Without text between them they are an anchor or an icon: they stay.
            if opening and opening.block is mark.block and opening.end < start:
                opening.partner, mark.partner = mark.start, opening.start

    def _find_open(self, name: str) -> Element | None:
        """Return the innermost open element of a name, if an end tag here can close it."""
        if not self._open[name]:
            return None
        for _, element in zip(range(_DEEPEST), self._top.ancestors(), strict=False):
            if element.name == name:
                return element
            if element.name in TABLE and name not in TABLE:
                return None
        return None

    def _imply_ends(self, name: str, start: int) -> None:
        """Close what a start tag closes: the item before, the cell before, a paragraph."""
        if name in IMPLIED_ENDS:
            closed, stops = IMPLIED_ENDS[name]
        elif not is_inline(name):
            closed, stops = {"p"}, {"table", "td", "th", "button"}
        else:
            return
        if not any(self._open[each] for each in closed):
            return
        found = None
        for _, element in zip(range(_DEEPEST), self._top.ancestors(), strict=False):
            if element.name in closed:
                found = element
            if element.name in stops or (closed == {"p"} and element.block is element):
                break
        if found is not None:
            while self._top is not found:
                self._pop(start)
            self._pop(start)
            if found.is_shown and not is_inline(found.name):
                self._border()

    def _push(self, element: Element) -> None:
        self._top = element
        self._open[element.name] += 1

    def _pop(self, end: int) -> None:
        element = self._top
        self._open[element.name] -= 1
        assert element.parent is not None  # the root is never searched for
        self._top = element.parent
        if self._top.is_shown:
            if not element.is_shown:
                self._close_unshown(end, element.name)
            if not is_inline(element.name):
                self._border()

    def _close_unshown(self, end: int, name: str = "") -> None:
        if self._unshown_start < 0:
            return
        start, self._unshown_start = self._unshown_start, -1
        mark = self._mark(start, end)
        if mark is not None and name in ("rp", "rt", "rtc", "sup"):
            mark.partner = start  # an annotation goes with what it annotates

    def _mark(self, start: int, end: int, is_break: bool = False) -> Mark | None:
        """Note a tag inside a block."""
        if not self._top.is_shown:
            return None
        mark = Mark(start, end, is_break=is_break, block=self._block)
        self._block.marks.append(mark)
        return mark

    def _read_text(self, start: int, end: int) -> None:
        first = start
        if blank := _BLANK_RUN.match(self._text, start, end):
            first = blank.end()
        if first == end:
            return
        if self._block.first >= 0:
            self._break_lines(start, end)
        block = self._block
        if block.first < 0:
            block.first = first
            self._drop_breaks(block)
        block.last = _rstrip(self._text, first, end)
        block.length += block.last - first
        block.linked += block.last - first if self._top.is_link else 0

    def _break_lines(self, start: int, end: int) -> None:
        """Begin a new block if the line breaks since the last text end a paragraph."""
        block = self._block
        index = len(block.marks)
        while index and block.marks[index - 1].start >= block.last:
            index -= 1
        behind = block.marks[index:]
        breaks = [number for number, mark in enumerate(behind) if mark.is_break]
        if not breaks:
            return
        is_border = (
            len(breaks) > 1
            or _INDENTATION.match(self._text, start, end)
            or _SENTENCE_END.search(self._text, max(block.first, block.last - 4), block.last)
        )
        if is_border:
            block.marks[index:] = behind[: breaks[0]]
            following = Block(block.parent, behind[breaks[-1] + 1 :])
            for mark in following.marks:
                mark.block = following
            self._finish(block)
            self._block = following

    def _drop_breaks(self, block: Block) -> None:
        """Leave line breaks before the first text to the gap before the block."""
        for index in range(len(block.marks) - 1, -1, -1):
            if block.marks[index].is_break:
                del block.marks[: index + 1]
                break

    def _border(self) -> None:
        """End the block."""
        self._finish(self._block)
        self._block = Block(self._top.block)

    def _finish(self, block: Block) -> None:
        if block.first < 0:
            return
        for index, mark in enumerate(block.marks):
            if mark.is_break and mark.start >= block.last:
                del block.marks[index:]
                break
        block.count()
        self.blocks.append(block)


def _is_hidden(attributes: str) -> bool:
    if "none" in attributes.lower() and _NO_DISPLAY.search(attributes):
        return True
    return "hidden" in attributes.lower() and bool(_HIDDEN.search(_QUOTED.sub('""', attributes)))


def _rstrip(text: str, start: int, end: int) -> int:
    """Return where the text in a stretch ends that is not blank throughout."""
    while True:
        end = start + len(text[start:end].rstrip(BLANK))
        blank = _BLANK_END.search(text, max(start, end - 12), end)
        if blank is None:
            return end
        end = blank.start()
