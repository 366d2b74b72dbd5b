"""For engines that can be told: what was wrong with the answer, and then once more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.translation.base import Engine, Requirement
from aligner.translation.enforcement.draft import Draft, rewritten
from aligner.translation.enforcement.mending import mend
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.work import Work, drafts_of

_MOST_RENDERINGS = 4  # told of


def retried(works: Sequence[Work], engine: Engine, asked: Requirements) -> list[list[Draft]]:
    """Return for each work what the engine answers when it is told what is wrong.

    None where it answers what it did before, or nothing.
    """
    requests = [
        replace(
            work.request,
            previous=work.current.text,
            complaints=complaints(work),
        )
        for work in works
    ]
    answers = engine.translate(requests, 1)
    found = []
    for work, hypotheses in zip(works, answers, strict=True):
        new = [one for one in hypotheses[:1] if one.text != work.current.text]
        drafts = drafts_of(asked, work.request, new, "retried")
        found.append([_with_capital(draft, asked, work) for draft in drafts])
    return found


def complaints(work: Work) -> tuple[str, ...]:
    """Return what is wrong with the current draft, in English, one sentence each."""
    found = [
        _complaint(requirement, number, work.current)
        for number, requirement in enumerate(work.request.requirements)
        if number in work.current.faulty
    ]
    refused = work.refused.get("retried", "")
    if refused:
        found.append(f"Your last answer was not taken: {refused}. Change nothing but the terms.")
    return tuple(dict.fromkeys(found))


def _complaint(requirement: Requirement, number: int, draft: Draft) -> str:
    allowed = " or ".join(f"“{one}”" for one in requirement.renderings[:_MOST_RENDERINGS])
    text, judged = draft.text, draft.judged
    if number in draft.stranded and (span := judged.spans[number]):
        said = text[span.start : span.end]
        return f"“{said}” must stand in the clause that translates that of “{requirement.source}”."
    wrong = [text[span.start : span.end] for owner, span in judged.forbidden if owner == number]
    if wrong:
        return f"“{requirement.source}” must not be “{wrong[0]}”; write {allowed}."
    return f"“{requirement.source}” must be {allowed}, in any inflection, where it belongs."


def _with_capital(draft: Draft, asked: Requirements, work: Work) -> Draft:
    if asked.direction.target == "zh":
        return draft
    return rewritten(asked, work.request, draft, mend(draft.text, draft.judged.spans))
