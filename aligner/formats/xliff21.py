"""XLIFF 2.1: one ``<unit>`` with one ``<segment>`` a bead.

A unit named ``unit/segment`` gets these two ids. Ids may hold letters, digits and ``._:-`` only;
any other name stands in the unit's metadata, as does the probability. A locked unit has
``translate="no"``. Characters that XML cannot hold are written as ``<cp hex="001B"/>``. Beads
without source text are left out. Reading takes every file of the XLIFF family. Source: XLIFF 2.1,
OASIS Standard, 2018.
"""

from __future__ import annotations

import re

from aligner.bead import Bead, Bitext
from aligner.formats.base import WriteOptions, Written
from aligner.formats.markup import escape, quote
from aligner.formats.xliff12 import document_name
from aligner.formats.xliff_dialects import METADATA
from aligner.formats.xliff_files import XliffFile
from aligner.formats.xliff_writing import Texts, UnitNames, codes_of, write_units
from aligner.output import Output

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="{metadata}" \
srcLang={source} trgLang={target}>
<file id="f1" original={original}>
"""
_EMPTY = '<group id="empty"/>\n'  # A file must not be empty.
_TAIL = "</file>\n</xliff>\n"
_IDS = re.compile(r"([A-Za-z0-9._:\-一-鿿]+)(?:/([A-Za-z0-9._:\-一-鿿]+))?")


class Xliff21(XliffFile):
    """XLIFF 2.1."""

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one unit a bead."""
        written, names, ids = Written(), UnitNames(), UnitNames()
        stream = output.part()
        source, target = codes_of(bitext, options)
        original = document_name(bitext)
        head = _HEAD.format(metadata=METADATA, source=source, target=target, original=original)
        stream.write(head.encode())
        write_units(
            bitext,
            stream,
            options,
            written,
            lambda bead, texts: _unit(bead, texts, names.take(bead.unit, written), ids),
            has_cp=True,
        )
        stream.write(((_EMPTY if not written.beads else "") + _TAIL).encode())
        return written


def _unit(bead: Bead, texts: Texts, name: str, ids: UnitNames) -> str:
    unit_id, segment_id, is_named = _ids(name, ids)
    metas = [] if is_named else [("unit", name)]
    if bead.probability is not None:
        metas.append(("probability", f"{bead.probability:.4f}"))
    locked = ' translate="no"' if bead.locked else ""
    note = f"<notes><note>{escape(texts.note)}</note></notes>\n" if texts.note else ""
    state = f' state="{bead.status}"' if bead.status else ""
    segment = f" id={quote(segment_id)}" if segment_id else ""
    target = f"<target>{texts.target}</target>\n" if texts.target or state else ""
    return (
        f"<unit id={quote(unit_id)}{locked}{texts.space}>\n{_metadata(metas)}{note}"
        f"<segment{segment}{state}>\n<source>{texts.source}</source>\n{target}</segment>\n</unit>\n"
    )


def _ids(name: str, ids: UnitNames) -> tuple[str, str, bool]:
    """Return the ids of unit and segment, and whether they say the unit's name."""
    match = _IDS.fullmatch(name)
    if match is not None and ids.claim(match[1]):
        return match[1], match[2] or "", True
    return ids.new(), "", False


def _metadata(metas: list[tuple[str, str]]) -> str:
    if not metas:
        return ""
    items = "".join(f'<mda:meta type="{kind}">{escape(value)}</mda:meta>' for kind, value in metas)
    group = f'<mda:metaGroup category="aligner">{items}</mda:metaGroup>'
    return f"<mda:metadata>{group}</mda:metadata>\n"
