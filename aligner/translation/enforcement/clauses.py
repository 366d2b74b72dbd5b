"""The second step once more, a clause at a time: no term leaves its own or is crowded out.

A decoder that has much to say leaves out clauses with their terms, puts terms in a row, or a term
at the end. For what is still wrong the source is cut at its marks, each clause translated by itself
with its own terms, and the whole put together again; a model says how it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.document import Language
from aligner.translation.base import Hypothesis, Request, Steerable
from aligner.translation.cutting import Cutter
from aligner.translation.enforcement.constrained import put_right, writable
from aligner.translation.enforcement.draft import Draft
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.work import Work, drafts_of
from aligner.translation.outcome import Outcome

_LONGEST: dict[Language, int] = {"zh": 10, "en": 40}  # code points; shorter clauses stay together


@dataclass(frozen=True, slots=True)
class _Made:
    """An engine that is made to say the terms, as a translator of clauses."""

    engine: Steerable
    asked: Requirements

    @property
    def signature(self) -> str:
        """That of the engine."""
        return self.engine.signature

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the best there is of each request, in order; which terms it has is not told."""
        answers: list[Sequence[Hypothesis]] = [()] * len(requests)
        for is_asked in (False, True):
            numbers = [i for i, one in enumerate(requests) if bool(one.requirements) == is_asked]
            if numbers:
                search = self.engine.constrained if is_asked else self.engine.translate
                found = search([requests[i] for i in numbers], 1)
                for number, some in zip(numbers, found, strict=True):
                    answers[number] = some
        return [
            Outcome(put_right(self.asked, request, some[0]).text) if some else Outcome("")
            for request, some in zip(requests, answers, strict=True)
        ]


def by_clause(works: Sequence[Work], engine: Steerable, asked: Requirements) -> list[list[Draft]]:
    """Return for each work its translation clause by clause; none where it has but one."""
    direction = engine.direction
    cutter = Cutter(_Made(engine, asked), direction, _LONGEST[direction.source], anywhere=False)
    requests = [writable(work.request) for work in works]
    numbers = [number for number, request in enumerate(requests) if cutter.cuts(request)]
    made = cutter.outcomes([requests[number] for number in numbers]) if numbers else []
    texts = {number: one.text for number, one in zip(numbers, made, strict=True) if one.text}
    pairs = [(requests[number].text, text) for number, text in texts.items()]
    scores = engine.scores(pairs) if pairs else []
    found: list[list[Draft]] = [[] for _ in works]
    for (number, text), score in zip(texts.items(), scores, strict=True):
        hypothesis = Hypothesis(text, score)
        found[number] = drafts_of(asked, works[number].request, [hypothesis], "constrained")
    return found
