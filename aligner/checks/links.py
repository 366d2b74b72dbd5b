"""Which English words render which Chinese ones, by the general lexicon: to find a passage again.

Slow beside a regular expression (about 100 µs a call), so rules ask only for the beads in which
they have seen something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.glossary.rendering import Span
from aligner.lexicon import embedded_lexicon
from aligner.text.script import to_simplified

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PARTICLES = frozenset("的了和与及或等在对为于之关于有关以及")
_PROBABLE = 0.04  # a rendering's share of all renderings of the word, in either direction
_STRANGE = 0.4  # what a word that renders nothing takes off, in Chinese words
_FUNCTION = {
    "a", "an", "the", "of", "and", "or", "for", "on", "in", "to", "by", "with", "at", "from",
    "as", "is", "are", "was", "were", "be", "its", "it", "their", "his", "her", "this", "that",
    "these", "those", "not", "no", "we", "they", "he", "she", "has", "have", "had", "will",
    "shall", "should", "may", "can",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """An English word and where it stands."""

    text: str
    start: int  # half-open code-point offsets
    end: int

    @property
    def is_function_word(self) -> bool:
        """Whether it says too little to find anything by."""
        return self.text.lower() in _FUNCTION


@dataclass(frozen=True, slots=True)
class Links:
    """The words of an English text that render the words of a Chinese passage."""

    words: tuple[Word, ...]
    by_token: tuple[frozenset[int], ...]  # a Chinese word each: indices into ``words``

    @property
    def coverage(self) -> float:
        """The share of the Chinese words that are rendered somewhere, 0 … 1."""
        return sum(map(bool, self.by_token)) / max(1, len(self.by_token))


@dataclass(frozen=True, slots=True)
class Window:
    """The stretch of English in which most of a Chinese passage is rendered."""

    span: Span
    rendering: tuple[Word, ...]  # the words in it that render something
    coverage: float  # share of the Chinese words that are rendered in it, 0 … 1


def words_in(english: str) -> tuple[Word, ...]:
    """Return the words of an English text, numbers too."""
    return tuple(Word(m[0], m.start(), m.end()) for m in _WORD.finditer(english))


def links_between(chinese: str, english: str) -> Links:
    """Link the words of a Chinese passage to those of an English text.

    >>> found = links_between("外商投资法", "We passed the Foreign Investment Law.")
    >>> {found.words[i].text for token in found.by_token for i in token} >= {"Foreign", "Law"}
    True
    """
    lexicon = embedded_lexicon()
    words = words_in(english)
    chinese = to_simplified(chinese)  # too short to be told to be traditional
    chinese_types = lexicon.chinese_tokens([chinese]).types
    tokens = lexicon.english_tokens([word.text for word in words])
    firsts = tokens.offsets[:-1][tokens.counts > 0]
    carriers = np.flatnonzero(tokens.counts > 0).tolist()
    first_types = tokens.types[firsts] if len(firsts) else tokens.types[:0]
    places: dict[int, list[int]] = {}
    for index, type_ in zip(carriers, first_types.tolist(), strict=True):
        if not words[index].is_function_word:
            places.setdefault(type_, []).append(index)
    wanted_z, wanted_e = np.unique(chinese_types), np.unique(first_types)
    links = lexicon.links(wanted_z, wanted_e)
    z, e = wanted_z[links.chinese], wanted_e[links.english]
    forward = links.english_given_chinese * lexicon.english_probabilities(e)
    backward = links.chinese_given_english * lexicon.chinese_probabilities(z)
    probable = np.flatnonzero(np.maximum(forward, backward) >= _PROBABLE)
    found: dict[int, set[int]] = {}
    for one, other in zip(z[probable].tolist(), e[probable].tolist(), strict=True):
        found.setdefault(one, set()).update(places.get(other, ()))
    by_token = [
        frozenset(found.get(type_, ()))
        for type_ in chinese_types.tolist()
        if not _PARTICLES.issuperset(lexicon.words[type_])
    ]
    for same in re.findall("[0-9]+|[A-Za-z]{2,}", chinese):
        is_same = (i for i, word in enumerate(words) if word.text.lower() == same.lower())
        by_token.append(frozenset(is_same))
    return Links(words, tuple(by_token))


def windows(links: Links, widest: int) -> list[Window]:
    """Return the best stretches of at most so many words, those that render most first.

    None of them holds another that renders as much. Time O(words · widest).
    """
    every = list(_windows(links, widest))
    kept = [one for index, one in enumerate(every) if not _holds_better(every, index)]
    return sorted(kept, key=lambda one: (-one.coverage, one.span.start))


def _holds_better(every: Sequence[Window], index: int) -> bool:
    """Tell whether a later stretch lies within one and renders as much."""
    one = every[index]
    for number in range(index + 1, len(every)):
        other = every[number]
        if other.span.start >= one.span.end:
            return False
        if other.span.end <= one.span.end and other.coverage >= one.coverage:
            return True
    return False


def _windows(links: Links, widest: int) -> Iterator[Window]:
    """Yield, for each word that renders something, the best stretch that begins with it."""
    tokens_at: dict[int, list[int]] = {}
    for token, indices in enumerate(links.by_token):
        for index in indices:
            tokens_at.setdefault(index, []).append(token)
    linked = sorted(tokens_at)
    for position, first in enumerate(linked):
        covered: set[int] = set()
        strange, previous, best = 0, first - 1, (0.0, 0, position)
        for number in range(position, len(linked)):
            last = linked[number]
            if last - first >= widest:
                break
            strange += sum(not w.is_function_word for w in links.words[previous + 1 : last])
            covered.update(tokens_at[last])
            previous = last
            best = max(best, (len(covered) - _STRANGE * strange, len(covered), number), key=_score)
        _, inside, end = best
        yield Window(
            Span(links.words[first].start, links.words[linked[end]].end),
            tuple(links.words[i] for i in linked[position : end + 1]),
            inside / max(1, len(links.by_token)),
        )


def _score(candidate: tuple[float, int, int]) -> float:
    return candidate[0]
