"""Manifests: which documents to align with which, one pair a line.

Tab-separated columns: source path, target path, optionally the output path; all relative to the
manifest's folder. Blank lines and lines that begin with ``#`` are skipped.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import FormatError, InputError, UsageError
from aligner.formats.base import Line, read_lines


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a manifest."""

    source: Path
    target: Path
    output: Path
    place: str  # manifest and line, for messages


def read_manifest(path: Path, folder: Path | None, suffix: str) -> list[Pair]:
    """Read a manifest; pairs without output path get one in ``folder``, named as the source.

    Raises:
        FormatError: a malformed line, or one whose output is another's too.
        InputError: the manifest cannot be read or names no pair.
        UsageError: a pair has no output path and there is no folder.
    """
    pairs = _pairs(path, folder, suffix)
    _check_outputs_differ(pairs)
    return pairs


def read_documents(path: Path) -> list[Pair]:
    """Read a manifest where nothing is to be written: the outputs it names have no meaning.

    Raises:
        FormatError: a malformed line.
        InputError: the manifest cannot be read or names no pair.
    """
    return _pairs(path, path.parent, "")


def _pairs(path: Path, folder: Path | None, suffix: str) -> list[Pair]:
    pairs = [
        _parse(line, path.parent, folder, suffix)
        for line in read_lines(path)
        if line.text.strip() and not line.text.startswith("#")
    ]
    if not pairs:
        raise InputError("no pairs", place=str(path), way_out="write source, tab, target a line")
    return pairs


def _check_outputs_differ(pairs: Sequence[Pair]) -> None:
    places: dict[str, str] = {}
    for pair in pairs:
        first = places.setdefault(os.path.realpath(pair.output), pair.place)
        if first != pair.place:
            raise FormatError(
                f"same output {pair.output} as {first}",
                place=pair.place,
                way_out="name it in the third column",
            )


def _parse(line: Line, base: Path, folder: Path | None, suffix: str) -> Pair:
    columns = [column.strip() for column in line.text.split("\t")]
    if len(columns) not in (2, 3) or not all(columns):
        raise FormatError(
            "expected two or three columns",
            place=line.place,
            way_out="write source path, target path, output path, separated by tabs",
        )
    source, target, *output = (base / column for column in columns)
    if output:
        return Pair(source, target, output[0], line.place)
    if folder is None:
        raise UsageError(
            "no output path", place=line.place, way_out="add a third column or -o FOLDER"
        )
    return Pair(source, target, folder / (source.stem + suffix), line.place)
