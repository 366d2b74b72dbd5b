"""A translation memory as an engine: what was translated before is translated so again.

The same text is a hypothesis of similarity 1; those in the same context come first. A text that
is only alike gives a hypothesis of a smaller similarity, which a person has to revise. Below the
threshold the engine has nothing to say. Nothing leaves this computer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from aligner.errors import InputError, UsageError
from aligner.translation.base import Direction, Hypothesis, Request
from aligner.translation.memory import Match, Memory
from aligner.translation.memory.units import read_units
from aligner.translation.options import LEAST_SIMILARITY


@dataclass(frozen=True, slots=True)
class MemoryOptions:
    """What a memory consists of, and how alike a text must be.

    Raises:
        UsageError: no file, or a number outside its range.
    """

    files: tuple[Path, ...]  # bitexts of any format, in either direction; the first decides
    direction: Direction
    threshold: float = LEAST_SIMILARITY  # similarity, 0 … 1; 1: the same texts only
    least_probability: float = 0.5  # of beads that nobody confirmed, 0 … 1

    def __post_init__(self) -> None:
        """Check the ranges."""
        if not self.files:
            raise UsageError("no translation memory", way_out="name a bitext: TMX, JSONL, TSV …")
        for number in (self.threshold, self.least_probability):
            if not 0.0 <= number <= 1.0:
                raise UsageError(f"{number} is not between 0 and 1", way_out="write 0.75, or so")


class MemoryEngine:
    """Looks texts up in bitexts, read when it is made; engines of the same files share them.

    Raises:
        InputError: a file cannot be read, or holds nothing that may be used again.
        FormatError: a malformed record, with its line.
        UsageError: unknown suffix.
    """

    def __init__(self, options: MemoryOptions) -> None:
        self._options = options
        stamps = tuple(map(_stamp, options.files))
        self._memory = _read(options.files, options.direction, options.least_probability, stamps)
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
        best: dict[str, Hypothesis] = {}
        for match in found:
            best.setdefault(match.target, Hypothesis(match.target, similarity=match.similarity))
        return tuple(best.values())[:n]


@lru_cache(maxsize=1)  # One run may look into the same memory twice: for matches and for examples.
def _read(
    files: tuple[Path, ...],
    direction: Direction,
    least_probability: float,
    stamps: tuple[tuple[int, int], ...],
) -> Memory:
    return Memory(read_units(files, direction, least_probability), direction)


def _stamp(path: Path) -> tuple[int, int]:
    """Return what changes with the content of a file; reading it tells what is wrong with it."""
    try:
        status = path.stat()
    except OSError:
        return 0, 0
    return status.st_mtime_ns, status.st_size
