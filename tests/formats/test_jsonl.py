"""JSON lines: sentences with offsets, a schema number on every line."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.bead import Bitext
from aligner.errors import FormatError
from aligner.formats import read_bitext, write_bitext
from tests.formats.texts import bitext


def test_the_written_form() -> None:
    stream = io.BytesIO()
    write_bitext(bitext((["甲。"], ["A.", "B."], 0.99804), (["乙"], [], None)), stream, "jsonl")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert list(first.items()) == [
        ("schema", 1),
        ("source_document", "a.zh.txt"),
        ("target_document", "a.en.txt"),
        ("source", [{"text": "甲。", "start": 0, "end": 2}]),
        ("target", [{"text": "A.", "start": 0, "end": 2}, {"text": "B.", "start": 3, "end": 5}]),
        ("probability", 0.998),
    ]
    assert (second["target"], second["probability"]) == ([], None)
    assert "甲".encode() in stream.getvalue(), "not escaped: people read these files too"


def test_document_names_come_back(tmp_path: Path) -> None:
    write_bitext(bitext((["甲。"], ["A."], 0.9)), tmp_path / "a.jsonl")
    found = read_bitext(tmp_path / "a.jsonl")
    assert (found.source_name, found.target_name) == ("a.zh.txt", "a.en.txt")


def test_marks_are_written_only_where_a_bead_has_them() -> None:
    (plain,) = bitext((["甲。"], ["A."], 0.9)).beads
    marked = replace(plain, status="final", note="ok", unit="7", locked=True)
    stream = io.BytesIO()
    write_bitext(Bitext("zh", "en", [plain, marked]), stream, "jsonl")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert {name: value for name, value in second.items() if name not in first} == {
        "status": "final",
        "note": "ok",
        "unit": "7",
        "locked": True,
    }


GOOD = '{"schema": 1, "source": [], "target": []}'


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("", "not JSON"),
        ("[]", "no object with a schema number"),
        ('{"source": [], "target": []}', "no object with a schema number"),
        ('{"schema": 2, "source": [], "target": []}', "schema 2, newer than 1; update aligner"),
        ('{"schema": 1, "source": []}', "target: no list of sentences"),
        ('{"schema": 1, "source": ["甲"], "target": []}', "source: malformed sentence"),
        (
            '{"schema": 1, "source": [{"text": "甲", "start": 0, "end": 2}], "target": []}',
            "source: malformed sentence",
        ),
        ('{"schema": 1, "source": [], "target": [], "probability": 7}', "probability '7'"),
        ('{"schema": 1, "source": [], "target": [], "status": "ok"}', "unknown status 'ok'"),
        ('{"schema": 1, "source": [], "target": [], "note": 1}', "note: no text"),
        ('{"schema": 1, "source": [], "target": [], "locked": "no"}', "locked: neither"),
    ],
)
def test_malformed_lines_name_file_and_line(line: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{GOOD}\n{line}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=rf"a\.jsonl:2: {problem}"):
        list(read_bitext(path).beads)
