"""What every reader gives: the text of a file, its paragraphs, and the way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

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


class Reader(Protocol):
    """One kind of document. Readers stand in the table of ``aligner.readers``."""

    def __call__(self, data: bytes, name: str) -> Extraction:
        """Return the text of the file whose content is ``data``.

        Raises:
            InputError: the content is not what this reader reads.
        """
        ...
