"""The benchmark of documents in files of every kind, on the project's own article."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation import documents
from evaluation.documents import article_rows, read_rows, right_sides, same_beads


def test_the_article_gives_the_same_beads_from_every_kind_of_file(tmp_path: Path) -> None:
    found = same_beads(article_rows(), tmp_path)
    assert set(found) == {".txt", ".md", ".html", ".docx", ".pdf", "two columns"}
    assert {kind: one["share"] for kind, one in found.items()} == dict.fromkeys(found, 1.0)


def test_interleaved_paragraphs_are_counted() -> None:
    rows = article_rows()
    assert right_sides(rows) == (38, 38)
    wrong = [(["English where Chinese should be."], ["A sentence."])]
    assert right_sides(wrong) == (1, 2)


def test_the_command_reads_reports(tmp_path: Path) -> None:
    block = {"block": 0, "zh": ["会议 召开。", " "], "en": ["The meeting was held."]}
    path = tmp_path / "a-report.jsonl"
    path.write_text(json.dumps(block, ensure_ascii=False) + "\n", encoding="utf-8")
    assert read_rows(path) == [(["会议 召开。"], ["The meeting was held."])]
    output = tmp_path / "out.json"
    documents.run(documents.parse(["--data", str(tmp_path), "--output", str(output)]))
    assert json.loads(output.read_text(encoding="utf-8"))["interleaved"]["share"] == 1.0
