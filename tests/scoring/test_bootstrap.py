"""Intervals: how blocks are made, and what an interval is."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.scoring.bootstrap import (
    BLOCK,
    ENOUGH,
    Counts,
    FloatArray,
    Statistic,
    blocks_of,
    ratio,
    resamples,
    scores,
)
from aligner.scoring.score import Score


def share(hits: list[int], totals: list[int]) -> Statistic:
    """Return a share over blocks."""
    size = len(hits)
    columns = np.repeat([0, 1], size)
    values = np.array([*hits, *totals], float)
    counts = Counts(np.tile(np.arange(size), 2), columns, values, size, 2)
    return Statistic("test.share", counts, ratio, sum(totals), "things")


def score(statistic: Statistic, weights: FloatArray, signature: str) -> Score:
    """Return one score."""
    return scores([statistic], weights, signature)[0]


@pytest.mark.parametrize(
    ("size", "width"), [(60, 9), (9000, 150), (60, 150)], ids=["full", "sparse", "many columns"]
)
def test_sampled_counts_are_the_product_of_matrices(size: int, width: int) -> None:
    random = np.random.default_rng(3)
    beads, columns = random.integers(0, size, 200), random.integers(0, width, 200)
    blocks = blocks_of([0] * size)
    dense = np.zeros((blocks.count, width))
    np.add.at(dense, (blocks.of_bead[beads], columns), 1)
    counts, weights = blocks.counts(beads, columns, width), resamples(blocks.count, 20)
    assert np.array_equal(counts.sampled(weights), weights @ dense)
    assert np.allclose(counts.total, dense.sum(axis=0))


def test_few_documents_are_cut_into_blocks() -> None:
    blocks = blocks_of([0] * (BLOCK + 1) + [1])
    assert (blocks.count, blocks.unit) == (3, f"beads:{BLOCK}")
    assert blocks_of([]).count == 0


def test_many_documents_are_blocks_themselves() -> None:
    blocks = blocks_of([number for number in range(ENOUGH) for _ in range(50)])
    assert (blocks.count, blocks.unit) == (ENOUGH, "documents")


def test_resamples_draw_as_many_blocks_and_are_the_same_for_a_seed() -> None:
    weights = resamples(7, 50)
    assert weights.shape == (50, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert (weights == resamples(7, 50)).all()
    assert (weights != resamples(7, 50, seed=1)).any()


def test_an_interval_holds_the_value_and_shrinks_with_more_blocks() -> None:
    few = score(share([1, 0, 1, 1], [1] * 4), resamples(4), "s")
    many = score(share([1, 0, 1, 1] * 50, [1] * 200), resamples(200), "s")
    for found in (few, many):
        assert found.value == pytest.approx(0.75)
        assert found.low is not None
        assert found.high is not None
        assert 0.0 <= found.low <= 0.75 <= found.high <= 1.0
    assert (many.high or 0) - (many.low or 0) < (few.high or 0) - (few.low or 0)


def test_the_interval_of_a_share_is_about_the_normal_one() -> None:
    found = score(share([1, 0] * 200, [1] * 400), resamples(400), "s")
    assert found.low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.006)
    assert found.high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.006)


def test_a_share_of_nothing_is_not_applicable() -> None:
    found = score(share([0, 0], [0, 0]), resamples(2), "s")
    assert (found.value, found.low, found.high) == (None, None, None)


def test_one_block_has_no_interval() -> None:
    found = score(share([1], [2]), resamples(1), "s")
    assert (found.value, found.low) == (0.5, None)
