"""Two documents in an empty folder, and ways to run the command line on them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.cli import main
from aligner.messages import set_interface
from aligner.translation.engines import ENGINES
from tests.cli import standin

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
ZH = """关于促进社区养老服务发展的意见
市政府决定用三年时间建设一百二十个社区养老服务中心。
一、坚持政府引导、社会参与、市场运作。
本意见自发布之日起施行。
"""
EN = """Opinions on Community Care for the Elderly
The municipal government will build 120 community care centers within three years.
I. The government guides, society takes part and the market operates.
These Opinions take effect on the day of publication.
"""
# Of the Chinese one, by the table that stands in the place of a model.
TRANSLATION = """Opinions on promoting community care for the elderly
The municipal government will build 120 community care centers within three years.
I. The government guides and society takes part.
These Opinions take effect on the day of publication.
"""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command gave back."""

    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with zh.txt and en.txt."""
    (tmp_path / "zh.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "en.txt").write_text(EN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):  # for what is kept between runs
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command line in this process."""
    standin.install(monkeypatch)

    def run_here(*arguments: str) -> Result:
        code = main(arguments)
        captured = capfd.readouterr()
        set_interface("en")  # --lang holds for the process, here for one command
        return Result(code, captured.out, captured.err)

    return run_here


def command(*arguments: str) -> list[str]:
    """Return the command that runs the stand-in in a process of its own."""
    return [sys.executable, str(ROOT / "tests" / "cli" / "standin.py"), *arguments]


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start a process of its own, its output piped."""
    return subprocess.Popen(
        command(*arguments),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=ENVIRONMENT,
        start_new_session=True,  # a process group of its own, for signals
    )


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a table in the place of a model."""
    monkeypatch.setitem(ENGINES, "seq2seq", "tests.translation.scripted:ScriptedEngine")


@pytest.fixture
def asked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which the engine notes each text that it is asked for."""
    path = folder / "asked.txt"
    monkeypatch.setenv("SCRIPTED_LOG", str(path))
    return path


def write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> None:
    """Write a file into the folder."""
    (folder / name).write_bytes(text.encode(encoding))


def start_translating(*arguments: str) -> subprocess.Popen[str]:
    """Start the command in a process of its own, with the table in the place of a model."""
    script = ROOT / "tests" / "translation" / "scripted.py"
    # The environment as it is now: the folder of the cache is the test's own.
    environment = {**os.environ, **{key: ENVIRONMENT[key] for key in ("PYTHONPATH", "PYTHONUTF8")}}
    return subprocess.Popen(
        [sys.executable, str(script), "translate", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env=environment,
        start_new_session=True,
    )
