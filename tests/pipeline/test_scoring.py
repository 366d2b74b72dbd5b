"""Scoring files from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.pipeline.inputs import find_inputs
from aligner.pipeline.scoring import Scoring


def test_two_documents_by_a_glossary(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    scoring = Scoring(glossaries=("house.tsv",), samples=0, progress=told.append)
    result = scoring.run(find_inputs([Path("zh.txt"), Path("en.txt")]))
    scores = {score.name: score.value for score in result.report.main.scores}
    assert scores["terminology.success.micro"] == 0
    assert [len(text.beads) for text in result.texts] == [4]
    assert told == ["aligning"]
    assert capfd.readouterr() == ("", "")
