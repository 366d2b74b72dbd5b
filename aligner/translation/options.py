"""What a user chooses about an engine; every engine is made from one ``EngineOptions``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from aligner.errors import UsageError
from aligner.models.runtime import DeviceName, Precision
from aligner.translation.base import Direction

EngineName = Literal["seq2seq", "ctranslate2", "chat", "memory"]
LEAST_SIMILARITY = 0.75  # as translators' programs have it


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """How to translate; each engine takes what concerns it.

    Raises:
        UsageError: a number outside its range.
    """

    direction: Direction
    model: str = ""  # folder or name on the hub; of a chat server the name it knows
    device: DeviceName = "auto"
    precision: Precision = "auto"
    beam: int = 4  # hypotheses that are followed
    batch_tokens: int = 2048  # of a batch, padding counted
    longest: int = 256  # tokens of a translation
    piece: int | None = None  # code points of the source given at a time; None: as suits the engine
    url: str = ""  # of an OpenAI-compatible server, up to and with /v1
    memories: tuple[Path, ...] = ()  # bitexts, the first decides
    least_similarity: float = LEAST_SIMILARITY  # of a text found in a memory, 0 … 1, to be taken
    # Bead languages to the codes of the model, where its own configuration does not tell them.
    codes: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Check the ranges."""
        if min(self.beam, self.batch_tokens, self.longest, self.piece or 1) < 1:
            raise UsageError("beam and batch must be 1 at least", way_out="give larger numbers")
        if not 0.0 <= self.least_similarity <= 1.0:
            raise UsageError(
                f"similarity {self.least_similarity}", way_out="write a number from 0 to 1"
            )
