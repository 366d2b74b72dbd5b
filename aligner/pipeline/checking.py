"""Checking files: in this process or several, or not at all where the result is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.checks.cache import Cache, Stored, key_of
from aligner.checks.configuration import NO_CONFIGURATION, Choices, Configuration
from aligner.checks.job import Gathered, Plan, Stretch
from aligner.errors import AlignerError, InputError
from aligner.findings import Finding
from aligner.glossary.loading import glossary_path, load_glossaries
from aligner.glossary.model import Glossary
from aligner.pipeline.checking_worker import Preparation, Whole, open_stretches, problem_of
from aligner.pipeline.inputs import Input, Reading
from aligner.pipeline.progress import Progress, silent
from aligner.pipeline.workers import Workers

_STDIN = Path("-")
_LARGE = 1 << 20  # bytes of a bitext that is checked by all processes together
_DOCUMENT = 20  # a byte of a document takes as long as so many of a bitext: it is aligned first
_AHEAD = 3  # stretches a process: one in work, others ready


@dataclass(frozen=True, slots=True)
class Result:
    """What a job gave."""

    findings: tuple[Finding, ...]  # in the order of the files and their beads
    beads: int = 0
    problems: tuple[str, ...] = ()  # why files could not be checked, one each


@dataclass(frozen=True, slots=True)
class Job:
    """What to check and how; the result does not depend on the number of workers."""

    inputs: Sequence[Input]
    configuration: Configuration = NO_CONFIGURATION
    choices: Choices = field(default_factory=Choices)  # count more than the configuration's
    reading: Reading = field(default_factory=Reading)
    workers: Workers = field(default_factory=Workers)
    cache: Cache | None = None
    progress: Progress = silent  # of aligning, in whatever process that is done

    def choices_for(self, one: Input) -> Choices:
        """Return all choices for an input."""
        return self.choices.over(self.configuration.choices_for(one.paths))

    @property
    def ran(self) -> frozenset[str] | None:
        """The rules that are run on every input; None: all."""
        sets = [self.choices_for(one).settings.codes for one in self.inputs]
        some = [codes for codes in sets if codes is not None]
        return frozenset.intersection(*some) if some else None

    @property
    def files(self) -> tuple[Path, ...]:
        """All files that decide on the result, each once: texts, glossaries, memory, lexicon.

        Raises:
            InputError: there is no such glossary.
        """
        files = [path for one in self.inputs for path in one.paths]
        for chosen in map(self.choices_for, self.inputs):
            files += map(glossary_path, chosen.glossaries or ())
            files += [chosen.memory] if chosen.memory else []
        files += [self.reading.options.lexicon] if self.reading.options.lexicon else []
        return tuple(dict.fromkeys(files))

    def run(self, counted: Callable[[int], None] = silent) -> Result:
        """Return what is found; where a file cannot be checked, the others are.

        Args:
            counted: told the number of beads checked, again and again.

        Raises:
            AlignerError: a glossary or the memory cannot be read.
        """
        choices = [self.choices_for(one) for one in self.inputs]
        key = self._key(choices) if self.cache else None
        known = self.cache.get(key) if self.cache and key else None
        if known is not None:
            return Result(known.findings, known.beads)
        result = _Run(self, choices, counted).result()
        if self.cache and key and not result.problems:
            self.cache.put(key, Stored(result.findings, result.beads))
        return result

    def _key(self, choices: Sequence[Choices]) -> str | None:
        files = self.files
        if _STDIN in files:  # can be read only once
            return None
        return key_of(files, [self.inputs, choices, self.choices, self.reading])


@dataclass(slots=True)
class _Run:
    """A job that is being done."""

    job: Job
    choices: list[Choices]  # for each input
    counted: Callable[[int], None]
    gathered: Gathered = field(default_factory=Gathered)
    problems: dict[int, str] = field(default_factory=dict)  # by the number of the file

    def result(self) -> Result:
        plans, numbers = self._plans()
        preparation = Preparation(plans, self.job.reading, self.job.progress)
        workers, tasks = self._workers(), self._tasks(numbers)
        for _, done in workers.run(preparation, tasks, _AHEAD * workers.count):
            self.gathered.add(done.file, done.start, done.outcome)
            if done.problem:
                self.problems[done.file] = done.problem
            self.counted(self.gathered.beads)
        for file in self.problems:
            self.gathered.drop(file)
        settings = self.job.choices.over(self.job.configuration.choices).settings
        findings = self.gathered.conclude(settings)
        problems = (self.problems[file] for file in sorted(self.problems))
        return Result(tuple(findings), self.gathered.beads, tuple(problems))

    def _plans(self) -> tuple[tuple[Plan, ...], list[int]]:
        """Return the ways to check, and the number of that of each input."""
        distinct = {chosen: number for number, chosen in enumerate(dict.fromkeys(self.choices))}
        loaded: dict[tuple[str, ...], Glossary] = {(): Glossary("", ())}
        for chosen in distinct:
            if chosen.memory and not chosen.memory.is_file():
                # Otherwise the rule would fail on every bead.
                raise InputError("no such file", place=str(chosen.memory), way_out="check the path")
            names = chosen.glossaries or ()
            if names not in loaded:
                loaded[names] = load_glossaries(names)
        plans = (Plan(loaded[one.glossaries or ()], one.settings) for one in distinct)
        return tuple(plans), [distinct[chosen] for chosen in self.choices]

    def _tasks(self, plans: Sequence[int]) -> Iterator[Stretch | Whole]:
        """Yield the work: large bitexts in stretches, everything else as it is."""
        for file, (one, plan) in enumerate(zip(self.job.inputs, plans, strict=True)):
            if not (one.is_bitext and _weight(one) > _LARGE):
                yield Whole(file, plan, one)
                continue
            try:
                yield from open_stretches(one.source, self.job.reading, file, plan)
            except (AlignerError, OSError) as error:
                self.problems[file] = problem_of(error)

    def _workers(self) -> Workers:
        """Return as many processes as are worth their start."""
        weights = [_weight(one) for one in self.job.inputs]
        # Standard input is this process's.
        if sum(weights) <= _LARGE or any(_STDIN in one.paths for one in self.job.inputs):
            return self.job.workers.at_most(1)
        shared = any(
            one.is_bitext and weight > _LARGE
            for one, weight in zip(self.job.inputs, weights, strict=True)
        )
        return self.job.workers if shared else self.job.workers.at_most(len(weights))


def _weight(one: Input) -> int:
    """Return about how much work an input is, in bytes of a bitext."""
    try:
        size = sum(path.stat().st_size for path in one.paths)
    except OSError:  # reported when it is read
        return 0
    return size if one.is_bitext else size * _DOCUMENT
