"""What word order adds, against the formula written out, and what it decides."""

from __future__ import annotations

import math
import tracemalloc
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment import order
from aligner.alignment.candidates import Candidates
from aligner.alignment.lattice import Block, Lattice
from aligner.alignment.links import LinkScorer, LinkTable, Side
from aligner.alignment.order import order_gains
from aligner.alignment.window import Shape, Window
from tests.alignment.evidence_by_hand import random_scorer, same_words

SCALE, DILUTION = 0.7, 0.85  # κ and γ


def beads(found: Sequence[tuple[Shape, int, int]]) -> Candidates:
    """Return candidates with no scores from shapes, rows and columns of their ends."""
    shapes, rows, columns = zip(*sorted(found, key=lambda bead: bead[1:]), strict=True)
    return Candidates(np.array(shapes), np.array(rows), np.array(columns), np.zeros(len(found)))


def every_bead(rows: int, columns: int) -> Candidates:
    """Return all beads of up to three sentences a side."""
    sizes = range(4)
    return beads(
        [
            ((a, b), row, column)
            for row in range(rows + 1)
            for column in range(columns + 1)
            for a in sizes
            for b in sizes
            if a <= row and b <= column and a + b
        ]
    )


def written_out(
    given_side: Side, predicted_side: Side, table: LinkTable, floor: float, bead: Sequence[int]
) -> float:
    """Return one direction's gain for the sentences first … last - 1 of both sides."""
    first, last, first_other, last_other = bead
    z = given_side.tokens[first:last].types.tolist()
    e = predicted_side.tokens[first_other:last_other].types.tolist()
    steepness = math.sqrt((len(z) + len(e)) / 2)
    strength = (1 - floor) * SCALE * max(len(z), 1) ** -DILUTION
    total = 0.0
    for j, word in enumerate(e):
        y = (j + 0.5) / len(e)
        near = [math.exp(-steepness * abs((i + 0.5) / len(z) - y)) for i in range(len(z))]
        ratios = []
        for source in z:
            pairs = slice(*table.offsets[source : source + 2])
            linked = dict(zip(table.predicted[pairs].tolist(), table.ratios[pairs], strict=True))
            ratios.append(float(linked.get(word, 0.0)))
        mean = sum(near) / max(len(near), 1)
        placed = sum(r * h / mean for r, h in zip(ratios, near, strict=True))
        change = math.log(floor + strength * placed) - math.log(floor + strength * sum(ratios))
        total += float(predicted_side.weights[word]) * change
    return total


@pytest.mark.parametrize("small", [False, True], ids=["whole", "in pieces"])
@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 5))
def test_gains_are_those_of_the_formula(small: bool, seed: int, rows: int, columns: int) -> None:
    scorer, candidates = random_scorer(seed, rows, columns), every_bead(rows, columns)
    with pytest.MonkeyPatch.context() as patch:
        if small:
            for name, size in (("_TOGETHER", 30), ("_PIECE", 5), ("_SIEVE", 4)):
                patch.setattr(order, name, size)
        found = order_gains(scorer, candidates)
    for index, ((a, b), row, column) in enumerate(
        zip(
            candidates.shapes.tolist(),
            candidates.rows.tolist(),
            candidates.columns.tolist(),
            strict=True,
        )
    ):
        source, target, floor = scorer.source, scorer.target, scorer.floor
        there = written_out(
            source, target, scorer.forward, floor, (row - a, row, column - b, column)
        )
        back = written_out(
            target, source, scorer.backward, floor, (column - b, column, row - a, row)
        )
        assert found[:, index] == pytest.approx([there, back], abs=1e-5)


def test_the_same_order_gains_and_the_reverse_loses() -> None:
    same = same_words([[0, 1, 2, 3, 4, 5]], [[0, 1, 2, 3, 4, 5]], types=6)
    reverse = same_words([[0, 1, 2, 3, 4, 5]], [[5, 4, 3, 2, 1, 0]], types=6)
    assert (order_gains(same, beads([((1, 1), 1, 1)])) > 0).all()
    assert (order_gains(reverse, beads([((1, 1), 1, 1)])) < 0).all()


@pytest.mark.parametrize("words", [[], [0], [1]], ids=["none", "linked", "unlinked"])
def test_a_token_or_none_gains_nothing(words: list[int]) -> None:
    scorer = same_words([[0]], [words], types=2)
    gains = order_gains(scorer, beads([((1, 0), 1, 0), ((1, 1), 1, 1)]))
    assert gains == pytest.approx(np.zeros((2, 2)), abs=1e-9)


def test_no_links_at_all() -> None:
    empty = LinkTable(np.zeros(3, np.int64), np.zeros(0, np.int32), np.zeros(0, np.float32))
    scorer = same_words([[0, 1]], [[1, 0]], types=2)
    scorer = LinkScorer(scorer.source, scorer.target, empty, empty, scorer.floor)
    assert order_gains(scorer, beads([((1, 1), 1, 1)])).tolist() == [[0.0], [0.0]]


def test_what_is_no_sentence_takes_no_memory_and_gains_nothing() -> None:
    """A word three thousand times over has nine million links to itself."""
    scorer = same_words([[0] * 3_000, [0, 1]], [[0] * 3_000, [0, 1]], types=2)
    candidates = beads([((1, 1), 1, 1), ((1, 1), 2, 2), ((2, 2), 2, 2)])
    tracemalloc.start()
    gains = order_gains(scorer, candidates)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 30_000_000
    assert (gains[:, 1] > 0).all()
    assert not gains[:, [0, 2]].any()


@pytest.mark.parametrize("after", [True, False], ids=["first", "second"])
def test_a_sentence_nothing_links_goes_where_the_order_of_the_others_leaves_room(
    after: bool,
) -> None:
    """Words 8 and 9 have no counterpart; their neighbours say which side they are on."""
    room, full = [0, 1, 2, 3], [4, 5, 6, 7]
    unknown_source, unknown_target = [8, 8, 8], [9, 9, 9]
    source = [[*room, *unknown_source], full] if after else [room, [*unknown_source, *full]]
    scorer = same_words(source, [room, unknown_target, full], types=10)
    shapes: tuple[Shape, ...] = ((1, 1), (1, 2), (0, 1))
    window = Window(range(3), range(4), shapes)
    scores = np.full(window.size, -20.0, np.float32)
    scores[:2] = 0.0
    candidates = Lattice([Block(window, scores)]).candidates(1e-3)
    plain = candidates.best_path()
    assert [step.probability for step in plain] == pytest.approx([0.5, 0.5], abs=1e-3)
    steps = candidates.rescored(order_gains(scorer, candidates).sum(axis=0)).best_path()
    assert [step.shape for step in steps] == ([(1, 2), (1, 1)] if after else [(1, 1), (1, 2)])
    assert min(step.probability for step in steps) > 0.7
