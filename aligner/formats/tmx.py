"""TMX 1.4b, the exchange format of translation memories.

Beads with an empty side are left out. The probability stands in ``<prop type="x-probability">``,
status and lock in ``x-status`` and ``x-locked``, the note in ``<note>``, the unit's name in
``tuid``; nothing depends on the clock, so the same bitext gives the same bytes. Language codes are
``zh-CN`` and ``en-US`` unless chosen otherwise, because many tools want a region. Characters that
XML cannot hold are dropped and counted.

Reading keeps the units that have both languages (by the first part of the code: ``zh-TW`` is zh),
takes the text of ``<seg>`` without the native codes in its inline tags, and opens no other file.
Names of units need not be unique in TMX and are passed on as they are: telling them apart would
take memory that grows with the file. Source: TMX 1.4b Specification, LISA OSCAR, 2005.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from aligner import __version__
from aligner.bead import STATUSES, Bead, Bitext, Status, join
from aligner.document import Language, other_language
from aligner.formats.base import (
    Keeps,
    ReadOptions,
    Side,
    WriteOptions,
    Written,
    leave_out,
)
from aligner.formats.markup import clean, escape, quote
from aligner.formats.tmx_units import read_units, source_language_of
from aligner.output import Output

logger = logging.getLogger(__name__)

CODES: dict[Language, str] = {"zh": "zh-CN", "en": "en-US"}
_STATUS: dict[str, Status] = {status: status for status in STATUSES}
_BATCH = 500  # units encoded and written at a time: fewer calls, little memory

# Written as text, five times faster than through element objects.
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
<header creationtool="aligner" creationtoolversion={version} segtype="sentence" \
o-tmf="aligner" adminlang="en" srclang={source} datatype="plaintext"/>
<body>
"""
_TAIL = "</body>\n</tmx>\n"


class Tmx:
    """TMX 1.4b."""

    keeps = Keeps(
        empty_source=False, empty_target=False, status=True, note=True, unit=True, lock=True
    )
    takes = frozenset({"source_code", "target_code", "min_probability"})

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one unit a bead."""
        written = Written()
        stream = output.part()
        source_code = quote(options.source_code or CODES[bitext.source_language])
        head = _HEAD.format(version=quote(__version__), source=source_code)
        stream.write(head.encode())
        units = _units(bitext, options, written)
        while batch := "".join(islice(units, _BATCH)):
            stream.write(batch.encode())
        stream.write(_TAIL.encode())
        return written

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Read the units that have both languages; the header names the source language."""
        source = source_language_of(path) or options.source_language
        target = other_language(source)
        return Bitext(source, target, _beads(path, source, target), str(path), str(path))


def _units(bitext: Bitext, options: WriteOptions, written: Written) -> Iterator[str]:
    """Yield the unit of every bead that has both sides."""
    languages = bitext.source_language, bitext.target_language
    source_code = quote(options.source_code or CODES[languages[0]])
    target_code = quote(options.target_code or CODES[languages[1]])
    before_source = f"\n<tuv xml:lang={source_code}><seg>"
    before_target = f"</seg></tuv>\n<tuv xml:lang={target_code}><seg>"
    for bead in bitext.beads:
        source = clean(join(bead.source, languages[0]), written)
        target = clean(join(bead.target, languages[1]), written)
        if leave_out(bead, source, target, options, written):
            continue
        written.beads += 1
        yield (
            f"{_opening(bead, written)}{before_source}{escape(source)}"
            f"{before_target}{escape(target)}</seg></tuv>\n</tu>\n"
        )


def _opening(bead: Bead, written: Written) -> str:
    """Return the unit's start tag and what it says of the bead, in the order the DTD wants."""
    opening = f"<tu tuid={quote(clean(bead.unit, written))}>" if bead.unit else "<tu>"
    if bead.note:
        opening += f"<note>{escape(clean(bead.note, written))}</note>"
    if bead.probability is not None:
        opening += f'<prop type="x-probability">{bead.probability:.4f}</prop>'
    if bead.status is not None:
        opening += f'<prop type="x-status">{bead.status}</prop>'
    return opening + '<prop type="x-locked">yes</prop>' if bead.locked else opening


def _beads(path: Path, source_language: Language, target_language: Language) -> Iterator[Bead]:
    source, target = Side(), Side()
    incomplete = unknown = 0
    for unit in read_units(path):
        texts, props = unit.texts, unit.props
        if source_language not in texts or target_language not in texts:
            incomplete += 1
            continue
        status = _STATUS.get(props.get("x-status", ""))
        unknown += status is None and "x-status" in props
        yield Bead(
            source.sentences(texts[source_language]),
            target.sentences(texts[target_language]),
            unit.probability,
            status,
            unit.note,
            unit.name,
            props.get("x-locked") == "yes",
            (unit.places[source_language], unit.places[target_language]),
        )
    if incomplete:
        logger.warning("%s: %d units without both languages left out", path, incomplete)
    if unknown:
        logger.warning("%s: %d units of unknown status, read as without", path, unknown)
