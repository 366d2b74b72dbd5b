"""Files from strangers: XML and zip packages opened without obeying what they ask for.

XML may declare entities that grow without end or name other files; a zip archive may unpack to
terabytes or name paths outside its folder. Neither is ever followed: such files are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO
from xml.parsers import expat

from aligner.errors import FormatError, InputError

if TYPE_CHECKING:
    from lxml import etree

# Everything outside the Char production of XML 1.0.
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_MOST_PARTS = 20_000
_LARGEST = 1 << 30  # bytes all parts of a package may have unpacked
_RATIO = 200  # to which parts may have been compressed; office files reach about 50
_SMALL = 1 << 24  # bytes up to which any ratio is harmless
# What reading a part of a damaged package raises. RuntimeError: the part is encrypted, or packed by
# a method that Python does not know; ValueError: it is said to begin before the file does.
UNREADABLE = (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, EOFError, ValueError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parse_xml(data: bytes, place: str) -> etree._ElementTree:
    """Return the tree of an XML file.

    Raises:
        FormatError: it is not well-formed, with its line, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=True
    )
    try:
        tree = etree.parse(io.BytesIO(data), parser)
    except etree.XMLSyntaxError as error:
        raise malformed_xml(error, place) from error
    refuse_entities(tree.docinfo, place)
    return tree


def iterate_xml(
    stream: BinaryIO, place: str, *tags: str, events: tuple[str, ...] = ("end",)
) -> Iterator[tuple[str, etree._Element]]:
    """Yield event and element as a stream is read, and forget each element after its end.

    Memory stays constant, whatever the size of the file.

    Raises:
        FormatError: it is not well-formed, with its line, or declares entities.
    """
    from lxml import etree

    context = etree.iterparse(
        stream,
        events=events,
        tag=tags or None,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=True,
    )
    checked = False
    try:
        for event, element in context:
            if not checked:
                refuse_entities(element.getroottree().docinfo, place)
                checked = True
            yield event, element
            if event == "end":
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise malformed_xml(error, place) from error


def refuse_entities(info: etree.DocInfo, place: str) -> None:
    """Refuse a document that declares entities of its own.

    Raises:
        FormatError: it does.
    """
    declared = info.internalDTD
    # lxml-stubs do not know the method.
    for entity in declared.entities() if declared is not None else ():  # type: ignore[attr-defined]
        raise _declared(str(entity.name), place)


class StrictParser:
    """An expat parser for streams, which knows the line and the byte of every event.

    Entities are refused, declared or not; no other file is opened.
    """

    def __init__(
        self, place: str, encoding: str | None = None, namespace_separator: str | None = None
    ) -> None:
        self.events = expat.ParserCreate(encoding, namespace_separator)  # handlers are set there
        self.events.buffer_text = True
        self.events.EntityDeclHandler = self._refuse_declaration
        self.events.SkippedEntityHandler = self._refuse_entity
        self._place = place

    @property
    def place(self) -> str:
        """File and line of the event at hand."""
        return f"{self._place}:{self.events.CurrentLineNumber}"

    def feed(self, data: bytes, is_final: bool = False) -> None:
        """Parse the next bytes.

        Raises:
            FormatError: they are not well-formed, with the line, or have entities.
        """
        try:
            self.events.Parse(data, is_final)
        except expat.ExpatError as error:
            raise self._malformed(expat.ErrorString(error.code)) from error
        except (ValueError, LookupError) as error:  # an encoding that expat or Python lacks
            raise self._malformed(str(error)) from error

    def _malformed(self, reason: str) -> FormatError:
        return FormatError(
            f"not well-formed XML: {reason}", place=self.place, way_out="export the file again"
        )

    def _refuse_declaration(self, name: str, *_: object) -> None:
        raise _declared(name, self.place)

    def _refuse_entity(self, name: str, *_: object) -> None:
        # Declared nowhere, or in a file that is never opened.
        raise FormatError(
            f"entity &{name};", place=self.place, way_out="write the character itself"
        )


def _declared(entity: str, place: str) -> FormatError:
    return FormatError(
        f"declares the entity {entity}, which may be an attack",
        place=place,
        way_out="remove the entities from its DOCTYPE",
    )


def malformed_xml(error: etree.XMLSyntaxError, place: str) -> FormatError:
    """Return the error to report for XML that cannot be parsed."""
    return FormatError(
        f"not well-formed XML: {' '.join((error.msg or '').split())}",
        place=f"{place}:{error.lineno}",
        way_out="export the file again",
    )


def open_package(data: bytes, name: str, kind: str) -> zipfile.ZipFile:
    """Open an office file, which is a zip archive of XML parts.

    Args:
        data: the content of the file.
        name: how messages call it.
        kind: what it should be, such as "docx".

    Raises:
        InputError: it is none, is protected by a password, or is built to do harm.
    """
    if data.startswith(_OLE):
        # An encrypted office file is an OLE container, as are the formats before 2007.
        raise InputError(
            f"not a {kind} file, or protected by a password",
            place=name,
            way_out=f"open it in its program and save it as {kind} without password",
        )
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        # NotImplementedError: zipfile's word for archives of a newer version than it knows.
        raise InputError(
            f"not a {kind} file: {error}", place=name, way_out=f"save it as {kind} again"
        ) from error
    problem = _danger(parts)
    if problem:
        raise InputError(problem, place=name, way_out="do not trust this file")
    return package


def read_part(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    """Return one part of a package.

    Raises:
        InputError: it is missing or damaged.
    """
    try:
        return package.read(part)
    except KeyError:
        raise InputError(
            f"has no part {part}", place=name, way_out="save it again in its program"
        ) from None
    except UNREADABLE as error:
        raise InputError(
            f"part {part} cannot be unpacked: {error}",
            place=name,
            way_out="save it again in its program",
        ) from error


def _danger(parts: list[zipfile.ZipInfo]) -> str:
    """Say what is wrong with the parts of a package; nothing if nothing is."""
    if len(parts) > _MOST_PARTS:
        return f"{len(parts)} parts, which may be an attack"
    if sum(part.file_size for part in parts) > _LARGEST:
        return f"unpacks to more than {_LARGEST >> 20} MiB, which may be an attack"
    for part in parts:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in part.filename:
            return f"part {part.filename!r} points outside the file, which may be an attack"
        if part.file_size > _SMALL and part.file_size > _RATIO * max(part.compress_size, 1):
            return f"part {part.filename!r} is compressed beyond belief, which may be an attack"
    return ""
