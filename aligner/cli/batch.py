"""Many pairs in parallel: one bad document does not stop the others."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.cli.delivery import Delivery
from aligner.cli.encoding import opened
from aligner.cli.folders import match_folders
from aligner.cli.manifest import Pair, read_manifest
from aligner.cli.pipeline import AlignOptions, align_files
from aligner.cli.record import Record
from aligner.cli.verbosity import note
from aligner.cli.workers import run
from aligner.errors import AlignerError, InputError, UsageError
from aligner.formats import FORMATS, load_format
from aligner.messages import translate
from aligner.report.terminal import display_width

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One pair with all that a worker process needs."""

    source: Path
    target: Path
    output: Path
    options: AlignOptions
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one pair."""

    line: str  # the summary, or the error
    failed: bool
    earlier: bool = False  # finished by an earlier run


@dataclass(frozen=True, slots=True)
class Batch:
    """How to work on many pairs; the files written are the same whatever the number of workers."""

    options: AlignOptions
    delivery: Delivery
    workers: int
    recorded: bool  # whether pairs finished by an earlier run are passed over

    def align_manifest(self, manifest: Path, folder: Path | None) -> None:
        """Align all pairs of a manifest and print what became of them, in the manifest's order.

        Raises:
            AlignerError: the manifest or an output path is bad, before any work; or, at the end,
                some pairs failed.
        """
        self._align(read_manifest(manifest, folder, self._suffix()), str(manifest))

    def align_folders(self, source: Path, target: Path, output: Path | None) -> None:
        """Align the documents of two folders that have the same names.

        Raises:
            AlignerError: as for a manifest, or no names are the same.
        """
        if output is None:
            raise UsageError("two folders need a third for the bitexts", way_out="add -o FOLDER")
        matched = match_folders(source, target, output, self._suffix())
        for path in matched.alone:
            logger.warning("%s: no document of the same name in the other folder", path)
        for folder in {pair.output.parent for pair in matched.pairs}:
            folder.mkdir(parents=True, exist_ok=True)
        self._align(matched.pairs, str(source))

    def _suffix(self) -> str:
        format_name = self.delivery.format_name or "tsv"
        load_format(format_name)
        return "".join(FORMATS[format_name].suffixes[:1])

    def _align(self, pairs: Sequence[Pair], place: str) -> None:
        """Align the pairs that no earlier run has finished."""
        inputs = [path for pair in pairs for path in (pair.source, pair.target)]
        inputs += [self.options.lexicon] if self.options.lexicon else []
        self.delivery.check([pair.output for pair in pairs], inputs)
        encoder = opened(self.options.encoder) if self.options.encoder else None
        record = Record() if self.recorded else None
        model = encoder.identity if encoder and record else ""
        keys = [self._key(record, pair, model) if record else "" for pair in pairs]
        outcomes: dict[int, Outcome] = {}
        for index, (pair, key) in enumerate(zip(pairs, keys, strict=True)):
            line = record.summary(pair.output, key) if record and key else None
            if line is not None:
                outcomes[index] = Outcome(line, failed=False, earlier=True)
        left = [index for index in range(len(pairs)) if index not in outcomes]
        jobs = [
            Job(pairs[i].source, pairs[i].target, pairs[i].output, self.options, self.delivery)
            for i in left
        ]
        for number, outcome in run(_prepare, jobs, min(self.workers, len(jobs))):
            index = left[number]
            outcomes[index] = outcome
            if record and not outcome.failed:
                record.add(pairs[index].output, keys[index], outcome.line)
            _show_progress(len(outcomes), len(pairs))
        _summarise(pairs, outcomes, place)

    def _key(self, record: Record, pair: Pair, model: str) -> str:
        """Return what an output is made from; nothing where that cannot be read.

        Args:
            record: that will keep it.
            pair: what is aligned.
            model: what is in the encoder's folder, in short; its name does not say it.
        """
        lexicon = (self.options.lexicon,) if self.options.lexicon else ()
        try:
            inputs = (pair.source, pair.target, *lexicon)
            return record.key_of(inputs, (self.options, self.delivery, model))
        except OSError:
            return ""


def _summarise(pairs: Sequence[Pair], outcomes: Mapping[int, Outcome], place: str) -> None:
    """Print a line a pair, and one for all; fail if any pair has failed."""
    width = max(display_width(str(pair.output)) for pair in pairs)
    for index, pair in enumerate(pairs):
        outcome, name = outcomes[index], str(pair.output)
        if outcome.failed:
            logger.error("%s", outcome.line)
        else:
            mark = f"  ({translate('done before')})" if outcome.earlier else ""
            note(f"{name}{' ' * (width - display_width(name))}  {outcome.line}{mark}")
    failed = sum(outcome.failed for outcome in outcomes.values())
    earlier = sum(outcome.earlier for outcome in outcomes.values())
    if failed:
        raise InputError(f"{failed} of {len(pairs)} pairs failed", place=place)
    note(f"{len(pairs)} pairs: {len(pairs) - earlier} aligned, {earlier} done before")


def _prepare() -> Callable[[Job], Outcome]:
    """Return what a worker process does with a pair."""
    return _align


def _align(job: Job) -> Outcome:
    """Align one pair in a worker process."""
    try:
        alignment = align_files(job.source, job.target, job.options)
        return Outcome(job.delivery.write(alignment, job.output), failed=False)
    except (AlignerError, OSError) as error:
        return Outcome(str(error), failed=True)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and logger.isEnabledFor(logging.WARNING):
        # The cursor stays at the line's start, so that a warning overwrites the line.
        end = "\n" if done == total else "\r"
        print(translate(f"{done}/{total} pairs aligned"), end=end, file=sys.stderr, flush=True)
