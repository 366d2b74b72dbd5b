"""Checking files from Python: findings and problems are returned, not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.checks.configuration import Choices
from aligner.pipeline.checking import Job
from aligner.pipeline.inputs import Input, find_inputs

CHOICES = Choices(glossaries=("house.tsv",), select=("TERM002",))


def test_two_documents_by_a_glossary(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    counts: list[int] = []
    job = Job(find_inputs([Path("zh.txt"), Path("en.txt")]), choices=CHOICES)
    result = job.run(counts.append)
    assert [(one.code, one.file, one.place.line) for one in result.findings] == [
        ("TERM002", "en.txt", line) for line in (1, 2, 3)
    ]
    assert (result.beads, result.problems, counts) == (4, (), [4])
    assert capfd.readouterr() == ("", "")


def test_what_cannot_be_checked_is_returned_in_order(folder: Path) -> None:
    Path("table.tsv").write_text("坚持市场运作。\tThe market operates.\n", encoding="utf-8")
    names = ("none.tsv", "table.tsv", "gone.tsv")
    result = Job([Input(Path(name), is_bitext=True) for name in names], choices=CHOICES).run()
    assert result.problems == (
        "none.tsv: No such file or directory; check the path",
        "gone.tsv: No such file or directory; check the path",
    )
    assert [one.file for one in result.findings] == ["table.tsv"]


def test_progress_of_aligning_is_told(folder: Path) -> None:
    told: list[str] = []
    inputs = find_inputs([Path("zh.txt"), Path("en.txt")])
    Job(inputs, choices=CHOICES, progress=told.append).run()
    assert told == ["aligning"]
