"""Beads, alignments and bitexts: what aligning makes and formats read and write."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from aligner.document import Document, Language, Place, Sentence

# How far people have come with a bead; the states of XLIFF 2.1 (OASIS 2018, attribute ``state``).
Status = Literal["initial", "translated", "reviewed", "final"]
STATUSES: tuple[Status, ...] = ("initial", "translated", "reviewed", "final")


@dataclass(frozen=True, slots=True)
class Bead:
    """Source sentences and the target sentences that translate them; either side may be empty."""

    source: tuple[Sentence, ...]
    target: tuple[Sentence, ...]
    probability: float | None = None  # that both sides are exactly right, 0 … 1; None: not known
    status: Status | None = None  # None: not said
    note: str = ""  # what a person or a program remarks
    unit: str = ""  # how its file calls it, such as "tu12/s1"; unique there, or empty
    locked: bool = False  # not to be changed
    # Where the texts of source and target begin in the file they were read from.
    places: tuple[Place, Place] | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        """Check the range of the probability."""
        if self.probability is not None and not 0.0 <= self.probability <= 1.0:
            raise ValueError(f"probability {self.probability} is not between 0 and 1")

    def __reduce__(self) -> tuple[type[Bead], tuple[object, ...]]:
        """Be sent to another process as its sentences are."""
        about = (self.status, self.note, self.unit, self.locked, self.places)
        return Bead, (self.source, self.target, self.probability, *about)

    @property
    def shape(self) -> tuple[int, int]:
        """The number of source and of target sentences."""
        return len(self.source), len(self.target)

    @property
    def is_confirmed(self) -> bool:
        """Whether a person stands behind it: it is to be kept as it is."""
        return self.locked or self.status in ("reviewed", "final")


@dataclass(frozen=True, slots=True)
class Bitext:
    """A stream of beads with what is known of both sides; ``beads`` may be read only once."""

    source_language: Language
    target_language: Language
    beads: Iterable[Bead]
    source_name: str = ""
    target_name: str = ""


@dataclass(frozen=True, slots=True)
class Alignment:
    """A monotone alignment: every sentence of both documents in exactly one bead, in order.

    Raises:
        ValueError: a sentence is missing, doubled or out of order, or a bead is empty.
    """

    source: Document
    target: Document
    beads: tuple[Bead, ...]

    def __post_init__(self) -> None:
        """Check that the beads cover both documents in order."""
        source = [sentence for bead in self.beads for sentence in bead.source]
        target = [sentence for bead in self.beads for sentence in bead.target]
        if source != list(self.source.sentences) or target != list(self.target.sentences):
            raise ValueError("the beads do not hold every sentence of both documents in order")
        if any(bead.shape == (0, 0) for bead in self.beads):
            raise ValueError("a bead has no sentences at all")

    @property
    def bitext(self) -> Bitext:
        """The beads as a stream, for the writers."""
        return Bitext(
            self.source.language,
            self.target.language,
            self.beads,
            self.source.name,
            self.target.name,
        )


def join(sentences: Sequence[Sentence], language: Language) -> str:
    """Return the sentences as one line: line breaks become spaces in English, nothing in Chinese.

    >>> join([Sentence(0, 0, 3, "你好。"), Sentence(1, 3, 6, "再见。")], "zh")
    '你好。再见。'
    """
    if len(sentences) == 1 and "\n" not in sentences[0].text:  # as most beads are
        return sentences[0].text.strip()
    separator = " " if language == "en" else ""
    lines = (line.strip() for sentence in sentences for line in sentence.text.split("\n"))
    return separator.join(line for line in lines if line)
