"""Findings as JSON, as docs/findings.schema.json describes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from aligner.report.base import Look, Run
from aligner.report.findings import findings_json
from aligner.report.json import json_report, jsonl_report, record
from tests.report.samples import ALL, RUN, SOURCE, TARGET, failed, forbidden
from tests.report.schemas import violations

SCHEMA: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "docs" / "findings.schema.json").read_text(encoding="utf-8")
)
FINDING: dict[str, Any] = SCHEMA["$defs"]["finding"]


def test_the_document_is_as_the_schema_says() -> None:
    for findings, run in ((ALL, RUN), ((), Run("1", (), 0))):
        document = json.loads(json_report(findings, run, Look()))
        assert violations(document, SCHEMA, SCHEMA) == []
    assert document == {"schema": 1, "version": "1", "findings": [], "files": [], "beads": 0}


def test_every_field_is_described_and_there() -> None:
    assert set(record(forbidden())) == set(FINDING["properties"]) == set(FINDING["required"])
    assert list(record(forbidden())) == list(record(failed()))


def test_the_schema_can_be_broken() -> None:
    wrong = {**record(forbidden()), "severity": "fatal", "line": 0, "bead": "1", "code": "term"}
    del wrong["message"]
    assert len(violations(wrong, FINDING, SCHEMA)) == 5


def test_lines_are_findings() -> None:
    lines = jsonl_report(ALL, RUN, Look()).decode().splitlines()
    findings = [json.loads(line) for line in lines]
    assert findings == json.loads(json_report(ALL, RUN, Look()))["findings"]


def test_offsets_count_from_0_and_places_from_1() -> None:
    row = json.loads(jsonl_report([forbidden()], RUN, Look()))
    assert row["bead"] == 11
    assert row["source"][row["source_start"] : row["source_end"]] == "一带一路"
    assert row["target"][row["target_start"] : row["target_end"]] == "One Belt One Road"
    assert (row["source"], row["target"]) == (SOURCE, TARGET)
    assert (row["line"], row["column"], row["end_line"], row["end_column"]) == (3, 24, 3, 41)
    assert (row["source_file"], row["source_line"], row["source_column"]) == ("a.zh.txt", 5, 7)


def test_without_bead_the_fields_of_texts_are_null() -> None:
    row = record(failed())
    assert [row[name] for name in ("bead", "source", "target_end", "probability")] == [None] * 4
    assert row["part"] == "page 2"


def test_a_name_that_is_no_unicode_can_be_read_back() -> None:
    rows = [json.loads(line) for line in jsonl_report(ALL, RUN, Look()).splitlines()]
    assert rows[-1]["file"] == ALL[-1].file


def test_findings_of_glossaries_have_the_same_fields() -> None:
    document = json.loads(findings_json([failed()]))
    assert document == {"schema": 1, "findings": [record(failed())]}
