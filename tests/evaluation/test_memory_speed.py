"""What the benchmark of large memories measures."""

from __future__ import annotations

from pathlib import Path

from evaluation.memory_speed import made_memory, measured


def test_a_small_memory_is_measured(tmp_path: Path) -> None:
    made_memory(tmp_path / "made.tsv", 300)
    results = measured(tmp_path / "made.tsv")
    assert 250 <= results["units"] <= 300
    assert results["found"] == 1.0
