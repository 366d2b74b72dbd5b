"""``aligner align --pairs``: many documents, some of them bad."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EN, ZH, Run, start

MANIFEST = """# a comment, and a blank line

zh/1.txt\ten/1.txt
zh/2.txt\ten/2.txt\tnamed.tmx
zh/3.txt\ten/3.txt
"""


@pytest.fixture
def manifest(folder: Path) -> Path:
    """Return a manifest in a folder of its own; the second pair has an English source."""
    base = folder / "corpus"
    for language, text in (("zh", ZH), ("en", EN)):
        (base / language).mkdir(parents=True)
        for number in range(1, 4):
            (base / language / f"{number}.txt").write_text(text * number, encoding="utf-8")
    (base / "pairs.tsv").write_text(MANIFEST, encoding="utf-8")
    (folder / "out").mkdir()
    return base / "pairs.tsv"


def contents(*folders: Path) -> dict[str, bytes]:
    files = (path for folder in folders for path in folder.iterdir() if path.is_file())
    return {path.name: path.read_bytes() for path in files if not path.name.startswith(".")}


def test_every_pair_is_written_and_listed_in_order(run: Run, manifest: Path) -> None:
    result = run("align", "--pairs", "corpus/pairs.tsv", "-o", "out", "--jobs", "1")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "out/1.tsv         4 beads, 1 to check\n"
        "corpus/named.tmx  8 beads, 2 to check\n"
        "out/3.tsv         12 beads, 4 to check\n"
        "3 pairs: 3 aligned, 0 done before\n"
    )
    assert sorted(contents(Path("out"))) == ["1.tsv", "3.tsv"]
    assert Path("corpus/named.tmx").exists()


def test_results_do_not_depend_on_the_number_of_processes(run: Run, manifest: Path) -> None:
    run("align", "--pairs", str(manifest), "-o", "out", "--jobs", "1")
    alone = contents(Path("out"), Path("corpus"))
    for path in [*Path("out").iterdir(), Path("corpus/named.tmx")]:
        path.unlink()
    process = start("align", "--pairs", str(manifest), "-o", "out", "--jobs", "2")
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err.count("beads")) == (0, 3)
    assert contents(Path("out"), Path("corpus")) == alone


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_bad_document_does_not_stop_the_rest(jobs: str, manifest: Path) -> None:
    Path("corpus/en/1.txt").unlink()
    arguments = ["align", "--quiet", "--pairs", "corpus/pairs.tsv", "-o", "out", "--jobs", jobs]
    process = start(*arguments)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err.splitlines() == [
        "error: corpus/en/1.txt: no such file; check the path",
        "error: corpus/pairs.tsv: 1 of 3 pairs failed",
    ]
    assert sorted(contents(Path("out"))) == ["3.tsv"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("zh/1.txt", r"pairs.tsv:2: expected two or three columns; "),
        ("zh/1.txt\t", r"pairs.tsv:2: expected two or three columns; "),
        ("a\tb\tc\td", r"pairs.tsv:2: expected two or three columns; "),
        ("zh/1.txt\ten/2.txt", r"pairs.tsv:2: same output out/1.tsv as corpus/pairs.tsv:1; "),
        ("a\tb\tc.doc", r"c.doc: unknown suffix '.doc'; "),
        ("a\tb\tno/c.tsv", r"no: no such folder; "),
        ("zh/2.txt\ten/2.txt\tzh/1.txt", r"zh/1.txt: unknown suffix"),
    ],
)
def test_a_bad_manifest_is_reported_before_any_work(
    line: str, problem: str, run: Run, manifest: Path
) -> None:
    manifest.write_text(f"zh/1.txt\ten/1.txt\n{line}\n", encoding="utf-8")
    result = run("align", "--pairs", "corpus/pairs.tsv", "-o", "out")
    assert result.code == 2
    assert result.err.count("\n") == 1
    assert problem in result.err
    assert contents(Path("out")) == {}


def test_progress_is_for_terminals(
    run: Run, manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ["align", "--pairs", str(manifest), "-o", "out", "--jobs", "1"]
    assert "pairs aligned" not in run(*arguments).err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = "1/3 pairs aligned\r2/3 pairs aligned\r3/3 pairs aligned\n"
    assert run(*arguments, "--no-cache").err.startswith(shown)
    assert "pairs aligned" not in run(*arguments, "--no-cache", "--quiet").err


def test_manifests_that_give_nothing_to_do(run: Run, manifest: Path) -> None:
    assert "no output path; add a third column" in run("align", "--pairs", str(manifest)).err
    assert "nowhere.tsv: No such file" in run("align", "--pairs", "nowhere.tsv").err
    manifest.write_text("# nothing\n", encoding="utf-8")
    assert "no pairs" in run("align", "--pairs", str(manifest), "-o", "out").err
    assert "unknown format" in run("align", "--pairs", str(manifest), "--to", "doc").err
