"""Alignments and bitexts into files: checked before the work, summed up after it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.bead import Alignment, Bead
from aligner.formats import (
    FORMATS,
    WriteOptions,
    Written,
    format_for,
    format_to_write,
    load_format,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import check_destination, refuse_overwriting
from aligner.report.terminal import summary

_NUMBERED = ("xlsx", "csv", "tmx")  # formats that people edit by hand


@dataclass(frozen=True, slots=True)
class Writing:
    """How alignments are written, and what to mark in them as doubtful."""

    format_name: str | None = None  # None: from the suffix, or TSV where there is none
    options: WriteOptions = field(default_factory=WriteOptions)

    @property
    def suffix(self) -> str:
        """The suffix of files that are given no name.

        Raises:
            UsageError: unknown format.
        """
        format_name = self.format_name or "tsv"
        load_format(format_name)
        return "".join(FORMATS[format_name].suffixes[:1])

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
