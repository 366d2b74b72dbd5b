"""Where an alignment goes: a file, a pipe, or the eyes of a person at a terminal."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from aligner.bead import Alignment, Bitext
from aligner.cli.colour import wants_colour
from aligner.cli.verbosity import note
from aligner.formats import WriteOptions, Written, write_bitext
from aligner.pipeline.writing import Writing, left_out
from aligner.report.terminal import View, render


def deliver(alignment: Alignment, destination: Path | None, writing: Writing) -> None:
    """Write a file and print its summary, or without destination write to standard output."""
    if destination is None:
        _show(alignment, writing)
    else:
        note(writing.write(alignment, destination))


def _show(alignment: Alignment, writing: Writing) -> None:
    """Write to standard output: a view for a terminal, a bitext for a pipe."""
    if writing.format_name is None and sys.stdout.isatty():
        _print_view(alignment, writing.options.check_below)
        return
    written = write_to_stdout(alignment.bitext, writing.format_name or "tsv", writing.options)
    for line in left_out(written):
        note(line)


def _print_view(alignment: Alignment, check_below: float) -> None:
    colour = wants_colour(sys.stdout)
    columns = shutil.get_terminal_size().columns
    for line in render(alignment, View(columns, colour, check_below)):
        print(line)


def write_to_stdout(
    bitext: Bitext, format_name: str, options: WriteOptions | None = None
) -> Written:
    """Write a bitext to standard output, behind what was printed before."""
    sys.stdout.flush()
    written = write_bitext(bitext, sys.stdout.buffer, format_name, options)
    sys.stdout.buffer.flush()
    return written
