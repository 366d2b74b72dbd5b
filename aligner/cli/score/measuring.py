"""What scores are made of, measured by one process or several."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.analysis import Analyst, Origin
from aligner.analysis.bead import NEIGHBOURS
from aligner.bead import Bead, join
from aligner.cli.workers import run
from aligner.document import Language, other_language
from aligner.glossary.model import Glossary
from aligner.glossary.verdict import judge_pair
from aligner.lexicon import load_lexicon
from aligner.processors import available_processors
from aligner.scoring import Observations
from aligner.scoring.consistency import Use
from aligner.scoring.matching import Pair
from aligner.scoring.quality import Segments, SegmentStatistics
from aligner.scoring.unlisted import unlisted_uses

STRETCH = 2000  # beads analysed at a time
_COMPARED = 500  # segments compared at a time by one metric
_MANY = 2000  # beads from which on further processes are worth their start


@dataclass(frozen=True, slots=True)
class ToMeasure:
    """A text, and the segments it has in common with its reference, if it has one."""

    beads: Sequence[Bead]
    origin: Origin
    segments: Sequence[tuple[Pair, ...]] = ()  # translation and reference

    @property
    def sides(self) -> tuple[list[str], list[str]]:
        """The Chinese and the English text of each bead."""
        is_chinese = self.origin.source_language == "zh"
        sides = [(b.source, b.target) if is_chinese else (b.target, b.source) for b in self.beads]
        return [join(zh, "zh") for zh, _ in sides], [join(en, "en") for _, en in sides]


@dataclass(slots=True)
class Measured:
    """What one or more texts are scored by."""

    observations: Observations
    reference: Observations  # how the references render the terms
    recurring: list[Use] | None = None  # what recurs, of one text; None: not looked for
    statistics: dict[str, SegmentStatistics] = field(default_factory=dict)  # by metric

    def extend(self, others: Measured, continues: bool = False) -> None:
        """Add what was measured in further beads; see `Observations.extend`.

        What recurs in several texts has to be looked for in all of them together.
        """
        if not continues:
            self.recurring = None
        elif others.recurring is not None:
            self.recurring = others.recurring
        self.observations.extend(others.observations, continues)
        self.reference.extend(others.reference, continues)
        for metric, numbers in others.statistics.items():
            self.statistics.setdefault(metric, []).extend(numbers)


def pool(texts: Sequence[Measured]) -> Measured:
    """Return what was measured in all texts together; there is one at least."""
    found = _nothing(texts[0].observations.source_language)
    for text in texts:
        found.extend(text)
    return found


def compared_by(metric: str, language: Language, segments: Sequence[tuple[Pair, ...]]) -> Segments:
    """Return translations and references, in this language, to be compared by a metric."""
    hypotheses, references = (tuple(parts[side].target for parts in segments) for side in (0, -1))
    return Segments(metric, language, hypotheses, references)


def _nothing(language: Language) -> Measured:
    """Return what is measured in no text, with a source language."""
    return Measured(Observations(language), Observations(language))


def _begun(origin: Origin) -> Measured:
    """Return what is measured in a text before its first bead."""
    found = _nothing(origin.source_language)
    found.observations.begin(origin.target_file)
    found.reference.begin(origin.target_file)
    return found


Task = Callable[[Analyst], Measured]


@dataclass(frozen=True, slots=True)
class Measuring:
    """How to measure; the result does not depend on the number of workers."""

    glossary: Glossary
    date: datetime.date | None
    metrics: tuple[str, ...]
    jobs: int | None = None  # processes; None: one a core
    lexicon: Path | None = None  # for what recurs; None: the embedded one

    def __call__(self) -> Callable[[Task], Measured]:
        """Return what works on a task, in whatever process it is called."""
        analyst = Analyst(self.glossary, self.date)
        return lambda task: task(analyst)

    def measure(self, texts: Sequence[ToMeasure]) -> list[Measured]:
        """Return what is measured in each text.

        Raises:
            InputError: a process died.
        """
        found = [_begun(text.origin) for text in texts]
        numbered = [
            (number, task) for number, text in enumerate(texts) for task in self._tasks(text)
        ]
        beads = sum(len(text.beads) for text in texts)
        workers = (self.jobs or available_processors()) if beads >= _MANY else 1
        tasks = [task for _, task in numbered]
        parts = dict(run(self, tasks, min(workers, len(tasks))))
        for index, (number, _) in enumerate(numbered):
            found[number].extend(parts.pop(index), continues=True)
        return found

    def _tasks(self, text: ToMeasure) -> Iterator[Task]:
        """Yield the work on a text, what takes longest first."""
        # Where documents lie on disk matters to findings only, and would have to travel along.
        origin = replace(text.origin, locate_source=None, locate_target=None)
        yield _Recurring(origin, *text.sides, self.lexicon)
        for first in range(0, len(text.beads), STRETCH):
            start = max(0, first - NEIGHBOURS)
            some = tuple(text.beads[start : first + STRETCH + NEIGHBOURS])
            wanted = slice(first - start, first - start + STRETCH)
            yield _Stretch(origin, some, start, wanted)
        language = other_language(origin.source_language)
        for first in range(0, len(text.segments), _COMPARED):
            shared = text.segments[first : first + _COMPARED]
            if len(self.glossary):
                yield _Reference(origin, tuple(parts[-1] for parts in shared))
            for metric in self.metrics:
                yield _Comparison(origin, compared_by(metric, language, shared))


@dataclass(frozen=True, slots=True)
class _Recurring:
    """A text in which to look for what recurs, and how it is rendered."""

    origin: Origin
    chinese: list[str]  # of each bead
    english: list[str]
    lexicon: Path | None

    def __call__(self, _: Analyst) -> Measured:
        found = _begun(self.origin)
        found.recurring = unlisted_uses(self.chinese, self.english, load_lexicon(self.lexicon))
        return found


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Consecutive beads of a text to analyse, with those beside them."""

    origin: Origin
    beads: tuple[Bead, ...]
    start: int  # index of the first of them in the text
    wanted: slice  # which of them are not only neighbours

    def __call__(self, analyst: Analyst) -> Measured:
        found = _begun(self.origin)
        analysed = analyst.analyse(self.beads, self.origin, self.start)
        found.observations.add(analysed[self.wanted])
        return found


@dataclass(frozen=True, slots=True)
class _Reference:
    """Segments of a reference whose terms are to be judged."""

    origin: Origin
    pairs: tuple[Pair, ...]

    def __call__(self, analyst: Analyst) -> Measured:
        found = _begun(self.origin)
        if analyst.matcher is not None:
            is_chinese = self.origin.source_language == "zh"
            for pair in self.pairs:
                sides = (pair.source, pair.target) if is_chinese else (pair.target, pair.source)
                found.reference.judge(judge_pair(analyst.matcher, *sides))
        return found


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Segments to be compared with the reference's by one metric."""

    origin: Origin
    segments: Segments

    def __call__(self, analyst: Analyst) -> Measured:
        found = _begun(self.origin)
        found.statistics[self.segments.metric] = self.segments.statistics()
        return found
