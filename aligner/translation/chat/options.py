"""What a user chooses about a chat server."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from aligner.errors import UsageError
from aligner.translation.base import Direction
from aligner.translation.chat.client import Patience
from aligner.translation.memory import Match


@dataclass(frozen=True, slots=True)
class ChatOptions:
    """Which server and model, and how they are asked.

    The key is no option: it comes from the environment, ``ALIGNER_API_KEY``, for OpenAI's own
    server also ``OPENAI_API_KEY``.

    Raises:
        UsageError: no model, or a number outside its range.
    """

    url: str  # up to and with /v1
    model: str  # as the server calls it
    direction: Direction
    temperature: float | None = 0.0  # None: not sent, for models that do not take it
    seed: int | None = 1  # None: not sent
    batch: int = 10  # sentences a question
    batch_characters: int = 4000  # source text a question; a longer sentence is asked alone
    parallel: int = 4  # questions at a time
    examples: int = 2  # from a memory, a sentence
    patience: Patience = field(default_factory=Patience)

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not self.model.strip():
            raise UsageError("no model", way_out="name one that the chat server has")
        patience = self.patience
        whole = (self.batch, self.batch_characters, self.parallel)
        if min(whole) < 1 or min(self.examples, patience.retries, patience.pause) < 0:
            raise UsageError("batch and parallel must be 1 at least", way_out="give larger numbers")
        if min(patience.timeout, patience.connect) <= 0:
            raise UsageError("a time-out must be more than 0 seconds", way_out="leave it out")


class Exemplary(Protocol):
    """What shows how similar texts were translated: a memory."""

    @property
    def signature(self) -> str:
        """What decides on the examples."""
        ...

    def alike(self, text: str, most: int) -> list[Match]:
        """Return the translations of the texts most alike."""
        ...
