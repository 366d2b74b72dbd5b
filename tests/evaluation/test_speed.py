"""Putting the timed texts together."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.errors import InputError
from evaluation.speed import cut, pair_files, time_command


def test_cut_takes_lines_of_several_files(tmp_path: Path) -> None:
    first, second = tmp_path / "1.zh", tmp_path / "2.zh"
    first.write_text("一\n\n", encoding="utf-8")
    second.write_text("三\n四\n", encoding="utf-8")
    assert cut([first, second], 3, tmp_path / "all").read_text(encoding="utf-8") == "一\n\n三\n"
    with pytest.raises(InputError, match="4 sentences, needed are 5"):
        cut([first, second], 5, tmp_path / "all")


def test_missing_gold_sets_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no gold sets"):
        pair_files(tmp_path, tmp_path)


def test_a_run_is_timed() -> None:
    # In a process of its own: a child's peak memory begins with that of the process it comes from,
    # and all tests together hold a gigabyte.
    script = (
        "import json; from evaluation.speed import median_run\n"
        "print(json.dumps(median_run(['--version'], runs=2)))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    result = json.loads(run.stdout.splitlines()[-1])
    assert 0 < min(result["all_seconds"]) <= result["seconds"] <= max(result["all_seconds"])
    assert 1 < result["peak_mebibytes"] < 1000


def test_a_failing_command_is_no_result() -> None:
    with pytest.raises(InputError, match="exit code 2"):
        time_command(["no-such-command"])
