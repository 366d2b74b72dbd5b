"""Many pairs in parallel: one bad document does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from aligner.errors import AlignerError
from aligner.pipeline.aligning import AlignOptions, align_files
from aligner.pipeline.encoding import opened
from aligner.pipeline.manifest import Pair
from aligner.pipeline.progress import Progress, silent
from aligner.pipeline.record import Record
from aligner.pipeline.workers import Workers
from aligner.pipeline.writing import Writing


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one pair."""

    line: str  # the summary, or the error
    failed: bool = False
    earlier: bool = False  # finished by an earlier run


@dataclass(frozen=True, slots=True)
class Batch:
    """How to work on many pairs; the files written are the same whatever the number of workers."""

    options: AlignOptions = field(default_factory=AlignOptions)
    writing: Writing = field(default_factory=Writing)
    workers: Workers = field(default_factory=Workers)
    recorded: bool = True  # whether pairs finished by an earlier run are passed over
    progress: Progress = silent  # of one pair, in whatever process it is aligned

    def align(
        self, pairs: Sequence[Pair], counted: Callable[[int], None] = silent
    ) -> list[Outcome]:
        """Align the pairs that no earlier run has finished; return what became of each pair.

        Args:
            pairs: with the files to write.
            counted: told how many pairs are finished, after each.

        Raises:
            AlignerError: an output path is bad, or there is no such encoder; before any work.
        """
        lexicon = [self.options.lexicon] if self.options.lexicon else []
        inputs = [path for pair in pairs for path in (pair.source, pair.target)]
        self.writing.check([pair.output for pair in pairs], inputs + lexicon)
        encoder = opened(self.options.encoder) if self.options.encoder else None
        record = Record() if self.recorded else None
        model = encoder.identity if encoder and record else ""
        keys = [self._key(record, pair, model) if record else "" for pair in pairs]
        outcomes: dict[int, Outcome] = {}
        for index, (pair, key) in enumerate(zip(pairs, keys, strict=True)):
            line = record.summary(pair.output, key) if record and key else None
            if line is not None:
                outcomes[index] = Outcome(line, earlier=True)
        left = [index for index in range(len(pairs)) if index not in outcomes]
        workers = self.workers.at_most(len(left))
        for number, outcome in workers.run(self, [pairs[index] for index in left]):
            index = left[number]
            outcomes[index] = outcome
            if record and not outcome.failed:
                record.add(pairs[index].output, keys[index], outcome.line)
            counted(len(outcomes))
        return [outcomes[index] for index in range(len(pairs))]

    def __call__(self) -> Callable[[Pair], Outcome]:
        """Return what works on a pair, in whatever process it is called."""
        return self._aligned

    def _aligned(self, pair: Pair) -> Outcome:
        try:
            alignment = align_files(pair.source, pair.target, self.options, self.progress)
            return Outcome(self.writing.write(alignment, pair.output))
        except (AlignerError, OSError) as error:
            return Outcome(str(error), failed=True)

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
            return record.key_of(inputs, (self.options, self.writing, model))
        except OSError:
            return ""
