"""Corrections written into a PO file: only the lines they concern change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.bead import Bead, join
from aligner.document import Language
from aligner.formats.base import Written
from aligner.formats.corrections import in_space_of, joined
from aligner.formats.markup import clean
from aligner.formats.po_entries import Field, escape
from aligner.formats.po_messages import Message


class PoPatch:
    """Collects the changes of one file and applies them to its lines."""

    def __init__(self, lines: Sequence[str], language: Language, written: Written) -> None:
        self._lines = lines
        self._language = language
        self._written = written
        self._replaced: dict[int, tuple[int, list[str]]] = {}  # line -> end and new lines
        self._inserted: dict[int, list[str]] = {}  # before a line
        self._noted: set[int] = set()  # entries, by their first line

    def would_change(self, message: Message, bead: Bead) -> bool:
        """Tell whether a bead has another translation or status."""
        differs = self._new_text(message, bead) is not None
        return differs or bead.status not in (None, message.status)

    def add(self, message: Message, bead: Bead) -> None:
        """Add what a bead changes."""
        self._written.beads += 1
        self._written.empty += not join(bead.target, self._language)
        new = self._new_text(message, bead)
        if new is not None:
            self._set_text(message.target, new)
        if bead.status not in (None, message.status):
            self._set_fuzzy(message, bead.status == "initial")
            if bead.status in ("reviewed", "final"):  # There is no place for more than fuzzy.
                self._written.lost["status"] += 1
        note = clean(bead.note, self._written).strip()
        if note not in ("", message.note) and message.entry.start not in self._noted:
            self._noted.add(message.entry.start)
            added = note.removeprefix(f"{message.note}\n")
            self._insert(message.entry.notes_end, [f"# {line}" for line in added.splitlines()])

    def _new_text(self, message: Message, bead: Bead) -> str | None:
        """Return the new translation; None if it is the same, or none is given."""
        new = clean(join(bead.target, self._language), self._written)
        if not new:
            return None
        old = message.target.text
        # gettext wants a line break at both ends of a text or at none.
        return None if joined(old, self._language) == new else in_space_of(message.source, new)

    def _set_text(self, target: Field, text: str) -> None:
        first = self._lines[target.start]
        lead = first[: first.index('"')]  # keyword and what stands before it
        self._replaced[target.start] = target.end, [f'{lead}"{escape(text)}"']

    def _set_fuzzy(self, message: Message, fuzzy: bool) -> None:
        entry = message.entry
        if fuzzy == ("fuzzy" in entry.flags):
            return
        flags = [*entry.flags, "fuzzy"] if fuzzy else [f for f in entry.flags if f != "fuzzy"]
        if not entry.flags_lines:
            self._insert(entry.first_keyword_line, ["#, fuzzy"])
        new = [f"#, {', '.join(flags)}"] if flags else []
        for line in entry.flags_lines:  # All flags go to the first.
            self._replaced[line], new = (line + 1, new), []

    def _insert(self, line: int, new: list[str]) -> None:
        self._inserted.setdefault(line, []).extend(new)

    def apply(self) -> Iterator[str]:
        """Yield the lines of the file with all changes made."""
        end = "\r\n" if self._lines and self._lines[0].endswith("\r\n") else "\n"
        skipped_to = 0
        for number, line in enumerate(self._lines):
            yield from (new + end for new in self._inserted.get(number, ()))
            if number in self._replaced:
                skipped_to, new_lines = self._replaced[number]
                yield from (new + end for new in new_lines)
            elif number >= skipped_to:
                yield line
