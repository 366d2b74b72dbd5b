"""The README's picture comes from a terminal."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import aligner
from evaluation import pages
from evaluation.pages import picture
from evaluation.pages.picture import on_terminal


def test_output_is_read_to_its_end(tmp_path: Path) -> None:
    assert on_terminal(["--version"], tmp_path) == f"aligner {aligner.__version__}\n"
    assert on_terminal(["align", "--help"], tmp_path).endswith("\n")


def test_a_failure_makes_no_picture(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        on_terminal(["no-such-command"], tmp_path)


def test_help_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pages, "README", tmp_path / "README.md")
    monkeypatch.setattr("sys.argv", ["picture", "--help"])
    with pytest.raises(SystemExit) as exit_:
        picture.main()
    assert exit_.value.code == 0
    assert "README.md" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
