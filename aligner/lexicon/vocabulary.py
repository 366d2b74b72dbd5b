"""Which words a lexicon has: candidates, tokenised pairs, and the choice of the frequent ones."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.lexicon.lexicon import LONGEST_WORD
from aligner.text.script import is_traditional, to_simplified
from aligner.text.tokens import HAN, ChineseTokenizer, EnglishTokenizer, Tokens, hash_word

LARGEST = 65_000  # words or stems: English types are stored in 16 bits
_BATCH = 10_000  # pairs tokenised at a time
_SEPARATOR = "\x1f"  # no Han, so it ends a word
_HAN = re.compile(f"[{chr(HAN[0])}-{chr(HAN[1] - 1)}]")

Progress = Callable[[str], None]  # takes a line that says what is being done


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence and its translation."""

    chinese: str
    english: str


@dataclass(frozen=True, slots=True)
class TokenPairs:
    """Sentence pairs as word types; pair ``i`` is sentence ``i`` of both sides."""

    chinese: Tokens
    english: Tokens

    @property
    def links(self) -> npt.NDArray[np.int64]:
        """How many word pairs each sentence pair has, shape (pairs,)."""
        return self.chinese.counts * self.english.counts

    def take(self, wanted: npt.NDArray[np.bool_]) -> TokenPairs:
        """Return the pairs wanted, shape (pairs,)."""
        return TokenPairs(_take(self.chinese, wanted), _take(self.english, wanted))


@dataclass(frozen=True, slots=True)
class ChineseWords:
    """Words in the order of their hashes: the index of a word is its type."""

    words: tuple[str, ...]
    hashes: npt.NDArray[np.uint64]

    def types_of(self, words: Sequence[str]) -> npt.NDArray[np.int64]:
        """Return the types of words that are all in the list."""
        hashes = np.fromiter(map(hash_word, words), np.uint64, len(words))
        return np.searchsorted(self.hashes, hashes)


def chinese_words(words: Iterable[str]) -> ChineseWords:
    """Return distinct words by ascending hash."""
    by_hash = {hash_word(word): word for word in words}
    hashes = sorted(by_hash)
    return ChineseWords(tuple(by_hash[h] for h in hashes), np.array(hashes, np.uint64))


def all_characters() -> list[str]:
    """Return every Han character: words of their own where no longer one is known."""
    return list(map(chr, range(*HAN)))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a lexicon and the pairs written in them."""

    words: ChineseWords
    stems: tuple[str, ...]  # by type
    pairs: TokenPairs


def read_pairs(
    pairs: Iterable[SentencePair],
    candidates: ChineseWords,
    known_stems: Sequence[str],
    progress: Progress,
) -> Vocabulary:
    """Return all pairs as types of the candidates and of all stems, the known ones first.

    Traditional Chinese is read in simplified characters.
    """
    chinese = ChineseTokenizer(candidates.hashes, LONGEST_WORD)
    english = EnglishTokenizer(known_stems)
    parts = []
    for number, batch in enumerate(_batches(pairs)):
        progress(f"reading: {number * _BATCH:,} sentence pairs")
        simplified = _simplified([pair.chinese for pair in batch])
        sides = chinese.tokenize(simplified), english.tokenize([pair.english for pair in batch])
        parts.append(TokenPairs(*sides))
    stems, known = english.stems, len(known_stems)
    # Alphabetical, not in the order met, which depends on the size of the batches.
    order = [*range(known), *sorted(range(known, len(stems)), key=stems.__getitem__)]
    tokens = TokenPairs(
        _concatenate([part.chinese for part in parts]),
        _renumber(
            _concatenate([part.english for part in parts]), np.array(order, np.int64), len(stems)
        ),
    )
    return Vocabulary(candidates, tuple(stems[type_] for type_ in order), tokens)


def frequent(
    read: Vocabulary, minimum: int, base_words: Sequence[str], base_stems: Sequence[str]
) -> Vocabulary:
    """Return the pairs in those words alone that occur ``minimum`` times, or are of the base.

    Where these are too many, the most frequent. Base stems keep their types.
    """
    pairs, stems = read.pairs, read.stems
    always = np.zeros(len(read.words.words), np.bool_)
    always[read.words.types_of(base_words)] = True
    kept_words = _choose(_occurrences(pairs.chinese, len(always)), minimum, always)
    counts = _occurrences(pairs.english, len(stems))
    counts[[type_ for type_, stem in enumerate(stems) if _is_foreign(stem)]] = 0
    kept_stems = _choose(counts, minimum, np.arange(len(stems)) < len(base_stems))
    words = ChineseWords(
        tuple(read.words.words[t] for t in kept_words.tolist()), read.words.hashes[kept_words]
    )
    renumbered = TokenPairs(
        _renumber(pairs.chinese, kept_words, len(always)),
        _renumber(pairs.english, kept_stems, len(stems)),
    )
    return Vocabulary(words, tuple(stems[t] for t in kept_stems.tolist()), renumbered)


def _is_foreign(stem: str) -> bool:
    """Tell Chinese in the English text, and signs such as ①, from English words."""
    return not stem.isalpha() or _HAN.search(stem) is not None


def _batches(pairs: Iterable[SentencePair]) -> Iterable[list[SentencePair]]:
    rest = iter(pairs)
    while batch := list(itertools.islice(rest, _BATCH)):
        yield batch


def _simplified(sentences: list[str]) -> list[str]:
    joined = _SEPARATOR.join(sentence.replace(_SEPARATOR, " ") for sentence in sentences)
    return to_simplified(joined).split(_SEPARATOR) if is_traditional(joined) else sentences


def _occurrences(tokens: Tokens, size: int) -> npt.NDArray[np.int64]:
    return np.bincount(tokens.types, minlength=size)


def _choose(
    counts: npt.NDArray[np.int64], minimum: int, always: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int64]:
    """Return the types to keep, ascending."""
    kept = np.flatnonzero((counts >= minimum) | always)
    # Stable: of equally frequent ones those of the lower types are kept.
    order = np.lexsort((kept, -counts[kept], ~always[kept]))
    return np.sort(kept[order[:LARGEST]])


def _renumber(tokens: Tokens, kept: npt.NDArray[np.int64], size: int) -> Tokens:
    """Return tokens in the new types, those not kept left out."""
    new = np.full(size, -1, np.int32)
    new[kept] = np.arange(len(kept), dtype=np.int32)
    types = new[tokens.types]
    inside = types >= 0
    before = np.concatenate([[0], np.cumsum(inside)])
    return Tokens(types[inside], before[tokens.offsets])


def _take(tokens: Tokens, wanted: npt.NDArray[np.bool_]) -> Tokens:
    counts = tokens.counts
    types = tokens.types[np.repeat(wanted, counts)]
    return Tokens(types, np.concatenate([[0], np.cumsum(counts[wanted])]))


def _concatenate(parts: list[Tokens]) -> Tokens:
    if not parts:
        return Tokens(np.zeros(0, np.int32), np.zeros(1, np.int64))
    counts = np.concatenate([part.counts for part in parts])
    types = np.concatenate([part.types for part in parts])
    return Tokens(types, np.concatenate([[0], np.cumsum(counts)]))
