"""Markdown: the text without front matter, code blocks and markup.

A practical subset of CommonMark with the tables and footnotes of GitHub: headings, lists,
quotations and table cells are paragraphs, wrapped lines are put together. What edits do to
markup is said at ``TextPlaces.apply``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from aligner.readers import markdown_inline
from aligner.readers.base import Extraction
from aligner.readers.places import ALWAYS, Change, TextPlaces, line_ends
from aligner.text.encoding import decode
from aligner.text.segmentation import BLANK, Span

_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_FRONT_MATTER = re.compile(r"---\s*\n(?:.*\n){0,200}?(?:---|\.\.\.)\s*$", re.MULTILINE)
_FRONT_MATTER_END = re.compile(r"(?:---|\.\.\.)\s*\Z")
_FENCE = re.compile(r"[\s>]*(?P<fence>`{3,}|~{3,})[^`]*\Z")
_COMMENT = re.compile(r"\s*<!--(?!.*-->)")
_COMMENT_END = re.compile(r".*-->")
_PREFIX = re.compile(
    r"""
    \s* (?: (?P<heading> \#{1,6} (?: \s+ | (?=[^\x00-\x7f]) | \Z ) )
          | (?P<item> [-*+] \s+ (?: \[[ xX]\] \s+ )? )
          | (?P<ordered> (?= (?: \d{1,9}[.)] | • ) \s ) )  # number and bullet are text
          | (?P<footnote> \[\^[^\]\s]+\]: \s* ) )?
    """,
    re.VERBOSE,
)
# The lookbehinds and possessive quantifiers keep long runs of white space linear.
_HEADING_END = re.compile(r"(?<!\s)\s++#++\s*+\Z")
_INVISIBLE = re.compile(
    r"""
      \s* (?: =+ | -{2,} | (?: [-*_] \s* ){3,} ) \s* \Z             # underline or rule
    | \s{0,3} \[ [^\]^][^\]]* \]: \s* \S+ .* \Z                      # target of a link
    | \s* <!-- .* --> \s* \Z
    """,
    re.VERBOSE,
)
_TABLE_HEAD_END = re.compile(
    r"[\s>]*+(?:\|?\s*+:?-+:?\s*+(?:\|\s*+:?-+:?\s*+)++|\|\s*+:?-+:?\s*+\|)\|?\s*+\Z"
)
_HARD_BREAK = re.compile(r"(?:(?<! ) {2,}+|\\)\Z")
_PIPE = re.compile(r"(?:(?<!\s)\s++)?(?<!\\)\|\s*+")


def read(data: bytes, name: str) -> Extraction:
    """Return the text of a Markdown file."""
    decoded = decode(data, name)
    parser = _Parser(decoded.text)
    places = TextPlaces(name, data, decoded, parser.changes())
    spans = [(places.offset(start), places.offset(end)) for start, end in parser.paragraphs]
    filled = [span for span in spans if places.text[slice(*span)].strip(BLANK)]
    paragraphs = tuple(Span(start, end, index) for index, (start, end) in enumerate(filled))
    return Extraction(places.text, paragraphs, places, decoded.encoding, decoded.is_guess)


class _Parser:
    """Goes through the lines once: finds the paragraphs and the markup between them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._hidden = list(line_ends(text))
        self._may_continue = False  # whether the next line of text belongs to the last paragraph
        self._quotation = 0  # how deep that paragraph is quoted
        self.paragraphs: list[tuple[int, int]] = []  # code-point offsets into the file
        lines = _lines(text)
        skipped = _skipped(text, lines)
        below = [*lines[1:], (len(text), len(text))][: len(lines)]
        for line, (start, end), is_skipped in zip(lines, below, skipped, strict=True):
            if is_skipped:
                self._hide(*line)
                self._may_continue = False
            else:
                self._read_line(*line, has_head=bool(_TABLE_HEAD_END.match(text, start, end)))

    def changes(self) -> list[Change]:
        """Return all changes in order."""
        inline = (markdown_inline.changes(self._text, *span) for span in self.paragraphs)
        return sorted(itertools.chain(self._hidden, *inline))

    def _read_line(self, start: int, end: int, has_head: bool) -> None:
        quote = _QUOTE.match(self._text, start, end)
        content = quote.end() if quote else start
        quotation = self._text.count(">", start, content)
        prefix = _PREFIX.match(self._text, content, end)
        invisible = _INVISIBLE.match(self._text, content, end)
        if invisible or _TABLE_HEAD_END.match(self._text, content, end) or prefix is None:
            self._hide(start, end)
            self._may_continue = False
            return
        # A prefix goes with the line end before it.
        self._hide(start, prefix.end(), partner=start - 1)
        if self._text.startswith("|", prefix.end()) or has_head:
            self._read_cells(prefix.end(), end)
            return
        text_end = self._text_end(prefix, end)
        starts_here = prefix.lastgroup is not None or quotation != self._quotation
        if self._may_continue and not starts_here:
            self.paragraphs[-1] = (self.paragraphs[-1][0], text_end)
        elif prefix.end() < text_end:
            self.paragraphs.append((prefix.end(), text_end))
        self._quotation = quotation
        self._may_continue = prefix.end() < text_end == end and not prefix["heading"]

    def _text_end(self, prefix: re.Match[str], end: int) -> int:
        """Hide what may close a line: the #s of a heading, the mark of a hard line break."""
        pattern = _HEADING_END if prefix["heading"] else _HARD_BREAK
        closing = pattern.search(self._text, prefix.end(), end)
        if closing is None:
            return end
        self._hide(closing.start(), end)
        return closing.start()

    def _read_cells(self, start: int, end: int) -> None:
        """Make every cell of a table a paragraph."""
        position = start
        for pipe in _PIPE.finditer(self._text, start, end):
            # Between two cells a line end is shown, at the ends of the row nothing.
            inner = start < pipe.start() and pipe.end() < end
            self._hidden.append(Change(*pipe.span(), "\n" if inner else "", ALWAYS))
            if position < pipe.start():
                self.paragraphs.append((position, pipe.start()))
            position = pipe.end()
        if position < end:
            self.paragraphs.append((position, end))
        self._may_continue = False

    def _hide(self, start: int, end: int, partner: int = ALWAYS) -> None:
        if start < end:
            self._hidden.append(Change(start, end, "", partner))


def _lines(text: str) -> list[tuple[int, int]]:
    """Return where the lines start and end, their line ends left out."""
    starts = [0, *itertools.accumulate(map(len, text.splitlines(keepends=True)))]
    contents = map(len, text.splitlines())
    return [(start, start + length) for start, length in zip(starts, contents, strict=False)]


def _skipped(text: str, lines: list[tuple[int, int]]) -> Iterator[bool]:
    """Tell of every line whether it is in front matter, a code block or a comment."""
    closing = _FRONT_MATTER_END if _FRONT_MATTER.match(text) else None
    for number, (start, end) in enumerate(lines):
        if closing is not None:
            yield True
            if number and closing.match(text, start, end):
                closing = None
            continue
        fence, comment = _FENCE.match(text, start, end), _COMMENT.match(text, start, end)
        if fence:
            closing = re.compile(rf"[\s>]*{fence['fence']}+\s*\Z")
        elif comment:
            closing = _COMMENT_END
        yield bool(fence or comment)
