"""HTML: the headline and the text of the article, without the page around it.

Which blocks of a page are its article is said in ``article.py``; here they become a text
whose every character leads back to the file. White space is shown as browsers show it: runs
as one space, and none for a line end between Chinese characters.
"""

from __future__ import annotations

import codecs
import html
import html.entities
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from aligner.readers.base import Extraction
from aligner.readers.html.article import article_of
from aligner.readers.html.blocks import blocks
from aligner.readers.html.elements import Block
from aligner.readers.places import ALWAYS, Change, TextPlaces
from aligner.text.encoding import Decoded, decode
from aligner.text.segmentation import Span

_logger = logging.getLogger(__name__)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]+)", re.I
)
_DECLARATION_ENDS = 4096  # bytes; browsers look at 1024
# By their codec in Python: what browsers read pages in that declare it.
_ENCODINGS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "gb18030": "gb18030",
    "big5": "cp950",
    "cp950": "cp950",
    "big5hkscs": "big5hkscs",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "cp1252": "cp1252",
}
_FEW = 30  # bytes beyond ASCII that may be valid UTF-8 by chance
# White space that runs are shown of as one space, with the other line ends Python knows.
_ATOM = re.compile(
    r"(?P<space>[ \t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]+)"
    r"|(?P<entity>&(?:\#\d{1,7};?|\#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?))"
)
_LINE_ENDS = "\n\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_EAST_ASIAN = re.compile(
    r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def read(data: bytes, name: str) -> Extraction:
    """Return the text of the article on a page."""
    decoded, is_guess = _decode(data, name)
    found = blocks(decoded.text)
    article = article_of(decoded.text, found)
    if len(article) < len(found):
        _logger.info("%s: %d blocks around the article left out", name, len(found) - len(article))
    places = HtmlPlaces(name, data, decoded, _changes(decoded.text, article))
    paragraphs = tuple(
        Span(places.offset(block.first), places.offset(block.last), index)
        for index, block in enumerate(article)
    )
    return Extraction(
        places.text,
        paragraphs,
        places,
        decoded.encoding,
        is_guess,
        _rows(article),
    )


class HtmlPlaces(TextPlaces):
    """Places in an HTML file; replacements are escaped.

    A line end in a replacement is written as ``<br/>``, a character that the file's encoding
    does not have as a reference.
    """

    def _written(self, replacement: str) -> str:
        escaped = html.escape(replacement, quote=False).replace("\n", "<br/>")
        encoding = self._decoded.encoding
        return escaped.encode(encoding, "xmlcharrefreplace").decode(encoding)


def _decode(data: bytes, name: str) -> tuple[Decoded, bool]:
    """Return the text of a page and whether its encoding is a guess."""
    encoding = _declared_encoding(data)
    if encoding is None or data.startswith(
        (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    ):
        decoded = decode(data, name)
        return decoded, decoded.is_guess
    # Editors save pages as UTF-8 and leave the declaration as it was.
    beyond_ascii = len(data) - len(data.translate(None, bytes(range(128, 256))))
    for codec in ("utf-8", encoding) if beyond_ascii > _FEW else (encoding,):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        # Places need an encoding that gives the same bytes back.
        if len(text.encode(codec)) == len(data):
            return Decoded(text, codec, False), False
    decoded = decode(data, name)
    return decoded, decoded.is_guess


def _declared_encoding(data: bytes) -> str | None:
    """Return the codec for the encoding a page declares, if it is one that is known here."""
    declared = _DECLARED.search(data, 0, _DECLARATION_ENDS)
    if declared is None:
        return None
    try:
        return _ENCODINGS.get(codecs.lookup(declared[1].decode()).name)
    except (LookupError, UnicodeDecodeError):
        return None


def _rows(article: Sequence[Block]) -> tuple[int, ...]:
    """Number the table rows of the article; -1 for what stands in none."""
    cells: dict[int, set[int]] = {}
    counts: Counter[int] = Counter()
    rows = [block.row() for block in article]
    for block, row in zip(article, rows, strict=True):
        cells.setdefault(id(row), set()).add(id(block.parent.cell))
        counts[id(row)] += 1
    numbers: dict[int, int] = {}
    # Several paragraphs in the only cell that is article: the other one held the sidebar.
    return tuple(
        -1
        if row is None or len(cells[id(row)]) < min(2, counts[id(row)])
        else numbers.setdefault(id(row), len(numbers))
        for row in rows
    )


def _changes(text: str, article: Iterable[Block]) -> Iterator[Change]:
    """Yield in order what the text shows otherwise than the file."""
    position = 0
    for block in article:
        if block.start > 0:
            # All that stands between two paragraphs is one line end.
            yield Change(position, block.start, "\n" if position else "", ALWAYS)
        yield from _block_changes(text, block)
        position = block.end
    if position < len(text):
        yield Change(position, len(text), "", ALWAYS)


class _Atom(NamedTuple):
    """A stretch of a block that is not shown as it stands in the file, or may not be."""

    start: int
    end: int
    shown: str
    partner: int
    is_space: bool = False
    has_line_end: bool = False


def _block_changes(text: str, block: Block) -> Iterator[Change]:
    """Yield what changes inside a block: tags, entities, white space."""
    pending: list[_Atom] = []  # white space and the marks among it, not yet yielded
    before = ""  # the last visible character
    position = block.first
    for atom in _atoms(text, block):
        if atom.start > position:
            yield from _spaces(pending, before, text[position])
            pending, before = [], text[atom.start - 1]
        position = max(position, atom.end)
        if atom.is_space or not atom.shown:
            pending.append(atom)
            continue
        yield from _spaces(pending, before, atom.shown)
        pending, before = [], atom.shown
        yield Change(atom.start, atom.end, atom.shown, atom.partner)
    yield from _spaces(pending, before, text[position] if position < block.last else "")


def _spaces(atoms: list[_Atom], before: str, behind: str) -> Iterator[Change]:
    """Yield the changes of one run of white space, with the tags in it."""
    has_line_end = any(atom.has_line_end for atom in atoms)
    joined = has_line_end and _EAST_ASIAN.match(before) and _EAST_ASIAN.match(behind)
    shown = "" if joined or not before or not behind else " "
    for atom in atoms:
        if not atom.is_space:
            yield Change(atom.start, atom.end, "", atom.partner)
            continue
        # At both ends of a paragraph it is indentation, which edits leave alone.
        partner = atom.start if before and behind else ALWAYS
        yield Change(atom.start, atom.end, shown, partner)
        shown = ""


def _atoms(text: str, block: Block) -> Iterator[_Atom]:
    position = block.start
    for mark in block.marks:
        yield from _text_atoms(text, position, mark.start, block)
        yield _Atom(mark.start, mark.end, "", mark.partner, mark.is_break, mark.is_break)
        position = mark.end
    yield from _text_atoms(text, position, block.end, block)


def _text_atoms(text: str, start: int, end: int, block: Block) -> Iterator[_Atom]:
    """Yield the white space and the entities of a stretch without tags."""
    if start < (indented := min(end, block.first)):
        yield _Atom(start, indented, "", ALWAYS)
        start = indented
    for match in _ATOM.finditer(text, start, min(end, block.last)):
        if match["space"]:
            has_line_end = any(character in _LINE_ENDS for character in match[0])
            yield _Atom(*match.span(), " ", match.start(), True, has_line_end)
        elif shown := _character(match[0]):
            is_space = shown in " \t" + _LINE_ENDS
            yield _Atom(*match.span(), shown, match.start(), is_space, shown in _LINE_ENDS)
    if (start := max(start, block.last)) < end:
        yield _Atom(start, end, "", ALWAYS)


def _character(entity: str) -> str:
    """Return the character of an entity; nothing if it is none, or one for several."""
    if not entity.endswith(";") and entity[1] != "#" and entity[1:] not in html.entities.html5:
        return ""
    shown = html.unescape(entity)
    return shown if len(shown) == 1 else ""
