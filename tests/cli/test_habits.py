"""Consoles, completion, progress, the language of messages: what users are accustomed to."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import typer.main

from aligner.cli.app import COMMANDS
from aligner.cli.language import paragraphs
from aligner.cli.progress import progress_line
from aligner.messages import entries
from tests.cli.conftest import ENVIRONMENT, Run, command


def run_with(variables: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**ENVIRONMENT, **variables}
    return subprocess.run(command(*arguments), capture_output=True, env=environment, check=False)


def test_a_console_of_code_page_936_shows_what_it_can(folder: Path) -> None:
    (folder / "旧.tsv").write_text("改革—开放\tReform\nżółw\tx\n", encoding="utf-8")
    (folder / "新.txt").write_text("改革—开放。\n", encoding="utf-8")
    run = run_with(
        {"PYTHONUTF8": "0", "PYTHONIOENCODING": "gbk"}, "update", "旧.tsv", "新.txt", "--lang", "zh"
    )
    assert run.returncode == 0, run.stderr
    assert "改革—开放" in run.stdout.decode("gbk")


def test_paths_with_chinese_and_spaces(run: Run, folder: Path) -> None:
    (folder / "zh.txt").rename(folder / "报告 原文.txt")
    result = run("align", "报告 原文.txt", "en.txt", "-o", "报告.tmx")
    assert (result.code, (folder / "报告.tmx").exists()) == (0, True)


@pytest.mark.parametrize("arguments", [["--lang", "zh", "--help"], ["align", "--lang=zh", "-h"]])
def test_help_in_chinese(arguments: list[str], run: Run) -> None:
    result = run(*arguments)
    assert result.code == 0
    assert "对齐" in result.out
    words = re.findall(r"[A-Za-z]{3,}", result.out)
    assert not {"Usage", "OPTIONS", "Options", "Arguments", "Commands", "Show", "default"} & {
        *words
    }


@pytest.mark.parametrize(
    ("arguments", "remark"), [(["lexicon", "train"], "[必填]"), (["align"], "[默认 0.9; 0<=x<=1]")]
)
def test_what_must_be_said_and_what_is_taken_otherwise(
    arguments: list[str], remark: str, run: Run
) -> None:
    assert remark in run(*arguments, "--help", "--lang", "zh").out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_has_a_translation(name: str) -> None:
    known = {message for message, _ in entries()}

    def missing(command: Any) -> Iterator[str]:  # noqa: ANN401  # Typer exports no such type
        yield from (text for text in paragraphs(command.help) if text and text not in known)
        for inner in getattr(command, "commands", {}).values():
            yield from missing(inner)

    assert not list(missing(typer.main.get_command(import_module(COMMANDS[name][0]).app)))


def test_errors_in_chinese(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--lang", "zh", "align", "无.txt", "en.txt").err.startswith("错误：无.txt: ")
    assert run("align", "无.txt", "en.txt").err.startswith("error: 无.txt: ")
    monkeypatch.setenv("ALIGNER_LANG", "zh_CN.UTF-8")
    assert run("align", "无.txt", "en.txt").err.startswith("错误：")
    assert run("align", "无.txt", "en.txt", "--lang", "en").err.startswith("error: ")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["aling"], "没有命令 'aling'"),
        (["align", "--nocache"], "没有选项 --nocache（相近的选项：--no-cache）"),
        (["align", "--output"], "选项 '--output' 缺少值"),
        (["align", "--quiet=1"], "选项 '--quiet' 不带值"),
        (["align", "a", "b", "c"], "多余的参数：c"),
        (["align", "a", "b", "--jobs", "x"], "'--jobs' 的值无效：须为整数"),
        (["align", "a", "b", "--check-below", "x"], "'--check-below' 的值无效：须为数字"),
        (["align", "a", "b", "--check-below", "2"], "'--check-below' 的值无效：不得大于 1"),
        (["align", "a", "b", "--jobs", "0"], "'--jobs' 的值无效：不得小于 1"),
        (["lexicon", "train", "a"], "缺少选项 '--output' / '-o'"),
        (["convert"], "缺少参数 'IN'"),
    ],
)
def test_usage_errors_in_chinese(arguments: list[str], problem: str, run: Run) -> None:
    assert run(*arguments, "--lang", "zh").err == f"错误：{problem}；见 --help\n"


def test_a_language_that_there_is_not(run: Run) -> None:
    result = run("--lang", "fr", "align")
    assert (result.code, result.err) == (2, "error: --lang fr; choose from en, zh\n")


@pytest.mark.parametrize(
    ("words", "found"),
    [("aligner con", "convert"), ("aligner align --chec", "--check-below")],
)
def test_the_shell_completes_commands_and_options(words: str, found: str) -> None:
    variables = {
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "_ALIGNER_COMPLETE": "complete_bash",
    }
    run = run_with(variables)
    assert run.stdout.decode().split() == [found]


def test_progress_shows_on_terminals_after_a_while(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert progress_line("aligning") is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    show = progress_line("aligning")
    assert show is not None
    show(0.1)
    assert capsys.readouterr().err == ""
    now = 2.0
    show(0.25)
    show(0.26)
    assert capsys.readouterr().err == "\raligning 25%\x1b[K"
    show(1.0)
    assert capsys.readouterr().err == "\r\x1b[K"


def test_an_error_takes_the_place_of_the_progress(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    result = run("align", "missing.txt", "en.txt")
    assert result.err.startswith("\r\x1b[Kerror: missing.txt: no such file")


def test_quiet_work_shows_no_progress(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    run("align", "zh.txt", "en.txt", "-o", "x.tsv", "--quiet")
    assert progress_line("aligning") is None
