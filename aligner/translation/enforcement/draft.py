"""A translation on its way through the cascade."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.translation.base import Request
from aligner.translation.enforcement.requirements import Judged
from aligner.translation.outcome import Step


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation, judged."""

    text: str
    judged: Judged
    step: Step
    score: float | None = None  # mean log probability of a target token, ≤ 0; None: not known
    similarity: float | None = None  # as in Hypothesis

    def improves(self, other: Draft) -> bool:
        """Tell whether fewer terms are wrong, none that was right; or as many, fewer doubled."""
        return self.judged.wrong < other.judged.wrong or self.tidies(other)

    def tidies(self, other: Draft) -> bool:
        """Tell whether nothing is better but that fewer terms are said too often."""
        return (
            self.judged.wrong == other.judged.wrong and self.judged.doubled < other.judged.doubled
        )


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft that may take the place of another."""

    request: Request
    base: Draft
    draft: Draft
