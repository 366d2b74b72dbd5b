"""The lexicon as evidence: words that are known translations of each other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.alignment.links import LinkScorer, Side, link_table
from aligner.alignment.window import FloatArray
from aligner.document import Document
from aligner.evidence.matching_text import matching_texts
from aligner.lexicon import Lexicon
from aligner.text.tokens import Tokens

_FLOOR = 0.65  # λ
# Words more frequent than this (the, of, 的, 了) are translated in too many ways to say anything.
_FREQUENT = 3e-3


@dataclass(frozen=True, slots=True)
class LexicalEvidence:
    """Scores beads by word-translation probabilities in both directions."""

    lexicon: Lexicon
    features: tuple[str, ...] = ("lexicon.english", "lexicon.chinese")

    def prepare(self, source: Document, target: Document) -> LinkScorer:
        """Return a scorer over the words of both documents, their types numbered afresh."""
        chinese_types, chinese = _renumber(self.lexicon.chinese_tokens(matching_texts(source)))
        english_types, english = _renumber(self.lexicon.english_tokens(matching_texts(target)))
        links = self.lexicon.links(chinese_types, english_types)
        return LinkScorer(
            _side(chinese, self.lexicon.chinese_probabilities(chinese_types)),
            _side(english, self.lexicon.english_probabilities(english_types)),
            link_table(
                links.chinese, links.english, links.english_given_chinese, len(chinese_types)
            ),
            link_table(
                links.english, links.chinese, links.chinese_given_english, len(english_types)
            ),
            _FLOOR,
            learns=True,
        )


def _renumber(tokens: Tokens) -> tuple[npt.NDArray[np.int32], Tokens]:
    """Return the distinct types in order, and the tokens numbered by their place among them."""
    types, places = np.unique(tokens.types, return_inverse=True)
    return types, Tokens(places.astype(np.int32), tokens.offsets)


def _side(tokens: Tokens, probabilities: FloatArray) -> Side:
    return Side(tokens, (probabilities <= _FREQUENT).astype(np.float32), probabilities)
