"""JSON lines: each line one bead, complete with sentences and offsets.

    {"schema": 1, "source_document": "a.txt", "target_document": "b.txt",
     "source": [{"text": "你好。", "start": 0, "end": 3}], "target": […], "probability": 0.998}

(on one line). Offsets are half-open code-point offsets into ``Document.text``; an unknown
probability is ``null``. ``"status"``, ``"note"``, ``"unit"`` and ``"locked": true`` follow where a
bead has them. Files of a newer schema are refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from aligner.bead import Bead, Bitext
from aligner.document import Place
from aligner.errors import FormatError
from aligner.formats.base import (
    Keeps,
    Line,
    ReadOptions,
    WriteOptions,
    Written,
    parse_probability,
    parse_status,
    read_lines,
)
from aligner.formats.sentences import read_sentences, sentence_record
from aligner.output import Output

SCHEMA = 1
# How the writer begins a side. Inside a text its quotation marks would be escaped.
_SOURCE, _TARGET = (
    re.compile(rf'"{side}":\s*\[\s*\{{\s*"text":\s*"') for side in ("source", "target")
)
_Record = dict[str, object]


class Jsonl:
    """JSON lines."""

    keeps = Keeps(sentences=True, status=True, note=True, unit=True, lock=True, languages=False)
    takes: frozenset[str] = frozenset()

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one object a bead."""
        written = Written()
        stream = output.part()
        for bead in bitext.beads:
            stream.write(_encode(_record(bead, bitext)))
            written.beads += 1
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a line; the documents' names are those of the first line."""
        first = next((record for _, record in _records(path)), {})
        return Bitext(
            options.source_language,
            options.target_language,
            _beads(path),
            str(first.get("source_document", "")),
            str(first.get("target_document", "")),
        )


def _record(bead: Bead, bitext: Bitext) -> _Record:
    probability = None if bead.probability is None else round(bead.probability, 4)
    marks: _Record = {"status": bead.status, "note": bead.note, "unit": bead.unit}
    return {
        "schema": SCHEMA,
        "source_document": bitext.source_name,
        "target_document": bitext.target_name,
        "source": [sentence_record(sentence) for sentence in bead.source],
        "target": [sentence_record(sentence) for sentence in bead.target],
        "probability": probability,
        **{name: value for name, value in (marks | {"locked": bead.locked}).items() if value},
    }


def _encode(record: _Record) -> bytes:
    line = json.dumps(record, ensure_ascii=False)
    try:
        return line.encode() + b"\n"
    except UnicodeEncodeError:  # A lone surrogate: escaped it can be kept.
        return json.dumps(record).encode() + b"\n"


def _records(path: Path) -> Iterator[tuple[Line, _Record]]:
    """Yield each line and its content.

    Raises:
        FormatError: a line is no JSON object, or of a newer schema.
    """
    for line in read_lines(path):
        place = line.place
        try:
            record = json.loads(line.text)
        except (ValueError, RecursionError) as error:
            raise FormatError(
                "not JSON", place=place, way_out="write one JSON object a line"
            ) from error
        if not isinstance(record, dict) or not isinstance(record.get("schema"), int):
            raise FormatError("no object with a schema number", place=place)
        if record["schema"] > SCHEMA:
            raise FormatError(
                f"schema {record['schema']}, newer than {SCHEMA}",
                place=place,
                way_out="update aligner",
            )
        yield line, record


def _beads(path: Path) -> Iterator[Bead]:
    source_count = target_count = 0
    for line, record in _records(path):
        place = line.place
        source = read_sentences(record.get("source"), source_count, f"{place}: source")
        target = read_sentences(record.get("target"), target_count, f"{place}: target")
        source_count += len(source)
        target_count += len(target)
        probability = record.get("probability")
        if probability is not None:
            probability = parse_probability(str(probability), place)
        status = _text(record, "status", place)
        yield Bead(
            source,
            target,
            probability,
            parse_status(status, place) if status else None,
            _text(record, "note", place),
            _text(record, "unit", place),
            _locked(record, place),
            (_place(line, _SOURCE), _place(line, _TARGET)),
        )


def _place(line: Line, start: re.Pattern[str]) -> Place:
    """Return where the text of a side begins; where others wrote the line, the line's start."""
    found = start.search(line.text)
    return Place(line.number, found.end() + 1 if found else 1)


def _text(record: _Record, name: str, place: str) -> str:
    value = record.get(name)
    if value is not None and not isinstance(value, str):
        raise FormatError(f"{name}: no text", place=place, way_out=f'write "{name}": "…"')
    return value or ""


def _locked(record: _Record, place: str) -> bool:
    value = record.get("locked")
    if value is not None and not isinstance(value, bool):
        raise FormatError("locked: neither true nor false", place=place)
    return bool(value)
