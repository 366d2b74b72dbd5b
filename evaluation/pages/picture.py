"""Put what a terminal shows into README.md: ``python -m evaluation.pages.picture``.

The command is really run, in a pseudo-terminal, because in a pipe it would write TSV.
"""

from __future__ import annotations

import argparse
import os
import pty
import subprocess
import sys
from pathlib import Path

from evaluation.gold_sets import OWN_GOLD
from evaluation.pages import rewrite_readme

NAME = "article"
FIRST, LAST = 9, 3  # blocks shown of the beginning and of the end
COLUMNS = "120"  # from here on both texts stand side by side
_CHUNK = 65_536


def on_terminal(arguments: list[str], folder: Path) -> str:
    """Return what ``aligner`` with these arguments shows on a terminal without colours.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": COLUMNS, "NO_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "aligner", *arguments]
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs) as process:
        os.close(theirs)
        shown = b"".join(iter(lambda: _read(ours), b""))
    os.close(ours)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return shown.decode("utf-8").replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, _CHUNK)
    except OSError:  # Linux says so when the other end has been closed.
        return b""


def shortened(shown: str) -> str:
    r"""Return the first and the last blocks, those left out replaced by a line of dots.

    >>> print(shortened("\n\n".join("abcdefghijklmn")).replace("\n\n", " "))
    a b c d e f g h i ⋮ l m n
    """
    blocks = shown.strip("\n").split("\n\n")
    return "\n\n".join([*blocks[:FIRST], "⋮", *blocks[-LAST:]])


def picture() -> str:
    """Return the command and what it shows as a Markdown block."""
    arguments = ["align", f"{NAME}.zh.txt", f"{NAME}.en.txt"]
    shown = shortened(on_terminal(arguments, OWN_GOLD))
    return f"```text\n$ aligner {' '.join(arguments)}\n{shown}\n```\n"


def main() -> None:
    """Run the command, which has no options but ``--help``."""
    argparse.ArgumentParser(description=__doc__.partition("\n")[0]).parse_args()
    rewrite_readme("picture", picture())


if __name__ == "__main__":
    main()
