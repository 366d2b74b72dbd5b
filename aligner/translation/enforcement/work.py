"""A request on its way through the cascade, and the step that all others share: to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.translation.base import Hypothesis, Request
from aligner.translation.enforcement.acceptance import Acceptance
from aligner.translation.enforcement.draft import Draft, Trial
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.outcome import Outcome, Step, TermOutcome


@dataclass(slots=True)
class Work:
    """A request, its best draft so far, and which step satisfied what."""

    request: Request
    current: Draft
    others: tuple[Draft, ...] = ()  # of the engine's n-best, but for the first
    steps: list[Step] = field(default_factory=list)  # of each requirement
    refused: dict[Step, str] = field(default_factory=dict)  # why the best draft of a step was not

    def __post_init__(self) -> None:
        """Note what the first draft satisfies."""
        self.steps = ["failed"] * len(self.request.requirements)
        self._note("plain")

    @property
    def is_done(self) -> bool:
        """Whether every term is right, and none is said too often."""
        return self.current.judged.is_good and not self.current.judged.doubled

    def take(self, draft: Draft) -> None:
        """Put a better draft in the place of the current one."""
        self.current = draft
        self._note(draft.step)

    def outcome(self, engine: str) -> Outcome:
        """Return what became of the request."""
        judged = self.current.judged
        forbidden = dict(reversed(judged.forbidden))
        terms = []
        for number, requirement in enumerate(self.request.requirements):
            if number in judged.wrong:
                why = self._why(number in forbidden)
                terms.append(TermOutcome(requirement, "failed", forbidden.get(number), why))
            else:
                step, span = self.steps[number], judged.spans[number]
                terms.append(TermOutcome(requirement, step, span))
        draft = self.current
        return Outcome(draft.text, tuple(terms), draft.score, draft.similarity, engine)

    def _note(self, step: Step) -> None:
        for number in range(len(self.steps)):
            if number not in self.current.judged.wrong and self.steps[number] == "failed":
                self.steps[number] = step

    def _why(self, is_forbidden: bool) -> str:
        """Return what is wrong, or why the best draft of the last step was not taken."""
        if is_forbidden:
            return "a forbidden rendering is left"
        return next(reversed(self.refused.values()), "no safe place for the term")


def drafts_of(
    asked: Requirements, request: Request, hypotheses: Sequence[Hypothesis], step: Step
) -> list[Draft]:
    """Return hypotheses, judged."""
    return [
        Draft(
            one.text,
            asked.judged(request.requirements, one.text),
            step,
            one.score,
            one.similarity,
        )
        for one in hypotheses
    ]


def by_terms(draft: Draft) -> tuple[int, int, float]:
    """Return what drafts are sorted by, the best first: terms, then the model's score."""
    score = draft.score if draft.score is not None else 0.0
    return len(draft.judged.wrong), len(draft.judged.doubled), -score


def advance(
    works: Sequence[Work], proposals: Sequence[Sequence[Draft]], acceptance: Acceptance
) -> None:
    """Let each work take the first of the drafts proposed for it that is accepted."""
    trials = [
        (work, Trial(work.request, work.current, draft))
        for work, drafts in zip(works, proposals, strict=True)
        for draft in drafts
    ]
    reasons = acceptance.refusals([trial for _, trial in trials])
    done: set[int] = set()
    for (work, trial), reason in zip(trials, reasons, strict=True):
        if id(work) in done:
            continue
        if reason:
            work.refused.setdefault(trial.draft.step, reason)
        else:
            done.add(id(work))
            work.take(trial.draft)
