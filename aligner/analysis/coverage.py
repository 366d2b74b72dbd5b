"""Coverage: which sentences and clauses of a bead have no counterpart on its other side.

A word is supported as far as the words of the other side predict it, as in IBM Model 1 (Brown et
al. 1993): log(λ + (1 − λ) · κ · n^−γ · Σ t(z | e) / p(z)) with the embedded lexicon. Each word of
the other side in turn divides itself among the words that predict it; what a clause receives in
this way shows whether it was translated or merely shares the topic. Both, with the lengths, the
numbers and the terms, are weighed by a logistic regression (``aligner.analysis.support``).

The beads of a chunk are computed together, when a rule asks for the first of them. Time and memory
grow with the pairs of content words inside the beads: about 0.1 ms a bead of usual length.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from aligner.analysis.pieces import Pieces, cut
from aligner.analysis.relation import UNKNOWN, Relation, relations
from aligner.analysis.support import Evidence, odds
from aligner.lexicon import Lexicon, embedded_lexicon
from aligner.text.script import is_traditional, to_simplified

if TYPE_CHECKING:
    from aligner.analysis.bead import BeadAnalysis

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

_FLOOR = 0.65  # λ
_SCALE = 0.7  # κ
_DILUTION = 0.85  # γ
_FREQUENT = 3e-3  # words more frequent than this (的, the) are translated in too many ways
_SUSPECT = -1.0  # log-odds; pieces below are of no interest to any rule,
_SUSPECT_JOINED = -5.0  # but for sentences that the aligner joined with others
_LARGEST = 4_000_000  # word pairs computed together; a single bead with more is no bead


@dataclass(frozen=True, slots=True)
class Suspect:
    """A sentence or clause that may lack a counterpart."""

    start: int  # half-open offsets into the text of its side
    end: int
    words: int  # content words known to the lexicon
    odds: float  # log-odds that the other side of the bead has no counterpart of it
    is_sentence: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What each side has that the other may lack; ordered by place, sentences first."""

    chinese: tuple[Suspect, ...] = ()
    english: tuple[Suspect, ...] = ()
    relation: Relation = UNKNOWN


@dataclass(frozen=True, slots=True)
class Words:
    """The content words of one side of some beads."""

    types: IntArray  # shape (words,), into the lexicon
    clauses: IntArray  # shape (words,): the clause each stands in
    offsets: IntArray  # shape (beads + 1,)

    @property
    def counts(self) -> IntArray:
        """The number of words of each bead."""
        return np.diff(self.offsets)


def cover(beads: Sequence[BeadAnalysis]) -> list[Coverage]:
    """Return the coverage of each bead; empty where one side is."""
    if _pairs(beads) > _LARGEST:
        if len(beads) == 1:
            return [Coverage()]
        middle = len(beads) // 2
        return [*cover(beads[:middle]), *cover(beads[middle:])]
    measured = measure(beads)
    (chinese, z_clauses, _), (english, e_clauses, _) = measured
    related = relations(z_clauses, e_clauses, (chinese.beads, english.beads), len(beads))
    joined = np.array(
        [len(one.chinese.sentences) > 1 and one.bead.probability is not None for one in beads],
        np.bool_,
    )
    suspects = [_suspects(pieces, found, joined) for pieces, *found in measured]
    return [Coverage(*one) for one in zip(*suspects, related, strict=True)]


def measure(beads: Sequence[BeadAnalysis]) -> list[tuple[Pieces, Evidence, Evidence]]:
    """Return, for Chinese and English, the pieces, and the evidence on clauses and on sentences."""
    chinese = cut([bead.chinese.text for bead in beads], "zh")
    english = cut([bead.english.text for bead in beads], "en")
    lexicon = embedded_lexicon()
    z_words = _words(_simplified(chinese.texts), chinese, lexicon, "zh")
    e_words = _words(english.texts, english, lexicon, "en")
    z_support, e_support = supports(z_words, e_words, lexicon)
    result = []
    for pieces, words, support, other, name in (
        (chinese, z_words, z_support, english, "chinese"),
        (english, e_words, e_support, chinese, "english"),
    ):
        anchors = _anchors(beads, pieces, name)
        clauses = _evidence(pieces, words, support, other, anchors, np.arange(len(pieces.starts)))
        sentences = _evidence(pieces, words, support, other, anchors, pieces.sentences)
        result.append((pieces, clauses, sentences))
    return result


def _pairs(beads: Sequence[BeadAnalysis]) -> int:
    """Return about how many word pairs the beads have."""
    return sum(len(bead.chinese.text) * len(bead.english.text) for bead in beads) // 14


def _simplified(texts: list[str]) -> list[str]:
    """Return the texts in simplified characters if any of them is traditional."""
    joined = "\n".join(texts)
    return to_simplified(joined).split("\n") if is_traditional(joined) else texts


def _words(texts: list[str], pieces: Pieces, lexicon: Lexicon, language: str) -> Words:
    """Return the words that count: known to the lexicon, and not too frequent."""
    if language == "zh":
        tokens = lexicon.chinese_tokens(texts)
        probabilities = lexicon.arrays.chinese
    else:
        tokens = lexicon.english_tokens(texts)
        probabilities = lexicon.arrays.english
    clauses = np.repeat(np.arange(len(texts)), tokens.counts)
    types = tokens.types.astype(np.int64)
    known = types < len(probabilities)
    kept = known & (probabilities[np.where(known, types, 0)] <= _FREQUENT)
    counts = np.bincount(pieces.beads[clauses[kept]], minlength=pieces.count)
    offsets = np.concatenate([[0], np.cumsum(counts)])
    return Words(types[kept], clauses[kept], offsets)


@dataclass(frozen=True, slots=True)
class Support:
    """How the words of one side fare against the other; all of shape (words,)."""

    predicted: FloatArray  # log ratio to chance: from log λ up
    received: FloatArray  # words of the other side that are its translations


def supports(chinese: Words, english: Words, lexicon: Lexicon) -> tuple[Support, Support]:
    """Return how the words of either side are supported inside their beads."""
    z_counts, e_counts = chinese.counts, english.counts
    repeats = np.repeat(e_counts, z_counts)
    z = np.repeat(np.arange(len(chinese.types)), repeats)
    begins = np.repeat(np.repeat(english.offsets[:-1], z_counts), repeats)
    e = np.arange(len(z)) - np.repeat(np.cumsum(repeats) - repeats, repeats) + begins
    z_types, z_places = np.unique(chinese.types, return_inverse=True)
    e_types, e_places = np.unique(english.types, return_inverse=True)
    links = lexicon.links(z_types.astype(np.int32), e_types.astype(np.int32))
    number = np.zeros((len(z_types), len(e_types)), np.int32)  # of the link, from 1
    number[links.chinese, links.english] = np.arange(1, len(links.chinese) + 1)
    link = number[z_places[z], e_places[e]]
    kept = np.flatnonzero(link)
    z, e, link = z[kept], e[kept], link[kept] - 1
    bead = np.repeat(np.arange(len(z_counts)), z_counts)[z]
    forward = links.english_given_chinese[link] * _strength(z_counts)[bead]
    backward = links.chinese_given_english[link] * _strength(e_counts)[bead]
    z_sums = _FLOOR + np.bincount(z, backward, len(chinese.types))
    e_sums = _FLOOR + np.bincount(e, forward, len(english.types))
    return (
        Support(np.log(z_sums), _sums(z, forward / e_sums[e], len(chinese.types))),
        Support(np.log(e_sums), _sums(e, backward / z_sums[z], len(english.types))),
    )


def _sums(groups: IntArray, values: npt.NDArray[np.generic], size: int) -> FloatArray:
    """Return the sum of the values of each group, shape (size,)."""
    return np.bincount(groups, values.astype(np.float64), size).astype(np.float64)


def _strength(counts: IntArray) -> FloatArray:
    return np.asarray((1 - _FLOOR) * _SCALE * np.maximum(counts, 1.0) ** -_DILUTION)


def _anchors(beads: Sequence[BeadAnalysis], pieces: Pieces, name: str) -> FloatArray:
    """Return how many numbers and terms of each clause are found, and not: (4, clauses)."""
    rows = [[0] * len(pieces.starts) for _ in range(4)]
    starts, firsts = pieces.starts.tolist(), pieces.firsts
    for number, bead in enumerate(beads):
        side = bead.chinese if name == "chinese" else bead.english
        verdicts = bead.judgement.verdicts
        if not (side.quantities or verdicts) or not bead.has_both:
            continue
        match = bead.number_match
        lost = {*(match.chinese if name == "chinese" else match.english)}
        marks = [(one.start, int(one in lost)) for one in side.quantities if not one.weak]
        for verdict in verdicts:
            if name == "chinese":
                marks.append((verdict.occurrence.start, 2 + (not verdict.is_good)))
            elif verdict.span is not None and verdict.is_good:
                marks.append((verdict.span.start, 2))
        for start, row in marks:
            clause = bisect_right(starts, start, firsts[number], firsts[number + 1]) - 1
            rows[row][clause] += 1
    return np.array(rows, np.float64)


def _evidence(
    pieces: Pieces,
    words: Words,
    support: Support,
    other: Pieces,
    anchors: FloatArray,
    groups: IntArray,
) -> Evidence:
    """Sum up over groups of clauses; ``groups`` is the group of each clause, ascending."""
    size = int(groups[-1]) + 1 if len(groups) else 0
    group = groups[words.clauses]
    bead = np.zeros(size, np.int64)
    bead[groups] = pieces.beads
    lengths = _sums(groups, pieces.ends - pieces.starts, size)
    own = _sums(pieces.beads, pieces.ends - pieces.starts, pieces.count)
    others = _sums(other.beads, other.ends - other.starts, pieces.count)
    predicted = np.minimum(support.predicted, 3.0)
    sums = _sums(group, predicted, size)
    totals = _sums(bead, sums, pieces.count)
    count = np.bincount(group, minlength=size)
    counts = words.counts
    return Evidence(
        words=count,
        predicted=sums,
        unpredicted=_sums(group, predicted < 0, size),
        received=_sums(group, support.received, size),
        rest_words=counts[bead] - count,
        rest_predicted=totals[bead] - sums,
        length=lengths,
        own_length=own[bead],
        other_length=others[bead],
        anchors=np.stack([_sums(groups, row, size) for row in anchors]),
    )


def _suspects(
    pieces: Pieces, found: Sequence[Evidence], joined: npt.NDArray[np.bool_]
) -> list[tuple[Suspect, ...]]:
    """Return the suspects of each bead on one side; ``joined`` are those to look at closely."""
    result: list[list[Suspect]] = [[] for _ in range(pieces.count)]
    clauses, sentences = found
    size = int(pieces.sentences[-1]) + 1 if len(pieces.sentences) else 0
    first = np.searchsorted(pieces.sentences, np.arange(size))
    last = np.append(first[1:], len(pieces.sentences)) - 1
    levels = (
        (sentences, first, last, True),
        (clauses, np.arange(len(pieces.starts)), np.arange(len(pieces.starts)), False),
    )
    for evidence, begins, ends, is_sentence in levels:
        scores = odds(evidence, pieces.language, is_sentence)
        closely = joined[pieces.beads[begins]] & is_sentence
        limits = np.where(closely, _SUSPECT_JOINED, _SUSPECT)
        for i in np.flatnonzero(scores > limits).tolist():
            start, end = int(pieces.starts[begins[i]]), int(pieces.ends[ends[i]])
            suspect = Suspect(start, end, int(evidence.words[i]), float(scores[i]), is_sentence)
            result[pieces.beads[begins[i]]].append(suspect)
    return [tuple(one) for one in result]
