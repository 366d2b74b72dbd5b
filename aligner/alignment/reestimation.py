"""Re-estimating token links on the documents themselves, as in Moore (2002).

What a word means in this text is learnt from a draft alignment: expected counts of links in the
draft's beads, in both directions by agreement (Liang, Taskar & Klein 2006), are added to the prior
from the lexicon. Words that the lexicon does not know get links in this way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment.lattice import Step
from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table

_PRIOR = 4.0  # how many observations of a word the lexicon is worth
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
    pairs = np.searchsorted(keys, cells)
    source, target = keys // width, keys % width
    forward, backward = (
        _prior(keys, cells, table, side.probabilities[types])
        for cells, table, side, types in (
            (known[0], scorer.forward, scorer.target, target),
            (known[1], scorer.backward, scorer.source, source),
        )
    )
    forward, backward = _learn(scorer, found, pairs, (source, target), (forward, backward))
    kept = (forward > _LEAST) | (backward > _LEAST)
    source, target = source[kept], target[kept]
    forward_ratios = (forward[kept] / scorer.target.probabilities[target]).astype(np.float32)
    backward_ratios = (backward[kept] / scorer.source.probabilities[source]).astype(np.float32)
    return replace(
        scorer,
        forward=link_table(source, target, forward_ratios, len(scorer.source.weights)),
        backward=link_table(target, source, backward_ratios, width),
    )


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
    left, right, weights = [], [], []
    for step in draft:
        a, b = step.shape
        if not a or not b or step.probability < _CREDIBLE:
            continue
        source = _tokens(scorer.source, step.row - a, step.row, source_informative)
        target = _tokens(scorer.target, step.column - b, step.column, target_informative)
        left.append(np.tile(source, len(target)))
        right.append(np.repeat(target, len(source)))
        weights.append(np.full(len(source) * len(target), step.probability))
    if not weights:
        return _Occurrences(*(np.zeros(0, np.int64),) * 2, np.zeros(0))
    return _Occurrences(np.concatenate(left), np.concatenate(right), np.concatenate(weights))


def _tokens(side: Side, first: int, last: int, informative: npt.NDArray[np.bool_]) -> IntArray:
    """Return the indices of the informative tokens of consecutive sentences."""
    start, stop = side.tokens.offsets[first], side.tokens.offsets[last]
    return np.asarray(start + np.flatnonzero(informative[start:stop]))


def _learn(
    scorer: LinkScorer,
    found: _Occurrences,
    pairs: IntArray,
    types: tuple[IntArray, IntArray],
    priors: tuple[Array, Array],
) -> tuple[Array, Array]:
    """Return t(target | source) and t(source | target) of each pair of types after EM."""
    source_frequency = _frequencies(scorer.source)
    target_frequency = _frequencies(scorer.target)
    source_background = _NULL * source_frequency[scorer.source.tokens.types]
    target_background = _NULL * target_frequency[scorer.target.tokens.types]
    forward, backward = priors
    for _ in range(_ITERATIONS):
        smooth = (1 - _UNIFORM) * forward + _UNIFORM * target_frequency[types[1]]
        caused = _posterior(smooth[pairs], found.target, target_background)
        smooth = (1 - _UNIFORM) * backward + _UNIFORM * source_frequency[types[0]]
        caused *= _posterior(smooth[pairs], found.source, source_background)
        counts = np.bincount(pairs, caused * found.weights, len(types[0]))
        forward = _map_estimate(counts, types[0], priors[0], len(scorer.source.weights))
        backward = _map_estimate(counts, types[1], priors[1], len(scorer.target.weights))
    return forward, backward


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
