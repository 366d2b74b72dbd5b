"""XLIFF 1.2, which every CAT tool opens: one ``<trans-unit>`` a bead.

The unit's name is its ``id``, its status ``state`` and ``approved``, a locked one has
``translate="no"``, the note is a ``<note>``. The probability is an attribute of this program's own
namespace, which the schema allows. Beads without source text are left out. Reading takes every file
of the XLIFF family. Source: XLIFF 1.2, OASIS Standard, 2008.
"""

from __future__ import annotations

from aligner.bead import Bead, Bitext
from aligner.formats.base import WriteOptions, Written
from aligner.formats.markup import clean, escape, quote
from aligner.formats.xliff_dialects import OWN
from aligner.formats.xliff_files import XliffFile
from aligner.formats.xliff_states import XLIFF_12
from aligner.formats.xliff_writing import Texts, UnitNames, codes_of, write_units
from aligner.output import Output

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" {more}xmlns:aligner="{own}">
"""
FILE = """<file original={original} source-language={source} target-language={target} \
datatype={kind}>
<body>
"""
TAIL = "</body>\n</file>\n</xliff>\n"


class Xliff12(XliffFile):
    """XLIFF 1.2, and what is written like it."""

    namespaces = ""  # declared by the root element beside its own

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write one unit a bead."""
        written, names = Written(), UnitNames()
        stream = output.part()
        stream.write(
            (HEAD.format(more=self.namespaces, own=OWN) + file_tag(bitext, options)).encode()
        )
        write_units(
            bitext,
            stream,
            options,
            written,
            lambda bead, texts: self.unit(bead, texts, names.take(bead.unit, written)),
        )
        stream.write(TAIL.encode())
        return written

    def unit(self, bead: Bead, texts: Texts, name: str) -> str:
        """Return the unit of a bead."""
        approved = ' approved="yes"' if bead.status in ("reviewed", "final") else ""
        locked = ' translate="no"' if bead.locked else ""
        state = f" state={quote(XLIFF_12.write[bead.status])}" if bead.status else ""
        target = f"<target{state}>{texts.target}</target>\n" if texts.target or state else ""
        note = f"<note>{escape(texts.note)}</note>\n" if texts.note else ""
        return (
            f"<trans-unit id={quote(name)}{approved}{locked}{texts.space}"
            f"{probability_attribute(bead)}>\n"
            f"<source>{texts.source}</source>\n{target}{note}</trans-unit>\n"
        )


def file_tag(bitext: Bitext, options: WriteOptions, kind: str = "plaintext") -> str:
    """Return the tags that begin a file and its body."""
    source, target = codes_of(bitext, options)
    original = document_name(bitext)
    return FILE.format(original=original, source=source, target=target, kind=quote(kind))


def document_name(bitext: Bitext) -> str:
    """Return the name of the source document in quotation marks; what is no text in it goes."""
    return quote(clean(bitext.source_name, Written()) or "bitext")


def probability_attribute(bead: Bead) -> str:
    """Return the attribute that holds a bead's probability."""
    if bead.probability is None:
        return ""
    return f' aligner:probability="{bead.probability:.4f}"'
