"""Where an alignment goes: a file, a pipe, or the eyes of a person at a terminal."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.bead import Alignment, Bead, Bitext
from aligner.cli.colour import wants_colour
from aligner.cli.verbosity import note
from aligner.formats import (
    FORMATS,
    WriteOptions,
    Written,
    format_for,
    format_to_write,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import check_destination, refuse_overwriting
from aligner.report.terminal import View, render, summary

_NUMBERED = ("xlsx", "csv", "tmx")  # formats that people edit by hand


@dataclass(frozen=True, slots=True)
class Delivery:
    """What to write, and what to mark as doubtful."""

    format_name: str | None  # None: from the suffix, or TSV where there is none
    options: WriteOptions

    def check(self, outputs: Sequence[Path], inputs: Iterable[Path]) -> None:
        """Fail before the work where the result could not be written after it.

        Raises:
            AlignerError: as ``check_outputs``.
        """
        check_outputs(outputs, self.format_name, self.options, inputs)

    def write(self, alignment: Alignment, destination: Path) -> str:
        """Write a file and return its summary line."""
        name = self.format_name or format_for(destination)
        bitext = alignment.bitext
        if name in _NUMBERED:
            bitext = replace(bitext, beads=numbered(bitext.beads))
        written = write_bitext(bitext, destination, name, self.options)
        return translate("; ").join(
            [summary(alignment, self.options.check_below), *left_out(written)]
        )

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
        written = write_to_stdout(alignment.bitext, self.format_name or "tsv", self.options)
        for line in left_out(written):
            note(line)

    def _print_view(self, alignment: Alignment) -> None:
        colour = wants_colour(sys.stdout)
        columns = shutil.get_terminal_size().columns
        for line in render(alignment, View(columns, colour, self.options.check_below)):
            print(line)


def check_outputs(
    outputs: Sequence[Path],
    format_name: str | None,
    options: WriteOptions,
    inputs: Iterable[Path],
) -> None:
    """Fail before the work where the result could not be written after it.

    Args:
        outputs: none mean standard output.
        format_name: by default that of each suffix.
        options: for the format.
        inputs: which must not be overwritten.

    Raises:
        UsageError: unknown format or suffix, or an input would be overwritten.
        OutputError: no such folder, no permission, a directory.
    """
    if not outputs:
        format_to_write(format_name or "tsv", options)
    taken = [Path(os.path.realpath(path)) for path in inputs]
    # Moses adds suffixes to the name: -o report must not overwrite report.zh.
    taken_by_moses = [path.parent / path.stem for path in taken]
    for output in outputs:
        name = format_name or format_for(output)
        format_to_write(name, options)
        check_destination(output)
        refuse_overwriting([output], taken if FORMATS[name].suffixes else taken_by_moses)


def write_to_stdout(
    bitext: Bitext, format_name: str, options: WriteOptions | None = None
) -> Written:
    """Write a bitext to standard output, behind what was printed before."""
    sys.stdout.flush()
    written = write_bitext(bitext, sys.stdout.buffer, format_name, options)
    sys.stdout.buffer.flush()
    return written


def numbered(beads: Iterable[Bead]) -> Iterator[Bead]:
    """Name the beads by their numbers, so that corrections made by hand can be told."""
    for number, bead in enumerate(beads, start=1):
        yield replace(bead, unit=bead.unit or str(number))


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
