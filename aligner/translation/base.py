"""The nouns of translating: requests, hypotheses, and what an engine is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

from aligner.document import Language
from aligner.glossary.model import Term
from aligner.glossary.rendering import Span

FloatArray = npt.NDArray[np.float32]


class Direction(NamedTuple):
    """From which language into which."""

    source: Language
    target: Language


@dataclass(frozen=True, slots=True)
class Requirement:
    """One occurrence of a glossary term in a source text, and how it may be rendered there."""

    span: Span  # in the source text
    source: str  # the source text of the span
    renderings: tuple[str, ...]  # allowed, the best first, in the form that dictionaries give
    forbidden: tuple[str, ...] = ()
    # The lines of the glossary that ask for it, the one that applies first; what comes out is
    # judged by them, which say more than the texts above: short forms, capitals.
    lines: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A text to translate: a sentence, or a clause of a long one."""

    text: str
    requirements: tuple[Requirement, ...] = ()  # in the order of the text
    before: str = ""  # the text before it, for engines that look at the context
    after: str = ""
    # What was wrong with an earlier answer, in English, for engines that can be told.
    previous: str = ""
    complaints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A translation that an engine proposes."""

    text: str
    # Mean log probability of a target token, ≤ 0; None: the engine gives none.
    score: float | None = None
    # Of a translation memory: how alike the text found is, 0 … 1. None: the engine has none.
    similarity: float | None = None


@runtime_checkable
class Engine(Protocol):
    """What translates texts.

    Results depend on nothing but the requests and what the signature tells, not on how requests
    are put together.
    """

    @property
    def signature(self) -> str:
        """Everything that decides on what comes out: model and its content, format, options."""
        ...

    @property
    def direction(self) -> Direction:
        """The languages."""
        ...

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return up to ``n`` different hypotheses a request, the best first.

        None where the engine has nothing to say: a memory without the sentence, a server that
        refused.

        Raises:
            InputError: a request cannot be translated at all, with the way out.
        """
        ...


@runtime_checkable
class Batching(Protocol):
    """An engine, or what is put in front of one, that knows how much it translates at a time."""

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests make a full batch, at least one of them."""
        ...


def batch_size(translating: object, requests: Sequence[Request]) -> int:
    """Return how many of the first requests to give at a time: all, if it says nothing of it."""
    if not requests or not isinstance(translating, Batching):
        return len(requests)
    return translating.batch_size(requests)


@dataclass(frozen=True, slots=True)
class Attention:
    """How much a model looked at the source when it wrote the target."""

    source: tuple[Span, ...]  # the tokens' stretches of the source text; special ones are empty
    target: tuple[Span, ...]  # the tokens' stretches of the target text
    weights: FloatArray  # (target tokens, source tokens), rows sum to about 1


@runtime_checkable
class Steerable(Engine, Protocol):
    """An engine whose decoder can be steered and asked; what enforcement uses where it can."""

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Return hypotheses that hold a rendering of each requirement, as far as any are found."""
        ...

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the mean log probability of a target token, ≤ 0, for sources and targets."""
        ...

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return where the model looks when it is made to write the target for the source."""
        ...
