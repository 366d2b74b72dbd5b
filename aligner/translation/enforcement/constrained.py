"""The second step: the decoder is made to say the terms, in any of their forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.translation.base import Hypothesis, Request, Requirement, Steerable
from aligner.translation.enforcement.draft import Draft
from aligner.translation.enforcement.mending import mend
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.work import Work, by_terms, drafts_of


def constrained(
    works: Sequence[Work], engine: Steerable, asked: Requirements, n: int
) -> list[list[Draft]]:
    """Return for each work what the engine says when it is made to say its terms."""
    requests = [writable(work.request) for work in works]
    answers = engine.constrained(requests, n)
    found = []
    for work, hypotheses in zip(works, answers, strict=True):
        mended = [put_right(asked, work.request, one) for one in hypotheses]
        drafts = drafts_of(asked, work.request, mended, "constrained")
        found.append(sorted(drafts, key=by_terms))
    return found


def is_verb(requirement: Requirement) -> bool:
    """Tell whether the glossary calls the term a verb."""
    return bool(requirement.lines) and requirement.lines[0].pos == "verb"


def writable(request: Request) -> Request:
    """Return a request without the requirements that nothing can be written for."""
    wanted = tuple(one for one in request.requirements if one.renderings)
    return replace(request, requirements=wanted)


def put_right(asked: Requirements, request: Request, one: Hypothesis) -> Hypothesis:
    """Return a hypothesis whose renderings have the right article and capitals before them."""
    if asked.direction.target == "zh":
        return one
    spans = asked.judged(request.requirements, one.text).spans
    return replace(one, text=mend(one.text, spans))
