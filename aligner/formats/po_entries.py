r"""The entries of a PO file, with the lines they stand on.

    #  what the translator remarks
    #. what the program's author remarks
    #, fuzzy
    msgctxt "menu"
    msgid "Open\n"
    msgstr ""
    "打开\n"

Lines are kept as they are, so that a correction replaces only those it concerns; a library that
writes the file anew would wrap and sort them its own way. Source: the GNU gettext manual, chapter
"The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from aligner.errors import FormatError

_STRING = r'"((?:[^"\\]|\\.)*)"\s*'
_KEYWORD = re.compile(rf"(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*{_STRING}")
_CONTINUED = re.compile(_STRING)
_ESCAPE = re.compile(r"\\([0-7]{1,3}|.)", re.DOTALL)
_MEANINGS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_ESCAPES = str.maketrans(
    {"\\": "\\\\", '"': '\\"'} | {char: f"\\{name}" for name, char in _MEANINGS.items()}
)


@dataclass(slots=True)
class Field:
    """The string behind a keyword; its lines are ``start`` to ``end``, half open, from 0."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Entry:
    """A message; ``start`` is its first line, comments included."""

    start: int
    fields: dict[str, Field] = field(default_factory=dict)  # by keyword: "msgid", "msgstr[1]"
    notes: list[str] = field(default_factory=list)  # "# …", of the translator
    remarks: list[str] = field(default_factory=list)  # "#. …"
    notes_end: int = 0  # the line behind the last note, or the first line
    flags: list[str] = field(default_factory=list)
    flags_lines: list[int] = field(default_factory=list)
    obsolete: bool = False

    def text(self, keyword: str) -> str | None:
        """Return the string behind a keyword."""
        found = self.fields.get(keyword)
        return None if found is None else found.text

    @property
    def first_keyword_line(self) -> int:
        """The line behind the comments."""
        return min(part.start for part in self.fields.values())

    @property
    def is_header(self) -> bool:
        """Whether it tells of the file."""
        return self.text("msgid") == "" and not self.text("msgctxt")


def escape(text: str) -> str:
    r"""Return text as it stands between quotation marks.

    >>> escape('a"b\n')
    'a\\"b\\n'
    """
    return text.translate(_ESCAPES)


def unescape(text: str) -> str:
    r"""Undo ``escape``; of other characters the backslash goes.

    >>> unescape(r"a\tb\\n\101")
    'a\tb\\nA'
    """
    return _ESCAPE.sub(_meaning, text)


def _meaning(match: re.Match[str]) -> str:
    code = match[1]
    return chr(int(code, 8)) if code.isdigit() and code < "8" else _MEANINGS.get(code, code)


def read_entries(lines: Sequence[str], place: str) -> Iterator[Entry]:
    """Yield the entries, obsolete ones and the header among them.

    Raises:
        FormatError: a line is none of PO, with its number.
    """
    entry: Entry | None = None
    for number, raw in enumerate(lines):
        line = raw.strip()
        obsolete = line.startswith("#~")
        line = line[2:].strip() if obsolete else line
        keyword = _KEYWORD.fullmatch(line)
        if entry is not None and _begins_another(entry, line, keyword):
            yield from _complete(entry, place)
            entry = None
        if not line or line.startswith("|"):
            continue
        entry = entry or Entry(number, notes_end=number)
        entry.obsolete |= obsolete
        if keyword is not None:
            entry.fields[keyword[1]] = Field(unescape(keyword[2]), number, number + 1)
        elif line.startswith("#"):
            _add_comment(entry, raw.rstrip("\r\n"), number)
        elif not _continues(entry, line, number):
            raise FormatError(
                "no line of a PO file",
                place=f"{place}:{number + 1}",
                way_out='write keyword "text", a comment or nothing',
            )
    if entry is not None:
        yield from _complete(entry, place)


def _begins_another(entry: Entry, line: str, keyword: re.Match[str] | None) -> bool:
    """Tell whether the line is no part of this entry any more."""
    has_string = any(name.startswith("msgstr") for name in entry.fields)
    if keyword is not None:
        return has_string and not keyword[1].startswith("msgstr")
    # Comments stand before an entry; a blank line ends one only if there is something to end.
    return has_string and (not line or line.startswith("#"))


def _complete(entry: Entry, place: str) -> Iterator[Entry]:
    """Yield an entry that has all it needs; comments alone are none."""
    if not entry.fields:
        return
    if "msgid" not in entry.fields or not any(name.startswith("msgstr") for name in entry.fields):
        raise FormatError(
            "entry without msgid or msgstr",
            place=f"{place}:{entry.first_keyword_line + 1}",
            way_out="is the file complete?",
        )
    yield entry


def _add_comment(entry: Entry, raw: str, number: int) -> None:
    line = raw.lstrip()
    match line[1:2]:
        case ".":
            entry.remarks.append(line[2:].strip())
        case ",":
            entry.flags += [flag.strip() for flag in line[2:].split(",")]
            entry.flags_lines.append(number)
        case ":" | "|" | "~":
            pass
        case _:
            entry.notes.append(line[2:] if line.startswith("# ") else line[1:])
            entry.notes_end = number + 1


def _continues(entry: Entry, line: str, number: int) -> bool:
    match = _CONTINUED.fullmatch(line)
    last = max(entry.fields.values(), key=lambda part: part.end, default=None)
    if match is None or last is None or last.end != number:
        return False
    last.text += unescape(match[1])
    last.end = number + 1
    return True


def header_value(entry: Entry, name: str) -> str:
    r"""Return a value from the header.

    >>> header = Entry(0, {"msgstr": Field("Language: zh_CN\nMIME-Version: 1.0\n", 1, 2)})
    >>> header_value(header, "language")
    'zh_CN'
    """
    for line in (entry.text("msgstr") or "").split("\n"):
        key, _, value = line.partition(":")
        if key.strip().lower() == name.lower():
            return value.strip()
    return ""
