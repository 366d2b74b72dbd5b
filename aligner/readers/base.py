"""What every reader gives: the text of a file, its paragraphs, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

from aligner.document import Edit, Places
from aligner.errors import OutputError
from aligner.text.segmentation import Span


@dataclass(frozen=True, slots=True)
class Extraction:
    """The text a reader found in a file."""

    text: str  # line ends are "\n"
    paragraphs: tuple[Span, ...]  # in order, not overlapping; sentences never cross their borders
    places: Places
    encoding: str = ""  # for text files a Python codec name
    is_guess: bool = False  # the encoding was not certain
    rows: tuple[int, ...] = ()  # for each paragraph its table row, counted through the file, or -1
    notices: tuple[str, ...] = ()  # what was skipped or read in one way of several


@dataclass(frozen=True, slots=True)
class ReadOnly:
    """The file side of the places in a file that edits cannot be written into."""

    data: bytes
    refusal: OutputError  # says why, and the way out

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return the file as it is.

        Raises:
            OutputError: there are edits.
        """
        if edits:
            raise self.refusal
        return self.data


class Stretch(NamedTuple):
    """A stretch of a document's text that looks alike: bold, a link."""

    start: int  # half-open code-point offsets into the text
    end: int
    look: str  # equal where the look is; empty in text files: as the text around


@runtime_checkable
class Formatted(Places, Protocol):
    """Places in a file whose text has markup or formats."""

    def stretches(self, start: int, end: int) -> list[Stretch]:
        """Return in order the stretches of ``[start, end)``, a part of one paragraph.

        Automatic numbers, which no edit may touch, are in none of them.
        """
        ...


class Reader(Protocol):
    """One kind of document. Readers stand in the table of ``aligner.readers``."""

    def __call__(self, data: bytes, name: str) -> Extraction:
        """Return the text of the file whose content is ``data``.

        Raises:
            InputError: the content is not what this reader reads.
        """
        ...
