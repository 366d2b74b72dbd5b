"""How far the words of two phrases explain each other: whether a pair has the right borders.

A word is explained by the most probable of the other phrase's words, as IBM Model 1 (Brown et al.
1993) has it: in full from a probability of ``_SURE`` on. A phrase cut too short leaves words of the
other side without an explanation, one cut too long has words too many. Latin strings in the Chinese
text (CMU系统) explain themselves.
"""

from __future__ import annotations

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
    in_chinese, in_english = stems[: len(latin)], stems[len(latin) :]
    e_types, e_places = np.unique(in_english.types, return_inverse=True)
    z_types = np.unique(han.types)
    l_types = np.unique(in_chinese.types)
    e_words = Tokens(e_places.astype(np.int32), in_english.offsets)
    z_words = _together(han, z_types, in_chinese, l_types)
    lengths = [float(len(lexicon.words[type_])) for type_ in z_types.tolist()]
    weights = np.array([*lengths, *[_LATIN_WEIGHT] * len(l_types)])
    e_weights = np.array(
        [float(not _is_function(lexicon, type_)) for type_ in e_types.tolist()], np.float64
    )
    explanations = _explanations(lexicon, z_types, e_types, l_types)
    return _Words(z_words, weights), _Words(e_words, e_weights), explanations


def _together(han: Tokens, z_types: Types, latin: Tokens, l_types: Types) -> Tokens:
    """Return the Han words and the Latin strings of each phrase; the latter count on in types."""
    z_places = np.searchsorted(z_types, han.types).tolist()
    l_places = (np.searchsorted(l_types, latin.types) + len(z_types)).tolist()
    z_ends, l_ends = han.offsets.tolist(), latin.offsets.tolist()
    return tokens_of(
        [
            z_places[z_ends[i] : z_ends[i + 1]] + l_places[l_ends[i] : l_ends[i + 1]]
            for i in range(len(z_ends) - 1)
        ]
    )


def _is_function(lexicon: Lexicon, type_: int) -> bool:
    return type_ < len(lexicon.stems) and lexicon.stems[type_] in FUNCTION_WORDS


def _explanations(
    lexicon: Lexicon, z_types: Types, e_types: Types, l_types: Types
) -> _Explanations:
    links = lexicon.links(z_types, e_types)
    of_english, of_chinese = (
        lexicon.english_probabilities(e_types)[links.english],
        lexicon.chinese_probabilities(z_types)[links.chinese],
    )
    forward: FloatArray = (links.english_given_chinese * of_english).astype(np.float64)
    backward: FloatArray = (links.chinese_given_english * of_chinese).astype(np.float64)
    shares = np.minimum(np.maximum(forward, backward) / _SURE, 1.0)
    keys = links.chinese.astype(np.int64) * len(e_types) + links.english
    _, in_latin, in_english = np.intersect1d(l_types, e_types, return_indices=True)
    own_keys = (len(z_types) + in_latin) * len(e_types) + in_english
    # A key above all others keeps the arrays from being empty.
    highest = np.array([np.iinfo(np.int64).max])
    all_keys = np.concatenate([keys, own_keys, highest])
    all_shares = np.concatenate([shares, np.ones(len(own_keys)), [0.0]])
    order = np.argsort(all_keys)
    return _Explanations(all_keys[order], all_shares[order])
