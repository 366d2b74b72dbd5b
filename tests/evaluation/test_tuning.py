"""Tuning: sums over sparse lattices, the gradient of the loss, models written and read back."""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.candidates import log_sums
from aligner.alignment.model import embedded_model, parse_model
from aligner.alignment.window import IntArray
from aligner.evidence import default_evidence
from evaluation import tuning
from evaluation.crf import (
    Example,
    Loss,
    Rectangle,
    example,
    loss,
    marginal_loss,
    model_of,
    parameter_names,
    parameter_values,
    tune,
)
from evaluation.gold_sets import OWN_GOLD, GoldDocument, read_set
from evaluation.metrics import Link

SIDE = 3  # sentences of the small lattice


def small_lattice() -> tuple[IntArray, IntArray]:
    """Return beginnings and ends of all beads of up to 2 × 2 sentences, ordered by their ends."""
    width = SIDE + 1
    beads = [
        ((row - a) * width + column - b, row * width + column)
        for row in range(width)
        for column in range(width)
        for a in range(min(row, 2) + 1)
        for b in range(min(column, 2) + 1)
        if a or b
    ]
    begins, ends = np.array(beads, np.int64).T
    return begins, ends


def paths(begins: list[int], ends: list[int], position: int = 0) -> Iterator[list[int]]:
    """Yield all paths from a position to the last, as the numbers of their beads."""
    if position == max(ends):
        yield []
    for bead, begin in enumerate(begins):
        if begin == position:
            for rest in paths(begins, ends, ends[bead]):
                yield [bead, *rest]


BEGINS, ENDS = small_lattice()
PATHS = list(paths(BEGINS.tolist(), ENDS.tolist()))


@given(st.integers(0, 10**9))
def test_sums_are_those_over_all_paths(seed: int) -> None:
    scores = np.random.default_rng(seed).uniform(-9, 3, len(BEGINS))
    shares = [math.exp(sum(scores[bead] for bead in path)) for path in PATHS]
    expected = np.zeros(len(scores))
    for path, share in zip(PATHS, shares, strict=True):
        expected[path] += share / math.fsum(shares)
    total, posteriors = log_sums(BEGINS, ENDS, scores)
    assert total == pytest.approx(math.log(math.fsum(shares)), abs=1e-9)
    np.testing.assert_allclose(posteriors, expected, atol=1e-9)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            [Link((0,), (0,)), Link((1, 2), ()), Link((3,), (1, 2))],
            [Rectangle(0, 1, 0, 1, True), Rectangle(1, 3, 1, 1, True), Rectangle(3, 4, 1, 3, True)],
        ),
        (
            [Link((0,), (1,)), Link((1,), (0,)), Link((2,), (2,))],
            [Rectangle(0, 2, 0, 2, False), Rectangle(2, 3, 2, 3, True)],
        ),
    ],
    ids=["monotone", "crossing"],
)
def test_rectangles_hold_one_bead_or_crossing_ones(
    links: list[Link], expected: list[Rectangle]
) -> None:
    assert list(tuning.rectangles(links)) == expected


def shortest() -> GoldDocument:
    """Return the gold document with the fewest beads."""
    return min(read_set(OWN_GOLD), key=lambda document: len(document.links))


@functools.cache
def gold() -> Example:
    """Return that document ready for tuning."""
    document = shortest()
    parts = [*tuning.rectangles(document.links)]
    return example(document.name, *tuning.read_pair(document), default_evidence(), parts)


def test_gold_beads_are_right_and_no_others() -> None:
    found = {
        (end_row - shape[0], end_row, end_column - shape[1], end_column)
        for shape, end_row, end_column, right in zip(
            gold().shapes, gold().rows.tolist(), gold().columns.tolist(), gold().right, strict=True
        )
        if right
    }
    wanted = {
        (part.first_row, part.last_row, part.first_column, part.last_column)
        for part in tuning.rectangles(shortest().links)
    }
    assert found == wanted


def test_the_loss_is_minus_the_log_probability_of_the_gold() -> None:
    """Features and parameters give the scores of the aligner itself."""
    values = parameter_values(embedded_model())
    _, posteriors = log_sums(gold().begins, gold().ends, gold().features @ values)
    total, _ = loss(values, [gold()])
    assert 0 < total < 1000
    # No bead of the gold is less probable than the gold as a whole.
    assert -math.log(posteriors[gold().right].min()) <= total + 1e-9


def test_the_marginal_loss_is_that_of_the_gold_beads_one_by_one() -> None:
    values = parameter_values(embedded_model())
    _, posteriors = log_sums(gold().begins, gold().ends, gold().features @ values)
    beads = [part for part in tuning.rectangles(shortest().links) if part.whole]
    assert gold().exact.sum() == len(beads)
    expected = -np.log(0.1 + posteriors[gold().exact]).sum()
    assert marginal_loss(values, [gold()])[0] == pytest.approx(expected)


@pytest.mark.parametrize("loss", [loss, marginal_loss])
def test_the_gradient_is_that_of_the_loss(loss: Loss) -> None:
    rng = np.random.default_rng(0)
    values = parameter_values(embedded_model())
    values += rng.normal(0, 0.1, len(values))
    _, gradient = loss(values, [gold()])
    step = 1e-5
    for index in range(len(values)):
        moved = np.zeros(len(values))
        moved[index] = step
        above, below = (loss(values + sign * moved, [gold()])[0] for sign in (1, -1))
        assert gradient[index] == pytest.approx((above - below) / (2 * step), abs=1e-3, rel=1e-4)


def test_tuning_lowers_the_loss_and_keeps_what_is_not_tuned() -> None:
    before = embedded_model()
    after = tune([gold()], before, lambda name: name.startswith("length."))
    first, second = (
        marginal_loss(parameter_values(model), [gold()])[0] for model in (before, after)
    )
    assert second < first
    for name, weight in before.weights.items():
        if name.startswith("length."):
            assert after.weights[name] <= 0
        else:
            assert after.weights[name] == weight
    assert after.shapes == before.shapes


def test_parameters_make_the_same_model() -> None:
    model = embedded_model()
    again = model_of(parameter_names(model), parameter_values(model))
    assert again == replace(model, calibration=(0.0, 1.0))


def test_a_model_written_is_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "parameters.json"
    monkeypatch.setattr(tuning, "PARAMETERS", file)
    model = replace(embedded_model(), one_to_many=-0.125, calibration=(0.5, 0.75))
    tuning.write(model, "a test")
    data = json.loads(file.read_text(encoding="utf-8"))
    assert data["made_by"] == "a test"
    assert parse_model(data, file.name) == model
