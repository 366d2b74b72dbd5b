"""Competitive linking: in each bead, the best pair of phrases first, and no word twice.

Melamed (2000), with phrases for words: each occurrence is linked to one on the other side at most,
and what is linked is taken from all phrases that overlap it. A long pair goes before the pairs
inside it, whose own figures are often better: otherwise 基金 and “fund” would break up
外汇基金 and “Exchange Fund”.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from aligner.mining.cooccurrence import Pairs
from aligner.mining.ngrams import Phrases
from aligner.mining.side import FloatArray, IntArray, Side

_Spans = dict[int, list[tuple[int, int]]]  # by phrase: half-open, in units


def link(
    sides: tuple[Side, Side],
    phrases: tuple[Phrases, Phrases],
    pairs: Pairs,
    strength: FloatArray,
) -> IntArray:
    """Return how many occurrences of each pair are linked; shape (pairs,).

    Args:
        sides: Chinese and English.
        phrases: theirs.
        pairs: those that may be linked.
        strength: of each pair; the longer of two equally strong pairs goes first.
    """
    chinese, english = phrases
    size = english.lengths[pairs.english] + chinese.lengths[pairs.chinese] / 2
    # Stable: pairs equally good are taken in their order.
    order = np.argsort(-np.round(strength * size, 9), kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    partners: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    columns = rank.tolist(), pairs.chinese.tolist(), pairs.english.tolist()
    for pair, (place, z, e) in enumerate(zip(*columns, strict=True)):
        partners[z].append((place, e, pair))
    counts = np.zeros(len(order), np.int64)
    beads = (_spans(side, one) for side, one in zip(sides, phrases, strict=True))
    for z_spans, e_spans in zip(*beads, strict=True):
        todo = sorted(
            (place, z, e, pair)
            for z in z_spans
            for place, e, pair in partners.get(z, ())
            if e in e_spans
        )
        z_used, e_used = bytearray(_end(z_spans)), bytearray(_end(e_spans))
        for _, z, e, pair in todo:
            counts[pair] += _take(z_spans[z], z_used, e_spans[e], e_used)
    return counts


def _take(
    z_spans: list[tuple[int, int]],
    z_used: bytearray,
    e_spans: list[tuple[int, int]],
    e_used: bytearray,
) -> int:
    """Mark the free occurrences of a pair as used, in order, and return how many there are."""
    taken = 0
    z_free, e_free = _free(z_spans, z_used), _free(e_spans, e_used)
    for (z_start, z_stop), (e_start, e_stop) in zip(z_free, e_free, strict=False):
        z_used[z_start:z_stop] = b"\1" * (z_stop - z_start)
        e_used[e_start:e_stop] = b"\1" * (e_stop - e_start)
        taken += 1
    return taken


def _free(spans: list[tuple[int, int]], used: bytearray) -> Iterator[tuple[int, int]]:
    return ((start, stop) for start, stop in spans if not any(used[start:stop]))


def _end(spans: _Spans) -> int:
    return max((found[-1][1] for found in spans.values()), default=0)


def _spans(side: Side, phrases: Phrases) -> Iterator[_Spans]:
    """Yield the occurrences of the phrases in each bead, counted from its first phrase on."""
    beads = len(side.bead_ends)
    offsets = np.searchsorted(side.beads(phrases.starts), np.arange(beads + 1)).tolist()
    for bead in range(beads):
        first, stop = offsets[bead], offsets[bead + 1]
        starts = phrases.starts[first:stop].tolist()
        numbers = phrases.numbers[first:stop]
        spans: _Spans = defaultdict(list)
        columns = starts, numbers.tolist(), phrases.lengths[numbers].tolist()
        for start, number, length in zip(*columns, strict=True):
            spans[number].append((start - starts[0], start - starts[0] + length))
        yield spans
