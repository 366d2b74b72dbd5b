"""The messages of a PO file: entries that are to be translated, each with a unique name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.bead import STATUSES, Status
from aligner.errors import FormatError
from aligner.formats.base import parse_probability, unreadable
from aligner.formats.po_entries import Entry, Field, read_entries

_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_OWN = re.compile(r"aligner:((?: (?:probability=\S+|status=\w+|locked))*)")
_STATUSES: dict[str, Status] = {status: status for status in STATUSES}


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A file as it was read."""

    path: Path
    bom: bytes
    encoding: str
    lines: list[str]  # with their ends
    entries: list[Entry]  # without header and obsolete ones
    header: Entry | None

    def encoded(self, text: str) -> bytes:
        """Return text as the file's bytes."""
        return self.bom + text.encode(self.encoding)


def read_catalogue(path: Path) -> Catalogue:
    """Read a file.

    Raises:
        InputError: it cannot be read.
        FormatError: it is malformed, with its line.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise unreadable(path, error) from error
    bom = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    named = _CHARSET.search(raw[:5000])
    encoding = named[1].decode() if named and named[1] != b"CHARSET" else "utf-8"
    try:
        text = raw[len(bom) :].decode(encoding)
    except LookupError as error:
        problem = f"unknown character set {encoding}"
        raise FormatError(
            problem, place=f"{path}:1", way_out="convert the file to UTF-8"
        ) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, len(bom) + error.start) + 1
        raise FormatError(
            f"not {encoding}", place=f"{path}:{line}", way_out="convert the file to UTF-8"
        ) from error
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    entries = [entry for entry in read_entries(lines, str(path)) if not entry.obsolete]
    header = next((entry for entry in entries if entry.is_header), None)
    messages = [entry for entry in entries if not entry.is_header]
    return Catalogue(path, bom, encoding, lines, messages, header)


@dataclass(frozen=True, slots=True)
class Message:
    """A translation of an entry; a plural entry has several."""

    entry: Entry
    name: str
    original: Field
    target: Field
    probability: float | None
    status: Status | None
    locked: bool

    @property
    def source(self) -> str:
        """The text to be translated."""
        return self.original.text

    @property
    def note(self) -> str:
        """The translator's comments."""
        return "\n".join(self.entry.notes).strip()


def messages(catalogue: Catalogue) -> Iterator[Message]:
    """Yield the messages with unique names.

    Raises:
        FormatError: two entries have the same context and text.
    """
    contexts = Counter(entry.text("msgctxt") or "" for entry in catalogue.entries)
    seen: set[tuple[str | None, str | None]] = set()
    for number, entry in enumerate(catalogue.entries, start=1):
        place = f"{catalogue.path}:{entry.first_keyword_line + 1}"
        key = entry.text("msgctxt"), entry.text("msgid")
        if key in seen:
            raise FormatError(
                "two entries have this context and text",
                place=place,
                way_out="give one another msgctxt, or merge them with msguniq",
            )
        seen.add(key)
        name = key[0] or ""
        if not name or contexts[name] > 1:
            name = f"{name}#{number}"
            while name in contexts:
                name = f"#{name}"
        yield from _forms(entry, name, place)


def _forms(entry: Entry, name: str, place: str) -> Iterator[Message]:
    own = next(filter(None, map(_OWN.fullmatch, entry.remarks)), None)
    said = dict(part.partition("=")[::2] for part in (own[1].split() if own else ()))
    probability = said.get("probability")
    strings = [key for key in entry.fields if key.startswith("msgstr")]
    for number, key in enumerate(strings):
        target = entry.fields[key]
        status = plain_status(target.text, is_fuzzy="fuzzy" in entry.flags)
        if "status" in said and (status != "initial" or not target.text):
            status = _STATUSES.get(said["status"])
        # Chinese has one form for both: it translates the one with the number in it.
        is_plural = number > 0 or len(strings) == 1
        plural = entry.fields.get("msgid_plural") if is_plural else None
        yield Message(
            entry,
            f"{name}[{number}]" if number else name,
            plural if plural and plural.text else entry.fields["msgid"],
            target,
            None if probability is None else parse_probability(probability, place),
            status,
            "locked" in said,
        )


def plain_status(target: str, *, is_fuzzy: bool) -> Status | None:
    """Return what an entry itself says of its status."""
    if not target:
        return None
    return "initial" if is_fuzzy else "translated"
