"""Fields of a word processor: an instruction that is no text, and what it shows, which is.

What a table of contents shows is no text either. What is no text is marked as left out when the
instruction or the table ends, not before: one whose end is missing in a damaged file would
otherwise take the rest of the document with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from aligner.readers.word.pieces import Paragraph, Piece

_CONTENTS = re.compile(r"\s*(?:TOC|TOA)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False  # whether its instruction is over
    waiting: list[tuple[Paragraph, Piece]] = field(default_factory=list)  # to be left out

    @property
    def is_contents(self) -> bool:
        return _CONTENTS.match(self.instruction) is not None


class Fields:
    """The fields around what is being read, the innermost last."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._silent: list[_Field] = []  # those of them in which nothing is text

    def begin(self, instruction: str = "") -> None:
        """Go into a field."""
        self._open.append(_Field(instruction))
        self._silent.append(self._open[-1])

    def instruct(self, text: str) -> None:
        """Take more of the innermost instruction."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction += text

    def add(self, paragraph: Paragraph, piece: Piece) -> None:
        """Note a piece that was read."""
        if self._silent:
            self._silent[0].waiting.append((paragraph, piece))

    def show(self) -> None:
        """Take what follows for what the innermost field shows."""
        if not self._open or self._open[-1].shows:
            return
        shown = self._open[-1]
        shown.shows = True
        _leave_out(shown)
        if not shown.is_contents:
            self._silent.pop()

    def end(self) -> int:
        """Leave the innermost field; return how many lines of a table of contents it showed."""
        if not self._open:
            return 0
        ended = self._open.pop()
        if self._silent and self._silent[-1] is ended:
            self._silent.pop()
        count = _leave_out(ended)
        return count if ended.shows else 0


def _leave_out(one: _Field) -> int:
    """Leave out what waits for it; return from how many paragraphs that had text until now."""
    paragraphs = {id(paragraph): paragraph for paragraph, _ in one.waiting}
    count = sum(bool(paragraph.text.strip()) for paragraph in paragraphs.values())
    for _, piece in one.waiting:
        piece.left_out = True
    one.waiting = []
    return count
