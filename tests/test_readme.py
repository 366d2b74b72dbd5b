"""The README tells the truth: its commands run, and its tables are the stored results."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.gold_sets import OWN_GOLD
from evaluation.readme_table import README, between_markers, tables

ROOT = README.parent
PAGES = (README, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md")


def commands(page: Path) -> list[str]:
    """Return the command lines of a page's ``sh`` blocks, comments removed."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    lines = (shlex.split(line, comments=True) for block in blocks for line in block.splitlines())
    return [shlex.join(line) for line in lines if line]


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Return a folder with the files that the README's commands name."""
    for language in ("zh", "en"):
        shutil.copy(OWN_GOLD / f"report.{language}.txt", tmp_path)
        shutil.copy(OWN_GOLD / f"speech.{language}", tmp_path / f"sentences.{language}")
    (tmp_path / "pairs.tsv").write_text("report.zh.txt\treport.en.txt\n", encoding="utf-8")
    (tmp_path / "memory").mkdir()
    return tmp_path


@pytest.mark.parametrize("line", [line for page in PAGES for line in commands(page)])
def test_commands_run(line: str, workplace: Path) -> None:
    program, *arguments = shlex.split(line)
    if program == "make":
        # What the targets do is run by the continuous integration; here: they exist.
        run = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return
    assert program == "aligner"
    run = subprocess.run(
        [sys.executable, "-m", program, *arguments],
        cwd=workplace,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    if "-o" in arguments:
        output = arguments[arguments.index("-o") + 1]
        assert [path for path in workplace.glob(f"{output}*") if any_content(path)]
    else:
        assert run.stdout


def any_content(path: Path) -> bool:
    """Tell whether a file, or a file in a folder, has content."""
    files = path.iterdir() if path.is_dir() else [path]
    return any(file.stat().st_size > 0 for file in files)


def test_there_are_commands_to_test() -> None:
    assert {"make demo", "make test"} <= set(commands(README))
    assert sum(line.startswith("aligner ") for line in commands(README)) >= 5


def test_tables_are_the_stored_results() -> None:
    text = README.read_text(encoding="utf-8")
    assert text == between_markers(text, "results", tables()), (
        "run: python -m evaluation.readme_table"
    )


def test_tables_say_what_is_missing(tmp_path: Path) -> None:
    assert "not yet measured" in tables(tmp_path)


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    for link in links:
        assert link.startswith("https://") or (ROOT / link).exists(), link
