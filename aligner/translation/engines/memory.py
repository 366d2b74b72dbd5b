"""A translation memory as an engine: what was translated before is translated so again.

The same text is a hypothesis of similarity 1; those in the same context come first. A text that
is only alike gives a hypothesis of a smaller similarity, which a person has to revise: ``remark``
says so. Below the threshold the engine has nothing to say. Nothing leaves this computer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError, UsageError
from aligner.translation.base import Direction, Hypothesis, Request
from aligner.translation.memory import Match, Memory
from aligner.translation.memory.units import read_units

THRESHOLD = 0.75  # as translators' programs have it


@dataclass(frozen=True, slots=True)
class MemoryOptions:
    """What a memory consists of, and how alike a text must be.

    Raises:
        UsageError: no file, or a number outside its range.
    """

    files: tuple[Path, ...]  # bitexts of any format, in either direction; the first decides
    direction: Direction
    threshold: float = THRESHOLD  # similarity, 0 … 1; 1: the same texts only
    least_probability: float = 0.5  # of beads that nobody confirmed, 0 … 1

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not self.files:
            raise UsageError("no translation memory", way_out="name a bitext: TMX, JSONL, TSV …")
        for number in (self.threshold, self.least_probability):
            if not 0.0 <= number <= 1.0:
                raise UsageError(f"{number} is not between 0 and 1", way_out="write 0.75, or so")


class MemoryEngine:
    """Looks texts up in bitexts, read when it is made.

    Raises:
        InputError: a file cannot be read, or holds nothing that may be used again.
        FormatError: a malformed record, with its line.
        UsageError: unknown suffix.
    """

    def __init__(self, options: MemoryOptions) -> None:
        self._options = options
        units = read_units(options.files, options.direction, options.least_probability)
        self._memory = Memory(units, options.direction)
        if not len(self._memory):
            raise InputError(
                "no translated texts in it",
                place=", ".join(map(str, options.files)),
                way_out="give a bitext with texts on both sides",
            )

    @property
    def signature(self) -> str:
        """The content of the memory, not where it lies, and the threshold."""
        return f"memory {self._memory.fingerprint} threshold={self._options.threshold:g}"

    @property
    def direction(self) -> Direction:
        """The languages."""
        return self._options.direction

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self._memory)

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return the translations of the same text, or of texts alike; none of others."""
        return [self._hypotheses(request, n) for request in requests]

    def exact(self, request: Request) -> list[Match]:
        """Return the translations of the same text, the best first."""
        return self._memory.exact(request.text, request.before, request.after)

    def alike(self, text: str, most: int) -> list[Match]:
        """Return the translations of the texts most alike, the same one among them."""
        found = self._memory.exact(text)[:1]
        if len(found) < most and self._options.threshold < 1.0:
            found += self._memory.fuzzy(text, self._options.threshold, most)
        return found[:most]

    def _hypotheses(self, request: Request, n: int) -> tuple[Hypothesis, ...]:
        found = self.exact(request)
        if not found and self._options.threshold < 1.0:
            found = self._memory.fuzzy(request.text, self._options.threshold, n)
        return distinct(found, n)


def distinct(matches: Sequence[Match], n: int) -> tuple[Hypothesis, ...]:
    """Return the first ``n`` different translations."""
    best: dict[str, Hypothesis] = {}
    for match in matches:
        best.setdefault(match.target, Hypothesis(match.target, similarity=match.similarity))
    return tuple(best.values())[:n]


def remark(hypothesis: Hypothesis) -> str:
    """Return what a reviewer should know of where a translation comes from; empty: nothing.

    >>> remark(Hypothesis("Growth slowed.", similarity=0.834))
    'from a similar text of the memory (83 %): to be revised'
    """
    similarity = hypothesis.similarity
    if similarity is None or similarity == 1.0:
        return ""
    # Rounded down: what is not the same text is never called 100 %.
    return f"from a similar text of the memory ({int(similarity * 100)} %): to be revised"
