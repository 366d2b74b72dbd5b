"""What a new version keeps of a translated text, and what it changes.

Each bead of the old bitext is looked for in the new version: found as it is, it is unchanged, also
where it has moved; found much alike between its neighbours, it is changed; else it is dropped.
Sentences of the new version that no old bead has become are new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from aligner.bead import Bead, Bitext, join
from aligner.correction.chain import longest_rise
from aligner.correction.location import Ground, locate
from aligner.document import Document

if TYPE_CHECKING:
    from aligner.alignment.window import Evidence

Kind = Literal["unchanged", "moved", "changed", "new", "dropped"]
KINDS: tuple[Kind, ...] = ("unchanged", "moved", "changed", "new", "dropped")


@dataclass(frozen=True, slots=True)
class Change:
    """A bead of the new version and what it was before."""

    kind: Kind
    bead: Bead | None  # None: dropped
    old: Bead | None  # None: new


@dataclass(frozen=True, slots=True)
class Revision:
    """The beads of a new version in order, the dropped ones of the old version where they were."""

    changes: tuple[Change, ...]

    @property
    def counts(self) -> Counter[Kind]:
        """How many beads there are of each kind."""
        return Counter(change.kind for change in self.changes)

    def beads(self) -> Iterator[Bead]:
        """Yield the new beads; what is left to do stands in status and note."""
        return (change.bead for change in self.changes if change.bead)


def revise(
    old: Bitext,
    source: Document,
    target: Document | None = None,
    evidence: Sequence[Evidence] = (),
) -> Revision:
    """Compare an old bitext with the new version of its source, or of both its sides.

    With a new source only, changed beads keep the old target, for a person to mend, and new ones
    have none; both get the status "initial". With a new target too, beads found unchanged on both
    sides are held fixed and the rest is aligned, for which ``evidence`` is needed.

    Raises:
        ValueError: the new version is in other languages than the old bitext.
    """
    if source.language != old.source_language or (target and target.language == source.language):
        raise ValueError(f"{source.name}: not in the source language of the old bitext")
    rows = tuple(old.beads)
    sources = _Found.of([join(row.source, old.source_language) for row in rows], source)
    if target is None:
        changes = _with_old_targets(rows, sources, source, old)
    else:
        targets = _Found.of([join(row.target, old.target_language) for row in rows], target)
        changes = _realigned(rows, sources, targets, (source, target), evidence)
    return Revision(tuple(_with_dropped(changes, rows)))


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the old beads stand in one side of the new version."""

    exact: frozenset[int]  # numbers of the old beads found as they were
    moved: frozenset[int]  # of these, those out of order
    sentences: Mapping[int, range]  # by number of the old bead; also those found much alike
    numbers: Mapping[int, int]  # by sentence of the new version

    @classmethod
    def of(cls, texts: Sequence[str], document: Document) -> _Found:
        ground = Ground.of(document)
        places = {
            number: place
            for number, place in enumerate(locate(texts, ground, whole=True))
            if place is not None
        }
        exact = frozenset(n for n, place in places.items() if not ground.differs(place, texts[n]))
        numbers = list(places)
        rising = longest_rise([places[number] for number in numbers])
        moved = set(numbers) - {numbers[index] for index in rising}
        sentences = {number: ground.sentences(place) for number, place in places.items()}
        by_sentence = {index: number for number, span in sentences.items() for index in span}
        return cls(exact, exact & moved, sentences, by_sentence)


def _with_old_targets(
    rows: Sequence[Bead], found: _Found, source: Document, old: Bitext
) -> Iterator[tuple[Change, int]]:
    """Yield the new source with what is left of the old target, and the old bead's number."""
    index = 0
    while index < len(source.sentences):
        number = found.numbers.get(index, -1)
        end = found.sentences[number].stop if number >= 0 else index + 1
        sentences = source.sentences[index:end]
        index = end
        if number < 0:
            bead = Bead(sentences, (), status="initial", note="new")
            yield Change("new", bead, None), -1
            continue
        row = rows[number]
        if number in found.exact:
            kind: Kind = "moved" if number in found.moved else "unchanged"
            yield Change(kind, replace(row, source=sentences), row), number
        else:
            note = f"changed, was: {join(row.source, old.source_language)}"
            bead = replace(
                row, source=sentences, probability=None, status="initial", note=note, locked=False
            )
            yield Change("changed", bead, row), number


def _realigned(
    rows: Sequence[Bead],
    sources: _Found,
    targets: _Found,
    documents: tuple[Document, Document],
    evidence: Sequence[Evidence],
) -> Iterator[tuple[Change, int]]:
    """Yield the beads of the new version, and the number of the old bead each has been."""
    from aligner.correction.keep import keep  # with numpy, which comparing sources can do without

    fixed = [
        replace(row, unit=str(number), status=None, locked=False)
        for number, row in enumerate(rows)
        if number in sources.exact and (number in targets.exact or not row.target)
    ]
    used: set[int] = set()
    for bead in keep(*documents, fixed, evidence).alignment.beads:
        number = int(bead.unit) if bead.unit else _former(bead, sources, targets, used)
        used.add(number)
        if number < 0:
            yield Change("new", replace(bead, note="new"), None), -1
            continue
        row = rows[number]
        if bead.unit:
            kept = replace(row, source=bead.source, target=bead.target)
            yield Change("moved" if number in sources.moved else "unchanged", kept, row), number
        else:
            yield Change("changed", replace(bead, note=_was(row)), row), number


def _former(bead: Bead, sources: _Found, targets: _Found, used: set[int]) -> int:
    """Return the number of the old bead that has most likely become this one; -1 if none has."""
    numbers = [sources.numbers.get(sentence.index, -1) for sentence in bead.source]
    numbers += [targets.numbers.get(sentence.index, -1) for sentence in bead.target]
    return next((number for number in numbers if number >= 0 and number not in used), -1)


def _was(row: Bead) -> str:
    source, target = (" ".join(s.text for s in side) for side in (row.source, row.target))
    return f"changed, was: {source} | {target}"


def _with_dropped(changes: Iterator[tuple[Change, int]], rows: Sequence[Bead]) -> Iterator[Change]:
    """Yield the changes, and behind the bead that came before it each old one that is gone."""
    numbered = list(changes)
    gone = sorted(set(range(len(rows))) - {number for _, number in numbered}, reverse=True)
    for change, number in numbered:
        while gone and change.kind != "moved" and gone[-1] < number:
            yield Change("dropped", None, rows[gone.pop()])
        yield change
    yield from (Change("dropped", None, rows[number]) for number in reversed(gone))
