"""Anchors as evidence: quantities of the same value, names, and strings in Latin letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from aligner.alignment.links import LinkScorer, Side, link_table
from aligner.document import Document, Language
from aligner.evidence.matching_text import matching_texts
from aligner.text.latin import latin_strings
from aligner.text.names import name_occurrences, transliterations
from aligner.text.quantities import Quantity, find_quantities, value_groups
from aligner.text.tokens import tokens_of

_FLOOR = 0.3  # λ: an anchor on one side is missing on the other about this often
_PSEUDO_COUNT = 20.0  # keeps anchors from being overrated in short documents
_QUANTITY, _NAME = 1.0, 0.2  # weights: the lexicon knows most names as well

_LETTER = re.compile("[A-Za-zＡ-Ｚａ-ｚ]")

Anchors = Sequence[Sequence[int]]  # those of each sentence, numbered from 0


@dataclass(frozen=True, slots=True)
class AnchorEvidence:
    """Scores beads by anchors that stand on both sides; those on one side only are left out."""

    features: tuple[str, ...] = ("anchor.english", "anchor.chinese")

    def prepare(self, source: Document, target: Document) -> LinkScorer:
        """Return a scorer over the anchors of both documents."""
        return anchor_scorer(list(_kinds(matching_texts(source), matching_texts(target))))


def _kinds(
    chinese: Sequence[str], english: Sequence[str]
) -> Iterator[tuple[float, Anchors, Anchors]]:
    """Yield each kind of anchor: its weight, and the anchors of both sides."""
    yield _QUANTITY, *_quantities(chinese, english)
    for names in (name_occurrences(chinese, english), transliterations(chinese, english)):
        yield _NAME, names.chinese, names.english
    yield _NAME, *_latin(chinese, english)


def anchor_scorer(kinds: Sequence[tuple[float, Anchors, Anchors]]) -> LinkScorer:
    """Return a scorer for anchors, which stand for the same on both sides if they are equal.

    Args:
        kinds: the weight of each kind, and its anchors on the Chinese and the English side.
    """
    sentences: list[list[list[int]]] = [[[] for _ in side] for side in kinds[0][1:]]
    weights: list[float] = []
    for weight, *sides in kinds:
        count = 1 + max((anchor for side in sides for s in side for anchor in s), default=-1)
        for anchors, side in zip(sentences, sides, strict=True):
            for sentence, found in zip(anchors, side, strict=True):
                sentence.extend(len(weights) + anchor for anchor in found)
        weights += [weight] * count
    same = np.arange(len(weights))
    prepared = []
    for anchors in sentences:
        tokens = tokens_of(anchors)
        counts = np.bincount(tokens.types, minlength=len(weights)) + 1.0
        probabilities = (counts / (counts.sum() + _PSEUDO_COUNT)).astype(np.float32)
        prepared.append(Side(tokens, np.array(weights, np.float32), probabilities))
    forward, backward = (
        link_table(same, same, 1 / side.probabilities, len(weights)) for side in prepared[::-1]
    )
    return LinkScorer(prepared[0], prepared[1], forward, backward, _FLOOR)


def _quantities(chinese: Sequence[str], english: Sequence[str]) -> tuple[Anchors, Anchors]:
    """Return the quantities that have an equal on the other side, the equal ones as one anchor."""
    (left, left_sentences), (right, right_sentences) = _find(chinese, "zh"), _find(english, "en")
    left_groups, right_groups = value_groups(left, right)
    return (
        _by_sentence(left_groups, left_sentences, len(chinese)),
        _by_sentence(right_groups, right_sentences, len(english)),
    )


def _find(sentences: Sequence[str], language: Language) -> tuple[list[Quantity], list[int]]:
    """Return the quantities of all sentences and the sentence of each, found in one scan."""
    starts = [0, *accumulate(len(sentence) + 1 for sentence in sentences)]
    quantities = find_quantities("\n".join(sentences), language)
    return quantities, [bisect_right(starts, quantity.start) - 1 for quantity in quantities]


def _by_sentence(groups: Sequence[int], sentences: Sequence[int], count: int) -> Anchors:
    """Return the groups in each sentence; -1, which matches nothing, is left out."""
    anchors: list[list[int]] = [[] for _ in range(count)]
    for group, sentence in zip(groups, sentences, strict=True):
        if group >= 0:
            anchors[sentence].append(group)
    return anchors


def _latin(chinese: Sequence[str], english: Sequence[str]) -> tuple[Anchors, Anchors]:
    """Return the Latin strings that stand in both documents."""
    left = [latin_strings(s) if _LETTER.search(s) else [] for s in chinese]
    wanted = {string for strings in left for string in strings}
    # Few sentences have a wanted string: the others need not be taken apart.
    searched = re.compile("|".join(map(re.escape, sorted(wanted))) or "(?!)", re.IGNORECASE)
    right = [
        [string for string in latin_strings(s) if string in wanted] if searched.search(s) else []
        for s in english
    ]
    common = sorted({string for strings in right for string in strings})
    ids = {name: index for index, name in enumerate(common)}
    return [[ids[s] for s in strings if s in ids] for strings in left], [
        [ids[s] for s in strings] for strings in right
    ]
