"""Coverage: which sentences and clauses of a bead have no counterpart on its other side.

A word is supported as far as the words of the other side predict it, as in IBM Model 1 (Brown et
al. 1993): log(λ + (1 − λ) · κ · n^−γ · Σ t(z | e) / p(z)) with the embedded lexicon. Each word of
the other side in turn divides itself among the words that predict it; what a clause receives in
this way shows whether it was translated or merely shares the topic. Both, with the lengths, the
numbers and the terms, are weighed by a logistic regression (``aligner.analysis.support``).

The beads of a chunk are computed together, when a rule asks for the first of them. Time and memory
grow with the pairs of linked words inside the beads: some 0.05 ms a bead of usual length.
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
from aligner.lexicon import Lexicon, WordLinks, embedded_lexicon
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
        tokens = lexicon.known_english_tokens(texts)
        probabilities = lexicon.arrays.english
    clauses = np.repeat(np.arange(len(texts)), tokens.counts)
    types = tokens.types.astype(np.int64)
    kept = probabilities[types] <= _FREQUENT
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
    z_types, z_places = np.unique(chinese.types, return_inverse=True)
    e_types, e_places = np.unique(english.types, return_inverse=True)
    links = lexicon.links(z_types.astype(np.int32), e_types.astype(np.int32))
    z, e, link = linked(z_places, e_places, links, z_counts, e_counts)
    bead = np.repeat(np.arange(len(z_counts)), z_counts)[z]
    forward = links.english_given_chinese[link] * _strength(z_counts)[bead]
    backward = links.chinese_given_english[link] * _strength(e_counts)[bead]
    z_sums = _FLOOR + np.bincount(z, backward, len(chinese.types))
    e_sums = _FLOOR + np.bincount(e, forward, len(english.types))
    return (
        Support(np.log(z_sums), _sums(z, forward / e_sums[e], len(chinese.types))),
        Support(np.log(e_sums), _sums(e, backward / z_sums[z], len(english.types))),
    )


def linked(
    z_places: IntArray, e_places: IntArray, links: WordLinks, z_counts: IntArray, e_counts: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Return all pairs of linked words inside the beads, and the link of each: (pairs,) each.

    Each Chinese word looks for what its links lead to among the English words of its bead.

    Args:
        z_places: what the links call the type of each Chinese word.
        e_places: the same for the English words.
        links: the links between the types, by their Chinese types.
        z_counts: the number of Chinese words of each bead.
        e_counts: the same for the English words.
    """
    size = int(e_places.max(initial=0)) + 1
    # The English words ordered by their cells in a table of beads and types.
    cells = np.repeat(np.arange(len(e_counts)), e_counts) * size + e_places
    order = np.argsort(cells, kind="stable")
    firsts = np.flatnonzero(np.diff(cells[order], prepend=-1))  # of the words of a cell
    held = np.diff(firsts, append=len(order))  # words of it
    number = np.zeros(len(e_counts) * size, np.int32)  # of each cell that has words, from 1
    number[cells[order[firsts]]] = np.arange(1, len(firsts) + 1)
    rows = np.bincount(links.chinese, minlength=int(z_places.max(initial=0)) + 1)
    ends = np.cumsum(rows)
    z, link = _spread(rows[z_places], (ends - rows)[z_places])
    bead = np.repeat(np.arange(len(z_counts)), z_counts)
    cell = number[bead[z] * size + links.english[link]]
    met = np.flatnonzero(cell > 0)
    cell = cell[met] - 1
    again, place = _spread(held[cell], firsts[cell])
    return z[met[again]], order[place], link[met[again]]


def _spread(counts: IntArray, starts: IntArray) -> tuple[IntArray, IntArray]:
    """Return ``counts[i]`` times each ``i``, and beside it ``starts[i]`` and what follows it.

    >>> [one.tolist() for one in _spread(np.array([2, 0, 3]), np.array([10, 20, 30]))]
    [[0, 0, 2, 2, 2], [10, 11, 30, 31, 32]]
    """
    index = np.repeat(np.arange(len(counts)), counts)
    before = np.cumsum(counts) - counts
    return index, np.arange(len(index)) + (starts - before)[index]


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
