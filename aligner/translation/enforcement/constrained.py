"""The second step: the decoder is made to say the terms, in any of their forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.document import Language
from aligner.translation.base import Request, Requirement, Steerable
from aligner.translation.enforcement.draft import Draft
from aligner.translation.enforcement.mending import mended
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.work import Work, by_terms, drafts_of


def constrained(
    works: Sequence[Work], engine: Steerable, asked: Requirements, n: int
) -> list[list[Draft]]:
    """Return for each work what the engine says when it is made to say its terms."""
    target = engine.direction.target
    requests = [_writable(work.request) for work in works]
    answers = engine.constrained(requests, n)
    found = []
    for work, hypotheses in zip(works, answers, strict=True):
        drafts = drafts_of(asked, work.request, hypotheses, "constrained")
        drafts = [_mended(asked, work.request, draft, target) for draft in drafts]
        found.append(sorted(drafts, key=by_terms))
    return found


def is_verb(requirement: Requirement) -> bool:
    """Tell whether the glossary calls the term a verb."""
    return bool(requirement.lines) and requirement.lines[0].pos == "verb"


def _writable(request: Request) -> Request:
    """Return a request without the requirements that nothing can be written for."""
    wanted = tuple(one for one in request.requirements if one.renderings)
    return replace(request, requirements=wanted)


def _mended(asked: Requirements, request: Request, draft: Draft, language: Language) -> Draft:
    """Return a draft whose renderings have the right article and capitals before them."""
    if language == "zh":
        return draft
    text = draft.text
    # From the last on: what is before keeps its place.
    for span in sorted((span for span in draft.judged.spans if span), key=lambda one: -one.start):
        text = mended(text, span).text
    if text == draft.text:
        return draft
    return replace(draft, text=text, judged=asked.judged(request.requirements, text))
