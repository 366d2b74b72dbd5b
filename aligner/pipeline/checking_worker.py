"""What one process does of a job: read, align where that is needed, and check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from aligner.analysis import Origin
from aligner.checks import Checker, Outcome
from aligner.checks.job import Plan, Stretch, check_stretch, cut, stretches_of
from aligner.errors import AlignerError
from aligner.formats import read_bitext
from aligner.pipeline.inputs import Input, Reading
from aligner.pipeline.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class Whole:
    """A file or pair that one process reads and checks."""

    file: int  # its number in the job, from 0
    plan: int  # the number of the plan to check it by
    input: Input


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task."""

    file: int
    start: int  # index of the first bead
    outcome: Outcome
    problem: str = ""  # why the file could not be checked


@dataclass(frozen=True, slots=True)
class Preparation:
    """Makes a worker, in whatever process it is called."""

    plans: tuple[Plan, ...]
    reading: Reading
    progress: Progress = silent

    def __call__(self) -> Worker:
        """Return a worker."""
        return Worker(self)


class Worker:
    """Checks stretches of bitexts, and whole files."""

    def __init__(self, preparation: Preparation) -> None:
        self._preparation = preparation
        self._checkers: dict[int, Checker] = {}  # by plan: making one takes a second

    def __call__(self, task: Stretch | Whole) -> Done:
        """Return what was found in the beads of a task."""
        if isinstance(task, Stretch):
            outcome = check_stretch(self._checker(task.plan), task)
            return Done(task.file, task.start, outcome)
        outcome = Outcome()
        try:
            for stretch in self._stretches(task):
                outcome.add(check_stretch(self._checker(task.plan), stretch))
        except (AlignerError, OSError) as error:
            return Done(task.file, 0, Outcome(), problem_of(error))
        return Done(task.file, 0, outcome)

    def _checker(self, plan: int) -> Checker:
        if plan not in self._checkers:
            chosen = self._preparation.plans[plan]
            self._checkers[plan] = Checker(chosen.glossary, chosen.settings)
        return self._checkers[plan]

    def _stretches(self, task: Whole) -> Iterator[Stretch]:
        reading, given = self._preparation.reading, task.input
        if given.is_bitext:
            yield from open_stretches(given.source, reading, task.file, task.plan)
            return
        alignment = reading.align(given, self._preparation.progress)
        yield from cut(alignment.beads, Origin.of(alignment), task.file, task.plan)


def open_stretches(path: Path, reading: Reading, file: int, plan: int) -> Iterator[Stretch]:
    """Yield the beads of a bitext as they are read.

    Raises:
        AlignerError: the file cannot be read, now or later.
    """
    bitext = read_bitext(path, options=reading.of_bitexts)
    yield from stretches_of(bitext, str(path), file, plan)


def problem_of(error: AlignerError | OSError) -> str:
    """Return an error as one line."""
    if isinstance(error, AlignerError) or not error.filename:
        return str(error)
    return f"{error.filename}: {error.strerror}"
