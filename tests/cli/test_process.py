"""What only a process of its own can show: signals, pipes, a full disk, what a start imports."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import EN, ENVIRONMENT, ZH, command, start

QUICK = 10  # seconds


def wait_for_workers(process: subprocess.Popen[str]) -> None:
    """Wait until the aligner, in this process or in workers, is at work."""
    assert process.stdout is not None
    assert process.stdout.readline() == "sleeping\n"


@pytest.fixture
def slow(folder: Path) -> Path:
    """Return the folder with an English document that takes a minute."""
    (folder / "slow.txt").write_text(EN + "SLOW\n", encoding="utf-8")
    (folder / "pairs.tsv").write_text(
        "".join(f"zh.txt\tslow.txt\t{number}.tsv\n" for number in range(6)), encoding="utf-8"
    )
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ["zh.txt", "slow.txt", "-o", "out.tsv"],
        ["--pairs", "pairs.tsv", "--jobs", "1"],
        ["--pairs", "pairs.tsv", "--jobs", "2"],
    ],
    ids=["one", "batch", "parallel"],
)
def test_ctrl_c_ends_at_once_with_one_line(arguments: list[str], slow: Path) -> None:
    before = sorted(slow.iterdir())
    process = start("align", *arguments)
    wait_for_workers(process)
    # As a terminal does it: to the whole group, the workers among them.
    os.killpg(process.pid, signal.SIGINT)
    started = time.monotonic()
    _, err = process.communicate(timeout=QUICK)
    assert (process.returncode, err) == (130, "interrupted\n")
    assert time.monotonic() - started < QUICK
    assert sorted(slow.iterdir()) == before


@pytest.mark.parametrize("delay", [0, 0.2, 0.25, 0.35])
def test_ctrl_c_while_workers_start(delay: float, slow: Path) -> None:
    process = start("align", "--pairs", "pairs.tsv", "--jobs", "2")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while len(children.read_text(encoding="ascii").split()) < 2:
        time.sleep(0.01)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=QUICK)
    assert (process.returncode, err) == (130, "interrupted\n")


def test_workers_do_not_outlive_a_terminated_process(slow: Path) -> None:
    process = start("align", "--pairs", "pairs.tsv", "--jobs", "2")
    wait_for_workers(process)
    process.terminate()
    _, err = process.communicate(timeout=QUICK)  # Ends when the last worker closes the pipe.
    assert (process.returncode, err) == (128 + signal.SIGTERM, "")


def test_a_reader_that_goes_away_is_no_error(folder: Path) -> None:
    (folder / "zh.txt").write_text(ZH * 2000, encoding="utf-8")
    (folder / "en.txt").write_text(EN * 2000, encoding="utf-8")
    process = start("align", "zh.txt", "en.txt")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("关于")
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(QUICK) == 141
    process.stderr.close()


@pytest.mark.parametrize("arguments", [["align", "zh.txt", "en.txt"], ["--help"]])
def test_standard_output_on_a_full_disk(arguments: list[str], folder: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            command(*arguments),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
            env=ENVIRONMENT,
        )
    assert result.returncode == 2
    assert result.stderr == "error: No space left on device\n"


def test_dev_stdout_is_a_pipe_like_any_other(folder: Path) -> None:
    process = start("align", "zh.txt", "en.txt", "-o", "/dev/stdout", "--to", "beads")
    out, err = process.communicate(timeout=QUICK)
    assert (process.returncode, out.count("\n"), err) == (0, 4, "4 beads, 1 to check\n")


def test_the_module_runs_as_a_program() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "aligner", "--version"],
        capture_output=True,
        check=True,
        text=True,
        env=ENVIRONMENT,
    )
    assert result.stdout.startswith("aligner ")


def test_a_chinese_text_on_a_terminal_that_cannot_show_it(folder: Path) -> None:
    leader, follower = os.openpty()
    with os.fdopen(follower, "w") as terminal:
        result = subprocess.run(
            command("align", "zh.txt", "en.txt"),
            stdout=terminal,
            stderr=subprocess.PIPE,
            check=False,
            env={**ENVIRONMENT, "PYTHONIOENCODING": "latin-1"},
        )
    shown = os.read(leader, 10_000).decode("latin-1")
    os.close(leader)
    assert result.returncode == 0, result.stderr
    assert "Opinions on Community Care" in shown
