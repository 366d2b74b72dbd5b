"""The words of source and target with their places, and how the lexicon links them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.lexicon import Lexicon, load_lexicon
from aligner.lexicon.lexicon import LONGEST_WORD
from aligner.text.script import to_simplified

FloatArray = npt.NDArray[np.float64]

# The possessive ending is no part of the word: what stands in its place keeps it.
_ENGLISH = re.compile(r"(?<![^\W_]['’])[^\W_]+(?:(?:[-‐‑&.]|['’](?!s\b))[^\W_]+)*")
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.%-]*")
_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
# fmt: off
_GRAMMAR = frozenset({
    "a", "about", "after", "all", "also", "although", "am", "an", "and", "any", "are", "as", "at",
    "be", "because", "been", "before", "being", "both", "but", "by", "can", "can't", "cannot",
    "could", "couldn't", "did", "didn't", "do", "does", "doesn't", "don't", "during", "each",
    "every", "for", "from", "had", "has", "have", "he", "her", "here", "hers", "him", "his", "how",
    "i", "i'm", "if", "in", "into", "is", "isn't", "it", "it's", "its", "let's", "may", "me",
    "might", "mine", "must", "my", "neither", "never", "no", "none", "nor", "not", "of", "off",
    "on", "only", "or", "our", "ours", "out", "over", "shall", "she", "should", "so", "some",
    "such", "than", "that", "the", "their", "theirs", "them", "then", "there", "these", "they",
    "this", "those", "though", "through", "to", "too", "under", "until", "up", "us", "very", "was",
    "wasn't", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom",
    "whose", "why", "will", "with", "without", "won't", "would", "you", "your", "yours",
})
# fmt: on
_CHINESE_GRAMMAR = frozenset(
    "的地得了着过和与及或在是不也都就而被把将从对向以之其这那个我你他她它们"
)
_CLEAR = 5.0  # ratio to chance from which on a link says anything


def units_of(text: str, language: Language) -> tuple[Span, ...]:
    """Return the words of a text, in order; punctuation is in none of them.

    >>> [(one.start, one.end) for one in units_of("The student's high-speed train", "en")]
    [(0, 3), (4, 11), (14, 24), (25, 30)]
    >>> [(one.start, one.end) for one in units_of("发展经济2个", "zh")]
    [(0, 2), (2, 4), (4, 5), (5, 6)]
    """
    if language == "en":
        return tuple(Span(*match.span()) for match in _ENGLISH.finditer(text))
    words = _chinese_words()
    simplified = to_simplified(text)
    simplified = simplified if len(simplified) == len(text) else text
    found, position = [], 0
    while position < len(text):
        end = _word_end(simplified, position, words)
        if end > position:
            found.append(Span(position, end))
        position = max(end, position + 1)
    return tuple(found)


def _word_end(text: str, start: int, words: frozenset[str]) -> int:
    """Return where the longest word at a place ends; the place itself if there is none."""
    if match := _LATIN.match(text, start):
        return match.end()
    for length in range(LONGEST_WORD, 1, -1):
        if text[start : start + length] in words and start + length <= len(text):
            return start + length
    return start + bool(_HAN.match(text, start))


def is_grammar(word: str, language: Language) -> bool:
    """Tell whether a word only holds others together."""
    if language == "zh":
        return word in _CHINESE_GRAMMAR
    return word.lower().replace("’", "'") in _GRAMMAR


def link_strengths(source: Sequence[str], target: Sequence[str], language: Language) -> FloatArray:
    """Return how far the lexicon links the words, 0 not at all; shape (target, source).

    Args:
        source: words.
        target: words of the other language.
        language: of the source.
    """
    chinese, english = (source, target) if language == "zh" else (target, source)
    strengths = _strengths(chinese, english)
    return strengths.T if language == "zh" else strengths


def _strengths(chinese: Sequence[str], english: Sequence[str]) -> FloatArray:
    """Return the strengths of the links, shape (chinese, english)."""
    found = np.zeros((len(chinese), len(english)))
    if not chinese or not english:
        return found
    lexicon = _lexicon()
    z = lexicon.chinese_tokens(chinese)
    e = lexicon.english_tokens(english)
    z_types, z_places = np.unique(z.types, return_inverse=True)
    e_types, e_places = np.unique(e.types, return_inverse=True)
    links = lexicon.links(z_types.astype(np.int32), e_types.astype(np.int32))
    table = np.zeros((len(z_types), len(e_types)))
    both = np.sqrt(links.english_given_chinese * links.chinese_given_english)
    table[links.chinese, links.english] = np.where(both < _CLEAR, 0.0, np.log1p(both))
    z_units = np.repeat(np.arange(len(chinese)), z.counts)
    e_units = np.repeat(np.arange(len(english)), e.counts)
    pairs = table[np.ix_(z_places, e_places)]
    np.maximum.at(found, (z_units[:, None], e_units[None, :]), pairs)
    return found


@cache
def _lexicon() -> Lexicon:
    return load_lexicon()


@cache
def _chinese_words() -> frozenset[str]:
    return frozenset(_lexicon().words)
