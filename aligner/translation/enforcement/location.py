"""Where a translation says, in other words, what a term should say.

First the renderings that the glossary knows to be wrong. Else each word of the translation is
asked how far it belongs to the source's term: by the model's cross-attention, and by the lexicon,
which also tells when a word translates something else. The best run of words is the place; words
that render other terms, numbers and words of grammar are never a part of it, or only inside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.analysis.expressions import expressions_in
from aligner.glossary.rendering import Span
from aligner.text.quantities import find_quantities
from aligner.translation.base import Attention, Direction
from aligner.translation.enforcement.units import (
    FloatArray,
    is_grammar,
    link_strengths,
    units_of,
)

_SURE = 0.5  # membership from which on a word belongs to the term
_LEAST = 0.15  # of the one word that belongs to it most, if none is sure
_DOUBT = 0.7  # strength of a link that is worth nothing by itself
_MOST = 3  # places
_LONGEST = 5  # words of one place that the term's own rendering does not have
_INSIDE = re.compile(r"[\s\"“”'‘’]*|[\s]*[-‐‑–/·][\s]*")  # what may stand inside one place


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of a translation that a rendering can be put in the place of."""

    span: Span
    confidence: float  # 0 … 1: known to be wrong


@dataclass(frozen=True, slots=True)
class Passage:
    """A source and its translation, with what is known of their words."""

    source: str
    target: str
    direction: Direction
    source_units: tuple[Span, ...]
    target_units: tuple[Span, ...]
    links: FloatArray  # by the lexicon; shape (target units, source units)
    attention: FloatArray | None  # the model's; the same shape, rows sum to 1 at most

    @property
    def target_words(self) -> list[str]:
        """The words of the translation, in lower case."""
        return [self.target[one.start : one.end].lower() for one in self.target_units]


def passage_of(
    source: str, target: str, direction: Direction, attention: Attention | None = None
) -> Passage:
    """Return a source and its translation, cut into words that are linked."""
    sources = units_of(source, direction.source)
    targets = units_of(target, direction.target)
    words = ([source[one.start : one.end] for one in sources],
             [target[one.start : one.end] for one in targets])  # fmt: skip
    links = link_strengths(*words, direction.source)
    # Of a pair that does not fit into a model's window there are no tokens.
    looked = _by_unit(attention, sources, targets) if attention and attention.target else None
    return Passage(source, target, direction, sources, targets, links, looked)


def _by_unit(attention: Attention, sources: Sequence[Span], targets: Sequence[Span]) -> FloatArray:
    """Return the attention between words, from that between the model's tokens.

    Source tokens outside all words (punctuation, the end) get much attention that says nothing:
    what is left of each row is taken as the whole.
    """
    to_target = _shares(attention.target, targets)
    to_source = _shares(attention.source, sources)
    weights = to_target @ attention.weights.astype(np.float64) @ to_source.T
    sums = weights.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(weights, sums, out=np.zeros_like(weights), where=sums > 0))


def _shares(tokens: Sequence[Span], units: Sequence[Span]) -> FloatArray:
    """Return how many code points of a token are a unit's, by token; shape (units, tokens)."""
    found = np.zeros((len(units), len(tokens)))
    for column, token in enumerate(tokens):
        size = token.end - token.start
        for row, unit in enumerate(units):
            common = min(token.end, unit.end) - max(token.start, unit.start)
            if common > 0:
                found[row, column] = common / size
    return found


def locate(
    passage: Passage,
    term: Span,
    protected: Sequence[Span] = (),
    known: Sequence[Span] = (),
    words: int = 1,
) -> list[Location]:
    """Return where a term may stand in other words, the most probable place first.

    Args:
        passage: source and translation.
        term: where it stands in the source.
        protected: stretches of the translation that render other terms.
        known: stretches that render it as the glossary forbids.
        words: of its rendering.
    """
    if known:
        return [Location(span, 1.0) for span in known]
    if not passage.target_units:
        return []
    belongs = belonging(passage, term, protected)
    found: list[Location] = []
    for _ in range(_MOST):
        run = _best_run(passage, belongs, words + _LONGEST)
        if run is None:
            break
        span = Span(passage.target_units[run[0]].start, passage.target_units[run[1] - 1].end)
        found.append(Location(span, float(belongs[run[0] : run[1]].max())))
        belongs[run[0] : run[1]] = 0.0
    return found


def belonging(passage: Passage, term: Span, protected: Sequence[Span]) -> FloatArray:
    """Return how far each word of the translation belongs to the term, 0 … 1.

    Those that must stay belong to none.
    """
    belongs = _memberships(passage, term)
    belongs[_barred(passage, protected)] = 0.0
    return belongs


def _memberships(passage: Passage, term: Span) -> FloatArray:
    """Return how far each word of the translation belongs to the term, 0 … 1."""
    inside = _inside(passage, term)
    if not inside.any():
        return np.zeros(len(passage.target_units))
    linked = passage.links.max(axis=1, initial=0.0, where=inside)
    others = passage.links.max(axis=1, initial=0.0, where=~inside)
    sums = linked + others
    lexical: FloatArray = linked / (sums + _DOUBT)
    looked = looking(passage, term)
    return lexical if looked is None else np.where(sums > 0, (lexical + looked) / 2, looked)


def looking(passage: Passage, term: Span) -> FloatArray | None:
    """Return how far each word of the translation looks at the term, 0 … 1; None: not known."""
    if passage.attention is None:
        return None
    looked: FloatArray = passage.attention[:, _inside(passage, term)].sum(axis=1)
    return looked


def _inside(passage: Passage, term: Span) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.array([one.overlaps(term) for one in passage.source_units], np.bool_)


def _barred(passage: Passage, protected: Sequence[Span]) -> list[int]:
    """Return the words of the translation that must stay."""
    quantities = find_quantities(passage.target, passage.direction.target)
    numbers = [Span(one.start, one.end) for one in quantities if not one.weak]
    if passage.direction.target == "zh":  # 三农 is no number
        fixed = expressions_in(passage.target)
        numbers = [one for one in numbers if not any(one.overlaps(other) for other in fixed)]
    return [
        number
        for number, unit in enumerate(passage.target_units)
        if any(unit.overlaps(span) for span in (*protected, *numbers))
    ]


def _best_run(passage: Passage, belongs: FloatArray, longest: int) -> tuple[int, int] | None:
    """Return the run of words that belongs to the term most: first, behind the last."""
    is_grammar = _are_grammar(passage)
    gains = np.where(is_grammar, -0.1, belongs - _SURE)
    best, value = None, 0.0
    for first in range(len(gains)):
        if is_grammar[first] or belongs[first] < _SURE:
            continue
        total = 0.0
        for last in range(first, min(first + longest, len(gains))):
            if last > first and not _touch(passage, last):
                break
            if belongs[last] == 0.0 and not is_grammar[last]:
                break
            total += float(gains[last])
            if total > value and not is_grammar[last]:
                best, value = (first, last + 1), total
    return best or _best_word(belongs, is_grammar)


def _best_word(belongs: FloatArray, is_grammar: Sequence[bool]) -> tuple[int, int] | None:
    values = np.where(is_grammar, 0.0, belongs)
    best = int(values.argmax())
    return (best, best + 1) if values[best] >= _LEAST else None


def _touch(passage: Passage, number: int) -> bool:
    """Tell whether nothing but a blank or a hyphen stands between a word and the one before."""
    before, after = passage.target_units[number - 1], passage.target_units[number]
    return _INSIDE.fullmatch(passage.target, before.end, after.start) is not None


def _are_grammar(passage: Passage) -> list[bool]:
    return [is_grammar(word, passage.direction.target) for word in passage.target_words]
