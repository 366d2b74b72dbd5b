"""A lexicon from sentence pairs: alone, or added to one that exists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.errors import InputError
from aligner.lexicon.dictionary import DictionaryWord
from aligner.lexicon.lexicon import Lexicon, lexicon_from
from aligner.lexicon.model1 import Background, Base, Table, WeightedPairs, train
from aligner.lexicon.storage import Arrays, Origin, join_strings, pack, quantise
from aligner.lexicon.vocabulary import (
    Progress,
    SentencePair,
    TokenPairs,
    Vocabulary,
    all_characters,
    chinese_words,
    frequent,
    read_pairs,
)
from aligner.text.tokens import EnglishTokenizer, Tokens, tokens_of

VERSION = 1  # of the statistics: raised where the same pairs would give others
_LICENCE = "CC-BY-SA-4.0"  # CC-CEDICT's, which also holds for what is made from it
_LONGEST = 100  # words: longer sentences cost most and say least
_LARGE = 100_000  # pairs from which on a word must occur more often
_MINIMUM, _MINIMUM_OF_LARGE = 2, 4  # occurrences
_DICTIONARY_WEIGHT = 2.0  # a gloss counts as so many sentence pairs
_LONGEST_GLOSS = 5  # words
_PROBABLE = 0.002  # word pairs below it in both directions are not stored
_INFORMATIVE = 1.0  # nor those that predict each other no better than chance

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trained:
    """A lexicon, and what it was not made from."""

    lexicon: Lexicon
    left_out: int  # pairs too long, too unequal in length, or without known words


def _silent(line: str) -> None:
    """Show no progress."""


def train_lexicon(
    pairs: Iterable[SentencePair],
    dictionary: Sequence[DictionaryWord] = (),
    base: Lexicon | None = None,
    name: str = "own",
    progress: Progress = _silent,
) -> Trained:
    """Return the lexicon of sentence pairs, of a dictionary's glosses, and of a base.

    Chinese words are those of the dictionary and the base, and single characters. Those of the
    base are kept, and those that occur at least twice (four times from 100,000 pairs on); at most
    65,000. The same input gives the same bytes. A million pairs of ten words a side take about six
    minutes of one core and 6 GB.

    Raises:
        InputError: no pair has known words on both sides, or nothing recurs in them.
    """
    base_words, base_stems = (base.words, base.stems) if base else ([], [])
    candidates = [entry.word for entry in dictionary] + base_words + all_characters()
    read = read_pairs(pairs, chinese_words(candidates), base_stems, progress)
    count = len(read.pairs.chinese.counts)
    minimum = _MINIMUM_OF_LARGE if count >= _LARGE else _MINIMUM
    vocabulary = frequent(read, minimum, base_words, base_stems)
    usable = _usable(vocabulary.pairs)
    if not usable.any():
        raise InputError(
            "no sentence pairs with known words on both sides", way_out="give more pairs"
        )
    corpora = (
        WeightedPairs(vocabulary.pairs.take(usable), 1.0),
        WeightedPairs(_gloss_pairs(dictionary, vocabulary), _DICTIONARY_WEIGHT),
    )
    background = _background(corpora, vocabulary, base)
    table = train(corpora, background, _base(base, vocabulary) if base else None, progress)
    if not len(table.chinese):
        raise InputError("no two words occur together twice", way_out="give more pairs")
    used = int(usable.sum())
    origin = _origin(name, used, dictionary, base, corpora)
    return Trained(_lexicon(origin, vocabulary, background, table), count - used)


def _usable(pairs: TokenPairs) -> npt.NDArray[np.bool_]:
    """Tell which pairs have words on both sides, not too many, and in similar numbers."""
    chinese, english = pairs.chinese.counts, pairs.english.counts
    shorter, longer = np.minimum(chinese, english), np.maximum(chinese, english)
    usable: npt.NDArray[np.bool_] = (
        (shorter > 0) & (longer <= _LONGEST) & (longer <= shorter * 3 + 4)
    )
    return usable


def _gloss_pairs(dictionary: Sequence[DictionaryWord], vocabulary: Vocabulary) -> TokenPairs:
    """Return each word of the vocabulary with each of its glosses, as if sentence pairs."""
    type_of = {word: type_ for type_, word in enumerate(vocabulary.words.words)}
    known = [entry for entry in dictionary if entry.word in type_of]
    words = [[type_of[entry.word]] for entry in known for _ in entry.glosses]
    glosses = EnglishTokenizer(vocabulary.stems).tokenize(
        [gloss for entry in known for gloss in entry.glosses]
    )
    kept = glosses.types < len(vocabulary.stems)
    before = np.concatenate([[0], np.cumsum(kept)])
    pairs = TokenPairs(tokens_of(words), Tokens(glosses.types[kept], before[glosses.offsets]))
    lengths = pairs.english.counts
    return pairs.take((lengths > 0) & (lengths <= _LONGEST_GLOSS))


def _background(
    corpora: Sequence[WeightedPairs], vocabulary: Vocabulary, base: Lexicon | None
) -> Background:
    """Return the frequencies of the words in all pairs, those of the base included."""
    chinese = np.ones(len(vocabulary.words.words))  # so that no word has the probability 0
    english = np.ones(len(vocabulary.stems))
    if base:
        types = vocabulary.words.types_of(base.words)
        chinese[types] = base.arrays.chinese.astype(float) * base.origin.chinese_tokens
        english[: len(base.stems)] = base.arrays.english.astype(float) * base.origin.english_tokens
    for corpus in corpora:
        chinese += np.bincount(corpus.pairs.chinese.types, minlength=len(chinese))
        english += np.bincount(corpus.pairs.english.types, minlength=len(english))
    return Background(
        (chinese / chinese.sum()).astype(np.float32), (english / english.sum()).astype(np.float32)
    )


def _base(base: Lexicon, vocabulary: Vocabulary) -> Base:
    """Return the base's probabilities in the types of the vocabulary, which keep their order."""
    types = vocabulary.words.types_of(base.words)
    has_word = np.zeros(len(vocabulary.words.words), np.bool_)
    has_word[types] = True
    links = base.all_links()
    # Read back from the file, a probability may be a little above 1.
    forward = np.minimum(links.english_given_chinese * base.arrays.english[links.english], 1)
    backward = np.minimum(links.chinese_given_english * base.arrays.chinese[links.chinese], 1)
    chinese = types[links.chinese].astype(np.int32)
    return Base(
        Table(chinese, links.english, forward, backward),
        has_word,
        np.arange(len(vocabulary.stems)) < len(base.stems),
    )


def _origin(
    name: str,
    pairs: int,
    dictionary: Sequence[DictionaryWord],
    base: Lexicon | None,
    corpora: Sequence[WeightedPairs],
) -> Origin:
    return Origin(
        name=name,
        version=VERSION,
        pairs=pairs,
        dictionary_words=len(dictionary),
        base=base.sum if base else "",
        licence=_LICENCE if dictionary else base.origin.licence if base else "",
        chinese_tokens=sum(len(corpus.pairs.chinese.types) for corpus in corpora)
        + (base.origin.chinese_tokens if base else 0),
        english_tokens=sum(len(corpus.pairs.english.types) for corpus in corpora)
        + (base.origin.english_tokens if base else 0),
    )


def _lexicon(
    origin: Origin, vocabulary: Vocabulary, background: Background, table: Table
) -> Lexicon:
    """Return the word pairs worth storing as a lexicon, its ratios as a file would hold them."""
    forward = table.forward / background.english[table.english]
    backward = table.backward / background.chinese[table.chinese]
    worth = (table.forward > _PROBABLE) & (forward > _INFORMATIVE)
    worth |= (table.backward > _PROBABLE) & (backward > _INFORMATIVE)
    ratios = quantise(np.stack([forward[worth], backward[worth]]))
    sizes = np.bincount(table.chinese[worth], minlength=len(vocabulary.words.words))
    arrays = Arrays(
        hashes=vocabulary.words.hashes,
        words=join_strings(vocabulary.words.words),
        stems=join_strings(vocabulary.stems),
        chinese=background.chinese,
        english=background.english,
        offsets=np.concatenate([[0], np.cumsum(sizes)]).astype(np.uint32),
        paired=table.english[worth].astype(np.uint16),
        forward=ratios.codes[0],
        backward=ratios.codes[1],
        ratios=ratios.values,
    )
    return lexicon_from(pack(origin, arrays), origin.name)
