"""What a run did: how many sentences, from where, and what became of their terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from aligner.translation.outcome import STEPS, Step
from aligner.translation.sentences import Rendered


@dataclass(slots=True)
class Tally:
    """Counts of one run; ``add`` each sentence."""

    sentences: int = 0  # all of them
    kept: int = 0  # had a translation already
    copied: int = 0  # nothing of them to translate: numbers, addresses
    missing: int = 0  # without translation
    engines: Counter[str] = field(default_factory=Counter)  # sentences by engine
    steps: Counter[Step] = field(default_factory=Counter)  # terms by the step that satisfied them

    def add(self, rendered: Rendered) -> None:
        """Count a sentence."""
        outcome = rendered.outcome
        self.sentences += 1
        if rendered.line.is_done:
            self.kept += 1
        elif rendered.is_copied:
            self.copied += 1
        elif not outcome.text:
            self.missing += 1
        else:
            self.engines[outcome.engine] += 1
        self.steps.update(term.step for term in outcome.terms)

    @property
    def required(self) -> int:
        """The number of terms that had to be rendered."""
        return self.steps.total()

    @property
    def translated(self) -> int:
        """The number of sentences that an engine translated."""
        return self.engines.total()

    def terms(self) -> Iterator[tuple[str, int]]:
        """Yield the table of the terms: what, and how many."""
        yield "terms required", self.required
        for step in STEPS:
            yield step, self.steps[step]
