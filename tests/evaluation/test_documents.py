"""The benchmark of documents in files of every kind, on the project's own article."""

from __future__ import annotations

import json
from pathlib import Path

from evaluation import documents
from evaluation.documents import article_rows, read_rows, right_sides, same_beads
from evaluation.known_faults import without_faults
from evaluation.pages.results import page


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


def test_figures_are_given_with_and_without_known_faults(tmp_path: Path) -> None:
    name = "2018-report-on-the-work-of-the-government"
    article = [
        {"block": number, "zh": zh, "en": en} for number, (zh, en) in enumerate(article_rows())
    ]
    filler = [{"block": 0, "zh": [], "en": []}] * (108 - len(article))
    faulty = {"block": 108, "zh": ["会议室在三楼。"], "en": ["这一段没有译成英文。"]}
    lines = [json.dumps(block, ensure_ascii=False) for block in (*article, *filler, faulty)]
    (tmp_path / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    documents.run(
        documents.parse(["--data", str(tmp_path), "--output", str(tmp_path / "documents.json")])
    )
    found = json.loads((tmp_path / "documents.json").read_text(encoding="utf-8"))
    assert found["interleaved"]["right"] == found["interleaved"]["paragraphs"] - 1
    clean = found["without_faults"]
    assert clean["interleaved"]["right"] == found["interleaved"]["right"] - 1
    assert clean["interleaved"]["share"] == 1.0
    assert {kind["share"] for kind in clean["kinds"][name].values()} == {1.0}
    assert "| the same paragraphs, without them | 100.00% |" in page(tmp_path)


def test_only_the_passages_named_are_left_out() -> None:
    name = "2022-03-02-2021-report-on-the-work-of-the-government"
    left = without_faults(name, range(60))
    assert set(range(60)) - set(left) == {0, 10, 11, 53, 54}
    assert without_faults("article", range(60)) == list(range(60))
