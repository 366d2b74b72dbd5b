"""The processes that commands share their work between; they speak as this one does."""

from __future__ import annotations

from functools import partial

from aligner.cli import collect_rarely
from aligner.cli.verbosity import current_level, set_level, start_logging
from aligner.pipeline.workers import Workers
from aligner.processors import available_processors


def processes(wanted: int | None) -> Workers:
    """Return as many processes as are wanted, by default one a core."""
    return Workers(wanted or available_processors(), partial(_start, current_level()))


def _start(level: int) -> None:
    collect_rarely()
    start_logging()
    set_level(level)
