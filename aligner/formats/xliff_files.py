"""XLIFF files of all kinds: told apart, read, written back, and what their writers share.

Whatever it is called, a file is read as what it is: 2.x by its namespace, SDLXLIFF and MQXLIFF by
theirs. Units get the names that the file gives them, ``unit/segment`` where units have segments;
where a second ``<file>`` uses a name again, its own name and a colon are put in front.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aligner.bead import Bead, Bitext
from aligner.document import Language, other_language
from aligner.errors import FormatError
from aligner.formats.base import ReadOptions, Side, Written, unreadable
from aligner.formats.corrections import beads_by_unit, check_direction
from aligner.formats.tmx_units import language_of
from aligner.formats.xliff_dialects import (
    Dialect,
    Segment,
    Xliff12Dialect,
    Xliff21Dialect,
)
from aligner.formats.xliff_patch import Patch
from aligner.formats.xliff_text import place_of, text_of
from aligner.formats.xliff_tools import MEMOQ_SPACE, SDL_SPACE, MemoqDialect, SdlDialect
from aligner.formats.xliff_writing import KEEPS
from aligner.formats.xml_nodes import Head, Node, NodeReader, decode_xml, read_head
from aligner.output import Output

_TWO = "urn:oasis:names:tc:xliff:document:2."
_ZIP = b"PK\x03\x04"


class XliffFile:
    """What the formats of the XLIFF family do alike: reading, and writing back."""

    keeps = KEEPS
    takes = frozenset({"source_code", "target_code", "min_probability"})

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read one bead a segment; the languages are those the file names."""
        with _reading(path) as stream:
            kind = _kind(stream, str(path))
        return Bitext(kind.source, kind.target, _beads(path, kind), str(path), str(path))

    def write_back(self, original: Path, bitext: Bitext, output: Output) -> Written:
        """Write the file with the targets, states and new notes of the beads of equal unit.

        Raises:
            InputError: the original cannot be read.
            FormatError: it is malformed, or in other languages.
        """
        with _reading(original) as stream:
            raw = stream.read()
        written = Written()
        beads = beads_by_unit(bitext, written)
        bom, encoding, data = decode_xml(raw, str(original))
        kind = _kind(io.BytesIO(data), str(original), "utf-8")
        check_direction(bitext, kind.target, str(original))
        reader = NodeReader(str(original), kind.unit_tag, *kind.dialect.also, encoding="utf-8")
        patch = Patch(data, str(original), kind.dialect, kind.target, reader.prefixes, written)
        for segments in _segments(reader, io.BytesIO(data), kind, str(original)):
            patch.add_unit(segments, beads)
        if beads:
            written.lost["unit"] += len(beads)
        changed = patch.apply()
        if changed == data:
            changed = raw
        elif encoding == "utf-8":
            changed = bom + changed
        else:
            changed = bom + changed.decode().encode(encoding, "xmlcharrefreplace")
        output.part().write(changed)
        return written


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a file turned out to be."""

    dialect: Dialect
    source: Language
    target: Language

    @property
    def unit_tag(self) -> str:
        return self.dialect.unit_tag


def _kind(stream: BinaryIO, place: str, encoding: str | None = None) -> _Kind:
    """Tell a file's dialect and languages from how it begins.

    Raises:
        FormatError: it is malformed, no XLIFF, or not between Chinese and English.
    """
    if stream.read(4) == _ZIP:
        raise FormatError(
            "a zip package, such as .mqxlz",
            place=place,
            way_out="unpack it and use the document.mqxliff in it",
        )
    stream.seek(0)
    head = read_head(stream, place, "file", encoding)
    if head is None or head.root.rpartition("}")[2] != "xliff":
        raise FormatError("not an XLIFF file", place=place, way_out="name its format with --from")
    dialect = _dialect(head)
    return _Kind(dialect, *_languages(head.element, f"{place}:{head.element.line}"))


def _dialect(head: Head) -> Dialect:
    version = head.element.root.attributes.get("version", "")
    if head.root.startswith(_TWO) or version.startswith("2"):
        return Xliff21Dialect()
    if SDL_SPACE in head.namespaces:
        return SdlDialect()
    return MemoqDialect() if MEMOQ_SPACE in head.namespaces else Xliff12Dialect()


def _languages(file: Node, place: str) -> tuple[Language, Language]:
    """Return the languages that a file names; the target may go without saying."""
    attributes = file.root.attributes | file.attributes
    codes = [
        attributes.get("source-language") or attributes.get("srcLang", ""),
        attributes.get("target-language") or attributes.get("trgLang", ""),
    ]
    source, target = map(language_of, codes)
    if source is not None and not codes[1]:
        target = other_language(source)
    if source is None or target is None or source == target:
        raise FormatError(
            f"languages {codes[0] or 'not named'} and {codes[1] or 'not named'}",
            place=place,
            way_out="this program works between Chinese and English",
        )
    return source, target


def _segments(
    reader: NodeReader, stream: BinaryIO, kind: _Kind, place: str
) -> Iterator[list[tuple[str, Segment]]]:
    """Yield the segments of each unit with their unique names.

    Raises:
        FormatError: malformed XML, a name used twice in one file, another language.
    """
    names = _Names()
    file: Node | None = None
    for node in reader.read(stream):
        if node.tag != kind.unit_tag:
            kind.dialect.define(node)
            continue
        line = f"{place}:{node.line}"
        if (around := node.above("file")) is not file and around is not None:
            file = around
            names.enter(file)
            if _languages(file, f"{place}:{file.line}") != (kind.source, kind.target):
                raise FormatError(
                    "several files in different languages",
                    place=f"{place}:{file.line}",
                    way_out="export them one by one",
                )
        found = (part for part in kind.dialect.segments(node, line) if _has_text(part))
        yield [(names.unique(part.name, line), part) for part in found]


def _has_text(segment: Segment) -> bool:
    target = "" if segment.target is None else text_of(segment.target)
    return bool((text_of(segment.source) + target).strip())


class _Names:
    """Makes the names of units unique in the whole file."""

    def __init__(self) -> None:
        self._earlier: set[str] = set()  # names in the <file> elements before this one
        self._here: dict[str, str] = {}  # in this one, as the file has them and as they are given
        self._file = ""
        self._number = 0

    def enter(self, file: Node) -> None:
        self._earlier.update(self._here.values())
        self._here = {}
        self._number += 1
        self._file = file.attributes.get("original") or file.attributes.get("id", "")

    def unique(self, name: str, place: str) -> str:
        name = name or f"#{len(self._here) + 1}"
        if name in self._here:
            raise FormatError(
                f"two units have the id {name!r}", place=place, way_out="make the ids unique"
            )
        given = name
        if given in self._earlier:
            given = f"{self._file}:{name}"
        if given in self._earlier:
            given = f"{self._file}#{self._number}:{name}"
        self._here[name] = given
        return given


def _beads(path: Path, kind: _Kind) -> Iterator[Bead]:
    source, target = Side(), Side()
    reader = NodeReader(str(path), kind.unit_tag, *kind.dialect.also)
    with _reading(path) as stream:
        for segments in _segments(reader, stream, kind, str(path)):
            for name, segment in segments:
                yield Bead(
                    source.sentences(_text(segment.source)),
                    target.sentences(_text(segment.target)),
                    segment.probability,
                    segment.status,
                    segment.note,
                    name,
                    segment.locked,
                    (place_of(segment.source), place_of(segment.target or segment.source)),
                )


def _text(node: Node | None) -> str:
    """Return the text of a side; none if it is white space only."""
    text = "" if node is None else text_of(node)
    return text if text.strip() else ""


@contextmanager
def _reading(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as stream:
            yield stream
    except OSError as error:
        raise unreadable(path, error) from error
