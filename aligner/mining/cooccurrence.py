"""Which Chinese and English phrases stand in the same beads, and how often.

The association of a pair is c / √((z + 1) · (e + 1)): the beads that hold both against those that
hold either. Adding one keeps pairs that were seen twice behind those seen often. Pairs that are
together no more often than chance has it are left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.mining.ngrams import Phrases
from aligner.mining.side import BoolArray, FloatArray, IntArray, Side

_BLOCK = 4_000_000  # pairs of occurrences worked on at a time
_SAMPLE = 400  # beads of an English phrase that are looked at: more say nothing new
_TOGETHER = 2  # beads that a pair must share
_CONDITIONAL = 0.3  # of the rarer phrase's beads, the share that must hold both
_ASSOCIATED = 0.1


@dataclass(frozen=True, slots=True)
class Pairs:
    """Chinese and English phrases, by number; all arrays have the shape (pairs,)."""

    chinese: IntArray
    english: IntArray
    association: FloatArray  # 0 never together … below 1 always together

    def take(self, wanted: BoolArray | IntArray) -> Pairs:
        """Return some of the pairs."""
        return Pairs(self.chinese[wanted], self.english[wanted], self.association[wanted])


@dataclass(frozen=True, slots=True)
class _Presence:
    """Phrases with the beads that hold them, each pair once."""

    phrases: IntArray  # shape (pairs,)
    beads: IntArray  # shape (pairs,)
    frequencies: IntArray  # shape (phrases,): beads of each

    @property
    def by_bead(self) -> tuple[IntArray, IntArray]:
        """The phrases in the order of their beads, and the number of those before each bead."""
        order = np.argsort(self.beads, kind="stable")
        last = int(self.beads.max(initial=-1))
        return self.phrases[order], np.searchsorted(self.beads[order], np.arange(last + 2))

    def sampled(self) -> _Presence:
        """Return the same with at most ``_SAMPLE`` beads a phrase, evenly spread."""
        firsts = np.cumsum(self.frequencies) - self.frequencies
        rank = np.arange(len(self.phrases)) - firsts[self.phrases]
        own = self.frequencies[self.phrases]
        step = rank * _SAMPLE // own > (rank - 1) * _SAMPLE // own
        kept = step | (own <= _SAMPLE)
        phrases = self.phrases[kept]
        counts = np.bincount(phrases, minlength=len(self.frequencies))
        return _Presence(phrases, self.beads[kept], counts)


def associated(sides: tuple[Side, Side], phrases: tuple[Phrases, Phrases]) -> Pairs:
    """Return the associated pairs of Chinese and English phrases, by English, then Chinese.

    Time grows with the beads times the pairs of phrases in each, memory with what is returned.
    """
    beads = len(sides[0].bead_ends)
    chinese, english = (_presence(*one) for one in zip(sides, phrases, strict=True))
    sample = english.sampled()
    found = [Pairs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
    for keys in _blocks(sample, *chinese.by_bead, len(chinese.frequencies)):
        pairs, together = np.unique(keys, return_counts=True)
        z, e = pairs % len(chinese.frequencies), pairs // len(chinese.frequencies)
        shared = together * english.frequencies[e] / sample.frequencies[e]
        of_z, of_e = chinese.frequencies[z], english.frequencies[e]
        association = shared / np.sqrt((of_z + 1.0) * (of_e + 1.0))
        kept = (together >= _TOGETHER) & (shared * beads > of_z * of_e)
        kept &= (association > _ASSOCIATED) & (shared > _CONDITIONAL * np.minimum(of_z, of_e))
        found.append(Pairs(z[kept], e[kept], association[kept]))
    return Pairs(
        np.concatenate([pairs.chinese for pairs in found]),
        np.concatenate([pairs.english for pairs in found]),
        np.concatenate([pairs.association for pairs in found]),
    )


def undivided(pairs: Pairs, texts: Sequence[str]) -> BoolArray:
    """Tell which English phrases are no part of a longer one that stands better with the Chinese.

    The texts are those of the English phrases, by number; the result has the shape (pairs,).
    资产负债表 is “balance sheet”, though its words explain “sheet” alone in full.
    """
    of_chinese: dict[int, list[tuple[int, float, str]]] = defaultdict(list)
    columns = pairs.chinese.tolist(), pairs.association.tolist(), pairs.english.tolist()
    for pair, (z, association, e) in enumerate(zip(*columns, strict=True)):
        of_chinese[z].append((pair, round(association, 9), f" {texts[e]} "))
    whole = np.ones(len(pairs.chinese), np.bool_)
    for group in of_chinese.values():
        for pair, association, text in group:
            whole[pair] = not any(
                better > association and text in other for _, better, other in group
            )
    return whole


def _presence(side: Side, phrases: Phrases) -> _Presence:
    beads = len(side.bead_ends)
    keys = np.unique(phrases.numbers * beads + side.beads(phrases.starts))
    numbers, places = keys // max(beads, 1), keys % max(beads, 1)
    return _Presence(numbers, places, np.bincount(numbers, minlength=len(phrases.counts)))


def _blocks(
    english: _Presence, numbers: IntArray, offsets: IntArray, chinese_phrases: int
) -> Iterator[IntArray]:
    """Yield a key for every pair of phrases in a bead; all of an English phrase in one block."""
    beads = np.minimum(english.beads, len(offsets) - 2)  # beads behind the last Chinese one …
    widths = np.where(english.beads == beads, offsets[beads + 1] - offsets[beads], 0)  # … are empty
    sizes = np.cumsum(widths)
    first = 0
    while first < len(widths):
        before = sizes[first - 1] if first else 0
        last = max(int(np.searchsorted(sizes, before + _BLOCK)), first)
        stop = int(
            np.searchsorted(english.phrases, english.phrases[min(last, len(widths) - 1)], "right")
        )
        width = widths[first:stop]
        ends = np.cumsum(width)
        places = np.arange(ends[-1]) + np.repeat(offsets[beads[first:stop]] - ends + width, width)
        yield np.repeat(english.phrases[first:stop], width) * chinese_phrases + numbers[places]
        first = stop
