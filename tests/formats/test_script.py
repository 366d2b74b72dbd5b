"""Languages told by script where a file does not say them."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.formats import ReadOptions, read_bitext

ENGLISH_FIRST = "Grain output grew.\t粮食增产。\nFarmers earned more.\t农民增收。\n"


def languages(path: Path, options: ReadOptions | None = None) -> tuple[str, str]:
    bitext = read_bitext(path, options=options)
    assert len(list(bitext.beads)) == len(path.read_text(encoding="utf-8").splitlines())
    return bitext.source_language, bitext.target_language


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(ENGLISH_FIRST, encoding="utf-8")
    return path


def test_a_file_that_begins_with_english_is_known(table: Path) -> None:
    assert languages(table) == ("en", "zh")
    assert languages(table, ReadOptions("en", "zh")) == ("en", "zh")


def test_what_a_person_says_counts(table: Path) -> None:
    assert languages(table, ReadOptions("zh", "en", are_said=True)) == ("zh", "en")


@pytest.mark.parametrize(
    "text", ["2016\t2017\n", "GDP\tGDP\n", "GDP\t\n", "WTO\t世贸\n国务院的报告\t\n"]
)
def test_texts_that_tell_nothing_change_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(text, encoding="utf-8")
    assert languages(path) == ("zh", "en")
