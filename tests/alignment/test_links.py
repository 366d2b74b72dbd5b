"""Token evidence against its formula, computed token by token."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.links import LinkScorer, LinkTable, Side, link_table
from aligner.alignment.window import Shape, Window
from tests.alignment.evidence_by_hand import random_scorer, same_words

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (3, 2), (1, 4), (4, 1))
SCALE, DILUTION = 0.7, 0.85  # κ, γ
TELLING = 0.25  # occurrences a piece, from which a type tells no pieces apart

seeds = st.integers(0, 10**9)
sizes = st.integers(1, 8)


def words(side: Side, start: int, stop: int) -> list[int]:
    first, last = side.tokens.offsets[start], side.tokens.offsets[stop]
    return [int(t) for t in side.tokens.types[first:last]]


def telling(side: Side, pieces: int, found: list[int]) -> list[int]:
    """Return the words without those that occur too often in the whole document."""
    everywhere = side.tokens.types.tolist()
    return [t for t in found if everywhere.count(t) <= max(TELLING * pieces, 1)]


def ratio(table: LinkTable, given_type: int, predicted: int) -> float:
    span = slice(table.offsets[given_type], table.offsets[given_type + 1])
    found = table.ratios[span][table.predicted[span] == predicted]
    return float(found.sum())


def score(
    givens: list[int], tokens: list[int], table: LinkTable, side: Side, floor: float
) -> float:
    """The formula of the module, for one bead and one direction."""
    scale = SCALE * max(len(givens), 1) ** -DILUTION
    return math.fsum(
        float(side.weights[token])
        * math.log(floor + (1 - floor) * scale * math.fsum(ratio(table, g, token) for g in givens))
        for token in tokens
    )


def slowly(scorer: LinkScorer, shape: Shape, row: int, column: int) -> tuple[float, float]:
    (a, b) = shape
    if not a or not b:
        return 0.0, 0.0
    source = words(scorer.source, row - a, row)
    target = words(scorer.target, column - b, column)
    return (
        score(source, target, scorer.forward, scorer.target, scorer.floor),
        score(target, source, scorer.backward, scorer.source, scorer.floor),
    )


@given(seeds, sizes, sizes)
def test_features_follow_the_formula(seed: int, rows: int, columns: int) -> None:
    scorer = random_scorer(seed, rows, columns)
    window = Window(range(rows + 1), range(columns + 1), SHAPES)
    features = scorer.features(window)
    assert features.shape == (2, *window.size)
    for (index, (a, b)), row, column in itertools.product(
        enumerate(SHAPES), window.rows, window.columns
    ):
        if row >= a and column >= b:  # the others begin before the first sentence
            expected = slowly(scorer, (a, b), row, column)
            assert features[:, index, row, column] == pytest.approx(expected, abs=1e-4)


@given(seeds, sizes, sizes, st.data())
def test_a_window_is_a_part_of_the_whole(
    seed: int, rows: int, columns: int, data: st.DataObject
) -> None:
    scorer = random_scorer(seed, rows, columns)
    row = data.draw(st.integers(0, rows))
    column = data.draw(st.integers(0, columns))
    part = Window(
        range(row, data.draw(st.integers(row, rows)) + 1),
        range(column, data.draw(st.integers(column, columns)) + 1),
        tuple(data.draw(st.permutations(SHAPES))),
    )
    whole = scorer.features(Window(range(rows + 1), range(columns + 1), part.shapes))
    found = scorer.features(part)
    for index, (a, b) in enumerate(part.shapes):
        # Beads that would begin before the first sentence have no defined features.
        first, left = max(a, row), max(b, column)
        np.testing.assert_allclose(
            found[:, index, first - row :, left - column :],
            whole[:, index, first : part.rows.stop, left : part.columns.stop],
            atol=1e-4,
        )


@given(seeds, sizes, sizes)
def test_turned_round_the_features_are_the_same(seed: int, rows: int, columns: int) -> None:
    scorer = random_scorer(seed, rows, columns)
    turned = LinkScorer(scorer.target, scorer.source, scorer.backward, scorer.forward, scorer.floor)
    flipped = tuple((b, a) for a, b in SHAPES)
    here = scorer.features(Window(range(rows + 1), range(columns + 1), SHAPES))
    there = turned.features(Window(range(columns + 1), range(rows + 1), flipped))
    np.testing.assert_array_equal(here, there[::-1].swapaxes(2, 3))


@given(seeds, sizes, sizes, st.integers(1, 5))
def test_coarser_scores_pieces_as_sentences(seed: int, rows: int, columns: int, size: int) -> None:
    scorer = random_scorer(seed, rows, columns)
    coarse = scorer.coarser(size)
    pieces = [-(-count // size) for count in (rows, columns)]
    assert [len(side.tokens.counts) for side in (coarse.source, coarse.target)] == pieces
    for row, column in itertools.product(range(1, pieces[0] + 1), range(1, pieces[1] + 1)):
        expected = score(
            telling(
                scorer.source,
                pieces[0],
                words(scorer.source, (row - 1) * size, min(row * size, rows)),
            ),
            telling(
                scorer.target,
                pieces[1],
                words(scorer.target, (column - 1) * size, min(column * size, columns)),
            ),
            scorer.forward,
            scorer.target,
            scorer.floor,
        )
        window = Window(range(row, row + 1), range(column, column + 1), ((1, 1),))
        assert coarse.features(window)[0, 0, 0, 0] == pytest.approx(expected, abs=1e-4)


def test_a_link_is_worth_more_than_none_and_less_in_a_crowd() -> None:
    scorer = same_words([[0], [1], [0, 2, 3, 4]], [[0]], types=5)
    features = scorer.features(Window(range(1, 4), range(1, 2), ((1, 1),)))[0, 0, :, 0]
    alone, none, crowded = features
    assert alone > crowded > 0 > none
    assert none == pytest.approx(math.log(0.65))


def test_types_of_weight_0_are_not_predicted_but_predict() -> None:
    scorer = same_words([[0]], [[0]], types=2)
    silent = Side(scorer.target.tokens, np.zeros(2, np.float32), scorer.target.probabilities)
    scorer = LinkScorer(scorer.source, silent, scorer.forward, scorer.backward, scorer.floor)
    forward, backward = scorer.features(Window(range(1, 2), range(1, 2), ((1, 1),)))[:, 0, 0, 0]
    assert forward == 0
    assert backward > 0


def test_without_any_words_there_is_no_opinion() -> None:
    scorer = same_words([[], []], [[], [], []], types=3)
    assert not scorer.features(Window(range(3), range(4), SHAPES)).any()


def test_links_are_grouped_by_the_given_type() -> None:
    table = link_table(np.array([2, 0, 2]), np.array([1, 5, 0]), np.array([0.1, 0.2, 0.3]), 4)
    assert table.offsets.tolist() == [0, 1, 1, 3, 3]
    assert table.predicted.tolist() == [5, 0, 1]
    assert table.ratios.tolist() == pytest.approx([0.2, 0.3, 0.1])
