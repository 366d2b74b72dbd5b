"""Re-estimating token links on the documents themselves, as in Moore (2002).

What a target word unknown to the lexicon means is learnt from a draft alignment, by EM over the
source words in the same beads (IBM Model 1, Brown et al. 1993). Known words keep their links:
re-estimating them as well changed nothing on the development texts. A bead must not confirm
itself, so sentences are scored with what was learnt from the other half of the draft: every
unknown word becomes two types, one for each half it stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from aligner.alignment.lattice import Step
from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table
from aligner.text.tokens import Tokens

_ITERATIONS = 3
_CAUTION = 3.0  # observations of a word without a link, added to those seen
_CREDIBLE = 0.1  # probability of the draft's beads under which nothing is learnt from them

Array = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
Pairs = tuple[IntArray, IntArray, Array, Array]  # source types, target types, both probabilities


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Pairs of a source token and an unknown target token in one bead; arrays (occurrences,)."""

    source: IntArray  # type of the source token
    target: IntArray  # type of the target token
    tokens: IntArray  # which target token
    weights: Array  # probability of the bead
    halves: IntArray  # of the bead, 0 or 1: beads alternate


def reestimated(scorer: LinkScorer, draft: Sequence[Step]) -> LinkScorer:
    """Return the scorer with links for its unknown target words, learnt from a draft alignment."""
    unknown = (np.diff(scorer.backward.offsets) == 0) & (scorer.target.weights > 0)
    found = _occurrences(scorer, draft, unknown)
    if not len(found.weights):
        return scorer
    types = np.flatnonzero(unknown)
    second = np.arange(len(unknown))  # the types of words in the second half
    second[types] = len(unknown) + np.arange(len(types))
    target = _divided(scorer.target, draft, types, second)
    links = []
    for half, names in enumerate((np.arange(len(unknown)), second)):
        sources, targets, forward, backward = _learn(scorer, found, found.halves != half)
        links.append((sources, names[targets], forward, backward))
    sources, targets, forward, backward = (
        np.concatenate(column) for column in zip(*links, strict=True)
    )
    forward_ratios = forward / target.probabilities[targets]
    backward_ratios = backward / scorer.source.probabilities[sources]
    return replace(
        scorer,
        target=target,
        forward=_extended(
            scorer.forward, sources, targets, forward_ratios, len(scorer.source.weights)
        ),
        backward=_extended(scorer.backward, targets, sources, backward_ratios, len(target.weights)),
    )


def _occurrences(
    scorer: LinkScorer, draft: Sequence[Step], unknown: npt.NDArray[np.bool_]
) -> _Occurrences:
    """List the unknown target tokens of the draft's beads with each informative source token."""
    source, target = scorer.source.tokens, scorer.target.tokens
    informative = scorer.source.weights > 0
    places = np.flatnonzero(unknown[target.types])
    columns: list[tuple[npt.NDArray[np.generic], ...]] = []
    for index, step in enumerate(draft):
        a, b = step.shape
        first, last = target.offsets[step.column - b], target.offsets[step.column]
        tokens = places[np.searchsorted(places, first) : np.searchsorted(places, last)]
        if not a or not len(tokens) or step.probability < _CREDIBLE:
            continue
        given = source.types[source.offsets[step.row - a] : source.offsets[step.row]]
        given = given[informative[given]]
        each = np.repeat(tokens, len(given))
        same = np.ones(len(each))
        columns.append(
            (
                np.tile(given, len(tokens)),
                target.types[each],
                each,
                step.probability * same,
                np.full(len(each), index % 2),
            )
        )
    if not columns:
        nothing = np.zeros(0, np.int64)
        return _Occurrences(nothing, nothing, nothing, np.zeros(0), nothing)
    source_types, target_types, each, weights, halves = map(
        np.concatenate, zip(*columns, strict=True)
    )
    return _Occurrences(source_types, target_types, each, weights, halves)


def _learn(scorer: LinkScorer, found: _Occurrences, used: npt.NDArray[np.bool_]) -> Pairs:
    """Return the pairs that EM finds in the occurrences used, with t(e | z) and t(z | e)."""
    width = np.int64(len(scorer.target.weights))
    keys, pairs = np.unique(found.source[used] * width + found.target[used], return_inverse=True)
    sources, targets = keys // width, keys % width
    given = scorer.source.tokens.types
    seen = np.bincount(given, minlength=len(scorer.source.weights))[sources] / 2 + _CAUTION
    tokens, weights = found.tokens[used], found.weights[used]
    size = len(scorer.target.tokens.types)
    forward: Array = 1.0 / seen
    expected: Array = np.zeros(len(keys))
    for _ in range(_ITERATIONS):
        causes = forward[pairs]
        causes /= np.bincount(tokens, causes, size)[tokens]
        expected = np.bincount(pairs, causes * weights, len(keys)).astype(np.float64)
        forward = np.asarray(expected / seen)
    backward = expected / (np.bincount(targets, expected, int(width)) + _CAUTION)[targets]
    return sources, targets, forward, backward


def _divided(side: Side, draft: Sequence[Step], types: IntArray, second: IntArray) -> Side:
    """Return the target side with other types for the unknown words of the second half."""
    in_second = np.zeros(len(side.tokens.counts), bool)
    for index, step in enumerate(draft):
        in_second[step.column - step.shape[1] : step.column] = index % 2
    in_second_tokens = np.repeat(in_second, side.tokens.counts)
    divided = np.where(in_second_tokens, second[side.tokens.types], side.tokens.types)
    return Side(
        Tokens(divided.astype(np.int32), side.tokens.offsets),
        np.concatenate([side.weights, side.weights[types]]),
        np.concatenate([side.probabilities, side.probabilities[types]]),
    )


def _extended(
    table: LinkTable, given: IntArray, predicted: IntArray, ratios: Array, types: int
) -> LinkTable:
    """Return a table with further pairs, over at least ``types`` given types."""
    known = np.repeat(np.arange(len(table.offsets) - 1), np.diff(table.offsets))
    return link_table(
        np.concatenate([known, given]),
        np.concatenate([table.predicted, predicted]),
        np.concatenate([table.ratios, ratios.astype(np.float32)]),
        max(types, len(table.offsets) - 1, int(given.max(initial=0)) + 1),
    )
