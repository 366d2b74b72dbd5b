"""IBM Model 1 in both directions, trained to agree, with a preference for the diagonal.

Every English word of a sentence pair is explained by one of its Chinese words or by none (and in
the other direction likewise): Model 1 of Brown et al. (1993). Words at similar relative positions
are preferred by exp(−4 · |i/n − j/m|), as in fast_align (Dyer, Chahuneau & Smith 2013). After two
iterations both directions count only what they agree on, the product of their posteriors (Liang,
Taskar & Klein 2006): words that merely stand beside a translation lose their share.

With a base the counts start from its probabilities as from ``PRIOR`` occurrences of each word
(maximum a posteriori): a word that the pairs do not have keeps them.

Time O(iterations · links) and memory 6 bytes a link, a link being a Chinese and an English word of
one sentence pair; the links are worked on in blocks.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from aligner.lexicon.vocabulary import Progress, TokenPairs

ITERATIONS = 6
_ALONE = 2  # iterations before the directions have to agree
_STEEPNESS = 4.0  # of the preference for the diagonal
_NONE = 0.1  # weight of no word at all, in units of the frequency of the word to be explained
_RARE = 2  # word pairs of a lower weighted number of co-occurrences are left out
PRIOR = 5.0  # occurrences that the probabilities of a base are worth; 3 to 10 do equally well
_BLOCK = 8_000_000  # links
_STEPS = 255  # relative distances are kept in so many steps

FloatArray = npt.NDArray[np.float32]
Counts = npt.NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class WeightedPairs:
    """Sentence pairs, each side at least one word long, that count ``weight`` times."""

    pairs: TokenPairs
    weight: float


@dataclass(frozen=True, slots=True)
class Table:
    """Probabilities of word pairs, ordered by Chinese, then English type; all (pairs,)."""

    chinese: npt.NDArray[np.int32]
    english: npt.NDArray[np.int32]
    forward: FloatArray  # t(english | chinese), 0 … 1
    backward: FloatArray  # t(chinese | english), 0 … 1


@dataclass(frozen=True, slots=True)
class Base:
    """The probabilities to start from."""

    table: Table
    chinese: npt.NDArray[np.bool_]  # shape (Chinese types,): whether the base has the word
    english: npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Background:
    """How probable each type is; both sum to 1."""

    chinese: FloatArray
    english: FloatArray


@dataclass(frozen=True, slots=True)
class _Block:
    """Some sentence pairs; links are ordered by English token, then Chinese token."""

    pairs: TokenPairs
    weight: float
    table_rows: npt.NDArray[np.int64]  # the rows of the table that occur in it
    slots: npt.NDArray[np.int32]  # of each link: index into table_rows; len(table_rows): left out
    distances: npt.NDArray[np.uint8]  # of each link: 0 on the diagonal … 255


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some sentence pairs before it is known which word pairs have a row."""

    pairs: TokenPairs
    weight: float
    keys: npt.NDArray[np.int64]  # the word pairs that occur in it, ascending
    slots: npt.NDArray[np.int32]  # of each link: index into keys


def train(
    corpora: Sequence[WeightedPairs],
    background: Background,
    base: Base | None,
    progress: Progress,
) -> Table:
    """Return the translation probabilities of the words of the corpora, and of the base.

    The sums over the translations of a word are at most 1.
    """
    keys, blocks = _count(corpora, len(background.english), base, progress)
    english_types = len(background.english)
    chinese = (keys // english_types).astype(np.int32)
    english = (keys % english_types).astype(np.int32)
    prior = _prior(base, keys, background)
    forward, backward = prior.probabilities(
        chinese,
        english,
        1.0 / np.bincount(chinese)[chinese],
        1.0 / np.bincount(english)[english],
    )
    for iteration in range(ITERATIONS):
        counts = np.zeros((2, len(keys)))
        for number, block in enumerate(blocks):
            progress(f"iteration {iteration + 1} of {ITERATIONS}: {number / len(blocks):.0%}")
            expected = _expect(block, forward, backward, background, iteration >= _ALONE)
            counts[:, block.table_rows] += expected
        forward, backward = prior.probabilities(chinese, english, counts[0], counts[1])
    return Table(chinese, english, forward, backward)


@dataclass(frozen=True, slots=True)
class _Prior:
    """Occurrences added to those counted."""

    forward: Counts | float  # to each pair of the table
    backward: Counts | float
    chinese: Counts  # to each word: more than to its pairs, which may not be all it has
    english: Counts

    def probabilities(
        self,
        chinese: npt.NDArray[np.int32],
        english: npt.NDArray[np.int32],
        forward: Counts,
        backward: Counts,
    ) -> tuple[FloatArray, FloatArray]:
        """Return both directions' probabilities from counts of the pairs."""
        return (
            _shares(forward, self.forward, chinese, self.chinese),
            _shares(backward, self.backward, english, self.english),
        )


def _shares(
    counts: Counts, added: Counts | float, given: npt.NDArray[np.int32], added_to_given: Counts
) -> FloatArray:
    """Return each pair's share in all occurrences of its given word."""
    sums = np.bincount(given, counts, len(added_to_given)) + added_to_given
    # The smallest number only keeps 0 / 0 away: a word none of whose links was kept.
    shares: FloatArray = ((counts + added) / np.maximum(sums, 1e-9)[given]).astype(np.float32)
    return shares


def _prior(base: Base | None, keys: npt.NDArray[np.int64], background: Background) -> _Prior:
    sizes = len(background.chinese), len(background.english)
    if base is None:
        return _Prior(0.0, 0.0, np.zeros(sizes[0]), np.zeros(sizes[1]))
    rows = np.searchsorted(keys, _keys(base.table.chinese, base.table.english, sizes[1]))
    added = np.zeros((2, len(keys)))
    added[0, rows] = PRIOR * base.table.forward
    added[1, rows] = PRIOR * base.table.backward
    return _Prior(added[0], added[1], PRIOR * base.chinese, PRIOR * base.english)


def _keys(
    chinese: npt.NDArray[np.int32], english: npt.NDArray[np.int32], english_types: int
) -> npt.NDArray[np.int64]:
    """Return one number for each word pair; they order by Chinese, then English type."""
    return chinese.astype(np.int64) * english_types + english


def _count(
    corpora: Sequence[WeightedPairs], english_types: int, base: Base | None, progress: Progress
) -> tuple[npt.NDArray[np.int64], list[_Block]]:
    """Return the word pairs worth a row, ascending, and all links led to them."""
    total = sum(int(corpus.pairs.links.sum()) for corpus in corpora)
    found, weights, pieces = [], [], []
    done = 0
    for corpus in corpora:
        for pairs in _pieces(corpus.pairs):
            progress(f"counting: {done / max(total, 1):.0%}")
            keys, slots, counts = np.unique(
                _link_keys(pairs, english_types), return_inverse=True, return_counts=True
            )
            done += len(slots)
            found.append(keys)
            weights.append((counts * corpus.weight).astype(np.float32))
            pieces.append(_Piece(pairs, corpus.weight, keys, slots.astype(np.int32)))
    if base is not None:
        found.append(_keys(base.table.chinese, base.table.english, english_types))
        weights.append(np.full(len(found[-1]), _RARE, np.float32))
    rows = _frequent(np.concatenate(found), np.concatenate(weights))
    del found, weights
    # Each piece is let go when its block is made: both together would be twice the memory.
    return rows, [_block(pieces.pop(0), rows) for _ in range(len(pieces))]


def _pieces(pairs: TokenPairs) -> Iterator[TokenPairs]:
    """Cut after about ``_BLOCK`` links."""
    links = np.cumsum(pairs.links)
    cuts = np.searchsorted(links, np.arange(_BLOCK, int(links[-1]) if len(links) else 0, _BLOCK))
    edges = np.unique([0, *(cuts + 1), len(links)]).tolist()
    for start, stop in itertools.pairwise(edges):
        yield TokenPairs(pairs.chinese[start:stop], pairs.english[start:stop])


def _frequent(keys: npt.NDArray[np.int64], weights: FloatArray) -> npt.NDArray[np.int64]:
    """Return, ascending, the keys whose weights sum to ``_RARE`` at least."""
    order = np.argsort(keys, kind="stable")  # made of sorted runs, which this merges
    keys, weights = keys[order], weights[order]
    firsts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    return keys[firsts][np.add.reduceat(weights, firsts) >= _RARE]


def _block(piece: _Piece, rows: npt.NDArray[np.int64]) -> _Block:
    """Lead the links of a piece to the rows that were kept."""
    places = np.searchsorted(rows, piece.keys)
    kept = np.append(rows, -1)[places] == piece.keys
    renumbered = np.where(kept, np.cumsum(kept) - 1, kept.sum()).astype(np.int32)
    slots = renumbered[piece.slots]
    return _Block(piece.pairs, piece.weight, places[kept], slots, _distances(piece.pairs))


@dataclass(frozen=True, slots=True)
class _Links:
    """Which tokens the links of some pairs connect; indices into the pairs' flat tokens."""

    chinese: npt.NDArray[np.int32]  # shape (links,)
    width: npt.NDArray[np.int64]  # shape (English tokens,): links of each, consecutive


def _links(pairs: TokenPairs) -> _Links:
    chinese, english = pairs.chinese, pairs.english
    width = np.repeat(chinese.counts, english.counts)
    ends = np.cumsum(width)
    first = np.repeat(chinese.offsets[:-1], english.counts)
    shift = np.repeat((first - (ends - width)).astype(np.int32), width)
    return _Links(np.arange(len(shift), dtype=np.int32) + shift, width)


def _link_keys(pairs: TokenPairs, english_types: int) -> npt.NDArray[np.int64]:
    links = _links(pairs)
    chinese = pairs.chinese.types[links.chinese]
    return _keys(chinese, np.repeat(pairs.english.types, links.width), english_types)


def _distances(pairs: TokenPairs) -> npt.NDArray[np.uint8]:
    """Return how far from the diagonal each link is, in ``_STEPS``."""
    links = _links(pairs)
    across = np.repeat(_positions(pairs.english.offsets), links.width)
    distances = np.abs(across - _positions(pairs.chinese.offsets)[links.chinese])
    steps: npt.NDArray[np.uint8] = np.minimum(distances * _STEPS, _STEPS).astype(np.uint8)
    return steps


def _positions(offsets: npt.NDArray[np.int64]) -> FloatArray:
    """Return the relative position of each token in its sentence, between 0 and 1."""
    counts = offsets[1:] - offsets[:-1]
    within = np.arange(offsets[-1]) - np.repeat(offsets[:-1], counts)
    positions: FloatArray = ((within + 0.5) / np.repeat(counts, counts)).astype(np.float32)
    return positions


def _expect(
    block: _Block,
    forward: FloatArray,
    backward: FloatArray,
    background: Background,
    agree: bool,
) -> Counts:
    """Return the expected counts of the block's rows in both directions, shape (2, rows)."""
    links = _links(block.pairs)
    starts = np.cumsum(links.width) - links.width
    preference = np.exp(-_STEEPNESS * np.arange(_STEPS + 1) / _STEPS).astype(np.float32)
    nearness = preference[block.distances]

    explained = _gather(forward, block) * nearness
    total = np.add.reduceat(explained, starts)
    none = _NONE * background.english[block.pairs.english.types]
    total += none * np.add.reduceat(nearness, starts)
    explained /= np.repeat(total, links.width)

    explaining = _gather(backward, block) * nearness
    size = len(block.pairs.chinese.types)
    none = _NONE * background.chinese[block.pairs.chinese.types]
    sums = np.bincount(links.chinese, explaining, size)
    sums = sums + none * np.bincount(links.chinese, nearness, size)
    explaining /= sums.astype(np.float32)[links.chinese]

    if agree:
        explained = explaining = explained * explaining
    rows = len(block.table_rows)
    counts = np.zeros((2, rows))
    counts[0] = np.bincount(block.slots, explained, rows + 1)[:rows]
    counts[1] = counts[0] if agree else np.bincount(block.slots, explaining, rows + 1)[:rows]
    return counts * block.weight


def _gather(probabilities: FloatArray, block: _Block) -> FloatArray:
    """Return the probability of each link; 0 for those left out."""
    return np.append(probabilities[block.table_rows], np.float32(0))[block.slots]
