"""Sentence numbers, one bead a line: ``[0]:[0, 1]:0.9980``.

Numbers count from 0; either side may be empty; the probability may be missing. This is what
alignment tools and their evaluation exchange. The texts are not in the file, so reading gives
numbers (``read_bead_indices``) that become beads with the two documents (``beads_from_indices``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.bead import Bead, Bitext
from aligner.document import Document, Sentence
from aligner.errors import FormatError, InputError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    WriteOptions,
    Written,
    parse_probability,
    read_lines,
)
from aligner.output import Output

_NUMBERS = r"\[((?:\d+(?:\s*,\s*\d+)*)?)\]"
_LINE = re.compile(rf"{_NUMBERS}:{_NUMBERS}(?::(.*))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class BeadIndices:
    """One line: indices into both documents' ``sentences``."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    probability: float | None = None
    place: str = ""  # file and line, for messages


class Beads:
    """Sentence numbers; written only, since reading needs the two documents."""

    keeps = Keeps(sentences=True)
    takes: frozenset[str] = frozenset()

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one line a bead."""
        written = Written()
        stream = output.part()
        for bead in bitext.beads:
            stream.write(_line(bead).encode())
            written.beads += 1
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Refuse: there is no text in the file.

        Raises:
            InputError: always.
        """
        raise InputError(
            "a beads file holds sentence numbers but no text",
            place=str(path),
            way_out="use the tsv, jsonl or tmx file of this alignment",
        )


def read_bead_indices(path: Path) -> Iterator[BeadIndices]:
    """Read the sentence numbers; blank lines are skipped.

    Raises:
        InputError: the file cannot be read.
        FormatError: a malformed line, named by file and number.
    """
    for line in read_lines(path):
        if line.text.strip():
            yield parse_indices(line.text.strip(), line.place)


def parse_indices(line: str, place: str = "") -> BeadIndices:
    """Read one line.

    >>> parse_indices("[0]:[0, 1]:0.9980")
    BeadIndices(source=(0,), target=(0, 1), probability=0.998, place='')

    Raises:
        FormatError: the line is malformed.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise FormatError(
            f"malformed bead {line[:40]!r}", place=place, way_out="write [0]:[0, 1]:0.9980"
        )
    source, target, probability = match.groups()
    return BeadIndices(
        _numbers(source),
        _numbers(target),
        None if probability is None else parse_probability(probability, place),
        place,
    )


def beads_from_indices(
    indices: Iterable[BeadIndices], source: Document, target: Document
) -> Iterator[Bead]:
    """Look the sentences up in their documents.

    Raises:
        FormatError: a number has no sentence.
    """
    for row in indices:
        yield Bead(
            _sentences(row.source, source, row.place),
            _sentences(row.target, target, row.place),
            row.probability,
        )


def _sentences(numbers: Sequence[int], document: Document, place: str) -> tuple[Sentence, ...]:
    count = len(document.sentences)
    for number in numbers:
        if number >= count:
            raise FormatError(
                f"sentence {number} of {document.name}, which has {count}",
                place=place,
                way_out="check that both documents are the ones that were aligned",
            )
    return tuple(document.sentences[number] for number in numbers)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in text.split(",") if number)


def _line(bead: Bead) -> str:
    source = [sentence.index for sentence in bead.source]
    target = [sentence.index for sentence in bead.target]
    probability = "" if bead.probability is None else f":{bead.probability:.4f}"
    return f"{source}:{target}{probability}\n"
