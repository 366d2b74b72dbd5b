"""What rules are given, and what they give back.

A rule is a module whose docstring is its manual page, with one of

    def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]

for what shows in a bead and its neighbours, or both of

    def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]
    def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]

for what shows in all files of a job: ``note`` runs wherever the bead is, ``conclude`` once, over
all that was noted, in the order of the files and their beads.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from aligner.checks.noted import Fact, Noted
from aligner.findings import Severity
from aligner.glossary.rendering import Span

__all__ = ["Fact", "Noted", "Problem", "Settings", "is_improbable"]

_IMPROBABLE = 0.5  # beads of a lower probability: what is wrong may be the alignment


def is_improbable(probability: float | None) -> bool:
    """Tell whether a bead is more probably wrong than right; False where nothing is known."""
    return probability is not None and probability < _IMPROBABLE


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user can choose about the rules."""

    codes: frozenset[str] | None = None  # the rules to run; None: all
    severities: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    date: datetime.date | None = None  # of the texts; None: not known
    memory: Path | None = None  # a bitext of published translations, for CONS004

    def wants(self, code: str) -> bool:
        """Tell whether a rule is to run."""
        return self.codes is None or code in self.codes


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule has to say of a bead."""

    message: str  # one clause, no full stop; quotes what it means as “…” or 《…》
    way_out: str = ""  # what to do, one clause
    chinese: Span | None = None  # what is meant, in the Chinese text of the bead
    english: Span | None = None  # in the English text
    suggestion: str = ""  # the very text to put in place of what is marked in the target
    glossary: str = ""  # the glossary line that decided: "policy.tsv:14"
    severity: Severity | None = None  # None: the rule's usual one
    is_sure: bool = False  # however improbable the bead: what it lacks is lacking near it
