"""The units of a TMX file, read as a stream.

Read through expat, whose events cost half as much as the elements of a tree and know their line
however long the file is. Declared entities are refused, undeclared ones too; no file is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.document import Language, Place
from aligner.errors import FormatError
from aligner.formats.base import parse_probability, unreadable
from aligner.formats.markup import tag_length
from aligner.untrusted import StrictParser

_CHUNK = 1 << 16  # bytes
_NATIVE_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})


@dataclass(slots=True)
class Unit:
    """What a ``<tu>`` says that a bead can hold."""

    name: str  # tuid
    texts: dict[Language, str]  # of several in one language the first
    places: dict[Language, Place]  # where they begin
    props: dict[str, str]  # by type, of several the first
    note: str = ""  # several on a line each
    probability: float | None = None


def read_units(path: Path) -> Iterator[Unit]:
    """Yield the units of a file; memory stays constant.

    Raises:
        InputError: the file cannot be read.
        FormatError: it is not well-formed, with its line, or uses entities.
    """
    reader = _Reader(path)
    try:
        with path.open("rb") as stream:
            for chunk in iter(lambda: stream.read(_CHUNK), b""):
                reader.feed(chunk)
                yield from reader.units
                reader.units.clear()
            reader.feed(b"", is_final=True)
    except OSError as error:
        raise unreadable(path, error) from error


def source_language_of(path: Path) -> Language | None:
    """Return the source language that the header names, if it names one.

    Raises:
        InputError: the file cannot be read.
        FormatError: it is not well-formed, or has neither header nor units.
    """
    reader = _Reader(path)
    try:
        with path.open("rb") as stream:
            while reader.source is None and not reader.units:
                chunk = stream.read(_CHUNK)
                reader.feed(chunk, is_final=not chunk)
                if not chunk:
                    break
    except OSError as error:
        raise unreadable(path, error) from error
    if reader.source is None and not reader.units:
        raise FormatError("no header and no units", place=str(path), way_out="is this a TMX file?")
    return language_of(reader.source or "")


@cache
def language_of(code: str) -> Language | None:
    """Return the language of a code.

    >>> language_of("ZH-Hant-TW"), language_of("en_US"), language_of("fr")
    ('zh', 'en', None)
    """
    match code.lower().replace("_", "-").split("-")[0]:
        case "zh" | "zho" | "chi" | "cmn":
            return "zh"
        case "en" | "eng":
            return "en"
    return None


class _Reader:
    """Collects units from the events of expat."""

    def __init__(self, path: Path) -> None:
        self.units: list[Unit] = []
        self.source: str | None = None  # the header's srclang
        self._unit: Unit | None = None
        self._variant: Language | None = None
        self._in_variant = False
        self._prop = ""
        self._place = Place(1, 1)  # where the text of the segment at hand begins
        self._text: list[str] | None = None  # pieces of the element being read
        self._inside = 0  # depth below that element
        self._skipped = 0  # the depth from which its content is no text, or 0
        self._strict = StrictParser(str(path))
        self.feed = self._strict.feed
        self._parser = self._strict.events
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._text is not None:
            self._inside += 1
            if tag in _NATIVE_CODES and not self._skipped:
                self._skipped = self._inside
                self._parser.CharacterDataHandler = None
        elif tag == "tuv":
            self._in_variant = True
            self._variant = language_of(attributes.get("xml:lang") or attributes.get("lang") or "")
        elif tag == "seg" or ((tag == "prop" or tag == "note") and not self._in_variant):
            if tag == "seg":
                # "<seg>" has five characters; measuring it in every unit would cost time.
                length = tag_length(tag, attributes) if attributes else 5
                parser = self._parser
                column = parser.CurrentColumnNumber + length + 1
                self._place = Place(parser.CurrentLineNumber, column)
            self._prop = attributes.get("type", "")
            self._text = []
            self._parser.CharacterDataHandler = self._text.append
        elif tag == "tu":
            self._unit = Unit(attributes.get("tuid", ""), {}, {}, {})
        elif tag == "header":
            self.source = attributes.get("srclang", "")

    def _end(self, tag: str) -> None:
        if self._text is not None:
            if not self._inside:
                self._keep(tag, "".join(self._text))
                self._text = self._parser.CharacterDataHandler = None
                return
            if self._inside == self._skipped:
                self._skipped = 0
                self._parser.CharacterDataHandler = self._text.append
            self._inside -= 1
        elif tag == "tuv":
            self._in_variant = False
        elif tag == "tu" and (unit := self._unit) is not None:
            if "x-probability" in unit.props:
                # Read here, where the line is known: keeping it for every unit costs time.
                unit.probability = self._probability(unit.props["x-probability"])
            self.units.append(unit)
            self._unit = None

    def _keep(self, tag: str, text: str) -> None:
        """Put the text of an element where it belongs."""
        unit = self._unit
        if unit is None:  # The header has notes and props of its own.
            return
        if tag == "seg":
            if self._variant is not None:
                unit.texts.setdefault(self._variant, text)
                unit.places.setdefault(self._variant, self._place)
        elif tag == "prop":
            unit.props.setdefault(self._prop, text)
        else:
            unit.note = f"{unit.note}\n{text}" if unit.note else text

    def _probability(self, text: str) -> float:
        return parse_probability(text, self._strict.place)
