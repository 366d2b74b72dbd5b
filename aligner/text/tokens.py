"""Words as integers: Chinese by longest dictionary match, English by stems.

Both tokenizers take many sentences at once and give one flat array of token types with the
offsets of each sentence in it (``Tokens``), the form in which the aligner works on them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # an odd constant: hashing stays one-to-one per step
_BITS = 20
_SHIFT = np.uint64(64 - _BITS)
HAN = (0x3400, 0xA000)  # CJK Extension A and the unified ideographs: first, behind the last
_ENGLISH_WORD = re.compile(r"[^\W\d_]+")
_ASCII_WORD = re.compile("[a-z]+")  # the same in ASCII text, in half the time
_PIECE = re.compile(r"[^\W\d_]+|\n")  # a word or the end of a sentence
_ASCII_PIECE = re.compile(r"[a-z]+|\n")
_MOST_KEPT = 1 << 18  # words whose types are remembered
_FRAGMENTS = frozenset({"s", "t", "d", "ll", "re", "ve", "m"})  # what an apostrophe cuts off

IntArray = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token types of a sequence of sentences.

    ``types[offsets[i]:offsets[i + 1]]`` are the types of sentence ``i``, in order.
    """

    types: IntArray  # shape (tokens,), each from 0
    offsets: npt.NDArray[np.int64]  # shape (sentences + 1,)

    @property
    def counts(self) -> npt.NDArray[np.int64]:
        """The number of tokens of each sentence, shape (sentences,)."""
        return np.diff(self.offsets)

    def __getitem__(self, sentences: slice) -> Tokens:
        """Return the tokens of consecutive sentences."""
        start, stop, _ = sentences.indices(len(self.offsets) - 1)
        first, last = self.offsets[start], self.offsets[stop]
        return Tokens(self.types[first:last], self.offsets[start : stop + 1] - first)


def tokens_of(types: Sequence[Sequence[int]]) -> Tokens:
    """Return token lists, one a sentence, as one flat array.

    >>> tokens_of([[3, 1], [], [2]]).offsets.tolist()
    [0, 2, 2, 3]
    """
    counts = np.fromiter(map(len, types), np.int64, len(types))
    offsets = np.zeros(len(types) + 1, np.int64)
    np.cumsum(counts, out=offsets[1:])
    flat = np.fromiter((t for sentence in types for t in sentence), np.int32, int(offsets[-1]))
    return Tokens(flat, offsets)


def hash_word(word: str) -> int:
    """Return the 64-bit polynomial hash under which a Chinese word is looked up."""
    value = 0
    for character in word:
        value = (value * int(_MULTIPLIER) + ord(character)) & 0xFFFFFFFFFFFFFFFF
    return value


class ChineseTokenizer:
    """Longest match, left to right, against a vocabulary held as a sorted array of hashes.

    A look-up is a binary search for all positions of all sentences at once, one search a word
    length. Han characters outside the vocabulary are dropped.
    """

    def __init__(self, hashes: npt.NDArray[np.uint64], max_length: int) -> None:
        self._hashes = hashes  # ascending; the index of a hash is its type
        self._max_length = max_length

    @functools.cached_property
    def _marks(self) -> npt.NDArray[np.bool_]:
        """Which marks hashes have: most strings are no words, and this is told at once."""
        found = np.zeros(1 << _BITS, np.bool_)
        found[_mark(self._hashes)] = True
        return found

    @functools.cached_property
    def _characters(self) -> IntArray:
        """The type, or -1, of each character by its code point: it is its own hash."""
        types = np.full(HAN[1], -1, np.int32)
        count = int(np.searchsorted(self._hashes, HAN[1]))
        types[self._hashes[:count]] = np.arange(count, dtype=np.int32)
        return types

    def tokenize(self, sentences: Sequence[str]) -> Tokens:
        """Return the types of the words of each sentence; what is not Han is left out."""
        # The line break keeps words from running over into the next sentence.
        text = "\n".join(sentences) + "\n"
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        lengths, types = self._longest(codes)
        starts = _greedy(lengths)
        sentence_ends = np.flatnonzero(codes == ord("\n"))[: len(sentences)]
        if any("\n" in sentence for sentence in sentences):
            sentence_ends = np.cumsum([len(sentence) + 1 for sentence in sentences]) - 1
        found = starts[types[starts] >= 0]
        offsets = np.zeros(len(sentences) + 1, np.int64)
        offsets[1:] = np.searchsorted(found, sentence_ends)
        return Tokens(types[found], offsets)

    def _longest(self, codes: npt.NDArray[np.uint32]) -> tuple[list[int], IntArray]:
        """Return the length (1 at least) and type (or -1) of the longest word at each position."""
        size = len(codes)
        lengths = np.ones(size, np.int8)
        types = np.full(size, -1, np.int32)
        # Only positions in Han are searched: Latin letters and punctuation start no word.
        is_han = np.zeros(size + self._max_length, np.bool_)
        is_han[:size] = (codes >= HAN[0]) & (codes < HAN[1])
        alive = np.flatnonzero(is_han)
        hashes = codes[alive].astype(np.uint64)
        types[alive] = self._characters[hashes]
        for length in range(2, self._max_length + 1):
            keep = is_han[alive + length - 1]
            alive, hashes = alive[keep], hashes[keep]
            hashes = hashes * _MULTIPLIER + codes[alive + length - 1]
            likely = np.flatnonzero(self._marks[_mark(hashes)])
            index = np.searchsorted(self._hashes, hashes[likely])
            hit = self._hashes[np.minimum(index, len(self._hashes) - 1)] == hashes[likely]
            words = alive[likely[hit]]
            types[words] = index[hit]
            lengths[words] = length
        return lengths.tolist(), types


def _mark(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return some bits of hashes in which all characters tell, the last one too."""
    return np.asarray((hashes * _MULTIPLIER) >> _SHIFT)


def _greedy(lengths: list[int]) -> npt.NDArray[np.int64]:
    """Return the positions at which the words of a left-to-right longest match start."""
    starts = []
    position, size = 0, len(lengths)
    while position < size:
        starts.append(position)
        position += lengths[position]
    return np.array(starts, np.int64)


_UNKNOWN, _END = -1, -2  # types of what is no word of the vocabulary, and of "\n"


class _KnownTypes(dict[str, int]):
    """The types of words, looked up when they are met first."""

    def __init__(self, stems: Mapping[str, int]) -> None:
        super().__init__({"\n": _END})
        self._stems = stems

    def __missing__(self, word: str) -> int:
        """Return the type of a word in lower case."""
        found = _UNKNOWN if word in _FRAGMENTS else self._stems.get(stem(word), _UNKNOWN)
        if len(self) < _MOST_KEPT:
            self[word] = found
        return found


class EnglishTokenizer:
    """Lower-cased Snowball stems, looked up in a vocabulary; words outside it get new types.

    New types count on from the vocabulary's, in the order in which calls meet them.
    """

    def __init__(self, stems: Sequence[str]) -> None:
        self._known: Mapping[str, int] = dict(zip(stems, range(len(stems)), strict=True))
        self._new: dict[str, int] = {}
        self._cache: dict[str, int] = {}
        self._types = _KnownTypes(self._known)

    def fresh(self) -> EnglishTokenizer:
        """Return a tokenizer of the same vocabulary, shared, that has met no other words yet."""
        tokenizer = EnglishTokenizer(())
        tokenizer._known = self._known
        return tokenizer

    def tokenize(self, sentences: Sequence[str]) -> Tokens:
        """Return the types of the words of each sentence.

        >>> EnglishTokenizer(["reform"]).tokenize(["Reforms, reform!", "It's new."]).types.tolist()
        [0, 0, 1, 2]
        """
        words = [
            (_ASCII_WORD if sentence.isascii() else _ENGLISH_WORD).findall(sentence.lower())
            for sentence in sentences
        ]
        unmet = {word for sentence in words for word in sentence} - self._cache.keys()
        # Sorted: the order of a set of strings changes from run to run.
        for word in sorted(unmet - _FRAGMENTS):
            self._cache[word] = self._type(stem(word))
        cache = self._cache
        types = [[cache[w] for w in sentence if w not in _FRAGMENTS] for sentence in words]
        return tokens_of(types)

    def tokenize_known(self, sentences: Sequence[str]) -> Tokens:
        """Return the types of those words of each sentence that the vocabulary has.

        There are no new types, which would depend on what was met before: so one tokenizer serves
        all documents.

        >>> EnglishTokenizer(["reform"]).tokenize_known(["Reforms, soon", "reform"]).types.tolist()
        [0, 0]
        """
        text = "\n".join(sentence.replace("\n", " ") for sentence in sentences).lower() + "\n"
        # Of what is not ASCII most is quotation marks.
        for mark in "‘’“”":
            text = text.replace(mark, "'")
        pieces = (_ASCII_PIECE if text.isascii() else _PIECE).findall(text)
        types = np.fromiter(map(self._types.__getitem__, pieces), np.int32, len(pieces))
        known = types >= 0
        counts = np.cumsum(known)[types == _END]
        offsets = np.concatenate([[0], counts[: len(sentences)]])
        return Tokens(types[known], offsets)

    def _type(self, stem: str) -> int:
        known = self._known.get(stem)
        if known is not None:
            return known
        return self._new.setdefault(stem, len(self._known) + len(self._new))

    @property
    def stems(self) -> list[str]:
        """All stems by type, those met outside the vocabulary last."""
        return [*self._known, *self._new]


@functools.cache
def _stemmer() -> Callable[[str], str]:
    import Stemmer  # at first use: words of one language may never be asked for

    stem_word: Callable[[str], str] = Stemmer.Stemmer("english").stemWord
    return stem_word


@functools.lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """Return the Snowball (Porter 2) stem of a lower-cased English word.

    >>> stem("policies"), stem("policy")
    ('polici', 'polici')
    """
    return _stemmer()(word)
