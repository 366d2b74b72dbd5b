"""Lines on the terminal that say how far long work has come."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from aligner.messages import translate

_PATIENCE = 1.0  # seconds before the first sign
_BETWEEN = 0.1  # seconds between two


def progress_line(what: str) -> Callable[[float], None] | None:
    """Return what shows a share of the work as percentage; None where nobody would see it.

    Short work shows nothing at all. The line is wiped when the share reaches 1.
    """
    watched = sys.stderr.isatty() and logging.getLogger("aligner").isEnabledFor(logging.WARNING)
    if not watched:
        return None
    shown = 0.0
    start = time.monotonic()
    label = translate(what)

    def show(share: float) -> None:
        nonlocal shown
        now = time.monotonic()
        if shown and share >= 1:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
        elif now - start > _PATIENCE and now - shown > _BETWEEN and share < 1:
            print(f"\r{label} {share:.0%}\x1b[K", end="", file=sys.stderr, flush=True)
            shown = now

    return show


@contextmanager
def passing_lines() -> Iterator[Callable[[str], None]]:
    """Show lines on the terminal, each in place of the last; elsewhere be silent."""
    shown = sys.stderr.isatty() and logging.getLogger("aligner").isEnabledFor(logging.WARNING)

    def replace(line: str) -> None:
        if shown:
            print(f"\r{translate(line):<60}\r", end="", file=sys.stderr, flush=True)

    try:
        yield replace
    finally:
        replace("")  # Otherwise an error message would be written over the line.
