"""Reading back a table of findings in which a person has filled in what to do about them."""

from __future__ import annotations

from pathlib import Path

from aligner.checks.baseline import Decision
from aligner.errors import FormatError, InputError
from aligner.workbook import Workbook

_HEADERS = {
    "key": ("key", "fingerprint", "指纹"),
    "status": ("status", "状态"),
    "reason": ("reason", "理由", "原因"),
    "code": ("code", "rule", "规则", "代码"),
}


def read_decisions(path: Path) -> tuple[Decision, ...]:
    """Return the decisions in the first sheet of a workbook, in its order.

    Raises:
        InputError: it cannot be read.
        FormatError: it lacks the column of the keys or of the status.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path)) from None
    workbook = Workbook(data, str(path))
    columns: dict[str, int] = {}
    decisions = []
    for row in workbook.rows(workbook.sheets[0]):
        if not columns:
            columns = _columns(row.cells, path)
            continue
        cells = {field: row.cells.get(number, "").strip() for field, number in columns.items()}
        if cells["key"]:
            decisions.append(Decision(**cells))
    return tuple(decisions)


def _columns(header: dict[int, str], path: Path) -> dict[str, int]:
    """Return the column of each field.

    Raises:
        FormatError: key or status is missing.
    """
    places = {text.strip().casefold(): number for number, text in header.items()}
    columns = {
        field: places[name] for field, names in _HEADERS.items() for name in names if name in places
    }
    for field in ("key", "status"):
        if field not in columns:
            raise FormatError(
                f"no column {field}", place=str(path), way_out="write it with --format xlsx"
            )
    return columns
