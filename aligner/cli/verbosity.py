"""Messages on stderr: warnings, unless ``--quiet`` or ``--verbose`` says otherwise.

The level of the ``aligner`` logger is the only record of what the user wants to see.
"""

from __future__ import annotations

import logging
import sys
from typing import Annotated

import typer

from aligner.messages import translate

_logger = logging.getLogger("aligner")


class _Lines(logging.Formatter):
    """``warning: report.txt: decoded as GB18030``."""

    def format(self, record: logging.LogRecord) -> str:
        level = translate(f"{record.levelname.lower()}: ")
        return level + translate(record.getMessage())


def start_logging() -> None:
    """Send warnings and errors to stderr."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Lines())
    _logger.handlers = [handler]
    _logger.propagate = False
    _logger.setLevel(logging.WARNING)


def current_level() -> int:
    """Return the logging level, to be set in a worker process."""
    return _logger.level


def set_level(level: int) -> None:
    """Set the logging level."""
    _logger.setLevel(level)


def note(line: str) -> None:
    """Print a line for the person at the terminal, unless ``--quiet``."""
    if _logger.isEnabledFor(logging.WARNING):
        print(translate(line), file=sys.stderr)


def _be_quiet(wanted: bool) -> None:
    if wanted:
        set_level(logging.ERROR)


def _be_verbose(wanted: bool) -> None:
    if wanted:
        set_level(logging.INFO)


Quiet = Annotated[
    bool,
    typer.Option("--quiet", "-q", help="Show errors only.", callback=_be_quiet),
]
Verbose = Annotated[
    bool,
    typer.Option("--verbose", "-v", help="Show what is being done.", callback=_be_verbose),
]
