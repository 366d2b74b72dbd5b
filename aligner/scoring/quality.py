"""Quality against a reference: BLEU, chrF2++ and TER, by sacreBLEU and with its signatures.

Post (2018), A call for clarity in reporting BLEU scores; Popović (2017) for chrF++; Snover et al.
(2006) for TER. Values, intervals and signatures are those of ``sacrebleu`` on the command line with
``--confidence``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING

from aligner.document import Language
from aligner.scoring.bootstrap import SAMPLES, SEED
from aligner.scoring.resampling import resampled_sums
from aligner.scoring.score import Better, Score

if TYPE_CHECKING:
    from sacrebleu.metrics.base import Metric

_HIGHEST = 100.0
_NAMES = {"bleu": "quality.bleu", "chrf": "quality.chrf2++", "ter": "quality.ter"}
METRICS = tuple(_NAMES)
_SEED_OF = "SACREBLEU_SEED"  # the variable of the environment that it reads

SegmentStatistics = list[list[float]]  # of each segment, numbers that only the metric understands


@dataclass(frozen=True, slots=True)
class Compared:
    """One system's score beside the baseline's."""

    system: str
    name: str  # of the score
    baseline: float
    value: float
    p: float  # how probable so large a gap is by chance, 0 … 1


def quality_scores(
    hypotheses: Sequence[str],
    references: Sequence[str],
    language: Language,
    metrics: Sequence[str] = METRICS,
    samples: int = SAMPLES,
) -> list[Score]:
    """Return the scores of translations against references, one a segment.

    Args:
        hypotheses: the segments translated.
        references: theirs, as many.
        language: of both.
        metrics: of ``METRICS``.
        samples: of the bootstrap; 1: no intervals.
    """
    found = []
    for name in metrics:
        segments = Segments(name, language, tuple(hypotheses), tuple(references))
        found.append(quality_score(segments, segments.statistics(), samples))
    return found


@dataclass(frozen=True, slots=True)
class Segments:
    """Translations and their references, to be compared by one metric."""

    metric: str  # of METRICS
    language: Language  # of both sides
    hypotheses: tuple[str, ...]
    references: tuple[str, ...]

    def statistics(self) -> SegmentStatistics:
        """Return the statistics of each segment, of which the metric makes its score.

        They depend on nothing else: those of a part of the segments are a part of them all.
        """
        metric = _metric(self.metric, self.language)
        pairs = list(zip(self.hypotheses, self.references, strict=True))
        # Of equal texts TER would look for words to move, and find none.
        is_searched = [self.metric != "ter" or one != other for one, other in pairs]
        searched = list(compress(pairs, is_searched))
        sides = [one for one, _ in searched], [[other for _, other in searched]]
        found = iter(metric._extract_corpus_statistics(*sides) if searched else ())
        return [
            list(next(found)) if must else [0, float(len(metric._preprocess_segment(text).split()))]
            for must, (text, _) in zip(is_searched, pairs, strict=True)
        ]


def quality_score(segments: Segments, statistics: SegmentStatistics, samples: int) -> Score:
    """Return the score of segments whose statistics are known."""
    name, count = segments.metric, len(segments.hypotheses)
    better: Better = "lower" if name == "ter" else "higher"
    if not any(segments.references):  # sacreBLEU fails on nothing at all
        return Score(_NAMES[name], None, None, None, (0.0, _HIGHEST), better, count, "segments")
    metric = _metric(name, segments.language)
    metric.num_refs = 1  # of each segment; told to the signature
    # What `corpus_score` does, with statistics that are known and resampling that takes no time.
    found = metric._aggregate_and_compute(statistics)
    has_interval = samples > 1
    if has_interval:
        metric.n_bootstrap, metric.seed = samples, os.environ.get(_SEED_OF, str(SEED)).lower()
        seed = None if metric.seed == "none" else int(metric.seed)
        sums = resampled_sums(statistics, samples, seed)
        found.estimate_ci([metric._compute_score_from_stats(one) for one in sums])  # type: ignore[arg-type]
    return Score(
        _NAMES[name],
        float(found.score),
        # Its resamples are numbers of 32 bits.
        float(found._mean - found._ci) if has_interval else None,
        float(found._mean + found._ci) if has_interval else None,
        # More edits than words are possible.
        (0.0, float("inf") if name == "ter" else _HIGHEST),
        better,
        count,
        "segments",
        str(metric.get_signature()),
    )


def _metric(name: str, language: Language) -> Metric:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    if name == "bleu":
        return BLEU(tokenize="zh" if language == "zh" else "13a")
    if name == "chrf":
        return CHRF(word_order=2)
    return TER(asian_support=language == "zh", normalized=language == "zh")


def paired_bootstrap(
    systems: Sequence[tuple[str, Sequence[str]]],
    references: Sequence[str],
    language: Language,
    metrics: Sequence[str] = METRICS,
    samples: int = SAMPLES,
) -> list[Compared]:
    """Compare systems with the first one (Koehn 2004), as sacreBLEU's ``--paired-bs`` does.

    Args:
        systems: the name and the segments of each, two at least; the first is the baseline.
        references: as many segments.
        language: of all of them.
        metrics: of ``METRICS``.
        samples: resamples.
    """
    from sacrebleu.significance import PairedTest

    wanted = {name: _metric(name, language) for name in metrics}
    named: list[tuple[str, Sequence[str]]] = [(name, list(texts)) for name, texts in systems]
    test = PairedTest(named, wanted, [list(references)], test_type="bs", n_samples=samples)
    _, columns = test()
    compared = []
    # A column a metric, in their order but under sacreBLEU's names, behind that of the systems.
    for name, column in zip(metrics, list(columns.values())[1:], strict=True):
        results = [cell for cell in column if not isinstance(cell, str)]
        for (system, texts), result in zip(named[1:], results[1:], strict=True):
            # Between equal texts sacreBLEU counts no resample as more extreme and calls that p = 0.
            is_same = texts == named[0][1]
            p = 1.0 if is_same or result.p_value is None else float(result.p_value)
            full = _NAMES[name]
            scores = float(results[0].score), float(result.score)
            compared.append(Compared(system, full, *scores, p))
    return compared
