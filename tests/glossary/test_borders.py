"""Whether a term begins and ends where words do."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.glossary.borders import default_borders

CASES = Path(__file__).parents[1] / "cases" / "borders.tsv"
ROWS = [
    line.split("\t")
    for line in CASES.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(
    ("text", "term", "expected"), [row[:3] for row in ROWS if row[2] != "known failure"]
)
def test_borders(text: str, term: str, expected: str) -> None:
    start = text.index(term)
    assert default_borders().hold(text, start, start + len(term)) == (expected == "yes")


@pytest.mark.parametrize(
    ("text", "term", "expected"), [row[3:] + row[:2] for row in ROWS if row[2] == "known failure"]
)
@pytest.mark.xfail(strict=True, reason="the lexicon has no word that tells")
def test_known_failures(expected: str, text: str, term: str) -> None:
    test_borders(text, term, expected)


def test_a_term_alone_is_a_term() -> None:
    for term in ("中国", "新质生产力", "的", "三农"):
        assert default_borders().hold(term, 0, len(term))
