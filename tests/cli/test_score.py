"""``aligner score`` as a user calls it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from aligner.cli import main
from aligner.pipeline import measuring

GLOSSARY = "source\ttarget\tvariants\n改革\treform\toverhaul\n粮食安全\tfood security\t\n"
ROWS = [
    ("深化改革。", "Deepen reform."),
    ("推进改革。", "Advance reform."),
    ("坚持改革。", "Persist in overhaul."),
    ("粮食安全重要。", "Grain matters."),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with a bitext, a glossary and a reference."""
    write(tmp_path / "one.tsv", ROWS)
    write(tmp_path / "other.tsv", [(zh, en.replace("overhaul", "reform")) for zh, en in ROWS])
    (tmp_path / "terms.tsv").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, rows: list[tuple[str, str]]) -> None:
    """Write a bitext of tab-separated values."""
    path.write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Return exit code, output and messages of ``aligner score``."""
    code = main(["score", *arguments])
    said = capsys.readouterr()
    return code, said.out, said.err


def scores(out: str) -> dict[str, Any]:
    """Return the value of each score in JSON."""
    return {one["name"]: one["value"] for one in json.loads(out)["scores"]}


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "one.tsv", "-g", "terms.tsv", "--samples", "0")
    assert code == 0
    lines = out.splitlines()
    assert lines[0].split() == ["one.tsv", "over"]
    assert lines[1].split() == ["terminology.success.micro", "0.7500", "4", "occurrences"]
    assert "  改革  0.33  reform 2, overhaul 1" in lines


def test_json_by_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "one.tsv", "-g", "terms.tsv", "--format", "json")
    assert code == 0
    found = scores(out)
    assert found["terminology.success.micro"] == 0.75
    assert found["terminology.preferred.micro"] == 0.5
    assert found["terminology.success.macro.terms"] == 0.5
    assert found["consistency.ltcr"] == pytest.approx(1 / 3, abs=1e-6)
    record = json.loads(out)["scores"][0]
    assert record["signature"].startswith("aligner:")
    assert "|glossary:terms@" in record["signature"]
    assert record["range"] == [0.0, 1.0]


def test_without_terms_nothing_is_zero_or_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, "one.tsv", "--format", "json")
    found = {name: value for name, value in scores(out).items() if name.startswith("term")}
    assert found
    assert set(found.values()) == {None}


def test_csv_and_markdown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "one.tsv", "-g", "terms.tsv", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert rows[0]["name"] == "terminology.success.micro"
    assert float(rows[0]["value"]) == 0.75
    _, out, _ = run(capsys, "one.tsv", "-g", "terms.tsv", "--format", "markdown", "--samples", "0")
    assert out.splitlines()[2] == "| terminology.success.micro | 0.7500 |"


def test_translations_of_one_source_are_compared(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        capsys, "one.tsv", "other.tsv", "-r", "other.tsv", "-g", "terms.tsv", "--format", "json"
    )
    assert code == 0
    record = json.loads(out)
    assert [document["name"] for document in record["documents"]] == ["one.tsv", "other.tsv"]
    assert scores(out)["terminology.reference.micro"] == 0.75
    best = {one["name"]: one for one in record["compared"]}["quality.bleu"]
    assert best["system"] == "other.tsv"
    assert best["value"] == 100.0
    assert best["baseline"] < 100.0


def test_other_documents_are_pooled(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "more.tsv", [("继续改革。", "Go on.")])
    _, out, _ = run(capsys, "one.tsv", "more.tsv", "-g", "terms.tsv", "--format", "json")
    assert scores(out)["terminology.success.micro"] == pytest.approx(3 / 5)
    assert "compared" not in json.loads(out)


def test_a_reference_cut_otherwise(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    joined = [("".join(zh for zh, _ in ROWS), " ".join(en for _, en in ROWS))]
    write(folder / "joined.tsv", joined)
    _, out, _ = run(capsys, "one.tsv", "-r", "joined.tsv", "--format", "json", "--samples", "0")
    assert scores(out)["quality.bleu"] == pytest.approx(100.0)
    assert json.loads(out)["scores"][-1]["count"] == 1


def test_a_reference_that_is_a_document(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "reference.txt").write_text("\n".join(en for _, en in ROWS), encoding="utf-8")
    code, out, _ = run(capsys, "one.tsv", "-r", "reference.txt", "--format", "json")
    assert code == 0
    assert scores(out)["quality.chrf2++"] == pytest.approx(100.0)


def test_limits(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["one.tsv", "-g", "terms.tsv", "--fail-under"]
    assert run(capsys, *arguments, "terminology.success.micro=0.7")[0] == 0
    code, _, err = run(capsys, *arguments, "terminology.success.micro=0.8")
    assert code == 1
    assert "terminology.success.micro is 0.7500, the limit is 0.8" in err
    code, _, err = run(capsys, *arguments, "terminology.sucess.micro=0.8")
    assert code == 2
    assert "the nearest is terminology.success.micro" in err


def test_baseline(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "one.tsv", "-g", "terms.tsv", "--format", "json", "-o", "old.json")
    _, _, err = run(capsys, "other.tsv", "-g", "terms.tsv", "--baseline", "old.json")
    assert "consistency.ltcr: 0.3333 → 1.0000 (+0.6667)" in err
    (folder / "terms.tsv").write_text(GLOSSARY + "经济\teconomy\t\n", encoding="utf-8")
    _, _, err = run(capsys, "other.tsv", "-g", "terms.tsv", "--baseline", "old.json")
    assert "consistency.ltcr: n/a, not comparable: glossary terms@" in err


def test_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = run(capsys, "one.tsv", "-g", "terms.tsv", "--html", "page.html")
    assert (code, err) == (0, "page.html: page written\n")
    page = (folder / "page.html").read_text(encoding="utf-8")
    assert 'id="b4"' in page
    assert 'title="改革 = reform"' in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["one.tsv", "--metrics", "comet"], "unknown metric 'comet'"),
        (["one.tsv", "--format", "xml"], "unknown format 'xml'"),
        (["one.tsv", "-g", "nothing.tsv"], "nothing.tsv"),
        (["one.tsv", "-r", "terms.tsv"], "terms.tsv:1: probability 'variants'"),
        (["one.tsv", "-r", "apart.tsv"], "apart.tsv: not a translation of the same text as one"),
        (["one.tsv", "--fail-under", "x"], "--fail-under x"),
        (["one.tsv", "-o", "one.tsv"], "one.tsv: would overwrite an input"),
        (["one.tsv", "-g", "terms.tsv", "-o", "terms.tsv"], "terms.tsv: would overwrite an input"),
        (["one.tsv", "-r", "other.tsv", "--html", "other.tsv"], "other.tsv: would overwrite an"),
        (["one.tsv", "--baseline", "b.json", "-o", "b.json"], "b.json: would overwrite an input"),
        (["one.tsv", "other.tsv", "--html", "p.html"], "--html shows one text"),
        (["one.tsv", "-r", "a.tsv", "-r", "b.tsv"], "2 references for 1 translations"),
        (["one.tsv", "--baseline", "one.tsv"], "one.tsv: no scores"),
        (["empty.tsv"], "empty.tsv: no beads"),
        (["one.tsv", "--date", "soon"], "'soon' is no date"),
    ],
)
def test_bad_input_is_one_line(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (folder / "empty.tsv").touch()
    write(folder / "apart.tsv", ROWS[:2])
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_the_same_scores_on_every_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["one.tsv", "-g", "terms.tsv", "-r", "other.tsv", "--format", "json"]
    assert run(capsys, *arguments)[1] == run(capsys, *arguments)[1]


def test_the_number_of_processes_changes_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(measuring, "_MANY", 1)
    monkeypatch.setattr(measuring, "_COMPARED", 3)
    outputs = []
    for jobs in ("1", "2"):
        command = ["score", "one.tsv", "-r", "other.tsv", "-g", "terms.tsv", "--format", "csv"]
        assert main([*command, "--jobs", jobs]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert "quality.ter" in outputs[0]
