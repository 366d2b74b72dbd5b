"""Where an alignment goes: a file, a pipe, or the eyes of a person at a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.bead import Alignment, Bitext
from aligner.cli.verbosity import note
from aligner.errors import UsageError
from aligner.formats import (
    FORMATS,
    WriteOptions,
    Written,
    format_for,
    format_to_write,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import check_destination
from aligner.report.terminal import View, render, summary

_NUMBERED = ("xlsx", "csv", "tmx")  # formats that people edit by hand


@dataclass(frozen=True, slots=True)
class Delivery:
    """What to write, and what to mark as doubtful."""

    format_name: str | None  # None: from the suffix, or TSV where there is none
    options: WriteOptions
    check_below: float  # beads of a lower probability are to be checked

    def check(self, outputs: Sequence[Path], inputs: Iterable[Path]) -> None:
        """Fail before the work where the result could not be written after it.

        No outputs mean standard output.

        Raises:
            UsageError: unknown format or suffix, or an input would be overwritten.
            OutputError: no such folder, no permission, a directory.
        """
        if not outputs:
            format_to_write(self.format_name or "tsv", self.options)
        taken = {Path(os.path.realpath(path)) for path in inputs}
        # Moses adds suffixes to the name: -o report must not overwrite report.zh.
        taken_by_moses = {path.parent / path.stem for path in taken}
        for output in outputs:
            format_name = self.format_name or format_for(output)
            format_to_write(format_name, self.options)
            check_destination(output)
            names = taken if FORMATS[format_name].suffixes else taken_by_moses
            if Path(os.path.realpath(output)) in names:
                raise UsageError("would overwrite an input", place=str(output))

    def write(self, alignment: Alignment, destination: Path) -> str:
        """Write a file and return its summary line."""
        name = self.format_name or format_for(destination)
        bitext = _numbered(alignment.bitext) if name in _NUMBERED else alignment.bitext
        written = write_bitext(bitext, destination, name, self.options)
        return translate("; ").join([summary(alignment, self.check_below), *left_out(written)])

    def deliver(self, alignment: Alignment, destination: Path | None) -> None:
        """Write a file and print its summary, or without destination write to standard output."""
        if destination is None:
            self.show(alignment)
        else:
            note(self.write(alignment, destination))

    def show(self, alignment: Alignment) -> None:
        """Write to standard output: a view for a terminal, a bitext for a pipe."""
        if self.format_name is None and sys.stdout.isatty():
            self._print_view(alignment)
            return
        sys.stdout.flush()
        name = self.format_name or "tsv"
        written = write_bitext(alignment.bitext, sys.stdout.buffer, name, self.options)
        sys.stdout.buffer.flush()
        for line in left_out(written):
            note(line)

    def _print_view(self, alignment: Alignment) -> None:
        colour = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        columns = shutil.get_terminal_size().columns
        for line in render(alignment, View(columns, colour, self.check_below)):
            print(line)


def _numbered(bitext: Bitext) -> Bitext:
    """Name the beads by their numbers, so that corrections made by hand can be told."""
    beads = (
        replace(bead, unit=bead.unit or str(number))
        for number, bead in enumerate(bitext.beads, start=1)
    )
    return replace(bitext, beads=beads)


def left_out(written: Written) -> list[str]:
    """Say what is not in the file as it was in the beads."""
    parts = []
    if written.empty:
        parts.append(translate(f"{written.empty} left out with an empty side"))
    if written.improbable:
        parts.append(translate(f"{written.improbable} left out below the minimum probability"))
    if written.replaced:
        parts.append(translate(f"{written.replaced} characters replaced or dropped"))
    return parts
