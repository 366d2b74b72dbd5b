"""Reading and writing for the tests of XLIFF and PO."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from aligner.bead import Bead, Bitext, Status, join
from aligner.document import Sentence
from aligner.formats import (
    WriteOptions,
    WritesBack,
    Written,
    load_format,
    read_bitext,
    write_bitext,
)
from aligner.output import Output
from tests.formats.texts import bitext


def read(folder: Path, name: str, content: str | bytes) -> Bitext:
    """Read a file of this content, all beads at once."""
    path = folder / "in"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_bitext(path, name)
    return replace(found, beads=list(found.beads))


def written(name: str, beads: Bitext, options: WriteOptions | None = None) -> bytes:
    """Return what is written."""
    stream = io.BytesIO()
    write_bitext(beads, stream, name, options)
    return stream.getvalue()


def marked(zh: str, en: str, status: Status | None = None, **marks: object) -> Bitext:
    """Return a bitext of one bead with a status and other marks."""
    plain = bitext(([zh], [en] if en else [], None))
    bead = next(iter(plain.beads))
    return replace(plain, beads=[replace(bead, status=status, **marks)])  # type: ignore[arg-type]


def sides(found: Bitext) -> list[tuple[str, str]]:
    """Return the texts of all beads."""
    languages = found.source_language, found.target_language
    return [(join(b.source, languages[0]), join(b.target, languages[1])) for b in found.beads]


def changed(found: Bitext, unit: str, text: str | None = None, **marks: object) -> Bitext:
    """Return a bitext of one bead of another: with another translation, status or note."""
    bead = next(bead for bead in found.beads if bead.unit == unit)
    if text is not None:
        marks["target"] = (Sentence(0, 0, len(text), text),)
    return replace(found, beads=[replace(bead, **marks)])  # type: ignore[arg-type]


def write_back(folder: Path, name: str, beads: Bitext) -> tuple[str, Written]:
    """Return the file read by ``read`` with the beads written back, and the counts."""
    stream = io.BytesIO()
    chosen = cast(WritesBack, load_format(name))
    with Output(stream) as output:
        counts = chosen.write_back(folder / "in", beads, output)
    return stream.getvalue().decode(), counts


def units(beads: Bitext) -> list[Bead]:
    """Return the beads as a list."""
    return list(beads.beads)


def peer_texts(store: Any, content: bytes) -> list[tuple[str, str]]:  # noqa: ANN401 - untyped
    """Return the texts of all units as a class of translate-toolkit reads them."""
    found = store.parsestring(content).units
    return [(str(unit.source), str(unit.target or "")) for unit in found if unit.source]
