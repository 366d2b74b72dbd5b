"""A translation on its way through the cascade."""

from __future__ import annotations

from dataclasses import dataclass, replace

from aligner.translation.base import Hypothesis, Request
from aligner.translation.enforcement.placement import stranded
from aligner.translation.enforcement.requirements import Judged, Requirements
from aligner.translation.outcome import Step


@dataclass(frozen=True, slots=True)
class Draft:
    """A translation, judged."""

    text: str
    judged: Judged
    stranded: frozenset[int]  # requirements whose rendering stands outside its clause
    step: Step
    score: float | None = None  # mean log probability of a target token, ≤ 0; None: not known
    similarity: float | None = None  # as in Hypothesis
    displaced: frozenset[int] = frozenset()  # those that other words say, where that was asked

    @property
    def wrong(self) -> frozenset[int]:
        """The requirements that are not rendered as the glossary wants it."""
        return self.judged.wrong

    @property
    def faulty(self) -> frozenset[int]:
        """The requirements that are not rendered so, or not where it belongs."""
        return self.wrong | self.misplaced

    @property
    def misplaced(self) -> frozenset[int]:
        """The requirements whose rendering stands where it does not belong."""
        return self.stranded | self.displaced

    def improves(self, other: Draft) -> bool:
        """Tell whether fewer terms are wrong, none that was right; or as many, and it is tidier."""
        return self.wrong < other.wrong or self.tidies(other)

    def tidies(self, other: Draft) -> bool:
        """Tell whether nothing is better but that fewer terms are misplaced or said too often."""
        if self.wrong != other.wrong or not self.misplaced <= other.misplaced:
            return False
        return self.misplaced < other.misplaced or self.judged.doubled < other.judged.doubled


@dataclass(frozen=True, slots=True)
class Trial:
    """A draft that may take the place of another."""

    request: Request
    base: Draft
    draft: Draft


def draft_of(asked: Requirements, request: Request, one: Hypothesis, step: Step) -> Draft:
    """Return a hypothesis, judged."""
    judged = asked.judged(request.requirements, one.text)
    outside = stranded(request, one.text, judged, asked.direction)
    return Draft(one.text, judged, outside, step, one.score, one.similarity)


def rewritten(asked: Requirements, request: Request, draft: Draft, text: str) -> Draft:
    """Return a draft with another text, judged anew; all else stays."""
    if text == draft.text:
        return draft
    judged = asked.judged(request.requirements, text)
    outside = stranded(request, text, judged, asked.direction)
    return replace(draft, text=text, judged=judged, stranded=outside, displaced=frozenset())
