"""Which pairs a small translation model learns from: short, clean, and saying the same.

General pairs collected from the web are noisy. Kept is what is short enough for a model of a few
million parameters, is made of Chinese on one side and English on the other, and has words on both
sides that the lexicon knows to be translations of each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from aligner.lexicon import Lexicon
from aligner.text.tokens import Tokens
from evaluation.held_back import Pair

LONGEST_SOURCE, LONGEST_TARGET = 20, 14  # characters, words
_AT_A_TIME = 50_000  # pairs whose word pairs are held at once
_RATIOS = (0.7, 4.5)  # Chinese characters per English word
_FREQUENT = 3e-3  # words more frequent than this say nothing
_LINKED = 4.0  # times as probable as by chance, from which on a word counts as explained
_LEAST_ADEQUACY = 0.7
_CHINESE = re.compile("[\u4e00-\u9fff0-9，。？！：；、“”‘’《》（）…—.,?!:;\"'()% -]+")
_ENGLISH = re.compile("[A-Za-z0-9.,?!:;\"'()%$ ‘’“”-]+")
_PUNCTUATION = str.maketrans("‘’“”", "''\"\"")
_SPACES = re.compile(r"\s+")


def clean_pairs(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the short pairs in the right scripts, each Chinese sentence once."""
    seen: set[str] = set()
    for pair in pairs:
        target = _SPACES.sub(" ", pair.target.translate(_PUNCTUATION))
        if _is_clean(pair.source, target) and pair.source_key not in seen:
            seen.add(pair.source_key)
            yield Pair(pair.source, target)


def _is_clean(source: str, target: str) -> bool:
    words = target.count(" ") + 1
    if not (2 <= len(source) <= LONGEST_SOURCE and 1 <= words <= LONGEST_TARGET):
        return False
    if not _RATIOS[0] <= len(source) / words <= _RATIOS[1]:
        return False
    return bool(_CHINESE.fullmatch(source) and _ENGLISH.fullmatch(target))


def adequate_pairs(pairs: Sequence[Pair], lexicon: Lexicon) -> list[Pair]:
    """Return the pairs whose words explain each other, in their order."""
    scores = adequacies(pairs, lexicon)
    return [pair for pair, score in zip(pairs, scores, strict=True) if score >= _LEAST_ADEQUACY]


def adequacies(pairs: Sequence[Pair], lexicon: Lexicon) -> npt.NDArray[np.float64]:
    """Return how well the words of each pair explain each other, 0 … 1; shape (pairs,).

    The share of the words, frequent ones left out, that have a translation on the other side, of
    both sides the mean; 0.5 for a side that has none. Cost: the product of the words of a pair.
    """
    found = [np.empty(0)]
    for first in range(0, len(pairs), _AT_A_TIME):
        found.append(_adequacies(pairs[first : first + _AT_A_TIME], lexicon))
    return np.concatenate(found)


def _adequacies(pairs: Sequence[Pair], lexicon: Lexicon) -> npt.NDArray[np.float64]:
    chinese = lexicon.chinese_tokens([pair.source for pair in pairs])
    english = lexicon.english_tokens([pair.target for pair in pairs])
    rows, columns = _products(chinese, english)
    ratios = _ratios(lexicon, chinese.types[rows], english.types[columns])
    sides = []
    for tokens, places, probabilities in (
        (chinese, rows, lexicon.chinese_probabilities(chinese.types)),
        (english, columns, lexicon.english_probabilities(english.types)),
    ):
        best = np.zeros(len(tokens.types))
        np.maximum.at(best, places, ratios)
        counts = probabilities <= _FREQUENT
        owners = np.repeat(np.arange(len(pairs)), tokens.counts)
        explained = np.bincount(owners, (best >= _LINKED) & counts, len(pairs))
        total = np.bincount(owners, counts, len(pairs))
        sides.append(np.where(total > 0, explained / np.maximum(total, 1), 0.5))
    return np.asarray((sides[0] + sides[1]) / 2)


def _products(
    chinese: Tokens, english: Tokens
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the places of all pairs of a Chinese and an English word of the same sentence."""
    sizes = np.repeat(english.counts, chinese.counts)  # English words beside each Chinese word
    rows = np.repeat(np.arange(len(chinese.types)), sizes)
    starts = np.repeat(english.offsets[:-1], chinese.counts)
    within = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return rows, np.repeat(starts, sizes) + within


def _ratios(
    lexicon: Lexicon, chinese: npt.NDArray[np.int32], english: npt.NDArray[np.int32]
) -> npt.NDArray[np.float64]:
    """Return how much more probable than by chance each word pair is; 0 where unknown."""
    links = lexicon.all_links()
    width = 1 << 32
    known = links.chinese.astype(np.int64) * width + links.english
    wanted = chinese.astype(np.int64) * width + english
    places = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
    both = np.minimum(links.english_given_chinese, links.chinese_given_english)
    return np.where(known[places] == wanted, both[places], 0.0)
