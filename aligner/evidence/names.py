"""Names as evidence: romanised Chinese names, transliterations, and strings in Latin letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.alignment.links import LinkScorer
from aligner.document import Document
from aligner.evidence.marks import mark_scorer
from aligner.evidence.matching_text import matching_texts
from aligner.text.latin import latin_strings
from aligner.text.names import NameOccurrences, name_occurrences, transliterations


@dataclass(frozen=True, slots=True)
class NameEvidence:
    """Scores beads by names and Latin strings that stand on both sides."""

    features: tuple[str, ...] = ("name.english", "name.chinese")

    def prepare(self, source: Document, target: Document) -> LinkScorer:
        """Return a scorer; names found in one document only are left out."""
        chinese, english = matching_texts(source), matching_texts(target)
        kinds = [
            name_occurrences(chinese, english),
            transliterations(chinese, english),
            _latin(chinese, english),
        ]
        chinese_marks: list[list[int]] = [[] for _ in chinese]
        english_marks: list[list[int]] = [[] for _ in english]
        first = 0
        for kind in kinds:
            _add(chinese_marks, kind.chinese, first)
            _add(english_marks, kind.english, first)
            first += len(kind.names)
        return mark_scorer(chinese_marks, english_marks)


def _add(marks: Sequence[list[int]], found: Sequence[Sequence[int]], first: int) -> None:
    """Add the ids found in each sentence, moved up by ``first``."""
    for sentence, ids in zip(marks, found, strict=True):
        sentence.extend(first + index for index in ids)


def _latin(chinese: Sequence[str], english: Sequence[str]) -> NameOccurrences:
    """Return the Latin strings that stand in both documents."""
    left = [latin_strings(sentence) for sentence in chinese]
    wanted = {string for strings in left for string in strings}
    right = [[s for s in latin_strings(sentence) if s in wanted] for sentence in english]
    names = tuple(sorted({string for strings in right for string in strings}))
    ids = {name: index for index, name in enumerate(names)}
    return NameOccurrences(
        names,
        tuple(tuple(ids[s] for s in strings if s in ids) for strings in left),
        tuple(tuple(ids[s] for s in strings) for strings in right),
    )
