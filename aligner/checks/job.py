"""A job: the beads of many files, checked in stretches, put together in their order.

What is found does not depend on how beads are cut into stretches, nor on which process checks
which: each stretch brings along the neighbours of its beads, and rules over the whole job see what
was noted in the order of the files and their beads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from aligner.analysis.bead import NEIGHBOURS, Origin
from aligner.analysis.statute import SAMPLE, is_statute
from aligner.bead import Bead, Bitext, join
from aligner.checks.base import Settings
from aligner.checks.checker import Checker, Outcome, conclude, file_names
from aligner.checks.suppression import silence
from aligner.document import Language
from aligner.findings import Finding
from aligner.glossary.model import Glossary

STRETCH = 500  # beads: a second's work, so that little is in memory and all processes have some


@dataclass(frozen=True, slots=True)
class Plan:
    """How files are checked."""

    glossary: Glossary
    settings: Settings


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive beads of a file with those around them."""

    file: int  # its number in the job, from 0
    plan: int  # the number of the plan to check them by
    beads: Sequence[Bead]
    origin: Origin
    first: int  # index of the first bead in its file
    skipped: tuple[int, int] = (0, 0)  # how many at both ends are there for their neighbours only

    @property
    def start(self) -> int:
        """The index of the first bead to check."""
        return self.first + self.skipped[0]


def check_stretch(checker: Checker, stretch: Stretch) -> Outcome:
    """Check the beads of a stretch."""
    return checker.check(
        stretch.beads, stretch.origin, stretch.first, stretch.skipped, stretch.file
    )


def stretches_of(
    bitext: Bitext, name: str, file: int = 0, plan: int = 0, size: int = STRETCH
) -> Iterator[Stretch]:
    """Yield the beads of a bitext in stretches, reading no further than needed.

    Args:
        bitext: as opened by its format.
        name: of its file, as the user gave it.
        file: its number in the job.
        plan: the number of the plan to check it by.
        size: beads a stretch, without neighbours.
    """
    beads = iter(bitext.beads)
    sample = list(islice(beads, SAMPLE))
    is_law = _is_statute(sample, bitext.source_language)
    origin = Origin(name, name, bitext.source_language, is_statute=is_law)
    yield from cut(chain(sample, beads), origin, file, plan, size)


def cut(
    beads: Iterable[Bead], origin: Origin, file: int = 0, plan: int = 0, size: int = STRETCH
) -> Iterator[Stretch]:
    """Yield consecutive beads in stretches; as for ``stretches_of``."""
    rest = iter(beads)
    window = list(islice(rest, size + NEIGHBOURS))
    first = before = 0  # index of the first bead of the window; how many are done there
    while len(window) > before:
        behind = max(0, len(window) - before - size)
        yield Stretch(file, plan, tuple(window), origin, first, (before, behind))
        done = len(window) - behind
        kept = max(0, done - NEIGHBOURS)
        first, before = first + kept, done - kept
        window = window[kept:]
        window += islice(rest, size + NEIGHBOURS - behind)


def _is_statute(sample: Sequence[Bead], source_language: Language) -> bool:
    """Tell whether the first beads of a bitext are those of a statute."""
    if source_language == "zh":
        return is_statute(join(bead.source, "zh") for bead in sample)
    return is_statute(join(bead.target, "zh") for bead in sample)


@dataclass(slots=True)
class Gathered:
    """What was found in the files of a job, in whatever order it comes."""

    _outcomes: dict[int, dict[int, Outcome]] = field(default_factory=lambda: defaultdict(dict))
    beads: int = 0

    def add(self, file: int, start: int, outcome: Outcome) -> None:
        """Add what was found in a file from the bead of an index on."""
        self._outcomes[file][start] = outcome
        self.beads += outcome.beads

    def drop(self, file: int) -> None:
        """Forget a file, as where it turns out to be unreadable further on."""
        for outcome in self._outcomes.pop(file, {}).values():
            self.beads -= outcome.beads

    def conclude(self, settings: Settings) -> list[Finding]:
        """Return all findings, in the order of the files, their beads, places and codes.

        Args:
            settings: for the rules over the whole job.
        """
        whole, numbers = Outcome(), dict[tuple[str, str], int]()
        for file in sorted(self._outcomes):
            for start in sorted(self._outcomes[file]):
                outcome = self._outcomes[file][start]
                whole.add(outcome)
                for names in outcome.names:
                    numbers.setdefault(names, file)
        found = silence([*whole.findings, *conclude(whole.noted, settings)], whole.ignores)
        return sorted(found, key=lambda finding: _order(finding, numbers))


_Key = tuple[int, int, str, int, int, str, str]


def _order(finding: Finding, numbers: Mapping[tuple[str, str], int]) -> _Key:
    bead = finding.context.bead if finding.context else -1
    number, place = numbers[file_names(finding)], finding.place
    return (number, bead, place.part, place.line, place.column, finding.code, finding.message)
