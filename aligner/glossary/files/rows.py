"""Terms in the rows of a table with a header line, whatever kind of file the table stands in."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.errors import FormatError
from aligner.formats.base import Columns
from aligner.glossary.cells import (
    NAMES,
    escape_other,
    extra_headers,
    term_cells,
    term_values,
    unescape_other,
)
from aligner.glossary.files.base import MOST_TERMS
from aligner.glossary.model import CASES, STATUSES, Origin, Term
from aligner.text.language import script_balance

_logger = logging.getLogger(__name__)
_REQUIRED = ("source", "target")
# Headers of other programs, casefolded.
_USUAL = {
    "source": "source term|source_term|zh|zh-cn|zh_cn|chinese|中文|源语|原文|术语|中文术语",
    "target": "target term|target_term|en|en-us|en_us|english|英文|目标语|译文|英文译文|译名",
    "note": "notes|comment|comments|remarks|备注|注释",
    "forbidden": "forbidden terms|禁用|禁用译法",
    "domain": "subject|subject field|领域",
}
_MEANING = {name: field for field, names in _USUAL.items() for name in names.split("|")}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as text."""

    line: int  # from 1
    cells: Sequence[str]
    starts: tuple[int, ...] = ()  # column, from 1, at which each cell begins
    part: str = ""


def table(terms: Sequence[Term], columns: Columns) -> Iterator[list[str]]:
    """Yield the header line and a row a term."""
    chosen = dict(columns)
    extra = extra_headers(terms)
    yield [*(chosen.get(name, name) for name in NAMES), *map(escape_other, extra)]
    for term in terms:
        others = dict(term.extra)
        yield [*term_cells(term), *(escape_other(others.get(header, "")) for header in extra)]


def terms_of(rows: Iterable[TableRow], columns: Columns, name: str) -> tuple[Term, ...]:
    """Return the terms of a table; blank rows are skipped.

    Raises:
        FormatError: no header, a column missing or twice, a broken row, or too many of them.
    """
    rows = iter(rows)
    header = next(rows, None)
    if header is None:
        raise FormatError("empty glossary", place=name, way_out="write a header and terms")
    if _is_bare(header, columns):
        return _bare_terms([header, *rows], name)
    fields = _fields(header, columns, name)
    titles = tuple(unescape_other(cell.strip()) for cell in header.cells)
    unknown = [title for title, field in zip(titles, fields, strict=True) if not field and title]
    if unknown:
        _logger.warning("%s: unknown columns kept: %s", name, ", ".join(unknown))
    return tuple(_terms(rows, titles, fields, name))


def _fields(header: TableRow, columns: Columns, name: str) -> tuple[str, ...]:
    """Return the field of each column, empty for unknown ones."""
    place = f"{name}:{header.line}"
    chosen = {title.casefold(): field for field, title in columns}
    fields = []
    headers = [cell.strip().casefold() for cell in header.cells]
    for folded in headers:
        usual = folded if folded in NAMES else _MEANING.get(folded, "")
        # Another name of a field that stands there under its own is a column of its own.
        if usual != folded and usual in headers:
            usual = ""
        fields.append(chosen.get(folded, "" if usual in chosen.values() else usual))
    titles = Counter(cell.strip() for cell in header.cells if cell.strip())
    twice = [title for title, count in titles.items() if count > 1]
    twice += [field for field, count in Counter(fields).items() if field and count > 1]
    if twice:
        raise FormatError(f"column {twice[0]!r} twice", place=place, way_out="delete one of them")
    missing = [field for field in (*_REQUIRED, *chosen.values()) if field not in fields]
    if missing:
        found = ", ".join(cell for cell in header.cells if cell.strip()) or "nothing"
        raise FormatError(
            f"no column {missing[0]!r}",
            place=place,
            way_out=f"add it, or name it with --columns {missing[0]}=HEADER; found: {found}",
        )
    return tuple(fields)


def _terms(
    rows: Iterable[TableRow], header: tuple[str, ...], fields: tuple[str, ...], name: str
) -> Iterator[Term]:
    seen = nameless = 0
    file = Path(name).name
    for row in rows:
        if not any(map(str.strip, row.cells)):
            continue
        seen += 1
        place = f"{name}:{row.line}"
        _check_size(seen, place)
        if any(map(str.strip, row.cells[len(fields) :])):
            raise FormatError(
                f"{len(row.cells)} cells, the header has {len(fields)}",
                place=place,
                way_out="add the headers; if the texts have tabs, write them as \\t",
            )
        cells = {f: cell for f, cell in zip(fields, row.cells, strict=False) if f}
        others = [
            (title, unescape_other(cell))
            for title, field, cell in zip(header, fields, row.cells, strict=False)
            if not field and cell.strip()
        ]
        nameless += not all(title for title, _ in others)
        extra = tuple((title, text) for title, text in others if title)
        origin = Origin(row.line, row.starts, fields, row.part, file)
        yield make_term(cells, extra, origin, place)
    if nameless:
        _logger.warning("%s: %d rows have texts without a header, left out", name, nameless)


def make_term(
    cells: dict[str, str], extra: tuple[tuple[str, str], ...], origin: Origin, place: str
) -> Term:
    """Return the term of the cells of a row.

    Raises:
        FormatError: a status, case rule or date that there is not.
    """
    return term_from(term_values(cells), extra, origin, place)


def term_from(
    values: dict[str, Any], extra: tuple[tuple[str, str], ...], origin: Origin, place: str
) -> Term:
    """Return the term of the values of its fields; what is missing is as in a new term.

    Raises:
        FormatError: a status, case rule or date that there is not.
    """
    for field in ("status", "case", "valid_from", "valid_until"):
        if field in values:
            values[field] = values[field].strip().lower()
    try:
        return Term(**({"source": "", "target": ""} | values), extra=extra, origin=origin)
    except ValueError as error:
        raise malformed(error, place) from None


def malformed(error: ValueError, place: str) -> FormatError:
    """Return the error to report for a value that a field cannot have."""
    cases = ", ".join(filter(None, CASES))
    return FormatError(
        str(error),
        place=place,
        way_out=f"status is {', '.join(STATUSES)}; case is empty or {cases}; "
        "dates are YYYY, YYYY-MM or YYYY-MM-DD",
    )


def _is_bare(row: TableRow, columns: Columns) -> bool:
    """Tell whether a table has no header: its first row is a term already."""
    cells = [cell.strip() for cell in row.cells]
    if columns or not 2 <= len(cells) <= 3:
        return False
    known = {cell.casefold() for cell in cells} & {*NAMES, *_MEANING}
    return not known and script_balance(cells[0]) > 0 > script_balance(cells[1])


def _bare_terms(rows: Sequence[TableRow], name: str) -> tuple[Term, ...]:
    """Return the terms of a table of two or three columns without header, all approved."""
    _logger.warning("%s: no header; read as source, target and note", name)
    return tuple(bare_terms(rows, name))


def bare_terms(rows: Iterable[TableRow], name: str) -> Iterator[Term]:
    """Yield the terms of rows of source, target and note.

    Raises:
        FormatError: a row of one column, or too many rows.
    """
    seen = 0
    file = Path(name).name
    for row in rows:
        cells = [cell.strip() for cell in row.cells]
        if not any(cells):
            continue
        seen += 1
        place = f"{name}:{row.line}"
        _check_size(seen, place)
        if len(cells) < 2:
            raise FormatError(
                "one column, expected source and target", place=place, way_out="separate them"
            )
        note = cells[2] if len(cells) > 2 else ""
        origin = Origin(row.line, row.starts, ("source", "target", "note"), row.part, file)
        yield Term(cells[0], cells[1], status="approved", note=note, origin=origin)


def _check_size(seen: int, place: str) -> None:
    if seen > MOST_TERMS:
        raise FormatError(
            f"more than {MOST_TERMS:,} terms", place=place, way_out="split the glossary"
        )
