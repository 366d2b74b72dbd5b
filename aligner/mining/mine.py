"""From beads to term candidates.

    beads ─ phrases that recur, on each side (ngrams) ─ pairs that stand together (cooccurrence)
      ─ whose words explain each other (lexical) ─ linked occurrence by occurrence (linking)
      ─ scored as glossary entries (termhood) ─ candidates with their renderings

Time and memory grow linearly with the beads: 4,000 sentence pairs take three seconds, 100,000
half a minute of one core and 1.2 GB.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from aligner.bead import Bitext, join
from aligner.lexicon import Lexicon
from aligner.mining.candidate import Candidate, RenderingCount
from aligner.mining.chinese import LONGEST as LONGEST_CHINESE
from aligner.mining.chinese import chinese_side, has_han
from aligner.mining.cooccurrence import Pairs, associated, undivided
from aligner.mining.english import LONGEST as LONGEST_ENGLISH
from aligner.mining.english import english_side
from aligner.mining.lexical import Coverage, adapted
from aligner.mining.linking import link
from aligner.mining.ngrams import Phrases, contexts, repeated
from aligner.mining.side import BoolArray, FloatArray, IntArray, Side
from aligner.mining.surfaces import Surface, surfaces
from aligner.mining.termhood import Figures, termhood

_DOMINATED = 0.9  # a phrase nearly always beside the same word is part of a longer one
_EXPLAINED = 0.4  # how far each side must be explained by the other
_STRONG = 0.1  # association · coverage of both sides
_PARTNERS = 6  # best pairs of a phrase that may be linked
_LINKED = 2  # occurrences that must be linked


@dataclass(frozen=True, slots=True)
class _Paired:
    """The pairs that may be translations, with the phrases they are made of."""

    phrases: tuple[Phrases, Phrases]  # Chinese, English
    pairs: Pairs
    coverage: FloatArray  # shape (pairs,): 0 … 1

    @property
    def strength(self) -> FloatArray:
        """How well the pairs hold together, 0 … 1; shape (pairs,)."""
        return self.pairs.association * np.sqrt(self.coverage)


def mine(bitext: Bitext, lexicon: Lexicon, minimum: int = 2) -> tuple[Candidate, ...]:
    """Return the terms of the source language with their renderings, the best first.

    Only phrases that recur are found, on both sides: what is rendered once in its own way is
    among a term's occurrences but not among its renderings. The same beads give the same
    candidates. Cost: see the module.

    Args:
        bitext: beads of sentences, or of paragraphs with less precision; either language first.
        lexicon: knows words of general language; the embedded one will do.
        minimum: occurrences of a phrase, 2 or more.
    """
    lines = _lines(bitext)
    if not lines:
        return ()
    sides = chinese_side([z for z, _ in lines], lexicon), english_side([e for _, e in lines])
    paired = _paired(sides, lexicon, minimum)
    linked = link(sides, paired.phrases, paired.pairs, paired.strength)
    return _candidates(sides, paired, linked, 0 if bitext.source_language == "zh" else 1)


def _lines(bitext: Bitext) -> list[tuple[str, str]]:
    """Return the Chinese and the English of the beads that have both."""
    lines = []
    for bead in bitext.beads:
        source = join(bead.source, bitext.source_language)
        target = join(bead.target, bitext.target_language)
        if source and target:
            lines.append((source, target) if bitext.source_language == "zh" else (target, source))
    return lines


def _paired(sides: tuple[Side, Side], lexicon: Lexicon, minimum: int) -> _Paired:
    """Return the pairs worth linking."""
    longest = LONGEST_CHINESE, LONGEST_ENGLISH
    phrases = tuple(
        _self_contained(repeated(side.codes, length, minimum, side.borders))
        for side, length in zip(sides, longest, strict=True)
    )
    phrases = phrases[0].take(has_han(sides[0], phrases[0])), phrases[1]
    pairs = associated(sides, phrases)
    texts = [_texts(side, one) for side, one in zip(sides, phrases, strict=True)]
    of_chinese, of_english = Coverage(adapted(lexicon, *sides), *texts).of(
        pairs.chinese, pairs.english
    )
    coverage = of_chinese * of_english
    kept = (of_chinese > _EXPLAINED) & (of_english > _EXPLAINED)
    kept &= pairs.association * coverage > _STRONG
    pairs, coverage = pairs.take(kept), coverage[kept]
    best = _best(pairs, pairs.association * coverage)
    pairs, coverage = pairs.take(best), coverage[best]
    whole = undivided(pairs, texts[1])
    pairs, coverage = pairs.take(whole), coverage[whole]
    return _renumbered(phrases, pairs, coverage)


def _self_contained(phrases: Phrases) -> Phrases:
    """Return the phrases that are not nearly always part of one longer phrase."""
    wanted = (phrases.left < _DOMINATED) & (phrases.right < _DOMINATED)
    return phrases.take(wanted)


def _texts(side: Side, phrases: Phrases) -> list[str]:
    firsts, lengths = phrases.firsts.tolist(), phrases.lengths.tolist()
    return [side.fold(*phrase) for phrase in zip(firsts, lengths, strict=True)]


def _best(pairs: Pairs, strength: FloatArray) -> BoolArray:
    """Tell which pairs are among the best of either phrase."""
    return _leading(pairs.chinese, strength, _PARTNERS) | _leading(
        pairs.english, strength, _PARTNERS
    )


def _leading(groups: IntArray, values: FloatArray, count: int) -> BoolArray:
    """Tell which values are among the ``count`` highest of their group; the first of equals."""
    order = np.lexsort((-np.round(values, 9), groups))
    ordered = groups[order]
    rank = np.arange(len(order)) - np.searchsorted(ordered, ordered)
    leading = np.zeros(len(order), np.bool_)
    leading[order[rank < count]] = True
    return leading


def _renumbered(phrases: tuple[Phrases, Phrases], pairs: Pairs, coverage: FloatArray) -> _Paired:
    """Return the pairs with those phrases alone that stand in them."""
    kept, numbers = [], []
    for one, column in zip(phrases, (pairs.chinese, pairs.english), strict=True):
        wanted = np.zeros(len(one.counts), np.bool_)
        wanted[column] = True
        kept.append(one.take(wanted))
        numbers.append((np.cumsum(wanted) - 1)[column])
    return _Paired((kept[0], kept[1]), Pairs(numbers[0], numbers[1], pairs.association), coverage)


def _candidates(
    sides: tuple[Side, Side], paired: _Paired, linked: IntArray, source: int
) -> tuple[Candidate, ...]:
    """Return a candidate for each source phrase: side 0 is Chinese, 1 English."""
    forms = [surfaces(side, one) for side, one in zip(sides, paired.phrases, strict=True)]
    scores = _scores(sides, paired, linked, forms)
    columns = paired.pairs.chinese, paired.pairs.english
    counts, strength = linked.tolist(), np.round(paired.strength, 9).tolist()
    of_source: dict[int, list[int]] = defaultdict(list)
    for pair, number in enumerate(columns[source].tolist()):
        if counts[pair]:
            of_source[number].append(pair)
    targets, occurrences = columns[1 - source].tolist(), paired.phrases[source].counts.tolist()
    candidates = []
    for number, pairs in of_source.items():
        pairs.sort(key=lambda pair: (-counts[pair], -strength[pair], pair))
        if counts[pairs[0]] < _LINKED:
            continue
        renderings = tuple(
            RenderingCount(forms[1 - source][targets[pair]].text, counts[pair]) for pair in pairs
        )
        consistency = counts[pairs[0]] / sum(counts[pair] for pair in pairs)
        candidates.append(
            Candidate(
                forms[source][number].text,
                renderings,
                occurrences[number],
                consistency,
                scores[pairs[0]],
            )
        )
    return tuple(
        sorted(candidates, key=lambda one: (-one.score, one.source, one.renderings[0].text))
    )


def _scores(
    sides: tuple[Side, Side], paired: _Paired, linked: IntArray, forms: list[list[Surface]]
) -> list[float]:
    """Return how much each pair looks like an entry, 0 … 1."""
    z, e = paired.pairs.chinese, paired.pairs.english
    z_phrases, e_phrases = paired.phrases
    free = e_phrases.left_free[e] + e_phrases.right_free[e] + z_phrases.left_free[z]
    figures = Figures(
        association=paired.pairs.association,
        coverage=paired.coverage,
        linked=linked,
        free=free / 3,
        contexts=contexts(sides[1].codes, e_phrases)[e],
    )
    z_forms, e_forms = [forms[0][i] for i in z.tolist()], [forms[1][i] for i in e.tolist()]
    return [float(score) for score in np.round(termhood(figures, z_forms, e_forms), 6)]
