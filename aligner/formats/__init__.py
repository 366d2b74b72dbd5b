"""Bitext formats: one module each, reader and writer, chosen by name or suffix.

    written = write_bitext(alignment.bitext, Path("report.tmx"))
    for bead in read_bitext(Path("report.tsv")).beads: ...

A format is found in the table ``FORMATS`` and imported when it is used.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from aligner.bead import Bead, Bitext
from aligner.errors import UsageError
from aligner.formats.base import (
    FORMATS,
    BitextFormat,
    FormatEntry,
    Keeps,
    ReadOptions,
    WriteOptions,
    WritesBack,
    Written,
    format_for,
    load_format,
    suffix_format,
)
from aligner.formats.script import told_by_script
from aligner.output import Output

__all__ = [
    "FORMATS",
    "BitextFormat",
    "FormatEntry",
    "Keeps",
    "ReadOptions",
    "WriteOptions",
    "WritesBack",
    "Written",
    "format_for",
    "format_to_write",
    "load_format",
    "read_bitext",
    "suffix_format",
    "write_bitext",
]


def write_bitext(
    bitext: Bitext,
    destination: Path | BinaryIO,
    format_name: str | None = None,
    options: WriteOptions | None = None,
) -> Written:
    """Write a bitext, bead by bead, to a file that appears complete or not at all.

    The format is ``format_name`` or follows from the suffix of a path.

    Raises:
        OutputError: the file cannot be written; an earlier one stays as it was.
        UsageError: unknown format or suffix, or options the format has no use for.
    """
    if format_name is None:
        if not isinstance(destination, Path):
            raise UsageError("a stream has no suffix", way_out="name the format")
        format_name = format_for(destination)
    options = options or WriteOptions()
    chosen = format_to_write(format_name, options)
    lost: Counter[str] = Counter()
    counted = replace(bitext, beads=_counted(bitext.beads, chosen.keeps, lost))
    with Output(destination) as output:
        written = chosen.write(counted, output, options)
    written.lost.update(lost)
    return written


def _counted(beads: Iterable[Bead], keeps: Keeps, lost: Counter[str]) -> Iterator[Bead]:
    """Pass the beads on, counting what the format cannot hold."""
    for bead in beads:
        keeps.count_lost(bead, lost)
        yield bead


def format_to_write(format_name: str, options: WriteOptions) -> BitextFormat:
    """Load a format and check that it has a use for the options.

    Raises:
        UsageError: unknown format, or an option that would have no effect.
    """
    chosen = load_format(format_name)
    useless = sorted(options.chosen - chosen.takes)
    if useless:
        raise UsageError(
            f"--{useless[0].replace('_', '-')} has no effect on {format_name}",
            way_out="leave it out, or choose a format that has it: see docs/formats.md",
        )
    return chosen


def read_bitext(
    path: Path, format_name: str | None = None, options: ReadOptions | None = None
) -> Bitext:
    """Open a bitext file; its beads are read one by one as they are asked for.

    Languages that neither the file nor a person says are told by the script of the first beads.

    Raises:
        InputError: the file cannot be read, or the format holds no texts.
        FormatError: a malformed record, with its line; also while the beads are read.
        UsageError: unknown format or suffix.
    """
    chosen = load_format(format_name or format_for(path))
    options = options or ReadOptions()
    bitext = chosen.read(path, options)
    known = chosen.keeps.languages or options.are_said
    return bitext if known else told_by_script(bitext)
