"""Renderings that stand in a text otherwise than the glossary writes them.

``pattern_of`` wants the words of a rendering in their order, with nothing between them. A right
translation may also turn them round (*development of high quality*), share a word among several
(*urban and rural residents*), or put one in between (*eradicating extreme poverty*): then all that
carry meaning stand near each other. Where only some of them do, that is the part of the text which
most probably stands for the term.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.english import GAP, Gap, Words, cut
from aligner.glossary.rendering import Span
from aligner.text.inflection import bases

# Words that carry no meaning of their own: *pattern for development* is *pattern of development*.
# fmt: off
_FUNCTION = frozenset({
    "of", "for", "to", "in", "on", "at", "by", "with", "from", "into", "and", "or", "as", "is",
    "are", "be", "been", "being", "that", "which", "who", "whose", "their", "its", "our", "his",
    "her", "your", "my", "this", "these", "those", "it", "all", "both", "not", "more", "most",
    "than", "while", "has", "have", "had", "will", "shall", "we", "they", "them",
})
# fmt: on
# Verbs and what is made of them: *eliminate* and *elimination*, *develop* and *development*.
_NOMINAL = ("ification", "ization", "ation", "ition", "ion", "ment", "ance", "ence", "al")
_VERBAL = ("ify", "ize", "ate", "e", "y")
_SHORTEST = 4  # letters that must be left of a word


@dataclass(frozen=True, slots=True)
class Resemblance:
    """A stretch that has words of a rendering."""

    span: Span
    share: float  # of the rendering's words that carry meaning, 0 … 1
    rendering: str


class Index:
    """The words of a text by what they mean, whatever their form.

    >>> from aligner.glossary.english import words_of
    >>> index = Index(words_of("Growth of a higher quality; the elimination of all poverty."))
    >>> index.scattered("eliminate poverty").rendering
    'eliminate poverty'
    >>> index.scattered("quality poverty")
    """

    def __init__(self, words: Words, claimed: Sequence[Span] = ()) -> None:
        """Note where each word stands.

        Args:
            words: of the text.
            claimed: stretches that render other terms.
        """
        self._words = words
        self._places: dict[str, list[int]] = {}
        for place, form in enumerate(words.forms):
            for key in _keys(form):
                self._places.setdefault(key, []).append(place)
        self._claimed = [
            any(start < span.end and span.start < end for span in claimed)
            for start, end in zip(words.starts, words.ends, strict=True)
        ]
        self._sentences: list[int] = []  # of each word, the number of its stretch without breaks
        number = 0
        for gap in words.gaps:
            number += gap == Gap.BREAK
            self._sentences.append(number)

    def scattered(self, rendering: str) -> Resemblance | None:
        """Return where all words of a rendering stand near each other, in any order.

        One at least must not belong to another term. Single words are never found.
        """
        wanted = meanings(rendering)
        if len(wanted) < 2:
            return None
        for window in self._windows(wanted, 2 * len(wanted) + 3):
            if len(window) == len(wanted) and not all(self._claimed[i] for i in window):
                return self._resemblance(window, 1.0, rendering)
        return None

    def closest(self, renderings: Iterable[str], least: float = 0.5) -> Resemblance | None:
        """Return what has the largest share of the words of one of several renderings.

        Words that belong to other terms do not count; equal shares: the first rendering.
        """
        best: Resemblance | None = None
        for rendering in renderings:
            wanted = meanings(rendering)
            for window in self._windows(wanted, len(wanted) + 2) if len(wanted) > 1 else ():
                free = [i for i in window if not self._claimed[i]]
                share = len(free) / len(wanted)
                if free and share >= least and (best is None or share > best.share):
                    best = self._resemblance(free, share, rendering)
        return best

    def _windows(self, wanted: Sequence[frozenset[str]], width: int) -> Iterable[tuple[int, ...]]:
        """Yield the places of different wanted words within so many words, in one sentence."""
        found = sorted(
            {
                (place, number)
                for number, keys in enumerate(wanted)
                for key in keys
                for place in self._places.get(key, ())
            }
        )
        for first, (start, _) in enumerate(found):
            window: list[int] = []
            numbers: set[int] = set()
            for place, number in found[first:]:
                near = place < start + width and self._sentences[place] == self._sentences[start]
                if near and place not in window and number not in numbers:
                    window.append(place)
                    numbers.add(number)
            yield tuple(window)

    def _resemblance(self, window: Sequence[int], share: float, rendering: str) -> Resemblance:
        words = self._words
        return Resemblance(
            Span(words.starts[min(window)], words.ends[max(window)]), share, rendering
        )


@lru_cache(maxsize=1 << 14)
def meanings(rendering: str) -> tuple[frozenset[str], ...]:
    """Return the words of a rendering that carry meaning, each in all its forms.

    >>> [sorted(word) for word in meanings("the development of all")]
    [['develop', 'development']]
    """
    forms = cut(rendering.replace("...", GAP)).forms
    return tuple(_keys(form) for form in forms if form not in _FUNCTION and form != GAP)


@lru_cache(maxsize=1 << 16)
def _keys(form: str) -> frozenset[str]:
    """Return a word's dictionary forms, without what makes a noun of a verb.

    >>> _keys("elimination").isdisjoint(_keys("eliminate"))
    False
    >>> _keys("productive").isdisjoint(_keys("product"))
    True
    """
    form = form.removesuffix("'s")
    return frozenset(key for base in bases(form) for key in (base, *_roots(base)))


def _roots(base: str) -> tuple[str, ...]:
    for ending in (*_NOMINAL, *_VERBAL):
        if base.endswith(ending) and len(base) - len(ending) >= _SHORTEST:
            return (base[: -len(ending)],)
    return ()
