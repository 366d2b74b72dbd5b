"""Beads in the rows of a table with a header, whatever kind of file the table stands in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.bead import STATUSES, Bead, Bitext, Status, join
from aligner.document import Place
from aligner.errors import UsageError
from aligner.formats.base import Columns, ReadOptions, Side, Written, parse_probability
from aligner.formats.columns import FIELDS, Layout, find_layout, headers

TABLE_FIELDS = tuple(field for field in FIELDS if field != "locked")
SAMPLE = 50  # rows in which to look for header and languages
_YES = frozenset({"true", "yes", "x", "1", "是"})
_STATUS: dict[str, Status] = {status: status for status in STATUSES}


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as text."""

    place: str  # for messages
    texts: Sequence[str]
    locate: Callable[[int], Place]  # from a cell's column number, from 0, to where its text begins


class TableReader:
    """Makes beads of rows; counts what was unclear."""

    def __init__(self, first_rows: Sequence[TableRow], options: ReadOptions, path: Path) -> None:
        texts = [row.texts for row in first_rows]
        self.layout: Layout = find_layout(texts, options, str(path))
        self.unknown_status: dict[str, int] = {}

    def beads(self, rows: Iterable[TableRow]) -> Iterator[Bead]:
        """Yield a bead a row, from the first row behind the header; blank rows are skipped.

        Raises:
            FormatError: a probability that is none, with its place.
        """
        source, target = Side(), Side()
        columns = self.layout.positions["source"], self.layout.positions["target"]
        for row in rows:
            cells = {field: self.layout.cell(row.texts, field) for field in self.layout.positions}
            texts = {field: text for field, text in cells.items() if text.strip()}
            if not texts:
                continue
            probability = texts.get("probability")
            yield Bead(
                source.sentences(texts.get("source", "")),
                target.sentences(texts.get("target", "")),
                parse_probability(probability.strip(), row.place) if probability else None,
                self._status(texts.get("status", "")),
                texts.get("note", ""),
                texts.get("id", "").strip(),
                texts.get("locked", "").strip().casefold() in _YES,
                (row.locate(columns[0]), row.locate(columns[1])),
            )

    def _status(self, text: str) -> Status | None:
        folded = text.strip().casefold()
        status = _STATUS.get(folded)
        if folded and status is None:
            self.unknown_status[text] = self.unknown_status.get(text, 0) + 1
        return status

    @property
    def remarks(self) -> list[str]:
        """One line for each kind of thing that was unclear."""
        if not self.unknown_status:
            return []
        count = sum(self.unknown_status.values())
        known, first = ", ".join(STATUSES), next(iter(self.unknown_status))
        return [f"{count} rows of unknown status such as {first!r}, read as without; use {known}"]


def table_headers(columns: Columns) -> list[str]:
    """Return the header line to write.

    Raises:
        UsageError: the user named a column that tables do not have.
    """
    if "locked" in dict(columns):
        raise UsageError(
            "--columns: this format does not keep locks", way_out="leave locked out of it"
        )
    return headers(TABLE_FIELDS, columns)


def table_rows(bitext: Bitext, written: Written) -> Iterator[tuple[Bead, list[str]]]:
    """Yield every bead that has anything in it, with the texts of its row, counting them."""
    for bead in bitext.beads:
        texts = [
            bead.unit,
            join(bead.source, bitext.source_language),
            join(bead.target, bitext.target_language),
            "" if bead.probability is None else f"{bead.probability:.4f}",
            bead.status or "",
            bead.note,
        ]
        if any(texts):
            written.beads += 1
            yield bead, texts
        else:
            written.empty += 1
