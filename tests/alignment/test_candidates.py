"""Probable beads one by one: the same as the lattice where all are kept."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.candidates import Candidates
from aligner.alignment.lattice import Block, Lattice
from aligner.alignment.window import Window
from tests.alignment.test_lattice import Bead, bead_probabilities, block, tables, whole

NO_POSITIONS = np.zeros(0, np.int64)


def kinds(candidates: Candidates) -> list[Bead]:
    """Return shapes, rows and columns of the ends."""
    shapes, rows, columns = candidates.shapes, candidates.rows, candidates.columns
    return [
        ((a, b), row, column)
        for (a, b), row, column in zip(
            shapes.tolist(), rows.tolist(), columns.tolist(), strict=True
        )
    ]


@given(tables())
def test_all_beads_have_the_posteriors_of_the_lattice(blocks: list[Block]) -> None:
    candidates = Lattice(blocks).candidates(1e-30)
    found = dict(zip(kinds(candidates), candidates.posteriors(), strict=True))
    expected = bead_probabilities(blocks)
    assert expected.keys() == found.keys()
    for bead, probability in expected.items():
        assert found[bead] == pytest.approx(probability, abs=1e-5)


@given(tables())
def test_the_best_path_has_the_most_beads_expected_to_be_right(blocks: list[Block]) -> None:
    lattice = Lattice(blocks)
    steps, expected = lattice.candidates(1e-30).best_path(), lattice.best_path()
    assert sum(s.probability for s in steps) == pytest.approx(
        sum(s.probability for s in expected), abs=1e-4
    )
    at = (0, 0)
    for step in steps:
        at = at[0] + step.shape[0], at[1] + step.shape[1]
        assert at == (step.row, step.column)
    assert at == (expected[-1].row, expected[-1].column)


@given(tables(), st.floats(0.001, 1.0))
def test_probable_beads_and_always_a_path(blocks: list[Block], least: float) -> None:
    lattice = Lattice(blocks)
    candidates = lattice.candidates(least)
    expected = bead_probabilities(blocks)
    path = [(step.shape, step.row, step.column) for step in lattice.best_path()]
    found = kinds(candidates)
    assert {bead for bead, p in expected.items() if p > least + 1e-5} <= set(found)
    assert {bead for bead in found if expected[bead] < least - 1e-5} <= set(path)
    assert [(row, column) for _, row, column in found] == sorted(bead[1:] for bead in found)
    assert candidates.connects(*path[-1][1:])
    assert candidates.best_path()


def test_gaps_and_other_ends_are_seen() -> None:
    whole_path = Candidates(
        np.array([[1, 1], [0, 1], [1, 1]]), np.array([1, 1, 2]), np.array([1, 2, 3]), np.zeros(3)
    )
    assert whole_path.connects(2, 3)
    assert not whole_path.connects(2, 4)
    for left in range(3):
        rest = np.delete(np.arange(3), left)
        gap = Candidates(
            whole_path.shapes[rest], whole_path.rows[rest], whole_path.columns[rest], np.zeros(2)
        )
        assert not gap.connects(2, 3)
    nothing = Candidates(np.zeros((0, 2), np.int64), NO_POSITIONS, NO_POSITIONS, np.zeros(0))
    assert not nothing.connects(0, 0)


def test_what_is_added_to_scores_decides() -> None:
    window = Window(range(2), range(2), ((1, 1), (1, 0), (0, 1)))
    candidates = Lattice([Block(window, np.zeros(window.size, np.float32))]).candidates(1e-3)
    favoured = np.array([5.0 if bead[0] == (1, 1) else 0.0 for bead in kinds(candidates)])
    (step,) = candidates.rescored(favoured).best_path()
    assert step.shape == (1, 1)
    assert step.probability == pytest.approx(math.exp(5) / (math.exp(5) + 2))
    assert candidates.rescored(-favoured).best_path()[0].shape != (1, 1)


def test_few_beads_are_left_of_a_certain_alignment() -> None:
    blocks = whole(6, 6, 3)
    blocks[0].scores[0] += 30.0
    assert kinds(Lattice(blocks).candidates(1e-3)) == [((1, 1), n, n) for n in range(1, 7)]
    assert (
        len(Lattice([block(range(4), range(4), ((1, 1), (1, 0), (0, 1)), 1)]).candidates(1e-9).rows)
        > 6
    )
