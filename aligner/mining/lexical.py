"""How far the words of two phrases explain each other: whether a pair has the right borders.

A word is explained by the most probable of the other phrase's words, as IBM Model 1 (Brown et al.
1993) has it: in full from a probability of ``_SURE`` on. A phrase cut too short leaves words of the
other side without an explanation, one cut too long has words too many. Latin strings in the Chinese
text (CMU系统) explain themselves.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.errors import InputError
from aligner.lexicon import Lexicon
from aligner.lexicon.training import train_lexicon
from aligner.lexicon.vocabulary import SentencePair
from aligner.mining.side import FloatArray, IntArray, Side
from aligner.mining.stopwords import FUNCTION_WORDS
from aligner.text.tokens import HAN, Tokens, tokens_of
from aligner.text.tokens import IntArray as Types

_SURE = 0.15
_BLOCK = 2_000_000  # pairs of words worked on at a time
_NOT_LATIN = re.compile(f"[{chr(HAN[0])}-{chr(HAN[1] - 1)}]+")
_LONG_WORD = 4  # Han characters, from which on a word's parts are looked up as well
_LATIN_WEIGHT = 3.0  # Han characters that a Latin string counts for


def adapted(lexicon: Lexicon, chinese: Side, english: Side) -> Lexicon:
    """Return the lexicon with what the beads teach; as it is if they teach nothing."""
    lines = chinese.folded.split("\n"), english.text.split("\n")
    pairs = [SentencePair(*sides) for sides in zip(*lines, strict=True)]
    try:
        return train_lexicon(pairs, base=lexicon).lexicon
    except InputError:
        return lexicon


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of phrases, types from 0 without gaps, and how much each type counts."""

    tokens: Tokens
    weights: FloatArray  # shape (types,)


@dataclass(frozen=True, slots=True)
class _Explanations:
    """Pairs of words that explain each other."""

    keys: IntArray  # ascending: Chinese type · English types + English type
    shares: FloatArray  # shape as keys: 0 … 1, how far

    def of(self, keys: IntArray) -> FloatArray:
        """Return how far the words of each key explain each other; shape as ``keys``."""
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[places] == keys, self.shares[places], 0.0)


class Coverage:
    """Tells how far phrases explain each other."""

    def __init__(self, lexicon: Lexicon, chinese: Sequence[str], english: Sequence[str]) -> None:
        """Take the phrases that pairs are made of, the Chinese ones simplified."""
        self._chinese, self._english, self._explanations = _read(lexicon, chinese, english)

    def of(self, chinese: IntArray, english: IntArray) -> tuple[FloatArray, FloatArray]:
        """Return how far Chinese and English phrases are explained, 0 … 1, pair by pair.

        Args:
            chinese: numbers of phrases, shape (pairs,).
            english: the same.
        """
        sizes = self._chinese.tokens.counts[chinese] * self._english.tokens.counts[english]
        block = np.cumsum(sizes) // _BLOCK
        cuts = np.flatnonzero(np.diff(block)) + 1
        parts = [
            self._block(*part)
            for part in zip(np.split(chinese, cuts), np.split(english, cuts), strict=True)
        ]
        z, e = zip(*parts, strict=True)
        return np.concatenate(z), np.concatenate(e)

    def _block(self, chinese: IntArray, english: IntArray) -> tuple[FloatArray, FloatArray]:
        z, e = self._chinese, self._english
        z_words, e_words = _spread(z.tokens, chinese), _spread(e.tokens, english)
        z_counts, e_counts = z.tokens.counts[chinese], e.tokens.counts[english]
        # Every word of one phrase with every word of the other.
        widths = np.repeat(e_counts, z_counts)
        first = np.repeat(np.cumsum(e_counts) - e_counts, z_counts)
        ends = np.cumsum(widths)
        in_e = np.arange(int(widths.sum())) + np.repeat(first - ends + widths, widths)
        in_z = np.repeat(np.arange(len(z_words)), widths)
        shares = self._explanations.of(z_words[in_z] * len(e.weights) + e_words[in_e])
        return (
            _mean(in_z, shares, z.weights[z_words], z_counts),
            _mean(in_e, shares, e.weights[e_words], e_counts),
        )


def _spread(tokens: Tokens, phrases: IntArray) -> IntArray:
    """Return the types of the words of each phrase, one after another."""
    counts = tokens.counts[phrases]
    ends = np.cumsum(counts)
    places = np.arange(int(counts.sum())) + np.repeat(
        tokens.offsets[phrases] - ends + counts, counts
    )
    return tokens.types[places].astype(np.int64)


def _mean(words: IntArray, shares: FloatArray, weights: FloatArray, counts: IntArray) -> FloatArray:
    """Return the weighted mean over each phrase's words of the best share of each."""
    best = np.zeros(len(weights))
    np.maximum.at(best, words, shares)
    phrase = np.repeat(np.arange(len(counts)), counts)
    totals = np.bincount(phrase, weights, len(counts))
    return np.bincount(phrase, best * weights, len(counts)) / np.maximum(totals, 1e-9)


def _read(
    lexicon: Lexicon, chinese: Sequence[str], english: Sequence[str]
) -> tuple[_Words, _Words, _Explanations]:
    han = lexicon.chinese_tokens(chinese)
    # In one call: the types of words that the lexicon does not have are valid within it.
    latin = [_NOT_LATIN.sub(" ", phrase) for phrase in chinese]
    stems = lexicon.english_tokens([*latin, *english])
    strings, stems = stems[: len(latin)], stems[len(latin) :]
    e_types, e_places = np.unique(stems.types, return_inverse=True)
    z_types, l_types = np.unique(han.types), np.unique(strings.types)
    words = [lexicon.words[type_] for type_ in z_types.tolist()]
    parts = lexicon.chinese_tokens([_cut(word) for word in words])
    p_types = np.unique(parts.types)
    z_words = _together(
        _placed(han, z_types, 0),
        _placed(strings, l_types, len(z_types)),
        _placed(parts, p_types, len(z_types) + len(l_types)),
    )
    # Parts explain but need no explanation.
    weights = [*map(float, map(len, words)), *[_LATIN_WEIGHT] * len(l_types), *[0.0] * len(p_types)]
    e_weights = [float(not _is_function(lexicon, type_)) for type_ in e_types.tolist()]
    same = np.intersect1d(l_types, e_types, return_indices=True)[1:]
    explanations = _sorted(
        len(e_types),
        _links(lexicon, z_types, e_types, 0),
        (same[0] + len(z_types), same[1], np.ones(len(same[0]))),
        _links(lexicon, p_types, e_types, len(z_types) + len(l_types)),
    )
    return (
        _Words(z_words, np.array(weights)),
        _Words(Tokens(e_places.astype(np.int32), stems.offsets), np.array(e_weights)),
        explanations,
    )


def _cut(word: str) -> str:
    """Return a long word's beginnings and ends: 银行 in 中央银行 explains “bank” better than it."""
    return f"{word[:2]} {word[2:]} {word[:-2]} {word[-2:]}" if len(word) >= _LONG_WORD else ""


def _placed(tokens: Tokens, types: Types, first: int) -> list[list[int]]:
    """Return each row's tokens as places among the sorted types, counted from ``first``."""
    places = (np.searchsorted(types, tokens.types) + first).tolist()
    return [places[start:stop] for start, stop in itertools.pairwise(tokens.offsets.tolist())]


def _together(han: list[list[int]], latin: list[list[int]], parts: list[list[int]]) -> Tokens:
    """Return each phrase's words, Latin strings, and the parts of its words."""
    return tokens_of(
        [
            [*words, *strings, *(part for word in words for part in parts[word])]
            for words, strings in zip(han, latin, strict=True)
        ]
    )


def _is_function(lexicon: Lexicon, type_: int) -> bool:
    return type_ < len(lexicon.stems) and lexicon.stems[type_] in FUNCTION_WORDS


def _links(
    lexicon: Lexicon, z_types: Types, e_types: Types, first: int
) -> tuple[IntArray, IntArray, FloatArray]:
    """Return Chinese places from ``first`` on, English places, and how far they explain it."""
    links = lexicon.links(z_types, e_types)
    of_english = lexicon.english_probabilities(e_types)[links.english]
    of_chinese = lexicon.chinese_probabilities(z_types)[links.chinese]
    forward: FloatArray = (links.english_given_chinese * of_english).astype(np.float64)
    backward: FloatArray = (links.chinese_given_english * of_chinese).astype(np.float64)
    shares = np.minimum(np.maximum(forward, backward) / _SURE, 1.0)
    return links.chinese.astype(np.int64) + first, links.english.astype(np.int64), shares


def _sorted(e_types: int, *links: tuple[IntArray, IntArray, FloatArray]) -> _Explanations:
    # A key above all others keeps the arrays from being empty.
    highest = np.array([np.iinfo(np.int64).max])
    keys = np.concatenate([*(z * e_types + e for z, e, _ in links), highest])
    shares = np.concatenate([*(share for _, _, share in links), np.zeros(1)])
    order = np.argsort(keys)
    return _Explanations(keys[order], shares[order])
