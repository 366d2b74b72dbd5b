"""What mining proposes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderingCount:
    """A rendering in the target language as it is mostly written, singular and plural as one."""

    text: str
    count: int  # linked occurrences, from 1


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term of the source language, to be reviewed."""

    source: str  # as it is mostly written
    renderings: tuple[RenderingCount, ...]  # the most frequent first; one at least
    count: int  # occurrences in the source, those inside longer terms too
    consistency: float  # share of the most frequent rendering in the linked occurrences, 0 … 1
    score: float  # 0 hardly … 1 surely an entry of a glossary

    def __post_init__(self) -> None:
        """Check that there is a rendering, and the ranges."""
        if not self.renderings:
            raise ValueError(f"{self.source}: no rendering")
        if not (0.0 <= self.consistency <= 1.0 and 0.0 <= self.score <= 1.0):
            raise ValueError(f"{self.source}: consistency or score is not between 0 and 1")
