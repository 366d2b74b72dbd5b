"""Aligning anew around the beads a person has confirmed.

The corrected rows are found in the documents by their texts, whatever has become of their order.
Confirmed rows become borders that no other bead crosses; between them the aligner decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aligner.alignment import Borders, align
from aligner.alignment.window import Evidence
from aligner.bead import Alignment, Bead, Status, join
from aligner.correction.chain import Placed, longest_chain
from aligner.correction.changes import Changes, compare
from aligner.correction.location import Ground, Stretch, bare, fill_from_other_side, locate
from aligner.correction.recut import recut, retexted
from aligner.document import Document


@dataclass(frozen=True, slots=True)
class Corrected:
    """An alignment that keeps what was corrected by hand."""

    alignment: Alignment  # its documents have the texts as they were edited
    changes: Changes


def keep(
    source: Document, target: Document, rows: Sequence[Bead], evidence: Sequence[Evidence]
) -> Corrected:
    """Align two documents, holding the confirmed rows of a corrected bitext fixed.

    If no row is marked as confirmed, all of them count as confirmed. A row is found by its text; if
    that was edited, by its neighbours and its likeness, and the edited text replaces the
    document's. A row may begin or end inside a sentence: the sentence is cut there.

    Raises:
        ValueError: not one Chinese and one English document.
    """
    grounds = Ground.of(source), Ground.of(target)
    placed = _placed(rows, source, target, grounds)
    marked = any(row.is_confirmed for row in rows)
    wanted = [place for place in placed if place.bead.is_confirmed or not marked]
    kept = longest_chain(wanted)
    changes = compare(rows, placed, wanted, kept, grounds)
    source = recut(source, (end for place in kept for end in place.source))
    target = recut(target, (end for place in kept for end in place.target))
    fixed = _fixed(kept, Ground.of(source), Ground.of(target))
    borders = Borders.at(corner for box in fixed for corner in box.corners)
    alignment = align(source, target, evidence, borders=borders)
    return Corrected(_with_texts(_merged(alignment, fixed), fixed), changes)


def _placed(
    rows: Sequence[Bead], source: Document, target: Document, grounds: tuple[Ground, Ground]
) -> list[Placed]:
    """Return the rows that stand in the documents, with their places."""
    texts = [(join(row.source, source.language), join(row.target, target.language)) for row in rows]
    left = locate([text for text, _ in texts], grounds[0])
    right = locate([text for _, text in texts], grounds[1])
    sizes = len(grounds[0].text), len(grounds[1].text)
    fill_from_other_side(right, left, [text for _, text in texts], (sizes[1], sizes[0]))
    fill_from_other_side(left, right, [text for text, _ in texts], sizes)
    return list(_complete(rows, texts, left, right))


def _complete(
    rows: Sequence[Bead],
    texts: Sequence[tuple[str, str]],
    left: Sequence[tuple[int, int] | None],
    right: Sequence[tuple[int, int] | None],
) -> Iterator[Placed]:
    """Yield the rows found; an empty side stands behind that of the row before."""
    before: Placed | None = None
    for number, (row, (one, other)) in enumerate(zip(rows, texts, strict=True)):
        source, target = left[number], right[number]
        ends = (before.source[1], before.target[1]) if before else (0, 0)
        if not bare(one) and target:
            source = (ends[0], ends[0])
        if not bare(other) and source:
            target = (ends[1], ends[1])
        if source and target:
            before = Placed(number, row, source, target, (one, other))
            yield before


@dataclass(frozen=True, slots=True)
class _Box:
    """The sentences of a kept row."""

    source: range
    target: range
    bead: Bead
    texts: tuple[str | None, str | None]  # where they were edited

    @property
    def corners(self) -> tuple[tuple[int, int], tuple[int, int]]:
        return (self.source.start, self.target.start), (self.source.stop, self.target.stop)


def _fixed(kept: Sequence[Placed], source: Ground, target: Ground) -> list[_Box]:
    return [
        _Box(
            source.sentences(place.source),
            target.sentences(place.target),
            place.bead,
            (
                _edited(source, place.source, place.texts[0]),
                _edited(target, place.target, place.texts[1]),
            ),
        )
        for place in kept
    ]


def _edited(ground: Ground, stretch: Stretch, text: str) -> str | None:
    """Return the text of a row if it is not that of the document."""
    return text if ground.differs(stretch, text) else None


def _merged(alignment: Alignment, fixed: Sequence[_Box]) -> Alignment:
    """Return the alignment with one bead, the confirmed one, in each box."""
    boxes = iter(fixed)
    box = next(boxes, None)
    beads: list[Bead] = []
    row = column = 0
    for bead in alignment.beads:
        while box and (row, column) == box.corners[0]:
            beads.append(_confirmed(alignment, box))
            (row, column), box = box.corners[1], next(boxes, None)
        first = (*bead.source, *bead.target)[0]
        behind = first.index >= (row if bead.source else column)
        if behind:
            beads.append(bead)
            row, column = row + len(bead.source), column + len(bead.target)
    return Alignment(alignment.source, alignment.target, tuple(beads))


def _confirmed(alignment: Alignment, box: _Box) -> Bead:
    source = alignment.source.sentences[box.source.start : box.source.stop]
    target = alignment.target.sentences[box.target.start : box.target.stop]
    status: Status = "final" if box.bead.status == "final" else "reviewed"
    return replace(box.bead, source=source, target=target, probability=1.0, status=status)


def _with_texts(alignment: Alignment, fixed: Sequence[_Box]) -> Alignment:
    """Return the alignment with the texts that were edited."""
    edited = [
        {box.source: box.texts[0] for box in fixed if box.texts[0] is not None},
        {box.target: box.texts[1] for box in fixed if box.texts[1] is not None},
    ]
    if not any(edited):
        return alignment
    parts: list[list[tuple[range, str | None]]] = [[], []]
    counts = [0, 0]
    for bead in alignment.beads:
        for side, number in enumerate(bead.shape):
            part = range(counts[side], counts[side] + number)
            counts[side] += number
            parts[side].append((part, edited[side].get(part) if part else None))
    source, sources = retexted(alignment.source, parts[0])
    target, targets = retexted(alignment.target, parts[1])
    beads = (
        replace(
            bead,
            source=source.sentences[a.start : a.stop],
            target=target.sentences[b.start : b.stop],
        )
        for bead, a, b in zip(alignment.beads, sources, targets, strict=True)
    )
    return Alignment(source, target, tuple(beads))
