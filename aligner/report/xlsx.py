"""Findings as an Excel workbook in which a reviser decides on each, and what was decided.

A row a finding: its key (hidden), status from a list, reason, then what was found. Every text is a
text cell: ``=1+1`` is no formula. ``read_decisions`` gives back what was filled in; rows may be
sorted, filtered or deleted, columns moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Literal, cast, get_args

from aligner.errors import FormatError, InputError, OutputError
from aligner.findings import Finding, Passage, fingerprint
from aligner.formats import xlsx_parts as parts
from aligner.formats.base import Written
from aligner.report.base import Look, Run
from aligner.report.findings import said
from aligner.report.snippet import excerpt
from aligner.workbook import Row, Workbook
from aligner.workbook.values import letters

Status = Literal["accept", "false positive", "fixed"]
STATUSES: tuple[Status, ...] = get_args(Status)
_COLUMNS = {  # and their widths
    **{"key": 18, "status": 14, "reason": 30, "code": 10, "severity": 9},
    **{"file": 24, "place": 10, "bead": 7, "source": 50, "target": 60},
    **{"message": 50, "suggestion": 30},
}
_HEADER = tuple(_COLUMNS)
_SHEET = parts.Sheet(
    "findings", tuple(_COLUMNS.values()), _HEADER.index("status"), STATUSES, hides_first=True
)
_LONGEST = 16_000  # columns of a text: less than a cell can hold of any characters


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person made of a finding."""

    key: str  # aligner.findings.fingerprint
    status: Status | None  # None: a reason only
    reason: str
    code: str


def xlsx_report(findings: Sequence[Finding], run: Run, look: Look) -> bytes:
    """Return a workbook.

    Raises:
        OutputError: more findings than a sheet has rows.
    """
    if len(findings) >= parts.MOST_ROWS:
        raise OutputError(
            f"more than {parts.MOST_ROWS - 1:,} findings, the most an Excel sheet can hold",
            way_out="choose fewer rules with --select, or write json",
        )
    stream = BytesIO()
    written = Written()
    cells = [_cell(name, column, 1, parts.HEADER, written) for column, name in enumerate(_HEADER)]
    header = _SHEET.row(cells, _HEADER, 1)
    rows = (_row(finding, number, written) for number, finding in enumerate(findings, start=2))
    parts.write_workbook(stream, _SHEET, chain([header], rows))
    return stream.getvalue()


def _row(finding: Finding, number: int, written: Written) -> str:
    context = finding.context
    sides = {"source": context.source, "target": context.target} if context else {}
    texts = {
        "key": fingerprint(finding),
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "place": str(finding.place),
        "bead": str(context.bead + 1) if context else "",
        "message": said(finding),
        "suggestion": finding.suggestion,
        **{name: side.text for name, side in sides.items()},
    }
    cells = []
    for column, name in enumerate(_HEADER):
        if name in sides and sides[name].marked:
            pieces = _pieces(sides[name])
            cells.append(parts.marked_cell(pieces, f"{letters(column)}{number}", written))
        else:
            cells.append(_cell(texts.get(name, ""), column, number, parts.PLAIN, written))
    return _SHEET.row(cells, [texts.get(name, "") for name in _HEADER], number)


def _cell(text: str, column: int, number: int, style: int, written: Written) -> str:
    shown = excerpt(text, 0, 0, _LONGEST).text
    return parts.text_cell(shown, f"{letters(column)}{number}", style, written)


def _pieces(side: Passage) -> tuple[str, str, str]:
    """Return what precedes, is, and follows what is marked."""
    shown = excerpt(side.text, side.start, side.end, _LONGEST)
    text = shown.text
    return text[: shown.start], text[shown.start : shown.end], text[shown.end :]


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return what was filled in in the rows of a workbook; rows without status and reason are none.

    Raises:
        InputError: it cannot be read, is no workbook, or has no findings in it.
        FormatError: a status that there is not, or a decision on a row without key.
    """
    try:
        book = Workbook(path.read_bytes(), str(path))
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=str(path), way_out="give another file"
        ) from error
    for sheet in book.sheets:
        rows = book.rows(sheet)
        columns = {text: column for column, text in _first(rows).items()}
        if {"key", "status", "reason", "code"} <= columns.keys():
            found = (_decision(row, columns, f"{path}, sheet {sheet}:{row.number}") for row in rows)
            return tuple(decision for decision in found if decision is not None)
    raise InputError(
        "no sheet has the columns key, status, reason and code",
        place=str(path),
        way_out="give a workbook that aligner check wrote",
    )


def _first(rows: Iterator[Row]) -> dict[int, str]:
    row = next(rows, None)
    return {column: text.strip() for column, text in row.cells.items()} if row else {}


def _decision(row: Row, columns: dict[str, int], place: str) -> Decision | None:
    key, status, reason, code = (
        row.cells.get(columns[name], "").strip() for name in ("key", "status", "reason", "code")
    )
    if not (status or reason):
        return None
    if not key:
        raise FormatError(
            "a decision without key", place=place, way_out="fill in the rows of findings only"
        )
    if status and status.lower() not in STATUSES:
        raise FormatError(
            f"unknown status {status!r}", place=place, way_out=f"choose from {', '.join(STATUSES)}"
        )
    return Decision(key, cast(Status, status.lower()) if status else None, reason, code)
