"""Bitexts for the tests of formats."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from aligner.bead import STATUSES, Bead, Bitext
from aligner.document import Document, Sentence

HARMLESS = "改革a é🐼　"
# What breaks naive writers, and every format must keep.
DIFFICULT = "\t\n\\tnr&<>\"']]>;,:#%\u00ad"


def sentences(texts: Sequence[str]) -> Sequence[Sentence]:
    """Return the texts as sentences of a document in which each is a line."""
    return Document.of_lines("", "zh", texts).sentences


def bitext(*rows: tuple[Sequence[str], Sequence[str], float | None]) -> Bitext:
    """Return a Chinese–English bitext with these texts and probabilities."""
    source = iter(sentences([text for row in rows for text in row[0]]))
    target = iter(sentences([text for row in rows for text in row[1]]))
    beads = [
        Bead(tuple(next(source) for _ in left), tuple(next(target) for _ in right), probability)
        for left, right, probability in rows
    ]
    return Bitext("zh", "en", beads, "a.zh.txt", "a.en.txt")


def document(name: str, language: str, beads: Sequence[Bead]) -> Document:
    """Return the document that one side of the beads came from."""
    sides = [bead.source if language == "zh" else bead.target for bead in beads]
    found = tuple(sentence for side in sides for sentence in side)
    text = "\n".join(sentence.text for sentence in found)
    return Document(name, "zh" if language == "zh" else "en", text, found)


_text = st.text(alphabet=HARMLESS + DIFFICULT, max_size=12)
_side = st.lists(_text, max_size=3)
_probability = st.none() | st.floats(0, 1).map(lambda p: round(p, 4))
_row = st.tuples(_side, _side, _probability)
# What people and CAT tools add to a bead: status, note, unit, lock.
_marks = st.fixed_dictionaries(
    {
        "status": st.none() | st.sampled_from(STATUSES),
        "note": _text.map(str.strip),
        # Letters, numbers, what ids are made of, and what no XML id may hold.
        "unit": st.text(alphabet="ab1/-_.:#改 ", max_size=6).map(str.strip),
        "locked": st.booleans(),
    }
)


def _marked(rows: Sequence[tuple[Any, Any]]) -> Bitext:
    plain = bitext(*(row for row, _ in rows))
    beads: list[Bead] = []
    for bead, (_, marks) in zip(plain.beads, rows, strict=True):
        taken = {earlier.unit for earlier in beads}
        unit = "" if marks["unit"] in taken else marks["unit"]  # Unique, or empty.
        beads.append(replace(bead, **{**marks, "unit": unit}))
    return replace(plain, beads=beads)


bitexts = st.lists(st.tuples(_row, _marks), max_size=6).map(_marked)
