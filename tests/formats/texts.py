"""Bitexts for the tests of formats."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from aligner.bead import Bead, Bitext
from aligner.document import Document, Sentence

HARMLESS = "改革a é🐼　"
# What breaks naive writers, and every format must keep.
DIFFICULT = "\t\n\\tnr&<>\"']]>;,:#%\u00ad"


def sentences(texts: Sequence[str]) -> list[Sentence]:
    """Return the texts as sentences of a document in which each is a line."""
    made: list[Sentence] = []
    start = 0
    for index, text in enumerate(texts):
        made.append(Sentence(index, start, start + len(text), text))
        start += len(text) + 1
    return made


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
bitexts = st.lists(st.tuples(_side, _side, _probability), max_size=6).map(
    lambda rows: bitext(*rows)
)
