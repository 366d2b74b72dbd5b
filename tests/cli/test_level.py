"""``aligner align --level clause``, with the real aligner: what is cut, what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.cli import main

ZH = "本市修建公路，改善医疗，资助学校。\n"
EN = "The city built roads. Health care was improved. Schools were given funds.\n"
CLAUSES = [
    ("本市修建公路，", "The city built roads."),
    ("改善医疗，", "Health care was improved."),
    ("资助学校。", "Schools were given funds."),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work where zh.txt and en.txt are."""
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def rows(out: str) -> list[tuple[str, ...]]:
    """Return source and target of each line, without the probability."""
    return [tuple(line.split("\t")[:2]) for line in out.splitlines()]


def test_clauses_stand_against_separate_lines(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "--level", "clause", "zh.txt", "en.txt"]) == 0
    assert rows(capfd.readouterr().out) == CLAUSES


def test_english_first(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "--level", "clause", "en.txt", "zh.txt"]) == 0
    assert rows(capfd.readouterr().out) == [(en, zh) for zh, en in CLAUSES]


def test_sentences_are_not_cut_by_default(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "zh.txt", "en.txt"]) == 0
    assert rows(capfd.readouterr().out) == [(ZH.strip(), EN.strip())]


def test_presegmented_lines_stay_whole(capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["align", "--presegmented", "--level", "clause", "zh.txt", "en.txt"]) == 2
    error = capfd.readouterr().err
    assert error.startswith("error: --presegmented and --level clause: ")
    assert error.count("\n") == 1
