"""What a part of a word processor's file is cut into: paragraphs, and pieces of their text."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Piece:
    """Characters of a paragraph that stand in one place of the part."""

    text: str
    start: int  # bytes of the content, or of the whole element if it is no text element
    end: int
    tag: int = -1  # where the start tag of a text element begins; -1: no text element
    left_out: bool = False  # it turned out to be no text

    @property
    def is_label(self) -> bool:
        """Whether it is an automatic number, which stands nowhere in the part."""
        return self.start == self.end == 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph as it is shown."""

    number: int  # in its part, from 1
    row: int = -1  # of the outermost table, counted through the part; -1 outside tables
    table: int = 0  # from 1; 0 outside tables
    note: str = ""  # identifier of the footnote or endnote it is in
    pieces: list[Piece] = field(default_factory=list)
    references: list[tuple[str, str]] = field(default_factory=list)  # ("footnotes", "2")

    @property
    def text(self) -> str:
        """All characters."""
        return "".join(piece.text for piece in self.pieces if not piece.left_out)

    def drop_left_out(self) -> None:
        """Keep only what is text; an automatic number alone goes with the text it stood before."""
        kept = [piece for piece in self.pieces if not piece.left_out]
        if len(kept) < len(self.pieces):
            self.pieces = [] if all(piece.is_label for piece in kept) else kept
