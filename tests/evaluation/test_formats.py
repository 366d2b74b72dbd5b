"""Timing formats: the texts are the same every time, and a failing process is no result."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.bead import join
from aligner.errors import InputError
from evaluation.formats import made_up, measure, timed


def test_the_texts_are_the_same_every_time() -> None:
    first, second = (list(made_up(20).beads) for _ in range(2))
    assert first == second
    assert all(join(bead.source, "zh") and join(bead.target, "en") for bead in first)


def test_a_format_is_written_and_read(tmp_path: Path) -> None:
    results = measure("tmx", 30, tmp_path)
    assert results["units"] == 30
    for task in ("write", "read"):
        assert results[task]["seconds"] > 0
        assert results[task]["ratio_to_copy"] > 0
        assert 1 < results[task]["peak_mebibytes"] < 1000


def test_a_failing_process_is_no_result(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="exit code 1"):
        timed("read", tmp_path / "none.tmx", "tmx", 1)
