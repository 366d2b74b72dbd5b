"""Translators made of engines: one alone, and one that is asked before another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.translation.base import Engine, Request, batch_size
from aligner.translation.outcome import Outcome, TermOutcome, Translator


@dataclass(frozen=True, slots=True)
class Plain:
    """An engine without enforcement: its best hypothesis as it is."""

    engine: Engine
    name: str  # "seq2seq", "memory"

    @property
    def signature(self) -> str:
        """That of the engine."""
        return self.engine.signature

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests make a full batch of the engine."""
        return batch_size(self.engine, requests)

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcome of each request, in order."""
        return [self._outcome(found) for found in zip(requests, self._best(requests), strict=True)]

    def _best(self, requests: Sequence[Request]) -> list[tuple[str, float | None, float | None]]:
        found = self.engine.translate(requests, 1)
        return [
            (some[0].text, some[0].score, some[0].similarity) if some else ("", None, None)
            for some in found
        ]

    def _outcome(self, found: tuple[Request, tuple[str, float | None, float | None]]) -> Outcome:
        request, (text, score, similarity) = found
        why = "" if text.strip() else "the engine gave nothing"
        terms = tuple(TermOutcome(one, "failed", None, why) for one in request.requirements)
        return Outcome(text, terms, score, similarity, self.name, why)


@dataclass(frozen=True, slots=True)
class InFront:
    """A translator that is asked first; what it does not answer as wanted the other one gets."""

    first: Translator
    then: Translator

    @property
    def signature(self) -> str:
        """Those of both."""
        return f"{self.first.signature}, then {self.then.signature}"

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests hold a full batch for the other one."""
        left = _unanswered(self.first.outcomes(requests))
        count = batch_size(self.then, [requests[index] for index in left])
        return left[count] if count < len(left) else len(requests)

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcome of each request, in order."""
        found = self.first.outcomes(requests)
        left = _unanswered(found)
        others = self.then.outcomes([requests[index] for index in left]) if left else []
        for index, other in zip(left, others, strict=True):
            if other.text.strip() or not found[index].text.strip():
                found[index] = other
        return found


def _unanswered(outcomes: Sequence[Outcome]) -> list[int]:
    return [index for index, one in enumerate(outcomes) if not _is_answer(one)]


def _is_answer(outcome: Outcome) -> bool:
    return bool(outcome.text.strip()) and outcome.is_satisfied
