"""All scores of one or more documents."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.glossary.model import Glossary
from aligner.lexicon import Lexicon
from aligner.scoring.bootstrap import (
    SAMPLES,
    SEED,
    Blocks,
    Counts,
    Statistic,
    blocks_of,
    ratio,
    resamples,
    scores,
)
from aligner.scoring.completeness import completeness_statistics
from aligner.scoring.consistency import TermConsistency, Use, consistency_statistics, term_table
from aligner.scoring.observations import Observations
from aligner.scoring.score import Score
from aligner.scoring.segments import segment_uses
from aligner.scoring.signature import glossary_digest, signature
from aligner.scoring.terminology import terminology_statistics
from aligner.scoring.unlisted import deviating, unlisted_uses
from aligner.scoring.wmt25 import success_rates

_PHRASE = 3  # characters


@dataclass(frozen=True, slots=True)
class ScoreOptions:
    """What a user can choose."""

    samples: int = SAMPLES  # of the bootstrap; 0: no intervals
    seed: int = SEED
    date: datetime.date | None = None  # of the texts, for the signature


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores with the tables they come from."""

    scores: tuple[Score, ...]
    terms: tuple[TermConsistency, ...]  # of the glossary, the least consistent first
    unlisted: tuple[TermConsistency, ...]  # found without it: mostly rendered alike, not always


def score_all(
    observations: Observations,
    glossary: Glossary,
    lexicon: Lexicon,
    options: ScoreOptions,
    recurring: Sequence[Use] | None = None,
) -> Scored:
    """Return all scores that need no reference.

    Time grows linearly with the beads.

    Args:
        observations: what was seen in the beads.
        glossary: for the signatures, and of what renderings are preferred.
        lexicon: finds the renderings of what recurs, listed or not.
        options: of the user.
        recurring: what `unlisted_uses` finds, where it has been asked; None: it is asked here.
    """
    blocks = blocks_of(observations.document_of)
    documents = len(observations.documents)
    uses = _listed_uses(observations, glossary)
    if recurring is None:
        recurring = unlisted_uses(observations.chinese, observations.english, lexicon)
    # Shorter ones are words of every day, rendered as the sentence wants.
    phrases = [use for use in recurring if len(use.term) >= _PHRASE]
    of_terms, of_words = _terms_signer(glossary, options), _Signer(options, lexicon=lexicon.sum)
    found = [
        *of_terms.scores(terminology_statistics(observations, blocks), blocks.count, blocks.unit),
        *of_terms.scores([_wmt25(observations, glossary)], documents, "documents"),
        *of_terms.scores(consistency_statistics(uses, blocks), blocks.count, blocks.unit),
        *of_words.scores(
            _only("ltcr", consistency_statistics(phrases, blocks, "consistency.unlisted")),
            blocks.count,
            blocks.unit,
        ),
        *of_words.scores(
            completeness_statistics(observations.completeness, blocks), blocks.count, blocks.unit
        ),
        *_Signer(options).scores(_segments(observations, blocks), blocks.count, blocks.unit),
    ]
    return Scored(tuple(found), tuple(term_table(uses)), tuple(deviating(term_table(recurring))))


class _Signer:
    """Turns statistics into scores that say what they depend on."""

    def __init__(self, options: ScoreOptions, **parts: str) -> None:
        self._options = options
        self._parts = parts

    def scores(self, statistics: Iterable[Statistic], blocks: int, unit: str) -> list[Score]:
        """Return the scores of statistics over blocks of a kind."""
        samples, seed = self._options.samples, self._options.seed
        weights = resamples(blocks, samples, seed)
        date = self._options.date.isoformat() if self._options.date else ""
        drawn = {"bs": str(samples), "seed": str(seed), "units": unit} if samples else {}
        signed = signature(**self._parts, date=date, **drawn)
        return scores(list(statistics), weights, signed)


def _only(name: str, statistics: Iterator[Statistic]) -> Iterator[Statistic]:
    return (one for one in statistics if one.name.endswith(f".{name}"))


def _segments(observations: Observations, blocks: Blocks) -> Iterator[Statistic]:
    uses = segment_uses(observations.sources, observations.targets)
    yield from _only("ltcr", consistency_statistics(uses, blocks, "consistency.segments"))


def _listed_uses(observations: Observations, glossary: Glossary) -> list[Use]:
    preferred = {term.source: term.target for term in glossary}
    return [
        Use(
            one.bead,
            one.term,
            one.known_text,
            preferred.get(one.term, ""),
        )
        for one in observations.renderings
    ]


def score_reference(reference: Observations, glossary: Glossary, options: ScoreOptions) -> Score:
    """Return the terminology success of a reference: what is within reach on these texts.

    Args:
        reference: how it renders the terms.
        glossary: for the signature.
        options: as for the other scores.
    """
    blocks = blocks_of(reference.document_of)
    success = next(iter(terminology_statistics(reference, blocks)))
    named = replace(success, name="terminology.reference.micro")
    return _terms_signer(glossary, options).scores([named], blocks.count, blocks.unit)[0]


def _terms_signer(glossary: Glossary, options: ScoreOptions) -> _Signer:
    listed = f"{glossary.name}@{glossary_digest(glossary)}" if len(glossary) else ""
    return _Signer(options, glossary=listed)


def _wmt25(observations: Observations, glossary: Glossary) -> Statistic:
    """Return the success rate of WMT 2025; its blocks are the documents."""
    texts: list[tuple[list[str], list[str]]] = [([], []) for _ in observations.documents]
    columns = observations.document_of, observations.sources, observations.targets
    for document, source, target in zip(*columns, strict=True):
        texts[document][0].append(source)
        texts[document][1].append(target)
    terms: dict[str, list[str]] = defaultdict(list)
    for term in glossary:
        if term.status == "approved" and observations.source_language == "zh":
            terms[term.source] += term.renderings
        elif term.status == "approved":
            terms[term.target] += term.sources
    sources, targets = (["\n".join(text[side]) for text in texts] for side in (0, 1))
    rates = list(success_rates(sources, targets, terms))
    documents = np.array([rate.document for rate in rates], np.int64)
    size = len(texts)
    hits = np.bincount(documents, [rate.value for rate in rates], size)
    totals = np.bincount(documents, minlength=size) + 0.0
    blocks, kinds = np.tile(np.arange(size), 2), np.repeat([0, 1], size)
    counts = Counts(blocks, kinds, np.concatenate([hits, totals]), size, 2)
    return Statistic("terminology.success.wmt25", counts, ratio, len(rates), "terms of documents")
