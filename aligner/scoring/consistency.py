"""How far the same term is rendered the same way.

Of each term t with N_t occurrences, n_tv of them rendered as v:

``consistency.ltcr``
    Σ_t Σ_v C(n_tv, 2) / Σ_t C(N_t, 2): of all pairs of occurrences of one term, those with the same
    rendering (lexical translation consistency ratio, pairwise; Lyu et al. 2021).
``consistency.predefined``, ``.first``, ``.majority``
    Σ_t n_tp / Σ_t N_t, micro, and the mean of n_tp / N_t, macro; p is the glossary's preferred
    rendering, the one of the first occurrence, the most frequent (Semenov & Bojar 2022).
``consistency.hhi``
    the mean over terms of Σ_v (n_tv / N_t)² (Herfindahl and Hirschman).
``consistency.entropy``
    the mean over terms of −Σ_v n_tv / N_t · log₂(n_tv / N_t), in bits; lower is better.

Terms that occur once say nothing and are left out. An occurrence whose rendering is not known is
like no other. First mention and short forms count as the full form: an allowed alternation.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log2
from typing import NamedTuple

import numpy as np

from aligner.scoring.bootstrap import (
    Blocks,
    FloatArray,
    IntArray,
    Statistic,
    Value,
    divided,
    numbered,
)


class Use(NamedTuple):  # of which a text has tens of thousands
    """One occurrence of a term and its rendering."""

    bead: int  # over all documents, from 0
    term: str
    text: str  # empty: not known
    preferred: str = ""  # of the glossary; empty: it says none


@dataclass(frozen=True, slots=True)
class TermConsistency:
    """The line of one term in the table beside the scores."""

    term: str
    count: int  # N_t, 2 and more
    renderings: tuple[tuple[str, int], ...]  # the most frequent first; those not known as ""
    ltcr: float  # 0 … 1

    @property
    def majority(self) -> float:
        """The share of the most frequent known rendering, 0 … 1."""
        return max((n for text, n in self.renderings if text), default=0) / self.count


def term_table(uses: Sequence[Use]) -> list[TermConsistency]:
    """Return the terms that occur more than once, the least consistent first."""
    of_term: dict[str, Counter[str]] = defaultdict(Counter)
    for use in uses:
        of_term[use.term][use.text] += 1
    lines = []
    for term, counts in of_term.items():
        total = counts.total()
        if total < 2:
            continue
        same = sum(n * (n - 1) for text, n in counts.items() if text)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        lines.append(TermConsistency(term, total, tuple(ordered), same / (total * (total - 1))))
    return sorted(lines, key=lambda line: (line.ltcr, -line.count, line.term))


def consistency_statistics(
    uses: Sequence[Use], blocks: Blocks, prefix: str = "consistency"
) -> Iterator[Statistic]:
    """Yield the statistics of the family, over terms that occur at least twice."""
    often = Counter(use.term for use in uses)
    uses = [use for use in uses if often[use.term] > 1]
    table = _Table(uses)
    beads = np.array([use.bead for use in uses], np.int64)
    counts = blocks.counts(beads, table.columns, len(table.keys))
    predefined = table.marked((use.term, use.preferred) for use in uses if use.preferred)
    first = table.marked({use.term: (use.term, use.text) for use in reversed(uses)}.values())
    measures: dict[str, Value] = {
        "ltcr": table.ltcr,
        "predefined.micro": lambda counts: table.micro(counts * predefined, counts),
        "predefined.macro": lambda counts: table.macro(counts * predefined, counts),
        "first.micro": lambda counts: table.micro(counts * first, counts),
        "first.macro": lambda counts: table.macro(counts * first, counts),
        "majority.micro": lambda counts: table.micro(counts * table.known, counts),
        "majority.macro": lambda counts: table.macro(counts * table.known, counts),
        "hhi": table.hhi,
    }
    if not predefined.any():
        measures = {name: value for name, value in measures.items() if "predefined" not in name}
    for name, value in measures.items():
        yield Statistic(f"{prefix}.{name}", counts, value, len(uses), "occurrences")
    highest = log2(max(often.values(), default=1))
    yield Statistic(
        f"{prefix}.entropy",
        counts,
        table.entropy,
        len(uses),
        "occurrences",
        # A resample may hold a term more often than the text.
        (0.0, max(highest, 1.0)),
        "lower",
    )


class _Table:
    """The columns of the counts: a term with one of its renderings each, terms side by side."""

    def __init__(self, uses: Sequence[Use]) -> None:
        self.keys = sorted({(use.term, use.text) for use in uses})
        number = {key: column for column, key in enumerate(self.keys)}
        self.columns: IntArray = np.array([number[use.term, use.text] for use in uses], np.int64)
        terms = numbered(term for term, _ in self.keys)
        self._starts = np.flatnonzero(np.diff(terms, prepend=-1))
        self.known: FloatArray = np.array([1.0 if text else 0.0 for _, text in self.keys])

    def marked(self, keys: Iterable[tuple[str, str]]) -> FloatArray:
        """Return 1 for the columns whose known rendering is wanted, shape (columns,)."""
        wanted = set(keys)
        return np.array([float(bool(key[1]) and key in wanted) for key in self.keys])

    def _totals(self, counts: FloatArray) -> FloatArray:
        """Return N_t, shape (samples, terms)."""
        if not self.keys:
            return np.zeros((len(counts), 0))
        return np.add.reduceat(counts, self._starts, axis=1)

    def _best(self, counts: FloatArray) -> FloatArray:
        """Return the highest count of each term, shape (samples, terms)."""
        if not self.keys:
            return np.zeros((len(counts), 0))
        return np.maximum.reduceat(counts, self._starts, axis=1)

    def ltcr(self, counts: FloatArray) -> FloatArray:
        """Return the share of equal pairs, shape (samples,)."""
        return divided(_pairs(counts * self.known), _pairs(self._totals(counts)))

    def micro(self, chosen: FloatArray, counts: FloatArray) -> FloatArray:
        """Return the share of the chosen renderings, of each term the highest column."""
        return divided(self._best(chosen).sum(axis=1), counts.sum(axis=1))

    def macro(self, chosen: FloatArray, counts: FloatArray) -> FloatArray:
        """Return the mean of the terms' shares."""
        totals = self._totals(counts)
        shares = divided(self._best(chosen), totals)
        return _mean(shares, totals)

    def hhi(self, counts: FloatArray) -> FloatArray:
        """Return the mean concentration."""
        totals = self._totals(counts)
        unknown = counts * (1 - self.known)
        squares = self._totals((counts * self.known) ** 2 + unknown)
        return _mean(divided(squares, totals**2), totals)

    def entropy(self, counts: FloatArray) -> FloatArray:
        """Return the mean entropy in bits: log₂ N − Σ n · log₂ n / N."""
        totals = self._totals(counts)
        known = np.maximum(counts * self.known, 1.0)
        weighted = self._totals(known * np.log2(known))
        return _mean(np.log2(np.maximum(totals, 1)) - divided(weighted, totals), totals)


def _pairs(counts: FloatArray) -> FloatArray:
    """Return the sum of n · (n − 1) over columns of whole numbers, shape (samples,)."""
    return np.asarray(np.einsum("ij,ij->i", counts, counts) - counts.sum(axis=1))


def _mean(values: FloatArray, totals: FloatArray) -> FloatArray:
    """Return the mean over the terms that occur, shape (samples,)."""
    there = totals > 0
    return divided(np.where(there, values, 0.0).sum(axis=1), there.sum(axis=1) + 0.0)
