"""``aligner update``: an old bitext and the new version of its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ZH, Run

LINES = ZH.splitlines()
NEW = f"{LINES[0]}\n{LINES[1].replace('一百二十', '一百五十')}\n{LINES[3]}\n各区要抓好落实。\n"


@pytest.fixture
def old(run: Run, folder: Path) -> Path:
    run("align", "zh.txt", "en.txt", "-o", "old.tmx")
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    return folder / "old.tmx"


def test_changes_are_listed(run: Run, old: Path) -> None:
    result = run("update", "old.tmx", "new.txt")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "~ changed 2\n"
        f"    source was: {LINES[1]}\n"
        f"    source is: {NEW.splitlines()[1]}\n"
        "    target: The municipal government will build 120 community care centers within three"
        " years.\n"
        "\n"
        "- dropped\n"
        f"    source was: {LINES[2]}\n"
        "    target was: I. The government guides, society takes part and the market operates.\n"
        "\n"
        "+ new 4\n"
        "    source: 各区要抓好落实。\n"
        "\n"
        "2 unchanged, 1 changed, 1 new, 1 dropped\n"
    )


def test_the_new_bitext_says_what_is_to_be_done(run: Run, old: Path) -> None:
    result = run("update", "old.tmx", "new.txt", "-o", "new.jsonl")
    assert (result.code, result.out) == (0, "")
    assert result.err == "2 unchanged, 1 changed, 1 new, 1 dropped\n"
    back = run("convert", "new.jsonl")
    assert [line.split("\t")[0] for line in back.out.splitlines()] == NEW.splitlines()


def test_a_format_alone_writes_the_bitext_to_standard_output(run: Run, old: Path) -> None:
    result = run("update", "old.tmx", "new.txt", "--to", "tsv")
    assert (result.code, result.err) == (0, "2 unchanged, 1 changed, 1 new, 1 dropped\n")
    assert [line.split("\t")[0] for line in result.out.splitlines()] == NEW.splitlines()


def test_bad_input(run: Run, old: Path) -> None:
    assert run("update", "old.tmx", "new.txt", "-o", "old.tmx").code == 2
    assert run("update", "none.tmx", "new.txt").code == 2
    assert run("update", "old.tmx", "none.txt").code == 2
    assert run("update", "old.tmx", "new.txt", "-o", "x.doc").code == 2


def test_the_other_side_may_be_the_new_version(run: Run, old: Path) -> None:
    for suffix in ("tmx", "tsv", "xlsx"):
        run("convert", "old.tmx", f"sides.{suffix}")
        result = run("update", f"sides.{suffix}", "en.txt")
        assert result.out.endswith("4 unchanged\n"), suffix
