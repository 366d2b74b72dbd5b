r"""The way from the text of a document back into a text file.

The text is the file's content with some changes: line ends become "\n", markup is left out.
The changes are kept; whatever is not changed is copied from the file's own bytes, so nothing
but the edits can ever differ.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from aligner.document import Edit, Place
from aligner.errors import OutputError
from aligner.readers.base import Stretch
from aligner.text.encoding import Decoded

ALWAYS = -1
# What str.splitlines takes for a line end, "\n" left out: it needs no change.
_OTHER_LINE_END = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_LINE_END = re.compile(r"\r\n?|\n")  # as editors count lines


class Change(NamedTuple):
    """A stretch of the file that the document's text shows otherwise, or not at all."""

    start: int  # half-open code-point offsets into the decoded file
    end: int
    shown: str  # one character or none
    # When the text around it is replaced, it goes only if this offset is replaced too: its own
    # start, or the start of the ** that opens what it closes. With ALWAYS it stays.
    partner: int


def line_ends(text: str, pattern: re.Pattern[str] = _OTHER_LINE_END) -> Iterator[Change]:
    """Yield the changes that make every line end a line feed."""
    for match in pattern.finditer(text):
        yield Change(match.start(), match.end(), "\n", match.start())


class TextPlaces:
    r"""Places in a text file, and the file with edits made.

    >>> source = "a\r\n**b** c"
    >>> hidden = [Change(1, 3, "\n", 1), Change(3, 5, "", 6), Change(6, 8, "", 3)]
    >>> places = TextPlaces("a.md", source.encode(), Decoded(source, "utf-8", False), hidden)
    >>> places.text, places.locate(2)
    ('a\nb c', Place(line=2, column=3, part=''))
    >>> places.apply([Edit(2, 3, "new\nb")])
    b'a\r\n**new\r\nb** c'
    """

    def __init__(self, name: str, data: bytes, decoded: Decoded, changes: Iterable[Change]) -> None:
        self._name = name
        self._data = data
        self._decoded = decoded
        self._starts = array("q")
        self._ends = array("q")
        self._partners = array("q")
        self._shown_starts = array("q")  # where the change stands in the document's text
        self.text = self._change(changes)

    def _change(self, changes: Iterable[Change]) -> str:
        """Note the changes and return the text with them made."""
        source = self._decoded.text
        pieces: list[str] = []
        position = shown = 0
        for start, end, replacement, partner in changes:
            pieces += source[position:start], replacement
            shown += start - position
            self._starts.append(start)
            self._ends.append(end)
            self._partners.append(partner)
            self._shown_starts.append(shown)
            position = end
            shown += len(replacement)
        return "".join([*pieces, source[position:]]) if pieces else source

    @property
    def encoding(self) -> str:
        """The codec of the file."""
        return self._decoded.encoding

    def locate(self, offset: int) -> Place:
        """Return the place in the file of a code-point offset into the text."""
        position = self._source_start(offset)
        line = bisect_right(self._line_starts, position)
        return Place(line, position - self._line_starts[line - 1] + 1)

    def offset(self, position: int) -> int:
        """Return where in the text a code-point offset into the decoded file has gone."""
        index = bisect_right(self._starts, position) - 1
        if index < 0:
            return position
        behind = position - self._ends[index]
        return self._shown_starts[index] if behind < 0 else self._shown_end(index) + behind

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return the file with the edits made, in its own encoding and with its own line ends.

        Markup goes away with the text it marks if all of that is replaced, and more; where a
        replaced stretch begins or ends within marked text, the marks inside the stretch stay,
        right behind the replacement.

        Raises:
            OutputError: the file's encoding does not know a character of a replacement.
        """
        position = 0  # in the decoded file
        copied = self._decoded.bom_length  # bytes of the file
        pieces = [self._data[:copied]]
        for edit in edits:
            start, end = self._source_span(edit)
            start = max(start, position)  # an insertion may stand inside the markup taken in
            length = len(self._encode(self._decoded.text[position:start]))
            pieces.append(self._data[copied : copied + length])
            copied += length + len(self._encode(self._decoded.text[start:end]))
            pieces.append(self._replacement(edit, start, end))
            position = end
        pieces.append(self._data[copied:])
        return b"".join(pieces)

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return in order the stretches of a part of a paragraph that are marked alike."""
        marks = list(self._marks(start, end))
        inner = {offset for mark in marks for offset in mark[:2] if start < offset < end}
        return [
            Stretch(
                first,
                last,
                "".join(mark.look for mark in marks if mark.start <= first and last <= mark.end),
            )
            for first, last in pairwise([start, *sorted(inner), end])
        ]

    def _marks(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield what is marked within a part of the text, or from within it to outside."""
        first, last = bisect_left(self._shown_starts, start), bisect_right(self._shown_starts, end)
        for index in range(first, last):
            begin, partner = self._starts[index], self._partners[index]
            if partner in (ALWAYS, begin):
                continue
            other = bisect_left(self._starts, partner)
            opening, closing = min(index, other), max(index, other)
            if index == closing and first <= opening:
                continue  # seen already
            look = self._decoded.text[self._starts[opening] : self._ends[opening]]
            yield Stretch(self._shown_starts[opening], self._shown_starts[closing], look)

    def _replacement(self, edit: Edit, start: int, end: int) -> bytes:
        try:
            written = self._written(edit.replacement)
            return self._encode(written + "".join(self._kept(start, end)))
        except UnicodeEncodeError as error:
            character = error.object[error.start]
            place = self.locate(edit.start)
            raise OutputError(
                f"{self._decoded.encoding.upper()} has no {character!r}",
                place=f"{self._name}:{place.line}:{place.column}",
                way_out="save the file as UTF-8 first",
            ) from None

    def _written(self, replacement: str) -> str:
        """Return a replacement as this kind of file writes it."""
        return replacement.replace("\n", self._line_end)

    def _encode(self, text: str) -> bytes:
        return text.encode(self._decoded.encoding)

    def _kept(self, start: int, end: int) -> Iterator[str]:
        """Yield the markup that must survive when the file's ``[start, end)`` is replaced."""
        for index in range(bisect_left(self._starts, start), bisect_left(self._starts, end)):
            if not start <= self._partners[index] < end:
                yield self._decoded.text[self._starts[index] : self._ends[index]]

    def _source_span(self, edit: Edit) -> tuple[int, int]:
        """Return the stretch of the file behind an edit, without the markup around it."""
        if edit.start < edit.end:
            return self._widen(self._source_start(edit.start), self._source_end(edit.end))
        # An insertion stands with the character before it, at the start of a line behind the
        # markup: both ways inside the markup of its own line.
        at_line_start = edit.start == 0 or self.text[edit.start - 1] == "\n"
        position = self._source_start(edit.start) if at_line_start else self._source_end(edit.start)
        return position, position

    def _widen(self, start: int, end: int) -> tuple[int, int]:
        """Take in the markup right outside a stretch that goes with markup inside it."""
        index = bisect_left(self._starts, end)
        while index < len(self._starts) and self._starts[index] == end:
            if not start <= self._partners[index] < end:
                break
            end = self._ends[index]
            index += 1
        index = bisect_left(self._starts, start) - 1
        while index >= 0 and self._ends[index] == start:
            if not start <= self._partners[index] < end:
                break
            start = self._starts[index]
            index -= 1
        return start, end

    def _source_start(self, offset: int) -> int:
        """Return where in the file the character at ``offset`` of the text begins."""
        index = bisect_right(self._shown_starts, offset) - 1
        if index < 0:
            return offset
        behind = offset - self._shown_end(index)
        return self._starts[index] if behind < 0 else self._ends[index] + behind

    def _source_end(self, offset: int) -> int:
        """Return where in the file the character before ``offset`` of the text ends."""
        index = bisect_right(self._shown_starts, offset - 1) - 1
        if index < 0:
            return offset
        return self._ends[index] + max(offset - self._shown_end(index), 0)

    def _shown_end(self, index: int) -> int:
        """Return where in the text a change ends."""
        following = index + 1
        if following < len(self._starts):
            unchanged = self._starts[following] - self._ends[index]
            return self._shown_starts[following] - unchanged
        unchanged = len(self._decoded.text) - self._ends[index]
        return len(self.text) - unchanged

    @cached_property
    def _line_starts(self) -> array[int]:
        ends = (match.end() for match in _LINE_END.finditer(self._decoded.text))
        return array("q", [0, *ends])

    @cached_property
    def _line_end(self) -> str:
        """The line end the file uses: its first one."""
        found = _LINE_END.search(self._decoded.text)
        return found[0] if found else "\n"
