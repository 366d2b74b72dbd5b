"""``aligner convert``: from one format to another, and what is lost on the way."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.cli.conftest import Run

ROWS = "甲。\tA.\t0.9000\n乙。\tB.\n\tAdded.\t0.5000\n"


@pytest.fixture
def bitext(folder: Path) -> Path:
    path = folder / "in.tsv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_from_tsv_to_tmx_and_back(run: Run, bitext: Path) -> None:
    result = run("convert", "in.tsv", "out.tmx")
    assert (result.code, result.out) == (0, "")
    assert result.err == "2 beads; 1 left out with an empty side\n"
    back = run("convert", "out.tmx")
    assert (back.code, back.out, back.err) == (0, "甲。\tA.\t0.9000\n乙。\tB.\n", "2 beads\n")


def test_what_is_not_kept_is_named(run: Run, bitext: Path) -> None:
    record = (
        '{"schema": 1, "source": [{"text": "甲。", "start": 0, "end": 2}, '
        '{"text": "乙。", "start": 2, "end": 4}], '
        '"target": [{"text": "A.", "start": 0, "end": 2}], '
        '"probability": 0.5, "status": "reviewed", "note": "so"}\n'
    )
    Path("in.jsonl").write_text(record, encoding="utf-8")
    result = run("convert", "in.jsonl", "out", "--to", "moses")
    assert result.code == 0
    assert result.err == (
        "1 beads; not kept: 1 note, 1 probability, 1 sentence borders, 1 status\n"
    )
    assert run("convert", "in.jsonl", "out", "--to", "moses", "--quiet").err == ""


def test_the_direction_can_be_said(run: Run, folder: Path) -> None:
    Path("in.tsv").write_text("A.\t甲。\n", encoding="utf-8")
    run("convert", "in.tsv", "out.tmx", "--source-lang", "en")
    assert 'srclang="en-US"' in Path("out.tmx").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["in.tsv", "in.tsv"], "error: in.tsv: would overwrite an input"),
        (["in.tsv", "out.doc"], "error: out.doc: unknown suffix '.doc'"),
        (["in.doc", "out.tsv"], "error: in.doc: unknown suffix '.doc'"),
        (["none.tsv", "out.tmx"], "error: none.tsv: No such file"),
        (["in.tsv", "no/out.tmx"], "error: no: no such folder"),
        (["in.tsv", "out.tmx", "--columns", "source"], "error: "),
        (["in.tsv", "out.tmx", "--into", "in.tsv"], "error: in.tsv: .tsv files are not written"),
        (["in.beads", "out.tmx"], "error: in.beads"),
        (["in.tsv", "out.tsv", "--target-code", "en-GB"], "error: --target-code has no effect"),
        (["in.tsv", "out.tmx", "--target-code", "en GB"], "error: no language code: en GB; write"),
        (["in.tsv", "out", "--to", "moses", "--source-code", "../x"], "error: no language code: "),
        (
            ["in.tsv", "out.tmx", "--into", "in.po", "--min-probability", "0.5"],
            "error: --min-probability has no effect with --into; leave it out",
        ),
        (["in.tsv", "o.po", "--into", "in.po", "--to", "po"], "error: --to has no effect with"),
    ],
)
def test_bad_input(arguments: list[str], problem: str, run: Run, bitext: Path) -> None:
    Path("in.beads").write_text("[0]:[0]\n", encoding="utf-8")
    result = run("convert", *arguments)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(problem)
    assert not Path("out.tmx").exists()
    assert bitext.read_text(encoding="utf-8") == ROWS


def test_corrections_go_back_into_the_file_they_came_from(run: Run, bitext: Path) -> None:
    run("convert", "in.tsv", "job.sdlxliff")
    same = run("convert", "job.sdlxliff", "same.sdlxliff", "--into", "job.sdlxliff")
    assert same.code == 0
    assert Path("same.sdlxliff").read_bytes() == Path("job.sdlxliff").read_bytes()
    run("convert", "job.sdlxliff", "job.xlsx")
    sheet = openpyxl.load_workbook("job.xlsx")
    assert isinstance(sheet.active, Worksheet)
    sheet.active.cell(2, 3).value = "Alpha."
    sheet.save("job.xlsx")
    assert run("convert", "job.xlsx", "new.sdlxliff", "--into", "job.sdlxliff").code == 0
    before, after = (
        Path(name).read_text(encoding="utf-8") for name in ("job.sdlxliff", "new.sdlxliff")
    )
    assert after == before.replace(">A.<", ">Alpha.<")
    assert run("convert", "job.xlsx", "--into", "job.sdlxliff").code == 2
