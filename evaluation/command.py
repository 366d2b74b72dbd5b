"""What the benchmark commands share: their options, and errors as one line."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from aligner.errors import AlignerError


def options(name: str, description: str | None, data: str) -> argparse.ArgumentParser:
    """Return the parser of ``python -m evaluation.NAME --data DIR [--output FILE]``.

    Args:
        name: the module.
        description: its docstring.
        data: what stands in DIR.
    """
    parser = argparse.ArgumentParser(prog=f"python -m evaluation.{name}", description=description)
    parser.add_argument("--data", type=Path, required=True, help=data)
    parser.add_argument("--output", type=Path, help="write the results there, as JSON")
    return parser


def execute(run: Callable[[argparse.Namespace], None], arguments: argparse.Namespace) -> None:
    """Run a benchmark; bad input ends it with one line."""
    try:
        run(arguments)
    except AlignerError as error:
        sys.exit(f"error: {error}")
