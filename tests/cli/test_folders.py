"""Two folders: documents of the same name, in parallel, resumed where a run stopped."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import EN, ZH, Run

FILES = ("report.{}.txt", "2024/Plan_{}.md", "{}/speech.txt")


@pytest.fixture
def folders(folder: Path) -> Path:
    for language, text in (("zh", ZH), ("en", EN)):
        for pattern in FILES[:2]:
            path = folder / f"in-{language}" / pattern.format(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def test_documents_are_paired_by_name(run: Run, folders: Path) -> None:
    result = run("align", "in-zh", "in-en", "-o", "out", "--to", "tmx", "--jobs", "1")
    assert (result.code, result.out) == (0, "")
    assert result.err == (
        "out/2024/Plan_zh.tmx  3 beads, 1 to check\n"
        "out/report.zh.tmx     4 beads, 1 to check\n"
        "2 pairs: 2 aligned, 0 done before\n"
    )


def test_a_second_run_does_only_what_is_left(run: Run, folders: Path) -> None:
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    run(*arguments)
    assert "2 pairs: 0 aligned, 2 done before" in run(*arguments).err
    (folders / "in-en" / "report.en.txt").write_text(EN * 2, encoding="utf-8")
    assert "2 pairs: 1 aligned, 1 done before" in run(*arguments).err
    (folders / "out" / "report.zh.tsv").unlink()
    assert "2 pairs: 1 aligned, 1 done before" in run(*arguments).err
    (folders / "out" / "report.zh.tsv").write_text("edited", encoding="utf-8")
    assert "2 pairs: 1 aligned, 1 done before" in run(*arguments).err
    assert "2 pairs: 2 aligned, 0 done before" in run(*arguments, "--check-below", "0.1").err


def test_another_version_of_the_code_does_it_anew(
    run: Run, folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    run(*arguments)
    monkeypatch.setattr("aligner.__version__", "9.8.7")
    assert "2 pairs: 2 aligned, 0 done before" in run(*arguments).err
    monkeypatch.setattr("aligner.__file__", str(folders / "in-zh" / "report.zh.txt"))
    assert "2 pairs: 2 aligned, 0 done before" in run(*arguments).err


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no name is other than text")
def test_names_that_are_no_text(run: Run, folders: Path) -> None:
    name = os.fsdecode(b"\xff\xe2\x80\xa8.txt")  # and a separator of lines
    for language, text in (("zh", ZH), ("en", EN)):
        (folders / f"in-{language}" / name).write_text(text, encoding="utf-8")
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    assert "3 pairs: 3 aligned, 0 done before" in run(*arguments).err
    assert "3 pairs: 0 aligned, 3 done before" in run(*arguments).err


def test_a_damaged_record_only_costs_time(run: Run, folders: Path) -> None:
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    run(*arguments)
    record = folders / "out" / ".aligner-done.jsonl"
    assert "会议" not in record.read_text(encoding="utf-8")
    record.write_bytes(b'{"schema": 1, "output\n\xff\n[]\n')
    assert run(*arguments).code == 0


def test_without_cache_nothing_is_recorded(run: Run, folders: Path) -> None:
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1", "--no-cache")
    run(*arguments)
    assert "2 pairs: 2 aligned, 0 done before" in run(*arguments).err
    assert not list((folders / "out").rglob(".*"))


def test_documents_without_partner_are_named(run: Run, folders: Path) -> None:
    (folders / "in-zh" / "alone.txt").write_text(ZH, encoding="utf-8")
    result = run("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    assert result.code == 0
    assert "warning: in-zh/alone.txt: no document of the same name" in result.err


def test_a_failed_pair_is_tried_again(run: Run, folders: Path) -> None:
    (folders / "in-en" / "report.en.txt").write_text("", encoding="utf-8")
    arguments = ("align", "in-zh", "in-en", "-o", "out", "--jobs", "1")
    result = run(*arguments)
    assert result.code == 2
    assert "1 of 2 pairs failed" in result.err
    (folders / "in-en" / "report.en.txt").write_text(EN, encoding="utf-8")
    assert "2 pairs: 1 aligned, 1 done before" in run(*arguments).err


def test_bad_folders(run: Run, folders: Path) -> None:
    assert "add -o FOLDER" in run("align", "in-zh", "in-en").err
    (folders / "empty").mkdir()
    result = run("align", "in-zh", "empty", "-o", "out")
    assert result.code == 2
    assert "no documents of the same name" in result.err
    (folders / "in-zh" / "report_CN.txt").write_text(ZH, encoding="utf-8")
    assert "have the same name" in run("align", "in-zh", "in-en", "-o", "out").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["in-zh"], "in-zh: a folder alone; give the folder of translations too"),
        (["in-zh", "none"], "none: no such folder; check the path"),
        (["none", "in-en"], "none: no such folder; check the path"),
        (["in-zh", "en.txt"], "in-zh: a folder, and en.txt is none; give two folders"),
    ],
)
def test_a_folder_and_something_else(
    run: Run, folders: Path, arguments: list[str], message: str
) -> None:
    result = run("align", *arguments, "-o", "out")
    assert (result.code, result.err) == (2, f"error: {message}\n")
