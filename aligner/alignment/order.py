"""Word order as evidence: words that translate each other stand at similar places in a bead.

The token evidence of ``links`` takes the words of a bead as a bag. Where nothing in a short
sentence is known to translate anything, the order of the words around it still tells on which
side of a border it belongs: with it, the others move away from their translations. For a target
token e at y = j/m among m tokens, and source tokens z_i at x_i = i/n among n, what is gained is

    log(λ + s · Σ_i t(e | z_i) / p(e) · h_i / h) − log(λ + s · Σ_i t(e | z_i) / p(e))

with h_i = exp(−k · |x_i − y|), h the mean of all n of them, s = (1 − λ) · κ · n^−γ as in ``links``;
and the same in the other direction. This is the preference for the diagonal of fast_align (Dyer,
Chahuneau & Smith 2013) with k = √((n + m) / 2): in long beads words stray farther, but not in
proportion. A token without links gains nothing, and so does a bead of one token a side.

Time is O(token pairs of the sentences that a candidate puts together). Memory is bounded: beads are
scored in pieces, and one of more than four million token pairs, as of two thousand words on either
side, has no order to speak of and gains nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from aligner.alignment.candidates import Candidates
from aligner.alignment.links import LinkScorer, LinkTable, Side, strength
from aligner.alignment.window import Array, IntArray

_STEEPNESS = 1.0  # of the preference, k / √((n + m) / 2); 0.5 to 2 do about equally well
_PIECE = 1 << 20  # token pairs looked at together
_TOGETHER = 1 << 22  # token pairs of beads scored together
_LARGEST = 1 << 22  # token pairs of a bead whose order is looked at
_SIEVE = 1 << 22  # places, a power of 2, by which most pairs of types without links are told apart


@dataclass(frozen=True, slots=True)
class _Links:
    """Pairs of a source and a target, both types or both tokens; arrays (pairs,)."""

    keys: IntArray  # source · number of target types or tokens + target, ascending
    forward: Array  # t(target | source) / p(target); 0 where that does not count
    backward: Array  # t(source | target) / p(source), the same


@dataclass(frozen=True, slots=True)
class _Part:
    """One side of some beads: tokens ``first`` … ``first + count - 1``; arrays (beads,)."""

    side: Side
    first: IntArray
    count: IntArray


@dataclass(frozen=True, slots=True)
class _Places:
    """Where linked tokens stand in beads; arrays (links,)."""

    bead: IntArray
    given: IntArray  # the how-manieth token of its side of the bead, from 0
    predicted: IntArray
    ratios: Array


def order_gains(scorer: LinkScorer, beads: Candidates) -> Array:
    """Return what word order adds to the two features of each bead, shape (2, beads).

    The features are those of `LinkScorer.features`. Beads with an empty side gain 0.
    """
    types = _type_links(scorer)
    gains = np.zeros((2, len(beads.rows)))
    for chosen in _pieces(scorer, beads):
        piece = beads.taken(chosen)
        links = _token_links(scorer, types, piece)
        source = _part(scorer.source, piece.first_rows, piece.rows)
        target = _part(scorer.target, piece.first_columns, piece.columns)
        gains[:, chosen] = _both(links, source, target, scorer.floor)
    return gains


def _pieces(scorer: LinkScorer, beads: Candidates) -> list[IntArray]:
    """Return which beads are scored together: all that may gain, in their order."""
    source = _part(scorer.source, beads.first_rows, beads.rows).count
    target = _part(scorer.target, beads.first_columns, beads.columns).count
    pairs = source * target
    chosen = np.flatnonzero((pairs > 0) & (pairs <= _LARGEST))
    number = np.cumsum(pairs[chosen]) // _TOGETHER
    return np.split(chosen, np.flatnonzero(np.diff(number)) + 1) if len(chosen) else []


def _part(side: Side, begin: IntArray, end: IntArray) -> _Part:
    first = side.tokens.offsets[begin]
    return _Part(side, first, side.tokens.offsets[end] - first)


def _both(links: _Links, source: _Part, target: _Part, floor: float) -> Array:
    """Return the gains of some beads in both directions, shape (2, beads)."""
    width = len(target.side.tokens.types)
    bead, token = _spread(source.first, source.count)
    # The links of a source token to the target tokens of a bead lie together.
    lowest = token * width + target.first[bead]
    low = np.searchsorted(links.keys, lowest)
    high = np.searchsorted(links.keys, lowest + target.count[bead])
    place, link = _spread(low, high - low)
    bead, token = bead[place], token[place]
    here = token - source.first[bead]
    there = links.keys[link] - token * width - target.first[bead]
    forward = _Places(bead, here, there, links.forward[link])
    backward = _Places(bead, there, here, links.backward[link])
    return np.stack([_gain(forward, source, target, floor), _gain(backward, target, source, floor)])


def _gain(places: _Places, given: _Part, predicted: _Part, floor: float) -> Array:
    """Return how much better each bead's tokens are predicted at their places: (beads,)."""
    near = _nearness(places, given.count[places.bead], predicted.count[places.bead])
    slots = (np.cumsum(predicted.count) - predicted.count)[places.bead] + places.predicted
    bead, token = _spread(predicted.first, predicted.count)
    scale = strength(floor, given.count)[bead]
    before, after = (
        np.log(floor + scale * np.bincount(slots, ratios, len(bead)))
        for ratios in (places.ratios, places.ratios * near)
    )
    weights = predicted.side.weights[predicted.side.tokens.types[token]]
    return np.bincount(bead, weights * (after - before), len(predicted.count)).astype(np.float64)


def _nearness(places: _Places, given: IntArray, predicted: IntArray) -> Array:
    """Return the preference for each link, over the mean of its predicted token's: (links,).

    Args:
        places: where the links stand.
        given: how many given tokens the bead of each link has.
        predicted: how many predicted ones.
    """
    steepness = _STEEPNESS * np.sqrt((given + predicted) / 2)
    y = (places.predicted + 0.5) / predicted
    near = np.exp(-steepness * np.abs((places.given + 0.5) / given - y))
    # The sum over all given tokens: geometric series to both sides of y.
    below = np.floor(y * given + 0.5)  # how many stand at or before y
    ratio = np.exp(-steepness / given)
    left = np.exp(-steepness * (y - (below - 0.5) / given)) * (1 - ratio**below)
    right = np.exp(-steepness * ((below + 0.5) / given - y)) * (1 - ratio ** (given - below))
    return np.asarray(near * given * (1 - ratio) / (left + right))


def _token_links(scorer: LinkScorer, types: _Links, beads: Candidates) -> _Links:
    """Return all links between tokens that some bead puts together."""
    source, target = scorer.source.tokens, scorer.target.tokens
    sieve = np.zeros(_SIEVE, np.bool_)
    sieve[types.keys & (_SIEVE - 1)] = True
    known = np.append(types.keys, -1)
    numbers = target.types.astype(np.int64)
    found, places = [], []
    for token, other in _token_pairs(scorer, beads):
        keys = source.types[token] * np.int64(len(scorer.target.weights)) + numbers[other]
        likely = np.flatnonzero(sieve[keys & (_SIEVE - 1)])
        place = np.searchsorted(types.keys, keys[likely])
        linked = known[place] == keys[likely]
        likely = likely[linked]
        found.append(token[likely] * len(numbers) + other[likely])
        places.append(place[linked])
    place = np.concatenate(places)
    return _Links(np.concatenate(found), types.forward[place], types.backward[place])


def _type_links(scorer: LinkScorer) -> _Links:
    """Return both tables as one."""
    width = len(scorer.target.weights)
    (given, predicted), (target, source) = (_pairs(t) for t in (scorer.forward, scorer.backward))
    there, back = given * width + predicted, source * width + target
    keys = np.unique(np.concatenate([there, back]))
    forward, backward = np.zeros(len(keys)), np.zeros(len(keys))
    forward[np.searchsorted(keys, there)] = scorer.forward.ratios
    backward[np.searchsorted(keys, back)] = scorer.backward.ratios
    return _Links(keys, forward, backward)


def _pairs(table: LinkTable) -> tuple[IntArray, IntArray]:
    """Return the given and the predicted type of each pair of a table."""
    counts = np.diff(table.offsets)
    return np.repeat(np.arange(len(counts)), counts), table.predicted.astype(np.int64)


def _token_pairs(scorer: LinkScorer, beads: Candidates) -> Iterator[tuple[IntArray, IntArray]]:
    """Yield, in pieces, each source token with the target tokens of all beads it may be in."""
    target = scorer.target.tokens
    begin, end = int(beads.first_rows.min()), int(beads.rows.max())
    source, before = scorer.source.tokens[begin:end], scorer.source.tokens.offsets[begin]
    bead, row = _spread(beads.first_rows - begin, beads.shapes[:, 0])
    low, high = np.full(len(source.counts), len(target.counts)), np.zeros_like(source.counts)
    np.minimum.at(low, row, beads.first_columns[bead])
    np.maximum.at(high, row, beads.columns[bead])
    first = np.repeat(target.offsets[low], source.counts)
    width = np.maximum(np.repeat(target.offsets[high], source.counts) - first, 0)
    total = np.cumsum(width)
    cuts = np.searchsorted(total, np.arange(_PIECE, int(total[-1]) if len(total) else 0, _PIECE))
    for start, stop in pairwise([0, *cuts.tolist(), len(width)]):
        token, other = _spread(first[start:stop], width[start:stop])
        yield token + start + before, other


def _spread(first: IntArray, count: IntArray) -> tuple[IntArray, IntArray]:
    """Return the numbers first … first + count - 1 of each, and before them whose they are."""
    owner = np.repeat(np.arange(len(count)), count)
    return owner, np.arange(len(owner)) + np.repeat(first - np.cumsum(count) + count, count)
