"""The measures against cases computed by hand."""

from __future__ import annotations

import pytest

from evaluation.metrics import (
    Agreement,
    Link,
    Prediction,
    ShapeRecall,
    calibration_error,
    doubt,
    lax,
    recall_by_shape,
    strict,
)


def link(notation: str) -> Link:
    """Return the link of ``"0,1:2"``: source and target indices."""
    source, target = (
        tuple(int(index) for index in side.split(",") if index) for side in notation.split(":")
    )
    return Link(source, target)


def links(*notations: str) -> list[Link]:
    """Return the links of several notations."""
    return [link(notation) for notation in notations]


GOLD = links("0:0", "1:1,2", "2,3:3", "4:", ":4")


def test_the_gold_agrees_with_itself() -> None:
    assert strict(GOLD, GOLD) == Agreement(5, 5, 5, 5)
    assert lax(GOLD, GOLD) == Agreement(5, 5, 3, 3)
    assert strict(GOLD, GOLD).f1 == lax(GOLD, GOLD).f1 == 1.0


def test_strict_wants_both_sides_equal() -> None:
    predicted = links("0:0", "1:1", ":2", "2,3:3", "4:4")
    agreement = strict(GOLD, predicted)
    assert agreement == Agreement(right=2, predicted=5, found=2, gold=5)
    assert agreement.f1 == pytest.approx(0.4)


def test_strict_counts_empty_beads() -> None:
    with_empty = strict(GOLD, links("0:0", "1:1,2", "2,3:3", "4:", ":4"))
    without = strict(GOLD, links("0:0", "1:1,2", "2,3:3", "4:4"))
    assert with_empty.precision == 1.0
    assert without.precision == pytest.approx(3 / 4)
    assert without.recall == pytest.approx(3 / 5)


def test_lax_wants_an_overlap_on_both_sides() -> None:
    # 1:1 overlaps 1:1,2; ":2" overlaps nothing; 4:4 pairs two sentences the gold leaves alone.
    predicted = links("0:0", "1:1", ":2", "2,3:3", "4:4")
    assert lax(GOLD, predicted) == Agreement(right=3, predicted=5, found=3, gold=3)


def test_lax_overlap_on_one_side_only_is_not_enough() -> None:
    assert lax(links("0:0", "1:1"), links("0:1", "1:0")) == Agreement(0, 2, 0, 2)


def test_a_merge_of_everything_is_lax_but_not_strict() -> None:
    predicted = links("0,1,2,3,4:0,1,2,3,4")
    assert strict(GOLD, predicted).f1 == 0.0
    assert lax(GOLD, predicted).f1 == 1.0


def test_documents_are_pooled_by_counts() -> None:
    first, second = strict(GOLD, GOLD), strict(links("0:0"), links("0:"))
    pooled = first + second
    assert pooled.precision == pytest.approx(5 / 6)
    assert pooled.recall == pytest.approx(5 / 6)


def test_nothing_predicted_scores_zero() -> None:
    assert strict(GOLD, []).f1 == 0.0
    assert Agreement().f1 == 0.0


def test_recall_by_shape() -> None:
    second_gold = links("0:0", "1:1")
    result = recall_by_shape([(GOLD, links("0:0", "1:1,2")), (second_gold, links("0:0", "1:"))])
    assert result == [
        ShapeRecall("1-1", 2, 3),
        ShapeRecall("0-1", 0, 1),
        ShapeRecall("1-0", 0, 1),
        ShapeRecall("1-2", 1, 1),
        ShapeRecall("2-1", 0, 1),
    ]


def predictions(*pairs: tuple[bool, float]) -> list[Prediction]:
    """Return predictions from (right, probability) pairs."""
    return [Prediction(is_right, probability) for is_right, probability in pairs]


def test_calibration_error_by_hand() -> None:
    # Bin of 1.0 (last): 2 of 3 right, mean probability 1: 3 · 1/3 = 1. Bin of 0.5: 1 · 0.5.
    cases = predictions((True, 1.0), (True, 1.0), (False, 1.0), (True, 0.5))
    assert calibration_error(cases) == pytest.approx((1 + 0.5) / 4)


def test_calibration_errors_cancel_inside_a_bin_only() -> None:
    same_bin = predictions((True, 0.5), (False, 0.5))
    two_bins = predictions((True, 0.4), (False, 0.6))
    assert calibration_error(same_bin) == 0.0
    assert calibration_error(two_bins) == pytest.approx(0.6)


def test_certainty_shares_the_last_bin() -> None:
    assert calibration_error(predictions((True, 0.95), (False, 1.0))) == pytest.approx(0.95 / 2)


def test_calibration_error_of_nothing() -> None:
    assert calibration_error([]) == 0.0


def test_doubt_counts_the_least_probable() -> None:
    certain = [(True, 0.99)] * 37
    cases = predictions((False, 0.2), (True, 0.3), (False, 0.98), *certain)
    result = doubt(cases)
    assert (result.doubtful, result.wrong, result.caught) == (2, 2, 1.0)
    assert result.share == result.precision == 0.5
    assert result.attainable == 1.0


def test_doubt_shares_ties_whatever_the_order() -> None:
    tied = [(True, 0.9)] * 19
    first = doubt(predictions((False, 0.9), *tied))
    last = doubt(predictions(*tied, (False, 0.9)))
    assert first == last
    assert first.caught == pytest.approx(1 / 20)


def test_doubt_cannot_catch_more_than_it_looks_at() -> None:
    result = doubt(predictions(*[(False, 0.1)] * 4, *[(True, 0.9)] * 16))
    assert (result.doubtful, result.wrong) == (1, 4)
    assert result.share == result.attainable == 0.25


def test_doubt_where_nothing_is_wrong() -> None:
    assert doubt(predictions((True, 0.9))).share == 1.0
    assert doubt([]).share == 1.0
