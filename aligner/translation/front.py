"""A memory in front of another engine: what was translated before is not translated anew.

    engine = in_front(MemoryEngine(options), Seq2SeqEngine(…))

The front is an engine itself, so that what comes out of the memory passes enforcement as every
hypothesis does. Whoever steers, or says what was wrong with an answer, speaks to the engine behind:
the memory can do no better than it did.
"""

from __future__ import annotations

from collections.abc import Sequence

from aligner.errors import UsageError
from aligner.translation.base import (
    Attention,
    Direction,
    Engine,
    Hypothesis,
    Request,
    Steerable,
)
from aligner.translation.engines.memory import MemoryEngine, distinct


class MemoryFront:
    """Asks the memory for the same text first, then the engine. Make it with ``in_front``."""

    def __init__(self, memory: MemoryEngine, engine: Engine) -> None:
        self._memory = memory
        self._engine = engine

    @property
    def signature(self) -> str:
        """Those of the memory and the engine."""
        return f"{self._memory.signature}, then {self._engine.signature}"

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._engine.direction

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return what the memory has for the same text, else what the engine says.

        Hypotheses of the memory have a similarity of 1, those of the engine none. Texts that are
        only alike are left to the engine.
        """
        found = [self._known(request, n) for request in requests]
        missing = [index for index, known in enumerate(found) if not known]
        if missing:
            made = self._engine.translate([requests[index] for index in missing], n)
            for index, hypotheses in zip(missing, made, strict=True):
                found[index] = hypotheses
        return found

    def _known(self, request: Request, n: int) -> tuple[Hypothesis, ...]:
        if request.previous or request.complaints:
            return ()
        return distinct(self._memory.exact(request), n)


class SteerableFront(MemoryFront):
    """A memory in front of an engine whose decoder can be steered."""

    def __init__(self, memory: MemoryEngine, engine: Steerable) -> None:
        super().__init__(memory, engine)
        self._steerable = engine

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Return what the engine makes with a rendering of each requirement in it."""
        return self._steerable.constrained(requests, n)

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return how probable the engine finds translations, those of the memory too."""
        return self._steerable.scores(pairs)

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return where the engine looks when it is made to write the target for the source."""
        return self._steerable.attention(pairs)


def in_front(memory: MemoryEngine, engine: Engine) -> MemoryFront:
    """Return an engine that asks the memory first; steerable if the engine behind it is.

    Raises:
        UsageError: memory and engine do not have the same direction.
    """
    if memory.direction != engine.direction:
        raise UsageError(
            f"memory from {memory.direction.source} to {memory.direction.target}, "
            f"engine from {engine.direction.source} to {engine.direction.target}",
            way_out="make both for the same direction",
        )
    if isinstance(engine, Steerable):
        return SteerableFront(memory, engine)
    return MemoryFront(memory, engine)
