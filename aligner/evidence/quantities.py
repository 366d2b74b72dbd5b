"""Quantities as evidence: numbers, dates, percentages and measures compared by value."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from aligner.alignment.links import LinkScorer
from aligner.document import Document, Language
from aligner.evidence.marks import mark_scorer
from aligner.evidence.matching_text import matching_texts
from aligner.text.quantities import Quantity, find_quantities, value_groups


@dataclass(frozen=True, slots=True)
class QuantityEvidence:
    """Scores beads by quantities that have the same value on both sides."""

    features: tuple[str, ...] = ("quantity.english", "quantity.chinese")

    def prepare(self, source: Document, target: Document) -> LinkScorer:
        """Return a scorer; quantities that match nothing in the other document are left out."""
        chinese, chinese_sentences = _find(matching_texts(source), "zh")
        english, english_sentences = _find(matching_texts(target), "en")
        chinese_groups, english_groups = value_groups(chinese, english)
        return mark_scorer(
            _by_sentence(chinese_groups, chinese_sentences, len(source.sentences)),
            _by_sentence(english_groups, english_sentences, len(target.sentences)),
        )


def _find(sentences: Sequence[str], language: Language) -> tuple[list[Quantity], list[int]]:
    """Return the quantities of all sentences and the sentence of each, found in one scan."""
    starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
    quantities = find_quantities("\n".join(sentences), language)
    return quantities, [bisect_right(starts, quantity.start) - 1 for quantity in quantities]


def _by_sentence(groups: Sequence[int], sentences: Sequence[int], count: int) -> list[list[int]]:
    """Return the groups in each sentence; -1, which matches nothing, is left out."""
    marks: list[list[int]] = [[] for _ in range(count)]
    for group, sentence in zip(groups, sentences, strict=True):
        if group >= 0:
            marks[sentence].append(group)
    return marks
