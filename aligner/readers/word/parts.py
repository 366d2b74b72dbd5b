"""The parts of a word processor's file besides its text: what styles and lists say about it."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.errors import InputError
from aligner.untrusted import parse_xml, read_part

if TYPE_CHECKING:
    from lxml import etree

_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Style:
    """What a style says that concerns the text."""

    name: str = ""
    based_on: str = ""
    hides: bool = False
    numbering: tuple[str, int] | None = None  # list and level


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that belong to a document, by what they are for: "footnotes" or "styles"."""

    main: str
    others: dict[str, str] = field(default_factory=dict)


def find_parts(package: zipfile.ZipFile, name: str) -> Parts:
    """Follow the relationships of a package to its parts.

    Raises:
        InputError: it has no document in it.
    """
    roots = dict(_relations(package, "_rels/.rels", "", name))
    main = roots.get("officeDocument", "word/document.xml")
    if main not in package.namelist():
        raise InputError("no text document in it", place=name, way_out="save it as docx")
    folder, file = posixpath.split(main)
    relations = f"{folder}/_rels/{file}.rels".lstrip("/")
    return Parts(main, dict(_relations(package, relations, folder, name)))


def _relations(
    package: zipfile.ZipFile, part: str, folder: str, name: str
) -> Iterator[tuple[str, str]]:
    """Yield what each related part is for, and its name."""
    if part not in package.namelist():
        return
    for relation in parse_xml(read_part(package, part, name), f"{name}:{part}").getroot():
        if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield relation.get("Type", "").rsplit("/", 1)[-1], path


def read_styles(package: zipfile.ZipFile, parts: Parts, name: str) -> dict[str, Style]:
    """Return the styles by their identifiers, what they inherit taken in."""
    styles: dict[str, Style] = {}
    for element in elements(package, parts, "styles", name):
        if local(element) == "style":
            styles[attribute(element, "styleId")] = _style(element)
    for style in styles.values():
        _inherit(style, styles)
    return styles


def elements(
    package: zipfile.ZipFile, parts: Parts, kind: str, name: str
) -> Iterator[etree._Element]:
    """Yield the elements below the root of a part; nothing if there is no such part."""
    part = parts.others.get(kind, "")
    if part in package.namelist():
        root = parse_xml(read_part(package, part, name), f"{name}:{part}").getroot()
        yield from (child for child in root if isinstance(child.tag, str))


def _style(element: etree._Element) -> Style:
    style = Style()
    for child in element.iter():
        match local(child):
            case "name":
                style.name = attribute(child, "val").lower()
            case "basedOn":
                style.based_on = attribute(child, "val")
            case "vanish":
                style.hides = is_on(attribute(child, "val"))
            case "numPr":
                style.numbering = numbering_of(child)
    return style


def _inherit(style: Style, styles: dict[str, Style]) -> None:
    seen = {id(style)}
    parent = styles.get(style.based_on)
    while parent and id(parent) not in seen:
        seen.add(id(parent))
        style.hides = style.hides or parent.hides
        style.numbering = style.numbering or parent.numbering
        parent = styles.get(parent.based_on)


def numbering_of(element: etree._Element) -> tuple[str, int]:
    """Return list and level that a ``numPr`` names."""
    values = {local(child): attribute(child, "val") for child in element}
    level = values.get("ilvl", "0")
    return values.get("numId", "0"), int(level) if level.isdecimal() else 0


def is_on(value: str) -> bool:
    """Tell whether a switch with this value is on; without value it is."""
    return value not in _OFF


def local(element: etree._Element) -> str:
    """Return an element's name without namespace; nothing for comments."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: etree._Element, name: str) -> str:
    """Return an attribute's value, whatever its namespace; nothing if it is missing."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""
