"""The lattice against the enumeration of all paths on small random tables."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.lattice import Block, Lattice
from aligner.alignment.window import Shape, Window

SHAPES: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1), (1, 3), (2, 2), (3, 1))
FEW: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (2, 1))
BARRED = -1e6  # log scores below this stand for impossible beads

Bead = tuple[Shape, int, int]  # shape, row and column of the end


def block(rows: range, columns: range, shapes: tuple[Shape, ...], seed: int) -> Block:
    """Return a block with random scores between -9 and 3."""
    window = Window(rows, columns, shapes)
    scores = np.random.default_rng(seed).uniform(-9, 3, window.size)
    return Block(window, scores.astype(np.float32))


def whole(rows: int, columns: int, seed: int) -> list[Block]:
    """Return one block with all positions."""
    return [block(range(rows + 1), range(columns + 1), SHAPES, seed)]


@st.composite
def tables(draw: st.DrawFn) -> list[Block]:
    """Draw blocks of scores: one with all positions, or two that overlap."""
    rows, columns, seed = (draw(st.integers(*limits)) for limits in ((1, 4), (1, 4), (0, 9**9)))
    if draw(st.booleans()):
        blocks = whole(rows, columns, seed)
        return narrowed(blocks, draw) if draw(st.booleans()) else blocks
    border = draw(st.integers(1, rows))
    left = draw(st.integers(0, columns))
    right = draw(st.integers(left, columns))
    return [
        block(range(border), range(right + 1), FEW, seed),
        block(range(border, rows + 1), range(left, columns + 1), SHAPES, seed + 1),
    ]


def spans(block: Block) -> Sequence[range]:
    """Return the columns searched in each row of a block."""
    return block.spans or [block.window.columns] * len(block.window.rows)


def narrowed(blocks: list[Block], draw: st.DrawFn) -> list[Block]:
    """Return the blocks with only some columns of each row searched, as in a band."""
    result, first, last = [], 0, 0
    for part in blocks:
        columns, rows = part.window.columns, []
        for row in part.window.rows:
            first = max(columns.start, draw(st.integers(first, last)))
            last = max(first, draw(st.integers(last, max(last, columns.stop - 1))))
            if part is blocks[-1] and row == part.window.rows[-1]:
                last = columns.stop - 1
            rows.append(range(first, last + 1))
        result.append(replace(part, spans=rows))
    return result


def beads_at(blocks: Sequence[Block], row: int, column: int) -> Iterator[tuple[Bead, float]]:
    """Yield the beads that end at a position, with their scores."""
    for candidate in blocks:
        window = candidate.window
        if row in window.rows and column in spans(candidate)[row - window.rows.start]:
            scores = candidate.scores[:, row - window.rows.start, column - window.columns.start]
            for shape, score in zip(window.shapes, scores, strict=True):
                yield (shape, row, column), float(score)


def paths(blocks: Sequence[Block], row: int, column: int) -> Iterator[tuple[list[Bead], float]]:
    """Yield all paths from the beginning to a position, with their scores."""
    if (row, column) == (0, 0):
        yield [], 0.0
    for bead, score in beads_at(blocks, row, column):
        (a, b), *_ = bead
        if row >= a and column >= b:
            for path, before in paths(blocks, row - a, column - b):
                yield [*path, bead], before + score


def all_paths(blocks: Sequence[Block]) -> list[tuple[list[Bead], float]]:
    window = blocks[-1].window
    return list(paths(blocks, window.rows.stop - 1, window.columns.stop - 1))


def bead_probabilities(blocks: Sequence[Block]) -> dict[Bead, float]:
    """Return the probability of every possible bead, by counting paths."""
    found = all_paths(blocks)
    total = math.fsum(math.exp(score) for _, score in found)
    probabilities: dict[Bead, float] = {}
    for path, score in found:
        for bead in path:
            probabilities[bead] = probabilities.get(bead, 0.0) + math.exp(score) / total
    return probabilities


def computed(blocks: Sequence[Block]) -> dict[Bead, float]:
    """Return the lattice's probabilities of all beads that end in the band."""
    lattice = Lattice(blocks)
    return {
        (shape, row, column): float(probability)
        for row, of_row in enumerate(lattice.posteriors())
        for shape, values in zip(lattice.shapes[: len(of_row)], of_row, strict=True)
        for column, probability in zip(lattice.columns(row), values, strict=True)
    }


@given(tables())
def test_all_rows_columns_and_shapes_are_told(blocks: list[Block]) -> None:
    lattice = Lattice(blocks)
    rows = [(part, row) for part in blocks for row in part.window.rows]
    assert set(lattice.shapes) == {shape for part in blocks for shape in part.window.shapes}
    found = list(lattice.posteriors())
    assert len(found) == len(rows)
    for part, row in rows:
        assert lattice.columns(row) == spans(part)[row - part.window.rows.start]
        told = 1 + max(lattice.shapes.index(shape) for shape in part.window.shapes)
        assert found[row].shape == (told, len(lattice.columns(row)))


@given(tables())
def test_total_is_the_sum_over_all_paths(blocks: list[Block]) -> None:
    total = math.log(math.fsum(math.exp(score) for _, score in all_paths(blocks)))
    assert Lattice(blocks).log_total == pytest.approx(total, abs=1e-5)


@given(tables())
def test_posteriors_are_the_shares_of_paths_through_a_bead(blocks: list[Block]) -> None:
    expected = bead_probabilities(blocks)
    found = computed(blocks)
    assert expected.keys() <= found.keys()
    for bead, probability in found.items():
        assert probability == pytest.approx(expected.get(bead, 0.0), abs=1e-5), bead


@given(tables())
def test_best_path_has_the_most_beads_expected_to_be_right(blocks: list[Block]) -> None:
    probabilities = bead_probabilities(blocks)
    best = max(sum(probabilities[bead] for bead in path) for path, _ in all_paths(blocks))
    steps = Lattice(blocks).best_path()
    beads: list[Bead] = [(step.shape, step.row, step.column) for step in steps]
    assert sum(probabilities[bead] for bead in beads) == pytest.approx(best, abs=1e-4)
    for step, bead in zip(steps, beads, strict=True):
        assert step.probability == pytest.approx(probabilities[bead], abs=1e-5)


@given(tables())
def test_likeliest_path_has_the_highest_score(blocks: list[Block]) -> None:
    scores = {tuple(path): score for path, score in all_paths(blocks)}
    steps = Lattice(blocks).likeliest_path()
    found = tuple((step.shape, step.row, step.column) for step in steps)
    assert scores[found] == pytest.approx(max(scores.values()), abs=1e-4)


@given(tables())
def test_steps_lead_from_the_beginning_to_the_end(blocks: list[Block]) -> None:
    at = (0, 0)
    for step in Lattice(blocks).best_path():
        at = at[0] + step.shape[0], at[1] + step.shape[1]
        assert at == (step.row, step.column)
    assert at == (blocks[-1].window.rows.stop - 1, blocks[-1].window.columns.stop - 1)


@given(tables())
def test_each_sentence_is_in_one_bead(blocks: list[Block]) -> None:
    probabilities = computed(blocks)
    for sentence in range(blocks[-1].window.rows.stop - 1):
        covering = [p for (s, row, _), p in probabilities.items() if row - s[0] <= sentence < row]
        assert math.fsum(covering) == pytest.approx(1.0, abs=1e-6)
    for sentence in range(blocks[-1].window.columns.stop - 1):
        covering = [p for (s, _, end), p in probabilities.items() if end - s[1] <= sentence < end]
        assert math.fsum(covering) == pytest.approx(1.0, abs=1e-6)


def test_beads_that_begin_outside_the_band_are_impossible() -> None:
    blocks = [
        block(range(2), range(3), SHAPES, 1),
        block(range(2, 4), range(2, 5), SHAPES, 2),
    ]
    found = computed(blocks)
    assert found[(2, 1), 3, 3] > 0  # begins at (1, 2)
    assert found[(2, 2), 2, 3] > 0  # begins at (0, 1)
    assert found[(1, 1), 2, 4] == 0  # would begin at (1, 3), right of the first block
    assert found[(1, 3), 3, 4] == 0  # would begin at (2, 1), left of the second block


def test_barred_beads_are_never_used() -> None:
    blocks = whole(6, 6, 5)
    blocks[0].scores[0] = 2 * BARRED
    assert all(step.shape != (1, 1) for step in Lattice(blocks).best_path())


@pytest.mark.parametrize(("rows", "columns"), [(1, 3000), (3000, 1), (40, 1000), (1000, 40)])
def test_long_runs_of_empty_beads(rows: int, columns: int) -> None:
    shapes: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1))
    scores = np.broadcast_to(
        np.array([-1.0, -2.0, -2.5], np.float32)[:, None, None], (3, rows + 1, columns + 1)
    )
    lattice = Lattice([Block(Window(range(rows + 1), range(columns + 1), shapes), scores)])
    # Choose d of the pairs, then the order of the pairs, deletions and insertions.
    ways = [
        math.lgamma(rows + columns - d + 1)
        - math.lgamma(d + 1)
        - math.lgamma(rows - d + 1)
        - math.lgamma(columns - d + 1)
        - 1.0 * d
        - 2.0 * (rows - d)
        - 2.5 * (columns - d)
        for d in range(min(rows, columns) + 1)
    ]
    assert lattice.log_total == pytest.approx(np.logaddexp.reduce(ways), rel=1e-9)
    assert len(lattice.best_path()) >= max(rows, columns)


def test_beads_wider_than_the_padding_of_a_row() -> None:
    """A list sentence of 200 lines: its bead begins far left of where it ends."""
    shapes: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (1, 200))
    window = Window(range(3), range(202), shapes)
    scores = np.full(window.size, -5.0, np.float32)
    scores[3, 2, 201] = 3.0
    first, second = Lattice([Block(window, scores)]).best_path()
    assert (first.shape, second.shape) == ((1, 1), (1, 200))
    assert second.probability > 0.999


def test_beads_deeper_than_a_block() -> None:
    shapes: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), (70, 1))
    blocks = []
    for rows in (range(32), range(32, 64), range(64, 72)):
        window = Window(rows, range(3), shapes)
        scores = np.full(window.size, -5.0, np.float32)
        scores[3] = 3.0
        blocks.append(Block(window, scores))
    steps = Lattice(blocks).best_path()
    assert sorted(step.shape for step in steps) == [(1, 1), (70, 1)]


def test_insertions_come_before_what_is_as_good() -> None:
    """Both orders of a deletion and an insertion are as good: the last bead decides."""
    blocks = whole(1, 1, 0)
    blocks[0].scores[:] = -1.0
    blocks[0].scores[0] = 2 * BARRED
    for steps in (Lattice(blocks).best_path(), Lattice(blocks).likeliest_path()):
        assert [step.shape for step in steps] == [(0, 1), (1, 0)]
    steps = Lattice(blocks).best_path()
    assert [step.probability for step in steps] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("order", [((1, 2), (2, 1)), ((2, 1), (1, 2))])
def test_ties_do_not_follow_the_order_in_the_window(order: tuple[Shape, Shape]) -> None:
    """The last bead is of the smaller shape."""
    shapes: tuple[Shape, ...] = ((1, 1), (1, 0), (0, 1), *order)
    window = Window(range(4), range(4), shapes)
    scores = np.full(window.size, 2 * BARRED, np.float32)
    scores[3:] = -1.0
    lattice = Lattice([Block(window, scores)])
    for steps in (lattice.best_path(), lattice.likeliest_path()):
        assert [step.shape for step in steps] == [(2, 1), (1, 2)]
