"""Re-estimating token links on the documents themselves, as in Moore (2002).

What a target word unknown to the lexicon means is learnt along the rough path, by EM over the
source words in the same pieces of the documents (IBM Model 1, Brown et al. 1993). Known words keep
their links: re-estimating them as well changed nothing on the development texts. A piece must not
confirm itself, so sentences are scored with what was learnt from the other half of the pieces:
every unknown word becomes two types, one for each half it stands in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table
from aligner.alignment.window import Array, IntArray
from aligner.text.tokens import Tokens

_ITERATIONS = 3
_CAUTION = 3.0  # observations of a word without a link, added to those seen
_CROWDED = 100_000  # pairs of tokens in a piece from which nothing can be learnt any more

Pairs = tuple[IntArray, IntArray, Array, Array]  # source types, target types, both probabilities


@dataclass(frozen=True, slots=True)
class _Occurrences:
    """Pairs of a source type and an unknown target token in one piece; arrays (occurrences,)."""

    source: IntArray  # type of the source token
    target: IntArray  # type of the target token
    tokens: IntArray  # which target token
    halves: IntArray  # of the piece, 0 or 1: pieces alternate


def reestimated(scorer: LinkScorer, path: IntArray) -> LinkScorer:
    """Return the scorer with links for its unknown target words, learnt along a rough path.

    Args:
        scorer: the token evidence as the lexicon has it.
        path: positions on the rough path, shape (positions, 2).
    """
    unknown = (np.diff(scorer.backward.offsets) == 0) & (scorer.target.weights > 0)
    found = _occurrences(scorer, path, unknown)
    if not len(found.tokens):
        return scorer
    types = np.flatnonzero(unknown)
    second = np.arange(len(unknown))  # the types of words in the second half
    second[types] = len(unknown) + np.arange(len(types))
    target = _divided(scorer.target, path, types, second)
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
    scorer: LinkScorer, path: IntArray, unknown: npt.NDArray[np.bool_]
) -> _Occurrences:
    """List the unknown target tokens of each piece with its informative source types."""
    source, target = scorer.source.tokens, scorer.target.tokens
    informative = scorer.source.weights > 0
    places = np.flatnonzero(unknown[target.types])
    nothing = [np.zeros(0, np.int64)]
    sources, each_token, halves = list(nothing), list(nothing), list(nothing)
    for index, ((row, column), (next_row, next_column)) in enumerate(pairwise(path.tolist())):
        first, last = target.offsets[column], target.offsets[next_column]
        tokens = places[np.searchsorted(places, first) : np.searchsorted(places, last)]
        given = source.types[source.offsets[row] : source.offsets[next_row]]
        given = np.unique(given[informative[given]])
        if not 0 < len(given) * len(tokens) < _CROWDED:
            continue
        each = np.repeat(tokens, len(given))
        sources.append(np.tile(given, len(tokens)))
        each_token.append(each)
        halves.append(np.full(len(each), index % 2))
    found = np.concatenate(each_token)
    return _Occurrences(
        np.concatenate(sources), target.types[found].astype(np.int64), found, np.concatenate(halves)
    )


def _learn(scorer: LinkScorer, found: _Occurrences, used: npt.NDArray[np.bool_]) -> Pairs:
    """Return the pairs that EM finds in the occurrences used, with t(e | z) and t(z | e)."""
    width = np.int64(len(scorer.target.weights))
    keys, pairs = np.unique(found.source[used] * width + found.target[used], return_inverse=True)
    sources, targets = keys // width, keys % width
    given = scorer.source.tokens.types
    seen = np.bincount(given, minlength=len(scorer.source.weights))[sources] / 2 + _CAUTION
    tokens = found.tokens[used]
    size = len(scorer.target.tokens.types)
    forward: Array = 1.0 / seen
    expected: Array = np.zeros(len(keys))
    for _ in range(_ITERATIONS):
        causes = forward[pairs]
        causes /= np.bincount(tokens, causes, size)[tokens]
        expected = np.bincount(pairs, causes, len(keys)).astype(np.float64)
        forward = np.asarray(expected / seen)
    backward = expected / (np.bincount(targets, expected, int(width)) + _CAUTION)[targets]
    return sources, targets, forward, backward


def _divided(side: Side, path: IntArray, types: IntArray, second: IntArray) -> Side:
    """Return the target side with other types for the unknown words of the second half."""
    in_second = np.zeros(len(side.tokens.counts), bool)
    for index, (column, next_column) in enumerate(pairwise(path[:, 1].tolist())):
        in_second[column:next_column] = index % 2
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
