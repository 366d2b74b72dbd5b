"""What a memory finds for a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """A text of the memory, its translation, and how alike it is to the text asked for."""

    source: str  # as the memory has it
    target: str
    similarity: float  # 0 nothing in common … 1 the same text
    context: int = 0  # 0 … 2: how many of the texts before and after are the same as well
    is_adjusted: bool = False  # the numbers of the text asked for were put into the translation

    @property
    def is_exact(self) -> bool:
        """Whether the memory has the very text, in whatever typing."""
        return self.similarity == 1.0
