"""The report benchmark on blocks made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.bead import Bead
from aligner.document import Sentence
from evaluation.policy import LAYOUTS, Coverage, is_inside, read_side

BLOCKS = [
    {"block": 0, "zh": ["一 二。"], "en": ["One two."]},
    {"block": 1, "zh": ["三。", "四。"], "en": ["Three. Four."]},
    {"block": 2, "zh": ["五。"], "en": []},
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report file of three blocks."""
    path = tmp_path / "report.jsonl"
    lines = (json.dumps(block, ensure_ascii=False) + "\n" for block in BLOCKS)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def sentence(text: str, part: str) -> Sentence:
    """Return ``part`` of ``text`` as a sentence."""
    start = text.index(part)
    return Sentence(0, start, start + len(part), part)


def test_layouts(report: Path) -> None:
    assert read_side(report, "zh", "paragraphs").text == "一 二。\n三。\n四。\n五。\n"
    assert read_side(report, "zh", "joined").text == "一 二。三。四。五。"
    assert read_side(report, "en", "joined").text == "One two. Three. Four. "


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("chinese", "english", "inside"),
    [
        (["一 二。"], ["One two."], True),
        (["三。", "四。"], ["Three.", "Four."], True),
        (["三。"], ["Three."], True),
        (["一 二。"], ["Three."], False),
        (["三。"], ["One two.", "Three."], False),
        (["五。"], [], True),  # its block has no English
        (["四。"], [], False),
        (["五。"], ["Four."], False),
        (["四。", "五。"], [], False),
    ],
)
def test_a_bead_is_inside_one_block(
    report: Path, layout: str, chinese: list[str], english: list[str], inside: bool
) -> None:
    source, target = read_side(report, "zh", layout), read_side(report, "en", layout)
    bead = Bead(
        tuple(sentence(source.text, part) for part in chinese),
        tuple(sentence(target.text, part) for part in english),
    )
    assert is_inside(bead, source, target) is inside


def test_a_sentence_over_two_blocks_is_outside(report: Path) -> None:
    source, target = read_side(report, "zh", "joined"), read_side(report, "en", "joined")
    bead = Bead((sentence(source.text, "二。三。"),), (sentence(target.text, "Three."),))
    assert not is_inside(bead, source, target)


def test_coverage_is_pooled() -> None:
    assert (Coverage(3, 4) + Coverage(0, 2)).share == 0.5
    assert Coverage().share == 0.0
