"""What a run did about the terms: how many it had to render, and which step did it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aligner.translation.outcome import STEPS, Outcome, Step


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of the terms that a run had to render."""

    required: int
    by_step: tuple[tuple[Step, int], ...]  # in the order of the cascade; "failed" last

    @property
    def failed(self) -> int:
        """Those that no step could render."""
        return dict(self.by_step)["failed"]

    @property
    def success(self) -> float | None:
        """The share of those rendered, 0 … 1; None: there was nothing to do."""
        return 1 - self.failed / self.required if self.required else None

    def rows(self) -> Iterator[tuple[str, int]]:
        """Yield the lines of the table: what, and how many; steps that did nothing are left out."""
        yield "terms required", self.required
        for step, count in self.by_step:
            if count or step == "failed":
                yield step, count


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count what became of the terms of a run.

    >>> tally([]).rows().__next__()
    ('terms required', 0)
    """
    counts = Counter(term.step for outcome in outcomes for term in outcome.terms)
    return Tally(counts.total(), tuple((step, counts[step]) for step in STEPS))
