"""Renderings found without a glossary: inconsistency in terms that nobody listed.

Chinese phrases that recur are each given the English phrase that stands in their beads most
exclusively and whose words explain them (``aligner.mining``). Where it is missing, another phrase
associated with the Chinese one may stand; else the rendering is not known. What is rendered
freely shows as inconsistent as well: the table is for a reader to look through, the scores are for
comparing translations of the same text. ``docs/scores.md`` has how many of the terms whose
renderings were changed on purpose are found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.lexicon import Lexicon
from aligner.mining.chinese import LONGEST as LONGEST_CHINESE
from aligner.mining.chinese import chinese_side, has_han
from aligner.mining.cooccurrence import Pairs, associated
from aligner.mining.english import LONGEST as LONGEST_ENGLISH
from aligner.mining.english import english_side
from aligner.mining.lexical import Coverage
from aligner.mining.ngrams import Phrases, repeated
from aligner.mining.side import FloatArray, Side
from aligner.scoring.consistency import TermConsistency, Use

_FIGURES = re.compile("[0-9０-９.,]+")
_OFTEN = 3  # occurrences of a Chinese phrase
_TOGETHER = 2  # beads in which its rendering stands with it …
_SHARE = 0.2  # … and of all its beads the share
_ASSOCIATED = 0.15
_EXPLAINED = 0.1  # how far each side must be explained by the other
_SHORTEST = 2  # Han characters
_USUAL = 0.5  # share of the most frequent rendering
_ALTERNATIVES = 4  # renderings looked for beside the best


@dataclass(frozen=True, slots=True)
class _Renderings:
    """The English phrases of a Chinese one, the best first."""

    phrase: int
    english: tuple[int, ...]


def unlisted_uses(chinese: Sequence[str], english: Sequence[str], lexicon: Lexicon) -> list[Use]:
    """Return the uses of phrases that recur, as far as a usual rendering was found.

    Time and memory grow linearly with the texts.

    Args:
        chinese: the Chinese text of each bead.
        english: the English text, as many.
        lexicon: knows words of general language.
    """
    numbers = _first_of_each(chinese, english)
    if not numbers:
        return []
    sides = (
        chinese_side([chinese[number] for number in numbers], lexicon),
        english_side([english[number] for number in numbers]),
    )
    phrases = (
        repeated(sides[0].codes, LONGEST_CHINESE, _OFTEN, sides[0].borders),
        repeated(sides[1].codes, LONGEST_ENGLISH, _TOGETHER, sides[1].borders),
    )
    phrases = phrases[0].take(has_han(sides[0], phrases[0])), phrases[1]
    texts = [_texts(side, one) for side, one in zip(sides, phrases, strict=True)]
    pairs = associated(sides, phrases)
    pairs = pairs.take(pairs.association > _ASSOCIATED)
    of_chinese, of_english = Coverage(lexicon, *texts).of(pairs.chinese, pairs.english)
    kept = (of_chinese > _EXPLAINED) & (of_english > _EXPLAINED)
    strength = (pairs.association * of_chinese * of_english)[kept]
    there = [_beads(side, one) for side, one in zip(sides, phrases, strict=True)]
    uses: list[Use] = []
    for found in _best(pairs.take(kept), strength):
        if len(texts[0][found.phrase]) >= _SHORTEST:
            uses += _uses(found, texts, there)
    return sorted(
        (use._replace(bead=numbers[use.bead]) for use in uses),
        key=lambda use: (use.bead, use.term),
    )


def _first_of_each(chinese: Sequence[str], english: Sequence[str]) -> list[int]:
    """Return the beads with both sides, of those that differ in figures only the first.

    A sentence that is repeated with its translation repeats all its phrases and says nothing new.
    """
    firsts: dict[tuple[str, str], int] = {}
    for number, (one, other) in enumerate(zip(chinese, english, strict=True)):
        if one and other:
            firsts.setdefault((_FIGURES.sub("", one), _FIGURES.sub("", other)), number)
    return list(firsts.values())


def deviating(table: Sequence[TermConsistency]) -> list[TermConsistency]:
    """Return the phrases that are usually rendered alike but not always, the most usual first.

    Parts of a longer phrase that deviates as often are left out.
    """
    found = [line for line in table if _USUAL <= line.majority < 1]
    found.sort(key=lambda line: (-line.majority, -line.count, -len(line.term), line.term))
    by_figures: dict[tuple[int, float], list[str]] = defaultdict(list)
    kept = []
    for line in found:
        longer = by_figures[line.count, line.majority]
        if not any(line.term in term for term in longer):
            longer.append(line.term)
            kept.append(line)
    return kept


def _texts(side: Side, phrases: Phrases) -> list[str]:
    firsts, lengths = phrases.firsts.tolist(), phrases.lengths.tolist()
    return [side.fold(*phrase) for phrase in zip(firsts, lengths, strict=True)]


def _beads(side: Side, phrases: Phrases) -> list[set[int]]:
    """Return the beads that hold each phrase."""
    beads: list[set[int]] = [set() for _ in phrases.counts]
    columns = phrases.numbers.tolist(), side.beads(phrases.starts).tolist()
    for number, bead in zip(*columns, strict=True):
        beads[number].add(bead)
    return beads


def _best(pairs: Pairs, strength: FloatArray) -> Iterator[_Renderings]:
    """Yield each Chinese phrase with its strongest renderings, the first of equals."""
    order = np.lexsort((pairs.english, -np.round(strength, 9), pairs.chinese))
    of_phrase: dict[int, list[int]] = defaultdict(list)
    chinese, english = pairs.chinese[order].tolist(), pairs.english[order].tolist()
    for phrase, rendering in zip(chinese, english, strict=True):
        if len(of_phrase[phrase]) <= _ALTERNATIVES:
            of_phrase[phrase].append(rendering)
    return (_Renderings(phrase, tuple(found)) for phrase, found in of_phrase.items())


def _uses(
    found: _Renderings, texts: Sequence[Sequence[str]], there: Sequence[Sequence[set[int]]]
) -> Iterator[Use]:
    """Yield a use for each bead of a phrase, if its best rendering is usual enough."""
    beads = there[0][found.phrase]
    together = len(beads & there[1][found.english[0]])
    if together < max(_TOGETHER, _SHARE * len(beads)):
        return
    for bead in sorted(beads):
        rendering = next((e for e in found.english if bead in there[1][e]), None)
        text = "" if rendering is None else texts[1][rendering]
        yield Use(bead, texts[0][found.phrase], text)
