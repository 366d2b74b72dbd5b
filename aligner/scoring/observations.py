"""What scores are made of: what was seen in the beads of one or more documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from aligner.analysis import BeadAnalysis
from aligner.document import Language
from aligner.glossary.verdict import Judgement, Kind, Verdict
from aligner.scoring.completeness import BeadCompleteness, completeness_of


@dataclass(frozen=True, slots=True)
class Rendering:
    """How one occurrence of an approved term was rendered."""

    bead: int  # over all documents, from 0
    term: str  # its source
    text: str  # as the glossary has it, short forms as the preferred rendering; empty: missing
    kind: Kind

    @property
    def known_text(self) -> str:
        """The rendering; empty where it is missing."""
        return "" if self.kind == "missing" else self.text


@dataclass(slots=True)
class Observations:
    """Collects what the scores need; beads are added in order, document by document."""

    source_language: Language = "zh"
    documents: list[str] = field(default_factory=list)  # names
    document_of: list[int] = field(default_factory=list)  # of each bead
    renderings: list[Rendering] = field(default_factory=list)
    chinese: list[str] = field(default_factory=list)  # texts of each bead
    english: list[str] = field(default_factory=list)
    completeness: list[BeadCompleteness] = field(default_factory=list)

    @property
    def sources(self) -> list[str]:
        """The source text of each bead."""
        return self.chinese if self.source_language == "zh" else self.english

    @property
    def targets(self) -> list[str]:
        """The target text of each bead."""
        return self.english if self.source_language == "zh" else self.chinese

    def begin(self, name: str) -> None:
        """Begin a document."""
        self.documents.append(name)

    def add(self, beads: Sequence[BeadAnalysis]) -> None:
        """Add consecutive beads of the document begun last.

        Raises:
            ValueError: none has been begun.
        """
        if not self.documents:
            raise ValueError("no document has been begun")
        self.completeness += completeness_of(beads)
        for bead in beads:
            self.chinese.append(bead.chinese.text)
            self.english.append(bead.english.text)
            self.judge(bead.judgement)

    def judge(self, judgement: Judgement) -> None:
        """Add a bead of which only the renderings of its approved terms are looked at."""
        bead = len(self.document_of)
        self.document_of.append(len(self.documents) - 1)
        self.renderings += (
            rendering_of(bead, verdict)
            for verdict in judgement.verdicts
            if verdict.occurrence.term.status == "approved"
        )

    def extend(self, others: Observations, continues: bool = False) -> None:
        """Add what was seen elsewhere; with ``continues``, first in the document begun last."""
        beads, documents = len(self.document_of), len(self.documents) - continues
        self.documents += others.documents[continues:]
        self.document_of += (documents + document for document in others.document_of)
        self.renderings += (replace(one, bead=beads + one.bead) for one in others.renderings)
        self.chinese += others.chinese
        self.english += others.english
        self.completeness += others.completeness


def rendering_of(bead: int, verdict: Verdict) -> Rendering:
    """Return how an occurrence in a bead was rendered."""
    term = verdict.occurrence.term
    # The first mention and what is short for it are allowed to alternate with the full form.
    is_same = verdict.kind == "short" or verdict.rendering == term.first
    text = term.target if is_same and verdict.kind != "missing" else verdict.rendering
    return Rendering(bead, term.source, text, verdict.kind)
