"""``aligner translate`` with a model's folder: when it is loaded, and what is said of a bad one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from aligner.models.runtime import has_driver
from tests.cli.conftest import ENVIRONMENT, Run
from tests.models.conftest import models

__all__ = ["models"]  # a fixture

# Importing either of the two fails, as where they are not installed.
BLOCKED = """
import sys
sys.modules["torch"] = sys.modules["transformers"] = None
from aligner.cli import main
sys.exit(main(sys.argv[1:]))
"""
ARGUMENTS = ("translate", "zh.txt", "--model", "marian", "-o", "new.txt")


@pytest.fixture
def model(models: Path, folder: Path) -> Path:
    """Return a copy of the tiny Marian."""
    return shutil.copytree(models / "marian", folder / "marian")


def without_torch(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process where torch cannot be imported."""
    environment = {**os.environ, **{key: ENVIRONMENT[key] for key in ("PYTHONPATH", "PYTHONUTF8")}}
    return subprocess.run(
        [sys.executable, "-c", BLOCKED, *arguments],
        capture_output=True, encoding="utf-8", env=environment, timeout=30, check=False,
    )  # fmt: skip


def test_what_is_known_needs_no_torch(run: Run, folder: Path, model: Path) -> None:
    assert run(*ARGUMENTS, "-g", "policy").code in (0, 1)
    expected = (folder / "new.txt").read_text("utf-8")
    (folder / "new.txt").unlink()
    again = without_torch(*ARGUMENTS, "-g", "policy")
    assert again.returncode in (0, 1), again.stderr
    assert (folder / "new.txt").read_text("utf-8") == expected


def test_what_is_new_needs_it_and_says_so(folder: Path, model: Path) -> None:
    result = without_torch(*ARGUMENTS)
    assert result.returncode == 2
    assert result.stderr == "error: models need torch; pip install 'aligner[neural]'\n"
    assert not (folder / "new.txt").exists()


def test_a_model_of_other_languages(folder: Path, model: Path) -> None:
    result = without_torch(*ARGUMENTS, "--source-lang", "en")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "does not translate from en to zh" in result.stderr


@pytest.mark.skipif(has_driver(), reason="there may be a GPU")
def test_a_device_that_is_not_there(folder: Path, model: Path) -> None:
    result = without_torch(*ARGUMENTS, "--device", "cuda")
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "no CUDA device here" in result.stderr


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("model.safetensors", "no weights in this model folder"),
        ("config.json", "no config.json in this folder"),
    ],
)
def test_a_folder_that_lacks_something(folder: Path, model: Path, file: str, problem: str) -> None:
    (model / file).unlink()
    result = without_torch(*ARGUMENTS)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert problem in result.stderr
    assert not (folder / "new.txt").exists()
