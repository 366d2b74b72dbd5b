"""Bad input and usage: one line on stderr, exit code 2, nothing half-written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAIR = ("zh.txt", "en.txt")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["align", "missing.txt", "en.txt"], "error: missing.txt: no such file; "),
        (["align", ".", "en.txt"], "error: .: a folder, and en.txt is none; "),
        (["align", "empty.txt", "en.txt"], "error: empty.txt: empty document; "),
        (["align", "picture.txt", "en.txt"], "error: picture.txt: "),
        (["align", "zh.txt", "zh.txt"], "error: both zh.txt and zh.txt look Chinese; "),
        (["align", "en.txt", "en.txt"], "error: both en.txt and en.txt look English; "),
        (["align", "-", "-"], "error: both documents from standard input; "),
        (["align", *PAIR, "-o", "out.doc"], "error: out.doc: unknown suffix '.doc'; use .beads"),
        (["align", *PAIR, "-o", "out"], "error: out: no suffix; "),
        (["align", *PAIR, "--to", "doc"], "error: unknown format 'doc'; choose from beads"),
        (["align", *PAIR, "-o", "no/out.tsv"], "error: no: no such folder; create it first"),
        (["align", *PAIR, "-o", "folder"], "error: folder: "),
        (["align", *PAIR, "-o", "folder.tsv"], "error: folder.tsv: is a directory; "),
        (["align", *PAIR, "-o", "/dev/full", "--to", "tsv"], "error: /dev/full: No space left"),
        (["align", *PAIR, "-o", "zh.txt", "--to", "tsv"], "error: zh.txt: would overwrite an"),
        (["align", *PAIR, "-o", "./zh.txt", "--to", "tsv"], "error: zh.txt: would overwrite an"),
        (["align", *PAIR, "--to", "moses"], "error: this format writes several files; name them"),
        (
            ["align", *PAIR, "--min-probability", "0.5"],
            "error: --min-probability has no effect on tsv",
        ),
        (["align", *PAIR, "--target-code", "en-GB"], "error: --target-code has no effect on tsv"),
        (["align", *PAIR, "-o", "zh", "--to", "moses"], "error: zh: would overwrite an"),
        (["align", *PAIR, "--html", "zh.txt"], "error: zh.txt: would overwrite an"),
        (
            ["align", *PAIR, "--lexicon", "own.lexicon", "-o", "own.lexicon", "--to", "tsv"],
            "error: own.lexicon: would overwrite an",
        ),
        (
            ["lexicon", "train", "table.tsv", "-o", "table.tsv"],
            "error: table.tsv: would overwrite an",
        ),
        (["align", *PAIR, "--check-below", "7"], "error: Invalid value for '--check-below'"),
        (["align", *PAIR, "--level", "word"], "error: Invalid value for '--level'"),
        (["align", *PAIR, "--source-lang", "fr"], "error: Invalid value for '--source-lang'"),
        (["align", *PAIR, "--colour"], "error: No such option"),
        (["align", *PAIR, "third.txt"], "error: Got unexpected extra argument"),
        (["align", "zh.txt"], "error: zh.txt: no English paragraphs; give the translation as"),
        (["align", *PAIR, "--pairs", "list.tsv"], "error: both documents and --pairs"),
        (["translate"], "error: Missing argument 'SOURCE...'"),
        (["interpret"], "error: No such command 'interpret'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_one_line_and_exit_code_2(arguments: list[str], problem: str, run: Run) -> None:
    Path("empty.txt").write_text(" \n", encoding="utf-8")
    Path("picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00")
    Path("folder").mkdir()
    Path("folder.tsv").mkdir()
    before = sorted(Path().iterdir())
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(problem)
    assert result.err.count("\n") == 1
    assert sorted(Path().iterdir()) == before


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert result.code == 2
    assert "Usage: aligner" in result.out


def test_a_failed_run_leaves_the_earlier_file(run: Run) -> None:
    Path("out.tsv").write_text("earlier", encoding="utf-8")
    assert run("align", "zh.txt", "zh.txt", "-o", "out.tsv").code == 2
    assert Path("out.tsv").read_text(encoding="utf-8") == "earlier"
