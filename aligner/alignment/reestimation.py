"""Re-estimating token links on the documents themselves, as in Moore (2002).

What a word means in this text is learnt from a draft alignment: expected counts of links in the
draft's beads, in both directions by agreement (Liang, Taskar & Klein 2006), are added to the prior
from the lexicon. Words that the lexicon does not know get links in this way.

A bead must not confirm itself: sentences are scored with what was learnt from the other half of the
draft. For this every word becomes two types, one for each half it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment.lattice import Step
from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table
from aligner.text.tokens import Tokens

_PRIOR = 1000000
_ITERATIONS = 2
_UNIFORM = 0.02  # share of a word's probability given to everything: lets new links arise
_NULL = 0.1  # share of the background among the causes of a token
_LEAST = 1e-3  # probability under which a link is dropped
_CREDIBLE = 0.1  # probability of the draft's beads under which nothing is learnt from them

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """All pairs of a source and a target token inside the draft's beads; arrays (occurrences,)."""

    source: IntArray  # which source token; each stands in one bead
    target: IntArray
    weights: Array  # probability of the bead
    halves: IntArray  # of the bead, 0 or 1: beads alternate


@dataclass(frozen=True, slots=True)
class _Links:
    """Pairs of types with their probabilities in both directions; arrays (pairs,)."""

    source: IntArray
    target: IntArray
    forward: Array  # t(target | source)
    backward: Array  # t(source | target)


def reestimated(scorer: LinkScorer, draft: Sequence[Step]) -> LinkScorer:
    """Return the scorer with its link ratios re-estimated on a draft alignment."""
    found = _occurrences(scorer, draft)
    if not len(found.weights):
        return scorer
    width = len(scorer.target.weights)
    cells = scorer.source.tokens.types[found.source] * np.int64(width)
    cells += scorer.target.tokens.types[found.target]
    known = [_cells(scorer.forward, width), _cells(scorer.backward, width, flipped=True)]
    keys = np.unique(np.concatenate([cells, *known]))
    source, target = keys // width, keys % width
    prior = _Links(
        source,
        target,
        _prior(keys, known[0], scorer.forward, scorer.target.probabilities[target]),
        _prior(keys, known[1], scorer.backward, scorer.source.probabilities[source]),
    )
    pairs = np.searchsorted(keys, cells)
    # What is learnt from one half serves the sentences of the other.
    halves = [_learn(scorer, found, pairs, prior, found.halves != half) for half in (0, 1)]
    sides = [
        _doubled(side, draft, which) for which, side in enumerate((scorer.source, scorer.target))
    ]
    forward = _table(
        [(links.source, links.target, links.forward) for links in halves], scorer.source, sides[1]
    )
    backward = _table(
        [(links.target, links.source, links.backward) for links in halves], scorer.target, sides[0]
    )
    return replace(scorer, source=sides[0], target=sides[1], forward=forward, backward=backward)


def _doubled(side: Side, draft: Sequence[Step], which: int) -> Side:
    """Return a side in which the types of the second half's sentences are moved up."""
    halves = np.zeros(len(side.tokens.counts), np.int32)
    for index, step in enumerate(draft):
        end = (step.row, step.column)[which]
        halves[end - step.shape[which] : end] = index % 2
    types = side.tokens.types + len(side.weights) * np.repeat(halves, side.tokens.counts)
    return Side(
        Tokens(types.astype(np.int32), side.tokens.offsets),
        np.tile(side.weights, 2),
        np.tile(side.probabilities, 2),
    )


def _table(
    halves: Sequence[tuple[IntArray, IntArray, Array]], given: Side, predicted: Side
) -> LinkTable:
    """Return the table from doubled given types to doubled predicted types."""
    types, width = len(given.weights), len(predicted.weights) // 2
    columns: list[tuple[IntArray, IntArray, Array]] = []
    for half, (sources, targets, probabilities) in enumerate(halves):
        ratios = probabilities / predicted.probabilities[targets]
        columns += [(sources + half * types, targets + other * width, ratios) for other in (0, 1)]
    givens, targets, ratios = (np.concatenate(column) for column in zip(*columns, strict=True))
    return link_table(givens, targets, ratios.astype(np.float32), 2 * types)


def _cells(table: LinkTable, width: int, *, flipped: bool = False) -> IntArray:
    """Return each pair of a table as one number, source type · width + target type."""
    given = np.repeat(np.arange(len(table.offsets) - 1), np.diff(table.offsets))
    predicted = table.predicted.astype(np.int64)
    return np.asarray(predicted * width + given if flipped else given * width + predicted)


def _prior(keys: IntArray, cells: IntArray, table: LinkTable, background: Array) -> Array:
    """Return the table's probabilities t(predicted | given) at the keys, 0 where it has none."""
    ratios = np.zeros(len(keys))
    ratios[np.searchsorted(keys, cells)] = table.ratios
    return ratios * background


def _occurrences(scorer: LinkScorer, draft: Sequence[Step]) -> _Occurrences:
    """List the token pairs of all beads that have both sides and can be believed."""
    source_informative = scorer.source.weights[scorer.source.tokens.types] > 0
    target_informative = scorer.target.weights[scorer.target.tokens.types] > 0
    left, right, weights, halves = [], [], [], []
    for index, step in enumerate(draft):
        a, b = step.shape
        if not a or not b or step.probability < _CREDIBLE:
            continue
        source = _tokens(scorer.source, step.row - a, step.row, source_informative)
        target = _tokens(scorer.target, step.column - b, step.column, target_informative)
        left.append(np.tile(source, len(target)))
        right.append(np.repeat(target, len(source)))
        weights.append(np.full(len(left[-1]), step.probability))
        halves.append(np.full(len(left[-1]), index % 2))
    if not weights:
        nothing = np.zeros(0, np.int64)
        return _Occurrences(nothing, nothing, np.zeros(0), nothing)
    return _Occurrences(*(np.concatenate(column) for column in (left, right, weights, halves)))


def _tokens(side: Side, first: int, last: int, informative: npt.NDArray[np.bool_]) -> IntArray:
    """Return the indices of the informative tokens of consecutive sentences."""
    start, stop = side.tokens.offsets[first], side.tokens.offsets[last]
    return np.asarray(start + np.flatnonzero(informative[start:stop]))


def _learn(
    scorer: LinkScorer,
    found: _Occurrences,
    pairs: IntArray,
    prior: _Links,
    used: npt.NDArray[np.bool_],
) -> _Links:
    """Return the links that EM makes of the prior and the occurrences that are used.

    Links that are improbable in both directions are dropped.
    """
    source_frequency = _frequencies(scorer.source)
    target_frequency = _frequencies(scorer.target)
    source_background = _NULL * source_frequency[scorer.source.tokens.types]
    target_background = _NULL * target_frequency[scorer.target.tokens.types]
    pairs, weights = pairs[used], found.weights[used]
    forward, backward = prior.forward, prior.backward
    for _ in range(_ITERATIONS):
        smooth = (1 - _UNIFORM) * forward + _UNIFORM * target_frequency[prior.target]
        caused = _posterior(smooth[pairs], found.target[used], target_background)
        smooth = (1 - _UNIFORM) * backward + _UNIFORM * source_frequency[prior.source]
        caused *= _posterior(smooth[pairs], found.source[used], source_background)
        counts = np.bincount(pairs, caused * weights, len(prior.source))
        forward = _map_estimate(counts, prior.source, prior.forward, len(source_frequency))
        backward = _map_estimate(counts, prior.target, prior.backward, len(target_frequency))
    kept = (forward > _LEAST) | (backward > _LEAST)
    return _Links(prior.source[kept], prior.target[kept], forward[kept], backward[kept])


def _frequencies(side: Side) -> Array:
    """Return the relative frequency of each type in the document."""
    counts = np.bincount(side.tokens.types, minlength=len(side.weights))
    return np.asarray(counts / max(len(side.tokens.types), 1))


def _posterior(likelihoods: Array, tokens: IntArray, background: Array) -> Array:
    """Return the share of each occurrence among the causes of its token."""
    totals = np.bincount(tokens, likelihoods, len(background)) + background
    return np.asarray(likelihoods / totals[tokens])


def _map_estimate(
    counts: npt.NDArray[np.number], given: IntArray, prior: Array, types: int
) -> Array:
    """Return (count + prior strength · prior) / (count of the given type + prior strength)."""
    totals = np.bincount(given, counts, types)
    return np.asarray((counts + _PRIOR * prior) / (totals[given] + _PRIOR))
