"""TMX 1.4b, the exchange format of translation memories.

Beads with an empty side are left out. The probability stands in ``<prop type="x-probability">``;
nothing depends on the clock, so the same bitext gives the same bytes. Language codes are
``zh-CN`` and ``en-US`` unless chosen otherwise, because many tools want a region. Characters that
XML cannot hold are dropped and counted.

Reading keeps the units that have both languages (by the first part of the code: ``zh-TW`` is zh),
takes the text of ``<seg>`` without the native codes in its inline tags, resolves no entities and
opens no other file. Source: TMX 1.4b Specification, LISA OSCAR, 2005.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from aligner import __version__
from aligner.bead import Bead, Bitext, join
from aligner.document import Language
from aligner.errors import FormatError
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    leave_out,
    parse_probability,
    unreadable,
)
from aligner.output import Output

logger = logging.getLogger(__name__)

CODES: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Everything outside the Char production of XML 1.0.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\r": "&#13;",  # Bare, an XML reader would take it for a line feed.
    }
)
_NATIVE_CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})

# Written as text, five times faster than through element objects; read through lxml.
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="aligner" creationtoolversion={version} segtype="sentence" \
o-tmf="aligner" adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""
_UNIT = """<tu>{probability}
<tuv xml:lang={source_code}><seg>{source}</seg></tuv>
<tuv xml:lang={target_code}><seg>{target}</seg></tuv>
</tu>
"""
_PROBABILITY = '<prop type="x-probability">{:.4f}</prop>'
_TAIL = "</body>\n</tmx>\n"


class Tmx:
    """TMX 1.4b."""

    keeps = Keeps(empty_source=False, empty_target=False)
    takes = frozenset({"source_code", "target_code", "min_probability"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one unit a bead."""
        written = Written()
        stream = output.part()
        source_code = _quoted(options.source_code or CODES[bitext.source_language])
        target_code = _quoted(options.target_code or CODES[bitext.target_language])
        head = _HEAD.format(version=_quoted(__version__), source=source_code)
        stream.write(head.encode())
        for bead in bitext.beads:
            source = _clean(join(bead.source, bitext.source_language), written)
            target = _clean(join(bead.target, bitext.target_language), written)
            if leave_out(bead, source, target, options, written):
                continue
            unit = _UNIT.format(
                probability=_probability_prop(bead),
                source_code=source_code,
                source=source.translate(_ESCAPES),
                target_code=target_code,
                target=target.translate(_ESCAPES),
            )
            stream.write(unit.encode())
            written.beads += 1
        stream.write(_TAIL.encode())
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read the units that have both languages; the header names the source language."""
        source = _source_language(path) or options.source_language
        target: Language = "en" if source == "zh" else "zh"
        return Bitext(source, target, _beads(path, source, target), str(path), str(path))


def _clean(text: str, written: Written) -> str:
    cleaned, count = _NOT_XML.subn("", text)
    written.replaced += count
    return cleaned


def _probability_prop(bead: Bead) -> str:
    return "" if bead.probability is None else _PROBABILITY.format(bead.probability)


def _language(code: str) -> Language | None:
    """Return the language of a code such as ``ZH-Hant-TW`` or ``en_US``."""
    match re.split("[-_]", code.lower())[0]:
        case "zh" | "cmn":
            return "zh"
        case "en":
            return "en"
    return None


def _elements(path: Path, *tags: str) -> Iterator[etree._Element]:
    """Yield the elements as they end, and forget them afterwards: memory stays constant.

    Raises:
        InputError: the file cannot be read.
        FormatError: it is no well-formed XML.
    """
    try:
        with path.open("rb") as stream:
            events = etree.iterparse(
                stream, tag=tags, resolve_entities=False, load_dtd=False, no_network=True
            )
            for _, element in events:
                yield element
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise FormatError(
            f"not well-formed XML: {error.msg}",
            place=f"{path}:{error.lineno}",
            way_out="export the file again",
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error


def _source_language(path: Path) -> Language | None:
    for header in _elements(path, "header", "tu"):
        return _language(header.get("srclang", ""))
    raise FormatError("no header and no units", place=str(path), way_out="is this a TMX file?")


def _beads(path: Path, source_language: Language, target_language: Language) -> Iterator[Bead]:
    source, target = Side(), Side()
    incomplete = 0
    for unit in _elements(path, "tu"):
        place = f"{path}:{unit.sourceline}"
        texts = _texts(unit, place)
        if source_language not in texts or target_language not in texts:
            incomplete += 1
            continue
        yield Bead(
            source.sentences(texts[source_language]),
            target.sentences(texts[target_language]),
            _probability(unit, place),
        )
    if incomplete:
        logger.warning("%s: %d units without both languages left out", path, incomplete)


def _texts(unit: etree._Element, place: str) -> dict[Language, str]:
    """Return the unit's text in each language; of several variants the first."""
    texts: dict[Language, str] = {}
    for variant in unit.iterchildren("tuv"):
        language = _language(variant.get(_XML_LANG) or variant.get("lang") or "")
        segment = variant.find("seg")
        if language is not None and segment is not None:
            texts.setdefault(language, "".join(_text(segment, place)))
    return texts


def _text(element: etree._Element, place: str) -> Iterator[str]:
    """Yield the pieces of text in an element, leaving out native codes."""
    yield element.text or ""
    for child in element:
        if child.tag is etree.Entity:
            raise FormatError(
                f"entity {child.text}", place=place, way_out="write the character itself"
            )
        if isinstance(child.tag, str) and child.tag not in _NATIVE_CODES:
            yield from _text(child, place)
        yield child.tail or ""


def _probability(unit: etree._Element, place: str) -> float | None:
    for prop in unit.iterchildren("prop"):
        if prop.get("type") == "x-probability":
            return parse_probability(prop.text or "", place)
    return None


def _quoted(value: str) -> str:
    """Return an attribute's value in quotation marks."""
    return f'"{value.translate(_ESCAPES)}"'
