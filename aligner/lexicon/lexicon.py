"""The bilingual lexicon: words as types, how frequent they are, and what translates what.

A lexicon is made by ``aligner.lexicon.training`` and read from a file; one trained on general text
comes with the package (its licence stands beside it, in ``data``).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from aligner.errors import InputError
from aligner.lexicon.storage import (
    Arrays,
    FloatArray,
    Origin,
    pack,
    split_strings,
    unpack,
)
from aligner.text.tokens import ChineseTokenizer, EnglishTokenizer, IntArray, Tokens

EMBEDDED = Path(__file__).parent / "data" / "general.lexicon"
LONGEST_WORD = 8  # Han characters
_SUM_DIGITS = 8  # of the SHA-256, in signatures


@dataclass(frozen=True, slots=True)
class WordLinks:
    """Pairs of word types that translate each other, ordered by Chinese, then English word.

    All arrays have the shape (pairs,).
    """

    chinese: IntArray  # index into the Chinese types asked for
    english: IntArray  # index into the English types asked for
    english_given_chinese: FloatArray  # t(e | z) / p(e), 0 and more; 1: no better than chance
    chinese_given_english: FloatArray  # t(z | e) / p(z), the same


class Lexicon:
    """Word-translation probabilities in both directions, for the words of documents.

    >>> lexicon = load_lexicon()
    >>> chinese = np.unique(lexicon.chinese_tokens(["深化改革"]).types)
    >>> english = np.unique(lexicon.english_tokens(["deeper reforms", "bananas"]).types)
    >>> links = lexicon.links(chinese, english)
    >>> best = links.english_given_chinese.argmax()
    >>> lexicon.words[chinese[links.chinese[best]]], lexicon.stems[english[links.english[best]]]
    ('改革', 'reform')
    """

    def __init__(self, origin: Origin, arrays: Arrays, total: str) -> None:
        self.origin = origin
        self.arrays = arrays
        self.sum = total[:_SUM_DIGITS]  # hexadecimal; differs where the statistics differ
        self._chinese = ChineseTokenizer(arrays.hashes, LONGEST_WORD)

    @property
    def signature(self) -> str:
        """What it was made from and the sum of the result, for scores and caches."""
        origin = self.origin
        sources = [f"pairs:{origin.pairs}"]
        if origin.dictionary_words:
            sources.append(f"cedict:{origin.dictionary_words}")
        if origin.base:
            sources.append(f"base:{origin.base}")
        return f"{'+'.join(sources)}|v:{origin.version}|sha:{self.sum}"

    @functools.cached_property
    def words(self) -> list[str]:
        """The Chinese words by type."""
        return split_strings(self.arrays.words)

    @functools.cached_property
    def stems(self) -> list[str]:
        """The English stems by type."""
        return split_strings(self.arrays.stems)

    @functools.cached_property
    def _english(self) -> EnglishTokenizer:
        return EnglishTokenizer(self.stems)

    def chinese_tokens(self, sentences: Sequence[str]) -> Tokens:
        """Return the types of the words of each sentence, in simplified characters.

        Han characters that are no word of the lexicon are left out, and all that is not Han.
        """
        return self._chinese.tokenize(sentences)

    def english_tokens(self, sentences: Sequence[str]) -> Tokens:
        """Return the types of the stems of each sentence.

        Stems outside the lexicon get types from ``len(stems)`` on, valid within this call.
        """
        # A fresh one: otherwise types would depend on the documents read before.
        return self._english.fresh().tokenize(sentences)

    def known_english_tokens(self, sentences: Sequence[str]) -> Tokens:
        """Return the same without the stems that are not in the lexicon, in half the time."""
        return self._english.tokenize_known(sentences)

    def chinese_probabilities(self, types: IntArray) -> FloatArray:
        """Return how probable each type is in the training pairs, above 0; shape as ``types``."""
        return _probabilities(self.arrays.chinese, types)

    def english_probabilities(self, types: IntArray) -> FloatArray:
        """Return the same for English; unknown types get the smallest probability."""
        return _probabilities(self.arrays.english, types)

    def links(self, chinese_types: IntArray, english_types: IntArray) -> WordLinks:
        """Return all pairs between two sets of types, each sorted and without repetition.

        Time and memory grow with the pairs that the Chinese types have in the lexicon.
        """
        arrays = self.arrays
        rows = chinese_types[: np.searchsorted(chinese_types, len(arrays.hashes))]
        columns = english_types[: np.searchsorted(english_types, len(arrays.english))]
        starts = arrays.offsets[rows].astype(np.int64)
        counts = arrays.offsets[rows + 1] - starts
        pairs = np.arange(counts.sum()) + np.repeat(starts - np.cumsum(counts) + counts, counts)
        place = np.full(len(arrays.english), -1, np.int32)
        place[columns] = np.arange(len(columns), dtype=np.int32)
        english = place[arrays.paired[pairs]]
        wanted = np.flatnonzero(english >= 0)
        pairs = pairs[wanted]
        return WordLinks(
            np.repeat(np.arange(len(rows), dtype=np.int32), counts)[wanted],
            english[wanted],
            arrays.ratios[arrays.forward[pairs]],
            arrays.ratios[arrays.backward[pairs]],
        )

    def all_links(self) -> WordLinks:
        """Return every pair of the lexicon; the indices are the types themselves."""
        offsets = self.arrays.offsets.astype(np.int64)
        counts = offsets[1:] - offsets[:-1]
        return WordLinks(
            np.repeat(np.arange(len(counts), dtype=np.int32), counts),
            self.arrays.paired.astype(np.int32),
            self.arrays.ratios[self.arrays.forward],
            self.arrays.ratios[self.arrays.backward],
        )

    def to_bytes(self) -> bytes:
        """Return the content of a lexicon file, for ``lexicon_from``."""
        return pack(self.origin, self.arrays)


def _probabilities(known: FloatArray, types: npt.NDArray[np.integer]) -> FloatArray:
    inside = types < len(known)
    return np.where(inside, known[np.where(inside, types, 0)], known.min()).astype(np.float32)


def lexicon_from(data: bytes, place: str) -> Lexicon:
    """Return the lexicon a file holds; ``place`` names it in messages.

    Raises:
        FormatError: this is no lexicon, or a damaged one, or one of a newer version.
    """
    return Lexicon(*unpack(data, place))


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Read a lexicon, by default the embedded one.

    Raises:
        InputError: the file cannot be read.
        FormatError: it is no lexicon, or a damaged one, or one of a newer version.
    """
    path = path or EMBEDDED
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(
            error.strerror or str(error), place=str(path), way_out="check the path of the lexicon"
        ) from error
    return lexicon_from(data, str(path))


@functools.cache
def embedded_lexicon() -> Lexicon:
    """Return the lexicon that comes with the package, read once in a process."""
    return load_lexicon()
