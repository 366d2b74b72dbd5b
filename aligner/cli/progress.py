"""A line on the terminal that says how far long work has come."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable

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
