"""A document translated: each sentence in its place, the places and looks of the file kept."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aligner.bead import Bead, Bitext, join
from aligner.document import Document, Edit, Language, Place, Sentence
from aligner.glossary.rendering import Span
from aligner.readers.base import Formatted, Stretch
from aligner.text.segmentation import Span as Piece
from aligner.text.segmentation import segment
from aligner.translation.base import Direction
from aligner.translation.formatting import Link, code_in, placed
from aligner.translation.job import Job
from aligner.translation.sentences import Asks, Line, Rendered, render
from aligner.translation.units import label_of

_GOES_ON = re.compile(r"[，,、；;：:][”’」』）)\"']*\Z")
_STOP = re.compile(r"[。．.!！?？；;：:，,…]+\Z")
_INDENT = re.compile(r"\u3000+\Z")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of the source and what it became."""

    sentence: Sentence
    stretches: tuple[Stretch, ...]  # what is replaced; an automatic number is in none
    skipped: int  # code points of an automatic number at the start of the sentence on one line
    rendered: Rendered

    @property
    def is_translated(self) -> bool:
        """Whether there is a text to put in its place."""
        return bool(self.rendered.outcome.text and self.stretches)


@dataclass(frozen=True, slots=True)
class Translated:
    """A document and its translation."""

    source: Document
    target: Document  # its text is that of the file written; places lead to that file
    parts: tuple[Part, ...]
    beads: tuple[Bead, ...]  # a source sentence each; without target where there is none

    @property
    def bitext(self) -> Bitext:
        """The beads as a stream, for the writers."""
        source, target = self.source, self.target
        return Bitext(source.language, target.language, self.beads, source.name, target.name)

    def edits(self) -> tuple[list[Edit], int]:
        """Return the edits that make the source's file the target's.

        The second value is the number of marked stretches that were placed by guess.
        """
        edits: list[Edit] = []
        guessed = 0
        for part in self.parts:
            if part.is_translated and not self._is_as_it_was(part):
                sides, language = _sides(part, self.source), self.source.language
                found = placed(part.stretches, *sides, _links(part), language)
                edits += found.edits
                guessed += found.guessed
        return [*edits, *_between(self.source, self.parts, self.target.language)], guessed

    def _is_as_it_was(self, part: Part) -> bool:
        source, target = _sides(part, self.source)
        return source == target


def translate_document(
    document: Document, direction: Direction, job: Job, asks: Asks, name: str
) -> Translated:
    """Translate a document.

    Args:
        document: in the source language.
        direction: of the job.
        job: translates the sentences.
        asks: what the glossary asks of a text, in the order of the document.
        name: of the translation, as bitexts and findings call it.

    Raises:
        AlignerError: the translator's.
    """
    begun = [_begun(document, sentence) for sentence in document.sentences]
    lines = _lines(document, begun)
    parts = tuple(
        Part(sentence, stretches, skipped, rendered)
        for sentence, (stretches, skipped), rendered in zip(
            document.sentences, begun, render(lines, direction, job, asks), strict=True
        )
    )
    return _assembled(document, parts, direction, name)


def _begun(document: Document, sentence: Sentence) -> tuple[tuple[Stretch, ...], int]:
    """Return what of a sentence may be replaced, and how much stands before it on one line."""
    stretches = [Stretch(sentence.start, sentence.end, "")]
    if isinstance(document.places, Formatted):
        stretches = document.places.stretches(sentence.start, sentence.end)
    if not stretches:  # an automatic number alone
        return (), len(sentence.text)
    label = document.text[sentence.start : stretches[0].start]
    after = document.text[stretches[0].start : sentence.end]
    blank = len(after) - len(after.lstrip()) if label else 0
    first = stretches[0]
    stretches[0] = first._replace(start=min(first.start + blank, first.end))
    return tuple(stretches), len(label) + blank


def _lines(document: Document, begun: Sequence[tuple[Sequence[Stretch], int]]) -> Iterator[Line]:
    """Yield the sentences, each on one line, without automatic numbers."""
    texts = [
        join((sentence,), document.language)[skip:].strip()
        for sentence, (_, skip) in zip(document.sentences, begun, strict=True)
    ]
    for index, sentence in enumerate(document.sentences):
        before = document.sentences[index - 1] if index else None
        is_first = before is None or before.paragraph != sentence.paragraph
        goes_on = before is not None and _GOES_ON.search(before.text)
        yield Line(
            texts[index],
            texts[index - 1] if index else "",
            texts[index + 1] if index + 1 < len(texts) else "",
            begins=is_first or not goes_on,
            code=code_in(begun[index][0], document.text),
        )


def _sides(part: Part, document: Document) -> tuple[str, str]:
    start, end = part.stretches[0].start, part.stretches[-1].end
    return document.text[start:end], part.rendered.outcome.text


def _links(part: Part) -> list[Link]:
    """Return what is known of the words of a sentence: its terms, and where all of it stands."""
    if "\n" in part.sentence.text:  # there the offsets on one line are others
        return []
    outcome, sides = part.rendered.outcome, (part.rendered.line.text, part.rendered.outcome.text)
    ends = [len(_STOP.sub("", side)) for side in sides]
    starts = part.rendered.marker
    found = [
        Link(Span(starts[0], source), Span(starts[1], target))
        for source, target in ((ends[0], ends[1]), (len(sides[0]), len(sides[1])))
        if starts[0] < source and starts[1] < target
    ]
    for term in outcome.terms:
        if term.span is not None:
            found.append(Link(term.requirement.span, term.span))
    return found


def _between(document: Document, parts: Sequence[Part], target: Language) -> Iterator[Edit]:
    """Yield what changes between sentences: English has spaces there, Chinese has none."""
    before: Part | None = None
    for part in parts:
        start = part.sentence.start
        is_first = before is None or before.sentence.paragraph != part.sentence.paragraph
        if is_first:
            indent = _INDENT.search(document.text, max(start - 8, 0), start)
            if indent and target == "en" and part.is_translated:
                yield Edit(*indent.span(), "")
        elif before is not None and (before.is_translated or part.is_translated):
            gap = document.text[before.sentence.end : start]
            if target == "en" and not gap.strip("\u3000"):
                yield Edit(before.sentence.end, start, " ")
            elif target == "zh" and gap and not gap.strip() and before.is_translated:
                yield Edit(before.sentence.end, start, "")
        before = part


def _assembled(
    document: Document, parts: tuple[Part, ...], direction: Direction, name: str
) -> Translated:
    """Put the translation together: its text, its sentences, and the beads."""
    edits = [_shown(part, document, direction) for part in parts if part.is_translated]
    edits += _between(document, parts, direction.target)
    edits.sort(key=lambda edit: (edit.start, edit.end))
    text, starts = _edited(document.text, edits)
    sentences: list[Sentence] = []
    beads: list[Bead] = []
    origins: list[tuple[int, int]] = []  # where a paragraph begins in both texts
    for part in parts:
        found: list[Sentence] = []
        if part.is_translated:
            start, length = starts[part.sentence.start]
            paragraph = part.sentence.paragraph
            if not sentences or sentences[-1].paragraph != paragraph:
                origins.append((start, part.sentence.start))
            span = Piece(start, start + length, paragraph)
            for first, last, _ in segment(text, direction.target, paragraphs=[span]):
                index = len(sentences) + len(found)
                found.append(Sentence(index, first, last, text[first:last], paragraph))
        sentences += found
        note = part.rendered.outcome.why if not found else ""
        beads.append(Bead((part.sentence,), tuple(found), note=note))
    places = _TargetPlaces(document, origins)
    target = Document(name, direction.target, text, tuple(sentences), places)
    return Translated(document, target, parts, tuple(beads))


def _shown(part: Part, document: Document, direction: Direction) -> Edit:
    """Return what a sentence becomes as it is read, an automatic number with it."""
    label = document.text[part.sentence.start : part.stretches[0].start]
    text = label_of(label, direction) + part.rendered.outcome.text
    return Edit(part.sentence.start, part.stretches[-1].end, text)


def _edited(text: str, edits: Sequence[Edit]) -> tuple[str, dict[int, tuple[int, int]]]:
    """Return a text with edits made, and start and length of each replacement by its old start."""
    pieces: list[str] = []
    starts: dict[int, tuple[int, int]] = {}
    position = length = 0
    for edit in edits:
        length += edit.start - position
        pieces += text[position : edit.start], edit.replacement
        if edit.start < edit.end:
            starts[edit.start] = length, len(edit.replacement)
        length += len(edit.replacement)
        position = edit.end
    return "".join([*pieces, text[position:]]), starts


@dataclass(frozen=True, slots=True)
class _TargetPlaces:
    """Places in the file that will be written: its paragraphs stand where the source's do."""

    source: Document
    origins: Sequence[tuple[int, int]]

    def locate(self, offset: int) -> Place:
        """Return the place of a code-point offset into the translation."""
        index = bisect_right(self.origins, (offset, len(self.source.text))) - 1
        if index < 0:
            return self.source.locate(0)
        start, origin = self.origins[index]
        place = self.source.locate(origin)
        return place._replace(column=place.column + offset - start)

    def apply(self, edits: Sequence[Edit]) -> bytes:
        """Return what the file behind it holds: that is the source's.

        Raises:
            ValueError: there are edits; they belong to the source.
        """
        raise ValueError("a translation has no file of its own: edit its source")
