"""The lexicon as evidence: words that are known translations of each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table
from aligner.alignment.window import FloatArray
from aligner.document import Document
from aligner.evidence.matching_text import matching_texts
from aligner.lexicon import Lexicon
from aligner.text.tokens import IntArray, Tokens

_FLOOR = 0.65  # λ
# Words more frequent than this (the, of, 的, 了) are translated in too many ways to say anything.
_FREQUENT = 3e-3
_HERE = 1.0


@dataclass(frozen=True, slots=True)
class LexicalEvidence:
    """Scores beads by word-translation probabilities in both directions."""

    lexicon: Lexicon
    features: tuple[str, ...] = ("lexicon.english", "lexicon.chinese")

    def prepare(self, source: Document, target: Document) -> LinkScorer:
        """Return a scorer over the words of both documents, their types numbered afresh."""
        lexicon = self.lexicon
        chinese_types, chinese = _renumber(lexicon.chinese_tokens(matching_texts(source)))
        english_types, english = _renumber(lexicon.english_tokens(matching_texts(target)))
        links = lexicon.links(chinese_types, english_types)
        z_side = _side(chinese, lexicon.chinese_probabilities(chinese_types))
        e_side = _side(english, lexicon.english_probabilities(english_types))
        forward = _table(links.chinese, links.english, links.english_given_chinese, z_side, e_side)
        backward = _table(links.english, links.chinese, links.chinese_given_english, e_side, z_side)
        return LinkScorer(z_side, e_side, forward, backward, _FLOOR, learns=True)


def _table(
    given: IntArray, predicted: IntArray, ratios: FloatArray, given_side: Side, predicted_side: Side
) -> LinkTable:
    """Return the links to words that count."""
    kept = predicted_side.weights[predicted] > 0
    return link_table(given[kept], predicted[kept], ratios[kept], len(given_side.weights))


def _renumber(tokens: Tokens) -> tuple[npt.NDArray[np.int32], Tokens]:
    """Return the distinct types in order, and the tokens numbered by their place among them."""
    types, places = np.unique(tokens.types, return_inverse=True)
    return types, Tokens(places.astype(np.int32), tokens.offsets)


def _side(tokens: Tokens, probabilities: FloatArray) -> Side:
    """Return a side; words rare in general but frequent here, such as names, count as frequent."""
    here = np.bincount(tokens.types, minlength=len(probabilities)) / max(len(tokens.types), 1)
    weights = (probabilities <= _FREQUENT).astype(np.float32)
    return Side(tokens, weights, np.maximum(probabilities, _HERE * here).astype(np.float32))
