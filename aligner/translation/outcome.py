"""What became of a request: its translation, and of each term the step that satisfied it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, get_args

from aligner.glossary.rendering import Span
from aligner.translation.base import Request, Requirement

# In the order of the cascade; "failed": none did.
Step = Literal["plain", "reranked", "constrained", "substituted", "retried", "failed"]
STEPS: tuple[Step, ...] = get_args(Step)


@dataclass(frozen=True, slots=True)
class TermOutcome:
    """What became of one requirement."""

    requirement: Requirement
    step: Step
    span: Span | None = None  # of the rendering in the translation; None if failed
    # Of a failure: what was tried and why it was not taken. Of a term that is rendered: what is
    # still amiss with it, as that it stands outside its clause.
    why: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The translation of a request."""

    text: str  # empty: there is none, and why says so
    terms: tuple[TermOutcome, ...] = ()  # in the order of the requirements
    score: float | None = None  # as in Hypothesis
    similarity: float | None = None
    engine: str = ""  # the name of the engine that gave it: "seq2seq", "memory"
    why: str = ""  # why there is no translation, or none that one may use

    @property
    def is_satisfied(self) -> bool:
        """Whether every term is rendered as the glossary allows."""
        return all(term.step != "failed" for term in self.terms)


class Translator(Protocol):
    """What turns requests into outcomes: an engine alone, with enforcement, behind a memory."""

    @property
    def signature(self) -> str:
        """Everything that decides on the outcomes."""
        ...

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcome of each request, in order."""
        ...
