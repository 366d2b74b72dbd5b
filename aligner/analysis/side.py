"""One language of a bead: its text on one line, and the way back into the user's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from aligner.bead import join
from aligner.document import Language, Place, Sentence
from aligner.glossary.english import Words, words_of
from aligner.text.quantities import Quantity

Locate = Callable[[int], Place]  # from a code-point offset into Document.text


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a sentence that stands in the joined text."""

    start: int  # in the joined text
    origin: int  # in Document.text


class Side:
    """The sentences of one side, joined as ``aligner.bead.join`` does.

    >>> side = Side([Sentence(0, 5, 8, "你好。"), Sentence(1, 9, 12, "再见。")], "zh", "a.zh.txt")
    >>> side.text, side.origin(4)
    ('你好。再见。', 10)
    """

    def __init__(
        self,
        sentences: Sequence[Sentence],
        language: Language,
        file: str,
        locate: Locate | None = None,
        place: Place | None = None,
    ) -> None:
        """Join the sentences.

        Args:
            sentences: of one side of a bead, in order.
            language: theirs.
            file: as the user named it.
            locate: leads from offsets into the document's text to places in the file.
            place: without ``locate``: where the text begins in the file.
        """
        self.sentences = sentences
        self.language = language
        self.file = file
        self._locate = locate
        self._place = place
        self.text = join(sentences, language)
        # Filled by the analyst, for many beads at once.
        self.quantities: Sequence[Quantity] = ()

    @cached_property
    def words(self) -> Words:
        """The English words of the text, as renderings are matched in them."""
        return words_of(self.text)

    @cached_property
    def _pieces(self) -> list[_Piece]:
        return list(_pieces(self.sentences, " " if self.language == "en" else ""))

    def origin(self, offset: int) -> int:
        """Return the offset into ``Document.text`` of an offset into the joined text."""
        if not self._pieces:
            return 0
        index = bisect_right(self._pieces, offset, key=lambda piece: piece.start) - 1
        piece = self._pieces[max(index, 0)]
        return piece.origin + offset - piece.start

    def place(self, offset: int = 0) -> Place:
        """Return where a part of the text stands in the user's file."""
        if self._locate is not None:
            return self._locate(self.origin(offset))
        if self._place is None:
            return Place(1, 1)
        if not offset or self._place.part:  # a cell of a sheet: its columns are no characters
            return self._place
        return Place(self._place.line, self._place.column + offset, self._place.part)


def _pieces(sentences: Sequence[Sentence], separator: str) -> Iterator[_Piece]:
    length = 0
    for sentence in sentences:
        position = sentence.start
        for line in sentence.text.split("\n"):
            text = line.strip()
            if text:
                length += len(separator) if length else 0
                yield _Piece(length, position + len(line) - len(line.lstrip()))
                length += len(text)
            position += len(line) + 1
