"""Where a rendering stands in English text: the target side.

A rendering is a sequence of words; a text holds it where the same words follow each other in any
inflection, with nothing between them but what the rendering has there itself. Commas of a list may
come and go before *and* and *or*. An abbreviation in brackets may stand inside. ``…`` in a
rendering lets up to five words stand there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.english import GAP, Gap, Words, cut, forms_of
from aligner.text.inflection import bases

_HYPHEN, _BREAK = Gap.HYPHEN, Gap.BREAK  # looked up once: here most time goes
_WIDEST = 5  # words in the place of …
_NONE = frozenset[str]()
_CONJUNCTIONS = frozenset({"and", "or"})


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text."""

    start: int  # half-open code-point offsets
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether two stretches share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rendering cut into words."""

    forms: tuple[str, ...]
    bases: tuple[frozenset[str], ...]
    gaps: tuple[Gap, ...]  # before each word
    surfaces: tuple[str, ...]  # the words as the glossary writes them
    pairs: tuple[
        frozenset[str], ...
    ]  # bases of each word and the next run together, if they may be
    begins: frozenset[str]  # dictionary forms of what it may begin with
    needs: tuple[frozenset[str], ...]  # a text that holds it has one of each
    closing: str = ""  # the bracket that ends it

    def find(self, words: Words, over_commas: bool = False) -> list[Span]:
        """Return where the rendering stands, in order; of one start the shortest stretch.

        With ``over_commas`` any two of its words may have a comma between them.
        """
        places = words.places
        known = places.keys()
        for one in self.needs:  # which mostly tells that it is not there
            if known.isdisjoint(one):
                return []
        starts = {i for base in self.begins if base in places for i in places[base]}
        found = []
        for first in sorted(starts):
            after = self._match(words, 0, first, over_commas)
            if after is not None:
                end = words.ends[after - 1]
                is_closed = self.closing and words.text[end : end + 1] == self.closing
                found.append(Span(words.starts[first], end + bool(is_closed)))
        return found

    def is_same(self, other: Pattern) -> bool:
        """Tell whether two renderings are found in the same texts."""
        if len(self.bases) != len(other.bases):
            return "".join(self.forms) == "".join(other.forms)
        return not any(
            one.isdisjoint(two) for one, two in zip(self.bases, other.bases, strict=True)
        ) and all(
            max(one, Gap.HYPHEN) == max(two, Gap.HYPHEN)
            for one, two in zip(self.gaps, other.gaps, strict=True)
        )

    def has_capitals(self, text: str, span: Span) -> bool:
        """Tell whether every capital of the rendering is one in the text as well."""
        found = cut(text[span.start : span.end])
        surfaces = [found.text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
        wanted = [word for word in self.surfaces if word != GAP and not word.islower()]
        return all(_is_written(word, surfaces) for word in wanted)

    def _match(self, words: Words, piece: int, index: int, commas: bool) -> int | None:
        """Return the index behind the last word if the pieces from one on stand at a word."""
        if piece == len(self.forms):
            return index
        if self.forms[piece] == GAP:
            return self._match_gap(words, piece + 1, index, commas)
        if index >= len(words.forms):
            return None
        if piece and not self._may_follow(words, piece, index, commas):
            return self._skip(words, piece, index, commas)
        for pieces, taken in self._steps(words, piece, index):
            after = self._match(words, piece + pieces, index + taken, commas)
            if after is not None:
                return after
        return self._skip(words, piece, index, commas)

    def _steps(self, words: Words, piece: int, index: int) -> list[tuple[int, int]]:
        """Return how many pieces and words fit each other here: one and one, or parts of one."""
        form, wanted = words.forms[index], self.bases[piece]
        is_last = piece + 1 == len(self.forms)
        steps = [] if forms_of(form, is_last).isdisjoint(wanted) else [(1, 1)]
        gap = words.gaps[index + 1] if index + 1 < len(words.forms) else _BREAK
        if gap <= _HYPHEN:
            joined = form + words.forms[index + 1]
            if joined == self.forms[piece] or (
                gap == _HYPHEN and not bases(joined).isdisjoint(wanted)
            ):
                steps.append((1, 2))
        if self.pairs[piece] and not bases(form).isdisjoint(self.pairs[piece]):
            steps.append((2, 1))
        return steps

    def _may_follow(self, words: Words, piece: int, index: int, commas: bool) -> bool:
        gap = words.gaps[index]
        if gap <= _HYPHEN or gap <= self.gaps[piece]:
            return True
        return gap == Gap.COMMA and (commas or self.forms[piece] in _CONJUNCTIONS)

    def _match_gap(self, words: Words, piece: int, index: int, commas: bool) -> int | None:
        """Let words stand in the place of …, the fewest that do."""
        for width in range(_WIDEST + 1):
            here = index + width
            if width and (here > len(words) or words.gaps[here - 1] == _BREAK):
                return None
            if piece == len(self.forms):
                return index
            after = self._match(words, piece, here, commas)
            if after is not None:
                return after
        return None

    def _skip(self, words: Words, piece: int, index: int, commas: bool) -> int | None:
        """Step over an abbreviation in brackets."""
        after = words.skips.get(index) if piece else None
        return None if after is None else self._match(words, piece, after, commas)


def _is_written(word: str, surfaces: list[str]) -> bool:
    """Tell whether a word stands there with its capitals, or is not there in this form."""
    wanted = bases(word.lower())
    found = [surface for surface in surfaces if not bases(surface.lower()).isdisjoint(wanted)]
    capitals = word if word.isupper() else word[:1]
    return not found or any(surface.startswith(capitals) for surface in found)


def _needs(
    forms: Sequence[str], single: Sequence[frozenset[str]], pairs: Sequence[frozenset[str]]
) -> Iterator[frozenset[str]]:
    """Yield as what each word may be found, what probably tells most first."""
    for i in sorted(range(len(forms)), key=lambda i: -len(forms[i])):
        if forms[i] != GAP:
            yield single[i] | pairs[i] | (pairs[i - 1] if i else _NONE) | {forms[i]}


@lru_cache(maxsize=1 << 16)
def pattern_of(rendering: str) -> Pattern:
    """Return a rendering, cut into words once."""
    words = cut(rendering.replace("...", GAP))
    following = zip(words.forms[1:], words.gaps[1:], strict=True)
    pairs = [
        bases(form + other) if gap <= _HYPHEN else _NONE
        for form, (other, gap) in zip(words.forms, following, strict=False)
    ]
    pairs.append(_NONE)
    single = [*map(bases, words.forms)]
    return Pattern(
        tuple(words.forms),
        tuple(single),
        tuple(words.gaps),
        tuple(words.text[s:e] for s, e in zip(words.starts, words.ends, strict=True)),
        tuple(pairs),
        single[0] | pairs[0] if single else _NONE,
        tuple(_needs(words.forms, single, pairs)),
        ")" if rendering.rstrip().endswith(")") else "",
    )
