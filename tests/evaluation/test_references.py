"""Looking up what a glossary cites."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.glossary.model import Glossary, Rendering, Term
from evaluation.references import citations, parse, read_report, run, unfounded

BLOCKS = [
    {"zh": ["推进“一带一路”建设。"], "en": ["Advance the Belt and Road Initiative."]},
    {"zh": ["发展经济。"], "en": ["Grow the economy along the Silk Road."]},
]
ROAD = Term(
    "一带一路",
    "Belt and Road Initiative",
    reference="GWR 2018",
    variants=(
        Rendering("Silk Road", "State Council", "GWR 2018"),  # there, but in another block
        Rendering("the initiative", "State Council", "GWR 1999"),  # not looked up
        Rendering("the road", "State Council"),
    ),
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Return a report of two blocks."""
    path = tmp_path / "2018-report-on-work.jsonl"
    lines = (json.dumps(block, ensure_ascii=False) + "\n" for block in BLOCKS)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_only_renderings_beside_their_term_hold(report: Path) -> None:
    glossary = Glossary("g", (ROAD,))
    assert len(list(citations(glossary))) == 3
    (wrong,) = unfounded(glossary, {"2018": read_report(report)})
    assert (wrong.rendering, wrong.year) == ("Silk Road", "2018")


def test_the_command(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = tmp_path / "own.tsv"
    rows = "source\ttarget\treference\n一带一路\tSilk Road\tGWR 2018\n经济\teconomy\tGWR 2018\n"
    glossary.write_text(rows, encoding="utf-8")
    run(parse(["--data", str(tmp_path), "--glossary", str(glossary)]))
    assert capsys.readouterr().out.splitlines() == [
        "一带一路 = Silk Road: not in GWR 2018",
        "2 citations looked up, 1 do not hold",
    ]


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no \\*-report"):
        run(parse(["--data", str(tmp_path)]))
