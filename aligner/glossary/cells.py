r"""A term's fields as the cells of a table, and back.

Several values in a cell are separated by ``|``; what belongs to one of them stands behind it in
braces: ``rural vitalization {State Council; GWR 2018}``, ``new productivity {drops 质}``. In
texts, ``|``, ``{``, ``}`` and ``\`` are written with a backslash before them (in braces ``;`` too),
tabs and line breaks as ``\t``, ``\n``, ``\r``, so that every text fits a cell of every kind of
table. White space around the values of a list is not kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from aligner.glossary.model import Forbidden, Rendering, Term

_ESCAPES = {"\\": r"\\", "|": r"\|", "{": r"\{", "}": r"\}", "\t": r"\t", "\n": r"\n", "\r": r"\r"}
_TABLE = str.maketrans(_ESCAPES)
_CHARACTERS = {written: character for character, written in _ESCAPES.items()} | {r"\;": ";"}
_LINE_TABLE = str.maketrans({"\t": r"\t", "\n": r"\n", "\r": r"\r"})
_MISLEADING = re.compile(r"\\(?=[\\tnr\t\n\r])")
_OTHER_ESCAPED = re.compile(r"\\[\\tnr]")
_ESCAPED = re.compile(r"\\[\\|{};tnr]")
_ITEM = re.compile(r"(?:\\.|[^\\|])+", re.DOTALL)
_NOTED_ITEM = re.compile(r"(?:\\.|\{(?:\\.|[^\\}])*\}|[^\\|])+", re.DOTALL)  # a | in braces is text
_AUTHORITY = re.compile(r"((?:\\.|[^\\;])*)(?:;(.*))?", re.DOTALL)
_NOTED = re.compile(r"(?P<text>(?:\\.|[^\\{])*?)\s*\{(?P<note>(?:\\.|[^\\}])*)\}\s*", re.DOTALL)


def escape(text: str) -> str:
    r"""Return a text as part of a cell.

    >>> escape("either|or")
    'either\\|or'
    """
    return text.translate(_TABLE)


def escape_other(text: str) -> str:
    r"""Return the text of another program's column as a cell.

    Only what would break the table is escaped, so that ``a|b`` stays as that program wrote it.

    >>> escape_other("either|or\\n")
    'either|or\\\\n'
    """
    return _MISLEADING.sub(r"\\\\", text).translate(_LINE_TABLE)


def unescape_other(text: str) -> str:
    """Return the text of a cell in another program's column."""
    if "\\" not in text:
        return text
    return _OTHER_ESCAPED.sub(lambda match: _CHARACTERS[match[0]], text)


def unescape(text: str) -> str:
    """Return the text of a part of a cell."""
    if "\\" not in text:
        return text
    return _ESCAPED.sub(lambda match: _CHARACTERS[match[0]], text)


def _texts(cell: str) -> tuple[str, ...]:
    """Split a cell at ``|``; blank items are left out."""
    if not cell:
        return ()
    if "\\" not in cell:
        return tuple(item.strip() for item in cell.split("|") if item.strip())
    items = (match[0].strip() for match in _ITEM.finditer(cell))
    return tuple(unescape(item) for item in items if item)


def _noted(cell: str) -> list[tuple[str, str]]:
    """Split a cell into texts and what stands behind each in braces, still escaped."""
    if "\\" not in cell and "{" not in cell:
        return [(text, "") for text in _texts(cell)]
    found = []
    for item in (match[0].strip() for match in _NOTED_ITEM.finditer(cell)):
        match = _NOTED.fullmatch(item)
        if match:
            found.append((unescape(match["text"].strip()), match["note"].strip()))
        elif item:
            found.append((unescape(item), ""))
    return found


def _rendering(text: str, note: str) -> Rendering:
    match = _AUTHORITY.fullmatch(note)
    authority, reference = match.groups("") if match else (note, "")
    return Rendering(text, unescape(authority.strip()), unescape(reference.strip()))


def _write_rendering(rendering: Rendering) -> str:
    authority = escape(rendering.authority).replace(";", r"\;")
    reference = escape(rendering.reference).replace(";", r"\;")
    return _with_note(rendering.text, f"{authority}; {reference}" if reference else authority)


def _with_note(text: str, note: str) -> str:
    return f"{escape(text)} {{{note}}}" if note else escape(text)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a term, as a column."""

    name: str  # header of the column and attribute of ``Term``
    read: Callable[[str], Any]
    write: Callable[[Any], str]


def _text_field(name: str) -> Field:
    return Field(name, unescape, escape)


def _list_field(name: str) -> Field:
    return Field(name, _texts, lambda texts: "|".join(map(escape, texts)))


FIELDS = (
    _text_field("source"),
    _list_field("source_variants"),
    _text_field("target"),
    Field(
        "variants",
        lambda cell: tuple(_rendering(*item) for item in _noted(cell)),
        lambda renderings: "|".join(map(_write_rendering, renderings)),
    ),
    Field(
        "forbidden",
        lambda cell: tuple(Forbidden(text, unescape(why)) for text, why in _noted(cell)),
        lambda forbidden: "|".join(_with_note(item.text, escape(item.why)) for item in forbidden),
    ),
    _text_field("status"),
    _text_field("replaced_by"),
    _text_field("domain"),
    _text_field("pos"),
    _text_field("case"),
    _text_field("first"),
    _list_field("short"),
    _list_field("when"),
    _list_field("unless"),
    _text_field("valid_from"),
    _text_field("valid_until"),
    _text_field("authority"),
    _text_field("reference"),
    _text_field("note"),
)
FIELD = {one.name: one for one in FIELDS}
NAMES = tuple(FIELD)


def term_cells(term: Term) -> list[str]:
    """Return the cells of a term, one for each of ``FIELDS``, without its extra columns."""
    return [field.write(getattr(term, field.name)) for field in FIELDS]


def term_values(cells: Mapping[str, str]) -> dict[str, Any]:
    """Return the arguments of ``Term`` for the cells of the fields given; blank ones left out."""
    return {name: FIELD[name].read(cell) for name, cell in cells.items() if cell}


def extra_headers(terms: Iterable[Term]) -> tuple[str, ...]:
    """Return the headers of the extra columns of all terms, in order of appearance."""
    return tuple(dict.fromkeys(header for term in terms for header, _ in term.extra))
