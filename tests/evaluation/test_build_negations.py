"""Fitting what tells a lost negation."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from evaluation.build_negations import examples, fit, without_one


def test_one_negation_at_a_time_is_taken_out() -> None:
    assert without_one("It won't rain; it has never snowed, nor can it be that it will not.") == [
        "It will rain; it has never snowed, nor can it be that it will not.",
        "It won't rain; it has snowed, nor can it be that it will not.",
    ]
    assert without_one("Nothing is lost.") == []


def test_a_pair_gives_an_example_with_and_without_its_negation(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    rows = ["不得干涉别人的自由。\tYou must not interfere with others.", "今天天气很好啊。\tFine."]
    path.write_text("\n".join(rows) + "\n", "utf-8")
    # As it is, the English has as many negations: that passage is not looked at.
    assert [was_taken for _, was_taken in examples(path)] == [True]


def test_what_is_seen_where_one_is_lost_weighs_more() -> None:
    rows = [["lost", "both"], ["kept", "both"]] * 60
    weights = fit(rows, np.array([1.0, 0.0] * 60))
    assert weights["lost"] > 0.5 > weights["both"] > -0.5 > weights["kept"]
