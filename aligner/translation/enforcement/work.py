"""A request on its way through the cascade, and the step that all others share: to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from aligner.translation.base import Hypothesis, Request
from aligner.translation.enforcement.acceptance import Acceptance
from aligner.translation.enforcement.draft import Draft, Trial, draft_of
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.outcome import Outcome, Step, TermOutcome

_OUTSIDE = "it stands outside its clause"


@dataclass(slots=True)
class Work:
    """A request, its best draft so far, and which step satisfied what."""

    request: Request
    current: Draft
    others: tuple[Draft, ...] = ()  # of the engine's n-best, but for the first
    steps: list[Step] = field(default_factory=list)  # that rendered it, or put it in its place
    refused: dict[Step, str] = field(default_factory=dict)  # why the best draft of a step was not

    def __post_init__(self) -> None:
        """Note what the first draft satisfies."""
        self.steps = ["failed"] * len(self.request.requirements)
        everything = frozenset(range(len(self.steps)))
        self._note("plain", everything - self.current.wrong)

    @property
    def is_done(self) -> bool:
        """Whether every term is right and in its place, and none is said too often."""
        return not self.current.faulty and not self.current.judged.doubled

    def take(self, draft: Draft) -> None:
        """Put a better draft in the place of the current one."""
        before, self.current = self.current, draft
        self._note(draft.step, (before.wrong - draft.wrong) | (before.misplaced - draft.faulty))

    def outcome(self, engine: str) -> Outcome:
        """Return what became of the request."""
        draft, judged = self.current, self.current.judged
        forbidden = dict(reversed(judged.forbidden))
        terms = []
        for number, requirement in enumerate(self.request.requirements):
            if number in draft.wrong:
                why = self._why(number in forbidden)
                terms.append(TermOutcome(requirement, "failed", forbidden.get(number), why))
            else:
                step, span = self.steps[number], judged.spans[number]
                why = _OUTSIDE if number in draft.stranded else ""
                terms.append(TermOutcome(requirement, step, span, why))
        return Outcome(draft.text, tuple(terms), draft.score, draft.similarity, engine)

    def _note(self, step: Step, numbers: frozenset[int]) -> None:
        for number in numbers:
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
    return [draft_of(asked, request, one, step) for one in hypotheses]


def by_terms(draft: Draft) -> tuple[int, int, int, float]:
    """Return what drafts are sorted by, the best first: terms, then the model's score."""
    score = draft.score if draft.score is not None else 0.0
    return len(draft.wrong), len(draft.misplaced), len(draft.judged.doubled), -score


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
