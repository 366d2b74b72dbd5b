"""Finding rows by a piece of their text, in either language, script and case."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from aligner.bead import Bead, join
from aligner.document import Language, Sentence
from aligner.text.script import is_traditional, to_simplified

_SAMPLE = 200  # rows by which a traditional text is known


class Search:
    """Compares rows with a text: substring, case and the two Chinese scripts all the same.

    Folded texts are remembered, so that the second search of a large file is fast.
    """

    def __init__(self, source_language: Language, target_language: Language) -> None:
        self._languages = source_language, target_language
        self._needles: frozenset[str] = frozenset()
        self._is_traditional: bool | None = None
        self._folded: dict[str, str] = {}

    @property
    def is_active(self) -> bool:
        """Whether there is a text to search for."""
        return bool(self._needles)

    def look_for(self, text: str, rows: Sequence[Bead]) -> None:
        """Set the text to search for; nothing ends the search."""
        if self._is_traditional is None:
            sample = itertools.islice(rows, _SAMPLE)
            self._is_traditional = is_traditional("".join(map(self._texts, sample)))
        text = text.casefold()
        # A query typed in the other script must find the text too; converting it is cheap.
        self._needles = frozenset({text, to_simplified(text)}) if text else frozenset()

    def matches(self, row: Bead) -> bool:
        """Tell whether one side of a row, or its note, contains the text."""
        text = self._fold(f"{self._texts(row)}\n{row.note}")
        return any(needle in text for needle in self._needles)

    def _texts(self, row: Bead) -> str:
        source, target = self._languages
        return f"{_joined(row.source, source)}\n{_joined(row.target, target)}"

    def _fold(self, text: str) -> str:
        if not self._is_traditional:
            return text.casefold()
        if text not in self._folded:
            self._folded[text] = to_simplified(text.casefold())
        return self._folded[text]


def _joined(sentences: tuple[Sentence, ...], language: Language) -> str:
    """Join without line breaks, so that a text across two sentences is found."""
    if len(sentences) == 1 and "\n" not in sentences[0].text:
        return sentences[0].text  # Most sides: five times faster.
    return join(sentences, language)
