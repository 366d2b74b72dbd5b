"""The alignment benchmark, with an aligner whose answers are known."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from aligner.bead import Alignment, Bead
from aligner.document import Document, Language
from evaluation import alignment as benchmark
from evaluation.gold_sets import OWN_GOLD, read_links
from evaluation.metrics import Link


def document(path: Path, language: Language) -> Document:
    """Return a file of one sentence a line as a document."""
    return Document.of_lines(str(path), language, path.read_text(encoding="utf-8").splitlines())


def knows_all_but(missed: Link | None = None) -> benchmark.Aligner:
    """Return an aligner that copies the gold, and splits one bead, doubting it."""

    def align(source: Path, target: Path) -> Alignment:
        chinese, english = document(source, "zh"), document(target, "en")
        beads: list[Bead] = []
        for link in read_links(source.with_suffix(".beads")):
            left = tuple(chinese.sentences[index] for index in link.source)
            right = tuple(english.sentences[index] for index in link.target)
            halves = [((left, ()), 0.25), (((), right), 0.25)]
            for sides, probability in halves if link == missed else [((left, right), 1.0)]:
                beads.append(Bead(*sides, probability))
        return Alignment(chinese, english, tuple(beads))

    return align


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a data folder with two small sets made of the project's texts."""
    for name, text in (("speeches", "speech"), ("articles", "article")):
        (tmp_path / name).mkdir()
        for suffix in ("zh", "en", "beads"):
            shutil.copy(OWN_GOLD / f"{text}.{suffix}", tmp_path / name / f"01.{suffix}")
    return tmp_path


def run(data: Path, align: benchmark.Aligner, *options: str) -> None:
    """Run the benchmark on both sets."""
    arguments = ["--data", str(data), "--sets", "speeches,articles", *options]
    benchmark.run(benchmark.parse(arguments), align)


def test_gold_against_itself_is_perfect(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = data / "results" / "alignment.json"
    run(data, knows_all_but(), "--output", str(output))
    stored = json.loads(output.read_text(encoding="utf-8"))
    assert stored["schema"] == 1
    assert set(stored["sets"]) == {"speeches", "articles", "all"}
    assert stored["sets"]["all"]["documents"] == 2
    assert stored["sets"]["all"]["strict"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert stored["sets"]["all"]["calibration"]["error"] == 0.0
    assert stored["signature"].startswith(f"aligner:{stored['version']}|code:")
    assert "|data:speeches@" in stored["signature"]
    printed = capsys.readouterr().out
    assert "1.000 1.000 1.000" in printed
    assert "Bertalign" in printed


def test_one_wrong_bead_costs_both_ways(data: Path) -> None:
    output = data / "alignment.json"
    run(data, knows_all_but(Link((0,), (0,))), "--output", str(output))
    speeches = json.loads(output.read_text(encoding="utf-8"))["sets"]["speeches"]
    gold = speeches["beads"]
    assert speeches["strict"]["precision"] == pytest.approx((gold - 1) / (gold + 1), abs=1e-6)
    assert speeches["strict"]["recall"] == pytest.approx((gold - 1) / gold, abs=1e-6)
    found = speeches["shapes"]["1-1"]
    assert found["gold"] - found["found"] == 1
    assert speeches["calibration"]["wrong"] == 2
    assert speeches["calibration"]["share"] == 1.0


def test_errors_are_listed_with_text(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(data, knows_all_but(Link((1,), (1,))), "--errors")
    printed = capsys.readouterr().out
    assert "speeches/01 [1]:[] p=0.2500; gold [1]:[1]" in printed
    assert "（2023年10月28日）" in printed
    assert "October 28, 2023" in printed


def test_results_hold_no_text(data: Path) -> None:
    output = data / "alignment.json"
    run(data, knows_all_but(Link((1,), (1,))), "--errors", "--output", str(output))
    assert "2023年" not in output.read_text(encoding="utf-8")
