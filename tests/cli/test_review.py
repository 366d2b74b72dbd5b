"""``aligner review`` from the command line: what it refuses, and that it starts in a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ENVIRONMENT, Run

ROW = "你好。\tHello.\t0.5000\n"


def test_no_terminal_is_one_line(run: Run) -> None:
    Path("a.tsv").write_text(ROW, encoding="utf-8")
    result = run("review", "a.tsv")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("error: not a terminal; ")


def test_help_loads_neither_the_program_nor_arrays() -> None:
    script = (
        "import sys\nfrom aligner.cli import main\nassert main(['review', '--help']) == 0\n"
        "print('loaded', *{name.split('.')[0] for name in sys.modules})\n"
    )
    shown = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, encoding="utf-8", check=True
    )
    loaded = shown.stdout.splitlines()[-1].split()
    assert {"textual", "rich", "numpy", "lxml"}.isdisjoint(loaded)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
@pytest.mark.parametrize(
    ("arguments", "keys", "code", "message"),
    [
        (["a.tsv"], b"q", 0, b""),
        (["a.txt", "--to", "tsv"], b"q", 0, b""),
        (["missing.tsv"], b"", 2, b"error: missing.tsv: "),
        (["a.beads"], b"", 2, b"error: a.beads: "),
        (["a.tsv", "-o", "no/b.tsv"], b"", 2, b"error: no: no such folder"),
        (["a.tsv", "-o", "b.doc"], b"", 2, b"error: b.doc: unknown suffix"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_in_a_terminal(
    arguments: list[str], keys: bytes, code: int, message: bytes, folder: Path
) -> None:
    for name in ("a.tsv", "a.txt"):
        Path(name).write_text(ROW, encoding="utf-8")
    Path("a.beads").write_text("[0]:[0]\n", encoding="utf-8")
    leader, follower = os.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "aligner", "review", *arguments],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.PIPE if code else follower,
        env={**ENVIRONMENT, "TERM": "xterm-256color"},
        start_new_session=True,
    )
    os.close(follower)
    if keys:
        seen = b""
        while b"to check" not in seen:  # The program is drawn.
            seen += os.read(leader, 65_536)
        os.write(leader, keys)
        while b"\x1b[?1049l" not in seen:  # The screen from before is back.
            seen += os.read(leader, 65_536)
    _, err = process.communicate(timeout=20)
    os.close(leader)
    assert process.returncode == code
    if code:
        assert err.startswith(message)
    assert Path("a.tsv").read_text(encoding="utf-8") == ROW
