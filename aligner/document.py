"""Documents, their sentences, and the way back to the user's own file."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

Language = Literal["zh", "en"]


def other_language(language: Language) -> Language:
    """Return the language that texts in this one are translated into.

    >>> other_language("zh"), other_language("en")
    ('en', 'zh')
    """
    return "en" if language == "zh" else "zh"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A stretch of ``Document.text``; blank lines of presegmented files are sentences too."""

    index: int  # position in Document.sentences, from 0
    start: int  # half-open code-point offsets into Document.text
    end: int
    text: str  # always document.text[start:end]
    paragraph: int = 0  # from 0, never decreasing; all 0 where paragraphs are not known

    def __reduce__(self) -> tuple[type[Sentence], tuple[object, ...]]:
        """Be sent to another process in a third of the time that dataclasses take."""
        return Sentence, (self.index, self.start, self.end, self.text, self.paragraph)


class Place(NamedTuple):  # of which a bitext has two a bead: a dataclass takes twice the time
    """A position in the user's own file, as its editor shows it."""

    line: int  # from 1; a paragraph in a word processor's file
    column: int  # from 1, in code points
    part: str = ""  # where lines count anew: "page 3", "footnote 2", "table 1, row 4"

    def __str__(self) -> str:
        """Return ``12:5``, or ``page 3:12:5``."""
        return (
            f"{self.part}:{self.line}:{self.column}" if self.part else f"{self.line}:{self.column}"
        )


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace ``Document.text[start:end]`` by ``replacement``."""

    start: int
    end: int
    replacement: str


class Places(Protocol):
    """What a reader knows about the file behind a document's text."""

    def locate(self, offset: int) -> Place:
        """Return the place in the user's file of a code-point offset into ``Document.text``."""
        ...

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return the file's content with the edits made and everything else byte for byte.

        Raises:
            OutputError: this kind of file cannot hold them.
        """
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its sentences.

    Sentences are in order, do not overlap, and leave out white space only (checked by the
    segmenter's tests); offsets and texts are checked here.

    Raises:
        ValueError: a sentence out of order or whose text is not ``text[start:end]``.
    """

    name: str  # how messages and bitexts call it: the path as the user gave it
    language: Language
    text: str  # line ends are "\n"
    sentences: tuple[Sentence, ...]
    places: Places | None = None

    def __post_init__(self) -> None:
        """Check that every sentence is where it says it is."""
        position = paragraph = 0
        for index, sentence in enumerate(self.sentences):
            in_order = sentence.start >= position and sentence.paragraph >= paragraph
            if sentence.index != index or not in_order:
                raise ValueError(f"{self.name}: sentence {index} is out of order")
            if self.text[sentence.start : sentence.end] != sentence.text:
                raise ValueError(f"{self.name}: sentence {index} is not the text at its offsets")
            position, paragraph = sentence.end, sentence.paragraph

    @classmethod
    def cut(
        cls,
        name: str,
        language: Language,
        text: str,
        spans: Iterable[tuple[int, int, int]],
        places: Places | None = None,
    ) -> Document:
        """Return a text cut into sentences.

        Args:
            name: how messages and bitexts call it.
            language: of the text.
            text: its line ends are line feeds.
            spans: of the sentences in order: start, end, paragraph.
            places: what leads back to the user's file, if there is one.

        Raises:
            ValueError: the spans are out of order.
        """
        sentences = (
            Sentence(index, start, end, text[start:end], paragraph)
            for index, (start, end, paragraph) in enumerate(spans)
        )
        return cls(name, language, text, tuple(sentences), places)

    @classmethod
    def of_lines(cls, name: str, language: Language, lines: Iterable[str]) -> Document:
        r"""Return a document of sentences that are known already, each on a line of its text.

        >>> Document.of_lines("mine", "zh", ["你好。", "再见。"]).text
        '你好。\n再见。'
        """
        lines = list(lines)
        starts = itertools.accumulate((len(line) + 1 for line in lines), initial=0)
        spans = [(start, start + len(line), 0) for start, line in zip(starts, lines, strict=False)]
        return cls.cut(name, language, "\n".join(lines), spans)

    def locate(self, offset: int) -> Place:
        """Return where a code-point offset into ``text`` stands in the user's file."""
        if self.places is not None:
            return self.places.locate(offset)
        line_start = self.text.rfind("\n", 0, offset) + 1
        return Place(self.text.count("\n", 0, offset) + 1, offset - line_start + 1)

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return the user's file with ``edits`` made; without edits, its bytes unchanged.

        Raises:
            ValueError: edits overlap, are out of range, or the document came from no file.
        """
        if self.places is None:
            raise ValueError(f"{self.name}: made from no file, so nothing can be written back")
        ordered = sorted(edits, key=lambda edit: (edit.start, edit.end))
        for before, after in itertools.pairwise(ordered):
            if after.start < before.end:
                raise ValueError(f"{self.name}: edits overlap at offset {after.start}")
        if ordered and (ordered[0].start < 0 or ordered[-1].end > len(self.text)):
            raise ValueError(f"{self.name}: edit outside the text")
        return self.places.apply(ordered)
