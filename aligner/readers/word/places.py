"""The way from a document's text back into the word processor's file it was read from."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from aligner.document import Edit, Place
from aligner.errors import OutputError
from aligner.readers.base import Stretch
from aligner.readers.word.archive import with_parts
from aligner.readers.word.pieces import Paragraph, Piece
from aligner.untrusted import NOT_XML

_TOKEN = re.compile(r"[^\W_\u2e80-\U0003ffff]+|.", re.DOTALL)
_SPACED = re.compile(r"\A\s|\s\Z|\s\s")
_TAG_NAME = re.compile(rb"<([^\s/>]+)")
_BREAKS = re.compile(r"([\n\t])")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
# Of the settings of a run those that a reader sees; fonts differ between scripts anyway.
_LOOK = re.compile(
    rb"<\w+:(?:b|i|u|strike|dstrike|caps|smallCaps|color|highlight|shd|vertAlign|sz|rStyle)\b[^>]*>"
)
_RUN = re.compile(rb"<\w+:r(?=[\s>])|<\w+:hyperlink\b|</\w+:hyperlink>")
_FARTHEST = 1 << 14  # bytes from a text back to what its run begins with
_ALIKE = 0.4  # share of a text that a replacement must keep to be taken for a change of it


@dataclass(frozen=True, slots=True)
class Located:
    """A paragraph in the document's text."""

    start: int  # code-point offset of its first character
    part: str  # "word/document.xml"
    kind: str  # "", "footnotes", "endnotes"
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class _Patch:
    start: int  # bytes of a part
    end: int
    content: bytes


class WordPlaces:
    """Places in a word processor's file, and the file with edits made."""

    def __init__(
        self, name: str, data: bytes, parts: Mapping[str, bytes], located: Sequence[Located]
    ) -> None:
        self._name = name
        self._data = data
        self._parts = parts
        self._located = located
        self._starts = [one.start for one in located]

    def locate(self, offset: int) -> Place:
        """Return paragraph and column of a code-point offset into the text."""
        one = self._at(offset)
        paragraph = one.paragraph
        part = f"{one.kind.removesuffix('s')} {paragraph.note}" if one.kind else ""
        if paragraph.table:
            part = f"table {paragraph.table}"
        return Place(paragraph.number, offset - one.start + 1, part)

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return the file with the edits made; only the runs they touch change.

        The words that a replacement keeps stay in their runs; what is new takes the format of what
        it replaces, or of the text before it.

        Raises:
            OutputError: an edit goes over the end of a paragraph, or into an automatic number.
        """
        changed: dict[int, dict[int, str]] = {}  # new texts of pieces, by paragraph
        for edit in reversed(edits):  # so that offsets before a change stay right
            self._edit(edit, changed)
        patches = [
            (self._located[index].part, patch)
            for index, texts in changed.items()
            for patch in self._patches(self._located[index], texts)
        ]
        patches.sort(key=lambda entry: (entry[0], entry[1].start))
        parts = {
            part: _patched(self._parts[part], [patch for _, patch in group])
            for part, group in groupby(patches, key=lambda entry: entry[0])
        }
        return with_parts(self._data, parts, self._name)

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return in order the stretches of a part of a paragraph in runs that look alike."""
        one = self._at(start)
        position = one.start
        found: list[Stretch] = []
        for piece in one.paragraph.pieces:
            first, last = max(position, start), min(position + len(piece.text), end)
            position += len(piece.text)
            if first >= last or piece.is_label:
                continue
            before = found[-1] if found else None
            is_text = piece.tag >= 0 or before is None
            look = self._look(one.part, piece) if is_text else before.look if before else ""
            if before and before.look == look:
                found[-1] = before._replace(end=last)
            else:
                found.append(Stretch(first, last, look))
        return found

    def _look(self, part: str, piece: Piece) -> str:
        """Return what the run of a text says of its look, and the link that it is in."""
        data = self._parts[part]
        first = max(piece.tag - _FARTHEST, 0)
        tags = list(_RUN.finditer(data, first, max(piece.tag, first)))
        runs = [tag.start() for tag in tags if b"hyperlink" not in tag[0]]
        looks = _LOOK.findall(data, runs[-1], piece.tag) if runs else []
        links = [tag for tag in tags if b"hyperlink" in tag[0]]
        if links and not links[-1][0].startswith(b"</"):
            looks.append(b"link %d" % links[-1].start())
        return b"".join(looks).decode("utf-8", "replace")

    def _at(self, offset: int) -> Located:
        return self._located[max(bisect_right(self._starts, offset) - 1, 0)]

    def _edit(self, edit: Edit, changed: dict[int, dict[int, str]]) -> None:
        index = max(bisect_right(self._starts, edit.start) - 1, 0)
        one = self._located[index]
        text = one.paragraph.text
        start, end = edit.start - one.start, edit.end - one.start
        if end > len(text):
            raise self._refused(edit, "an edit over the end of a paragraph")
        if NOT_XML.search(edit.replacement):
            raise self._refused(edit, "a character that XML cannot hold")
        texts = changed.setdefault(index, {})
        for first, last, new in reversed(list(_finest(text[start:end], edit.replacement))):
            self._replace(edit, one.paragraph, texts, (start + first, start + last), new)

    def _replace(
        self,
        edit: Edit,
        paragraph: Paragraph,
        texts: dict[int, str],
        span: tuple[int, int],
        new: str,
    ) -> None:
        """Put a text into the first piece that a span touches, and take the rest out of all."""
        touched = list(_touched(paragraph.pieces, *span))
        pieces = [paragraph.pieces[number] for number, _, _ in touched]
        if any(piece.is_label for piece in pieces):
            raise self._refused(edit, "an edit in an automatic number")
        takes = next((i for i, piece in enumerate(pieces) if piece.tag >= 0), 0)
        for order, (number, first, last) in enumerate(touched):
            before = texts.get(number, paragraph.pieces[number].text)
            texts[number] = before[:first] + (new if order == takes else "") + before[last:]

    def _patches(self, one: Located, texts: Mapping[int, str]) -> Iterator[_Patch]:
        data = self._parts[one.part]
        for number, text in texts.items():
            piece = one.paragraph.pieces[number]
            if text == piece.text:
                continue
            patch = _text_patch if piece.tag >= 0 else _element_patch
            yield patch(data, piece, text)

    def _refused(self, edit: Edit, problem: str) -> OutputError:
        return OutputError(
            problem,
            place=f"{self._name}:{self.locate(edit.start)}",
            way_out="edit the text of each paragraph by itself",
        )


def _finest(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield what changes in a text, in words: start, end, replacement.

    If little of the text is kept, all of it is replaced.
    """
    words, others = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(None, words, others, autojunk=False)
    if not words or matcher.ratio() < _ALIKE:
        yield 0, len(old), new
        return
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            yield offsets[first], offsets[last], "".join(others[start:end])


def _touched(pieces: Sequence[Piece], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number of each piece in a span, with the first and last offset inside it.

    An empty span touches the piece before it or the one behind: rather a text than a tab or line
    break, and a number only where nothing else is.
    """
    position = 0
    beside: list[tuple[bool, bool, int, int]] = []
    for number, piece in enumerate(pieces):
        size = len(piece.text)
        if start < end and position < end and start < position + size:
            yield number, max(start - position, 0), min(end - position, size)
        elif start == end and position <= start <= position + size:
            beside.append((piece.is_label, piece.tag < 0, number, start - position))
        position += size
    if beside:
        _, _, number, offset = min(beside)
        yield number, offset, offset


def _text_patch(data: bytes, piece: Piece, text: str) -> _Patch:
    """Return the patch that gives a text element another text."""
    tag = data[piece.tag : piece.start]
    found = _TAG_NAME.match(tag)
    name = found[1] if found else b"w:t"
    is_empty = tag.endswith(b"/>")
    opening = tag[:-2].rstrip() + b">" if is_empty else tag
    if _SPACED.search(text) and b"xml:space" not in opening:
        opening = opening[:-1] + b' xml:space="preserve">'
    prefix = name[:-1] if name.endswith(b":t") else b""
    pieces = [
        _break(part, name, prefix) if part in ("\n", "\t") else part.translate(_ESCAPES).encode()
        for part in _BREAKS.split(text)
    ]
    closing = b"</" + name + b">" if is_empty else b""
    return _Patch(piece.tag, piece.end, opening + b"".join(pieces) + closing)


def _element_patch(data: bytes, piece: Piece, text: str) -> _Patch:
    """Return the patch that puts text beside a tab or line break, or in its place."""
    element = data[piece.start : piece.end]
    found = _TAG_NAME.match(element)
    name = found[1] if found else b"w:tab"
    prefix = name[: name.index(b":") + 1] if b":" in name else b""
    before, kept, behind = text.partition(piece.text)
    sides = [_text_elements(side, prefix) for side in (before, behind)]
    return _Patch(piece.start, piece.end, sides[0] + (element if kept else b"") + sides[1])


def _text_elements(text: str, prefix: bytes) -> bytes:
    """Return elements that show a text."""
    if not text:
        return b""
    name = prefix + b"t"
    shown = b"".join(
        _break(part, name, prefix) if part in ("\n", "\t") else part.translate(_ESCAPES).encode()
        for part in _BREAKS.split(text)
    )
    return b"<" + name + b' xml:space="preserve">' + shown + b"</" + name + b">"


def _break(character: str, name: bytes, prefix: bytes) -> bytes:
    """Return a line break or tab between two text elements."""
    element = b"br" if character == "\n" else b"tab"
    opening = b"<" + name + b' xml:space="preserve">'
    return b"</" + name + b"><" + prefix + element + b"/>" + opening


def _patched(data: bytes, patches: Sequence[_Patch]) -> bytes:
    pieces = [data[: patches[0].start]]
    for patch, following in pairwise([*patches, None]):
        if patch is None:
            break
        pieces.append(patch.content)
        pieces.append(data[patch.end : following.start if following else len(data)])
    return b"".join(pieces)
