"""Borders: no bead crosses one, whatever the evidence says."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import Borders, align
from aligner.alignment.model import bead_shapes
from aligner.alignment.window import Evidence, Window
from aligner.bead import Alignment
from aligner.evidence import default_evidence
from tests.alignment.texts import chinese, document, english


@functools.cache
def evidence() -> Sequence[Evidence]:
    return default_evidence()


def passed(alignment: Alignment) -> set[tuple[int, int]]:
    """Return the positions that an alignment passes."""
    shapes = [bead.shape for bead in alignment.beads]
    rows = itertools.accumulate((shape[0] for shape in shapes), initial=0)
    columns = itertools.accumulate((shape[1] for shape in shapes), initial=0)
    return set(zip(rows, columns, strict=True))


@st.composite
def positions(draw: st.DrawFn, rows: int, columns: int) -> list[tuple[int, int]]:
    count = draw(st.integers(0, 6))
    sides = [
        sorted(draw(st.lists(st.integers(0, most), min_size=count, max_size=count)))
        for most in (rows, columns)
    ]
    return list(zip(*sides, strict=True))


@given(positions(5, 6))
def test_a_bead_is_crossed_if_a_border_is_inside_it(borders: list[tuple[int, int]]) -> None:
    window = Window(range(6), range(7), bead_shapes(3, 3))
    crossed = Borders.at(borders).crossed(window)
    for index, (a, b) in enumerate(window.shapes):
        for row, column in itertools.product(window.rows, window.columns):
            outside = all(
                (row <= r and column <= c) or (row - a >= r and column - b >= c) for r, c in borders
            )
            if row >= a and column >= b:
                assert crossed[index, row, column] != outside


@given(st.booleans(), st.data())
@settings(max_examples=25, deadline=None)
def test_the_alignment_passes_every_border(turned: bool, data: st.DataObject) -> None:
    zh, en = document("zh", chinese()), document("en", english())
    source, target = (en, zh) if turned else (zh, en)
    borders = data.draw(positions(len(source.sentences), len(target.sentences)))
    assert passed(align(source, target, evidence(), borders=Borders.at(borders))) >= set(borders)


def test_borders_far_from_the_diagonal_are_reached_in_long_documents() -> None:
    zh, en = document("zh", list(chinese()) * 40), document("en", list(english()) * 40)
    rows, columns = len(zh.sentences), len(en.sentences)
    borders = [(10, columns - 10), (rows - 10, columns - 5)]
    assert passed(align(zh, en, evidence(), borders=Borders.at(borders))) >= set(borders)


def test_borders_that_no_alignment_passes_are_refused() -> None:
    with pytest.raises(ValueError, match="borders cross"):
        Borders.at([(1, 2), (2, 1)])


def test_without_borders_all_columns_are_allowed() -> None:
    low, high = Borders.at(()).span(2, 5)
    assert np.array_equal([low, high], [[0, 0, 0], [5, 5, 5]])
