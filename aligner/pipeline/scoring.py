"""Reading what is scored, and scoring it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.analysis import Origin
from aligner.bead import Bead, join
from aligner.document import Document, other_language
from aligner.errors import InputError, UsageError
from aligner.glossary.loading import load_glossaries
from aligner.glossary.model import Glossary
from aligner.lexicon import load_lexicon
from aligner.pipeline.aligning import read_one
from aligner.pipeline.encoding import EncoderOptions, opened
from aligner.pipeline.inputs import Input, Reading, is_bitext
from aligner.pipeline.measuring import Measured, Measuring, ToMeasure, compared_by, pool
from aligner.pipeline.progress import Progress, silent
from aligner.pipeline.workers import Workers
from aligner.report.scores import ScoreReport
from aligner.scoring import Scored, ScoreOptions, score_all, score_reference
from aligner.scoring.bootstrap import SAMPLES, SEED
from aligner.scoring.matching import Pair, common_segments
from aligner.scoring.quality import METRICS, Compared, paired_bootstrap, quality_score

if TYPE_CHECKING:
    from aligner.alignment.window import Evidence


@dataclass(frozen=True, slots=True)
class Text:
    """One translation, read and aligned."""

    name: str
    beads: tuple[Bead, ...]
    origin: Origin

    @property
    def pairs(self) -> list[Pair]:
        """Source and target of each bead."""
        source = self.origin.source_language
        target = other_language(source)
        return [Pair(join(bead.source, source), join(bead.target, target)) for bead in self.beads]


@dataclass(frozen=True, slots=True)
class Result:
    """What was scored."""

    report: ScoreReport
    texts: tuple[Text, ...]
    glossary: Glossary
    date: datetime.date | None


@dataclass(frozen=True, slots=True)
class Scoring:
    """How to score."""

    reading: Reading = field(default_factory=Reading)
    glossaries: tuple[str, ...] = ()  # files, or names of shipped ones
    date: datetime.date | None = None  # of the texts
    samples: int = SAMPLES  # resamples for the intervals; 0: no intervals
    seed: int = SEED
    metrics: tuple[str, ...] = METRICS  # by the reference
    workers: Workers = field(default_factory=Workers)
    encoder: EncoderOptions | None = None  # what tells how alike both sides are
    progress: Progress = silent

    def run(self, inputs: Sequence[Input], references: Sequence[Path] = ()) -> Result:
        """Return the scores of all inputs.

        Raises:
            AlignerError: a file cannot be read, or a reference is of another source.
        """
        glossary = load_glossaries(self.glossaries) if self.glossaries else Glossary("", ())
        texts = tuple(self._read(one) for one in inputs)
        paths = _one_each(references, texts)
        others = [self._reference(t, path) for t, path in zip(texts, paths, strict=True) if path]
        segments = [
            common_segments([text.pairs, other.pairs], (text.name, other.name))
            for text, other in zip(texts, others, strict=False)  # no reference at all, or one each
        ] or [[] for _ in texts]
        lexicon = self.reading.options.lexicon
        measured = Measuring(glossary, self.date, self.metrics, self.workers, lexicon).measure(
            [ToMeasure(t.beads, t.origin, own) for t, own in zip(texts, segments, strict=True)]
        )
        documents = tuple(
            self._scored(glossary, found, own)
            for found, own in zip(measured, segments, strict=True)
        )
        names = tuple(text.name for text in texts)
        if len(texts) == 1:
            report = ScoreReport(names, documents)
        elif len({_source(text) for text in texts}) == 1:
            report = ScoreReport(names, documents, compared=self._compared(texts, others))
        else:
            together = [segment for own in segments for segment in own]
            pooled = self._scored(glossary, pool(measured), together)
            report = ScoreReport(names, documents, pooled)
        return Result(report, texts, glossary, self.date)

    def _read(self, one: Input) -> Text:
        if one.is_bitext:
            from aligner.formats import read_bitext

            bitext = read_bitext(one.source, options=self.reading.of_bitexts)
            name = str(one.source)
            beads = tuple(bitext.beads)
            if not beads:
                raise InputError("no beads", place=name, way_out="give a bitext with texts")
            return Text(name, beads, Origin(name, name, bitext.source_language))
        alignment = self.reading.align(one, self.progress)
        name = str(one.target or one.source)
        return Text(name, alignment.beads, Origin.of(alignment))

    def _scored(
        self, glossary: Glossary, measured: Measured, segments: Sequence[tuple[Pair, ...]]
    ) -> Scored:
        """Return the scores of texts together; segments hold translation and reference."""
        options = ScoreOptions(self.samples, self.seed, self.date)
        lexicon = load_lexicon(self.reading.options.lexicon)
        scored = score_all(measured.observations, glossary, lexicon, options, measured.recurring)
        if self.encoder:
            from aligner.scoring.similarity import score_similarity

            told = self.progress("encoding")
            alike = score_similarity(measured.observations, opened(self.encoder), options, told)
            scored = replace(scored, scores=(*scored.scores, alike))
        if not segments:
            return scored
        found = [score_reference(measured.reference, glossary, options)] if len(glossary) else []
        language = other_language(measured.observations.source_language)
        for metric in self.metrics:
            compared = compared_by(metric, language, segments)
            numbers = measured.statistics[metric]
            found.append(quality_score(compared, numbers, max(self.samples, 1)))
        return replace(scored, scores=(*scored.scores, *found))

    def _reference(self, text: Text, path: Path) -> Text:
        """Read a reference; a document is aligned with the source of the translation."""
        if is_bitext(path):
            return self._read(Input(path, is_bitext=True))
        return self._aligned(text, path)

    def _aligned(self, text: Text, reference: Path) -> Text:
        """Align the source of a translation with a reference that is a document."""
        from aligner.alignment import align
        from aligner.evidence import default_evidence

        source = text.origin.source_language
        document = read_one(reference, other_language(source), self.reading.options)
        evidence: Sequence[Evidence] = default_evidence(self.reading.options.lexicon)
        alignment = align(_source_document(text), document, evidence)
        return Text(str(reference), alignment.beads, Origin("", str(reference), source))

    def _compared(self, texts: Sequence[Text], others: Sequence[Text]) -> tuple[Compared, ...]:
        """Compare the translations with the first, on the segments that all have in common."""
        if not others or self.samples < 1 or not self.metrics:
            return ()
        wholes = [*texts, others[0]]
        names = [whole.name for whole in wholes]
        segments = common_segments([whole.pairs for whole in wholes], names)
        columns = [[part.target for part in parts] for parts in zip(*segments, strict=True)]
        systems = list(zip(names[:-1], columns[:-1], strict=True))
        language = other_language(texts[0].origin.source_language)
        return tuple(paired_bootstrap(systems, columns[-1], language, self.metrics, self.samples))


def _source(text: Text) -> str:
    return "".join("".join(pair.source.split()) for pair in text.pairs)


def _one_each(references: Sequence[Path], texts: Sequence[Text]) -> list[Path | None]:
    """Return the reference of each text."""
    if not references:
        return [None] * len(texts)
    if len(references) == 1:
        return [references[0]] * len(texts)
    if len(references) != len(texts):
        raise UsageError(
            f"{len(references)} references for {len(texts)} translations",
            way_out="give one for all, or one for each",
        )
    return [*references]


def _source_document(text: Text) -> Document:
    """Return the source side as a document, a bead on each line."""
    lines = (pair.source for pair in text.pairs if pair.source)
    return Document.of_lines(text.origin.source_file, text.origin.source_language, lines)
