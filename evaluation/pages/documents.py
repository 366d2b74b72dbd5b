"""Results of readers and formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.pages.table import MISSING, Read, Row, Section


def sections(read: Read) -> Iterator[Section]:
    """Yield what is measured of documents and bitext formats."""
    rows = (*_documents(read("documents")), *_formats(read("formats")))
    yield Section("Documents and formats", ("documents", "formats"), rows)


def _documents(documents: Mapping[str, Any]) -> Iterator[Row]:
    """Yield how much depends on the kind of file a document comes in."""
    count = len(documents.get("kinds", {})) - 1
    several = f"article, {count} reports; the lowest" if count > 1 else "article, report; the lower"
    beads = f"beads of a text file found again from other kinds ({several})"
    split = "interleaved paragraphs of both languages split to the right side"
    yield Row(beads, _least(documents), "100%, PDF ≥ 99%")
    yield Row(split, _interleaved(documents), "≥ 99.5%")
    if clean := documents.get("without_faults"):
        what = "the same beads, without passages that are faulty in the data"
        yield Row(what, _least(clean))
        yield Row("the same paragraphs, without them", _interleaved(clean))


def _least(documents: Mapping[str, Any]) -> str:
    """Return the lowest share of each kind of file."""
    kinds = list(documents.get("kinds", {}).values())
    least = {kind: min(one[kind]["share"] for one in kinds) for kind in (kinds or [{}])[0]}
    return " · ".join(f"{kind.lstrip('.')} {share:.1%}" for kind, share in least.items()) or MISSING


def _interleaved(documents: Mapping[str, Any]) -> str:
    return f"{documents['interleaved']['share']:.2%}" if documents else MISSING


def _formats(formats: Mapping[str, Any]) -> Iterator[Row]:
    """Yield time and memory for a large translation memory."""
    for action in ("write", "read"):
        one = formats["tmx"][action] if formats else {}
        shown = f"{one['seconds']:.1f} s, {one['peak_mebibytes']:.0f} MiB" if one else MISSING
        yield Row(f"TMX of 580,000 units: {action}", shown, "≤ 8 s, ≤ 100 MB")
