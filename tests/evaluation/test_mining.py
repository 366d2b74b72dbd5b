"""The term mining benchmark on a terminology made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.mining import Candidate, RenderingCount
from evaluation.mining import (
    FILES,
    Terminology,
    fold_chinese,
    fold_english,
    found,
    often,
    parse,
    run,
    sentence_beads,
)
from tests.mining.corpus import PAIRS, TRADITIONAL

TERMS = Terminology.of(
    [("河長制", "river chief system"), ("數字檔案館", "Digital Archive"), ("小麥", "wheat")]
)


def candidate(source: str, *renderings: str) -> Candidate:
    """Return a candidate with these renderings."""
    return Candidate(source, tuple(RenderingCount(text, 1) for text in renderings), 2, 1.0, 0.5)


@pytest.mark.parametrize(
    ("source", "rendering", "equal", "strict", "chinese"),
    [
        ("河長制", "River Chief System", True, True, True),
        ("河长制", "river chief system", True, False, True),
        ("河 長 制", "river-chief systems", True, False, True),
        ("河長制", "river leader scheme", False, False, True),
        ("河長制", "the river chief system", False, False, True),
        ("河長", "river chief system", False, False, False),
        ("小麥", "Digital Archive", False, False, True),
    ],
)
def test_a_candidate_is_judged(
    source: str, rendering: str, equal: bool, strict: bool, chinese: bool
) -> None:
    judged = TERMS.judge(candidate(source, rendering, "wheat"))
    assert judged == {"equal": equal, "strict": strict, "chinese": chinese}


def test_every_rendering_is_found() -> None:
    assert found([candidate("小麥", "corn", "Wheats")]) == {("小麦", "corn"), ("小麦", "wheat")}


def test_only_whole_words_stand_together() -> None:
    terms = Terminology.of([("河", "ri"), ("河长", "river chief"), ("档案", "archive")])
    assert often(terms, PAIRS) == {("河长", "riverchief"), ("档案", "archive")}


def test_folding() -> None:
    assert fold_chinese("數字　檔案館（Ａ）") == "数字档案馆(A)"
    assert fold_english("On–site Auditors' Policies") == "onsiteauditorpolicy"


def test_sentences_stay_inside_their_paragraph() -> None:
    paragraphs = [
        (PAIRS[i][0] + PAIRS[i + 1][0], f"{PAIRS[i][1]} {PAIRS[i + 1][1]}") for i in (0, 7)
    ]
    beads = sentence_beads(paragraphs)
    assert [(bead.source[0].text, bead.target[0].text) for bead in beads] == [
        PAIRS[0], PAIRS[1], PAIRS[7], PAIRS[8],
    ]  # fmt: skip


def test_the_command_measures_and_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"2020\t1\t{i}\t{z.translate(TRADITIONAL)}\t{e}" for i, (z, e) in enumerate(PAIRS)]
    (tmp_path / FILES[0]).write_text("\n".join(rows), encoding="utf-8")
    terms = "zh\ten\tyears\n數字檔案館\tDigital Archive\t2020\n河長制\triver chief system\t2020\n"
    (tmp_path / FILES[1]).write_text(terms, encoding="utf-8")
    output = tmp_path / "mining.json"
    run(parse(["--data", str(tmp_path), "--output", str(output), "--errors"]))
    units = json.loads(output.read_text(encoding="utf-8"))["units"]
    assert {name: unit["recall"] for name, unit in units.items()} == {
        "sentences": 1.0, "paragraphs": 1.0,
    }  # fmt: skip
    assert units["paragraphs"]["precision"]["equal"]["50"] == 2 / 50
    assert "community care station" in capsys.readouterr().out  # a miss


def test_absent_data_is_skipped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(parse(["--data", str(tmp_path)]))
    assert capsys.readouterr().out.startswith("skipped: no hkma-paragraphs.tsv")
