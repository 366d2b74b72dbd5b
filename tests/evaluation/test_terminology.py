"""The benchmark of terms, on a report made for the test."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.glossary.model import Forbidden, Glossary, Term
from evaluation import terminology
from evaluation.terminology import (
    Unit,
    beads,
    blocks,
    false_alarms,
    judge,
    parse,
    run,
    summary,
    with_seed,
    year_of,
)

BLOCKS = [
    {
        "zh": ["推进一带一路建设。", "发展数字经济。"],
        "en": ["Advance the Belt and Road Initiative.", "Go."],
    },
    {"zh": ["发展数字经济。"], "en": ["Develop the digital economy."]},
    {"zh": ["发展数字经济。"], "en": []},
]
ROAD = Term("一带一路", "Belt and Road Initiative")
DIGITAL = Term("数字经济", "digital economy")
GLOSSARY = (
    "source\ttarget\tstatus\n"
    "一带一路\tBelt and Road Initiative\t\n"
    "数字经济\tdigital economy\tdraft\n"
)


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the report of a year in the folder of a data set, with a seed list beside it."""
    monkeypatch.setattr(terminology, "faulty_blocks", lambda name: {2})
    path = tmp_path / "policy" / "2020-report-on-the-work-of-the-government.jsonl"
    path.parent.mkdir()
    (tmp_path / "terminology").mkdir()
    seed = "source\ttarget\n“数字经济”\tdigital economy\n"
    (tmp_path / "terminology" / "policy-terms-seed.tsv").write_text(seed, encoding="utf-8")
    lines = (json.dumps(block, ensure_ascii=False) + "\n" for block in BLOCKS)
    path.write_text("".join(lines), encoding="utf-8")
    return path


def test_faulty_passages_are_known(report: Path) -> None:
    assert [unit.is_faulty for unit in blocks(report)] == [False, False, True]
    assert "".join(unit.source for unit in beads(report)).count("数字经济") == 2


def test_occurrences_are_judged_block_by_block(report: Path) -> None:
    found = judge(Glossary("g", (ROAD, DIGITAL)), report, list(blocks(report)))
    assert [(unit.name, verdict.kind) for unit, verdict in found] == [
        ("2020/0", "correct"),
        ("2020/0", "missing"),
        ("2020/1", "correct"),
        ("2020/2", "missing"),
    ]
    record = summary(found)
    assert (record["occurrences"], record["correct_or_variant"], record["terms"]) == (4, 0.5, 2)


def test_seed_terms_that_are_no_approved_terms_count_as_missing(report: Path) -> None:
    seed = Glossary("seed", (Term("“数字经济”", "digital economy"),))
    draft = Term("数字经济", "digital economy", status="draft")
    for glossary in (Glossary("g", (ROAD,)), Glossary("g", (ROAD, draft))):
        found = judge(with_seed(glossary, seed), report, list(blocks(report)))
        assert [verdict.kind for _, verdict in found] == ["correct"] + ["missing"] * 3
    found = judge(with_seed(Glossary("g", (ROAD, DIGITAL)), seed), report, list(blocks(report)))
    assert [verdict.kind for _, verdict in found].count("correct") == 2


def test_false_alarms_are_counted_beside_good_renderings_too(report: Path) -> None:
    term = Term("数字经济", "digital economy", forbidden=(Forbidden("go"),))
    units = [Unit("a", "数字经济", "Digital economy: go!"), Unit("b", "数字经济", "Go")]
    assert false_alarms(Glossary("g", (term,)), report, units) == 2
    draft = replace(term, status="draft")
    assert false_alarms(Glossary("g", (draft,)), report, units) == 0


def test_drafts_do_not_count_otherwise(report: Path) -> None:
    draft = Term("一带一路", "wrong", status="draft")
    assert judge(Glossary("g", (draft,)), report, list(blocks(report))) == []


def test_the_command(report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    glossary = tmp_path / "own.tsv"
    glossary.write_text(GLOSSARY, encoding="utf-8")
    output = tmp_path / "out.json"
    options = ["--data", str(tmp_path), "--glossary", str(glossary), "--output", str(output)]
    run(parse([*options, "--errors", "held_out"]))
    record = json.loads(output.read_text(encoding="utf-8"))
    assert record["approved_terms"] == 1
    assert record["held_out"]["blocks"]["missing"] == 3
    assert record["held_out"]["blocks_without_faults"]["missing"] == 2
    out = capsys.readouterr().out
    assert "2 “数字经济” = digital economy (seed list only): 2020/0 2020/1" in out


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no policy"):
        run(parse(["--data", str(tmp_path)]))
    with pytest.raises(InputError, match="no year"):
        year_of(Path("report.jsonl"))
