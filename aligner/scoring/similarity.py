"""How alike the two sides of beads are to a sentence encoder.

``adequacy.encoder``
    the mean over beads of the cosine of both sides' vectors, 0 where it is negative or a side is
    empty. Encoders differ in how alike they find any two sentences: values of different encoders
    cannot be compared, and the signature names the encoder.
"""

from __future__ import annotations

import numpy as np

from aligner.encoders.encoder import Encoder, Progress
from aligner.encoders.similarity import similarities
from aligner.scoring.bootstrap import Counts, Statistic, blocks_of, ratio, resamples, scores
from aligner.scoring.observations import Observations
from aligner.scoring.score import Score
from aligner.scoring.scorer import ScoreOptions
from aligner.scoring.signature import signature


def score_similarity(
    observations: Observations,
    encoder: Encoder,
    options: ScoreOptions,
    progress: Progress | None = None,
) -> Score:
    """Return how alike the sides of all beads are, with its interval.

    Raises:
        InputError: the encoder cannot be loaded.
    """
    pairs = list(zip(observations.chinese, observations.english, strict=True))
    values = np.maximum(similarities(encoder, pairs, progress), 0.0).astype(np.float64)
    blocks = blocks_of(observations.document_of)
    sums = [np.bincount(blocks.of_bead, column, blocks.count) for column in (values, None)]
    counts = Counts(
        np.tile(np.arange(blocks.count), 2),
        np.repeat([0, 1], blocks.count),
        np.concatenate(sums),
        blocks.count,
        2,
    )
    drawn = resamples(blocks.count, options.samples, options.seed)
    statistic = Statistic("adequacy.encoder", counts, ratio, len(pairs), "beads")
    return scores([statistic], drawn, _signature(encoder, options, blocks.unit))[0]


def _signature(encoder: Encoder, options: ScoreOptions, unit: str) -> str:
    drawn = {"bs": str(options.samples), "seed": str(options.seed), "units": unit}
    return signature(encoder=encoder.signature, **(drawn if options.samples else {}))
