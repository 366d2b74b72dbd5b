"""Renderings that stand in a text otherwise than the glossary writes them.

``pattern_of`` wants the words of a rendering in their order, with nothing between them. A right
translation may also turn them round (*development of high quality*), share a word among several
(*urban and rural residents*), or put one in between (*eradicating extreme poverty*): then all that
carry meaning stand near each other. Where only some of them do, that is the part of the text which
most probably stands for the term.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from aligner.glossary.english import ARTICLES, GAP, Gap, Words, cut
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
_NOMINAL = ("ation", "ition", "ion", "ment", "ance", "ence", "al")
_VERBAL = ("ate", "e")
_SHORTEST = 5  # letters that must be left of a word
_DIFFERENT = frozenset({"govern", "institut", "product"})  # government, governance; products
_CONJUNCTIONS = frozenset({"and", "or"})
# *Poverty will be eliminated* is *eliminate poverty*.
_PASSIVE = frozenset(
    {"is", "are", "was", "were", "be", "been", "being", "has", "have", "will", "must", "should"}
)
_CLAUSE = frozenset({"will", "shall", "has", "have", "had", "we", "they"})  # more than one phrase
_LINKS = frozenset({"of", "in", "for", "between"})
_MOST_BETWEEN, _MOST_LISTED, _LONGEST_LIST = 2, 3, 6  # words between those of a rendering
_WIDEST = 10  # all words between them


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
        self._claimed = [False] * len(words)
        for span in claimed:
            first = bisect_right(words.ends, span.start)
            for place in range(first, bisect_left(words.starts, span.end)):
                self._claimed[place] = True
        self._sentences: list[int] = []  # of each word, the number of its stretch without breaks
        number = 0
        for gap in words.gaps:
            number += gap == Gap.BREAK
            self._sentences.append(number)
        self._scattered: dict[str, Resemblance | None] = {}  # what was looked for already

    def scattered(self, rendering: str) -> Resemblance | None:
        """Return where all words of a rendering stand near each other, perhaps turned round.

        In their order, two other words may stand between them, or a list with *and*. Turned round,
        they need a preposition to join them, or a passive, and one other word may stand there. One
        of them at least must not belong to another term. Single words are never found.
        """
        if rendering not in self._scattered:
            self._scattered[rendering] = self._first_scattered(rendering)
        return self._scattered[rendering]

    def _first_scattered(self, rendering: str) -> Resemblance | None:
        wanted = meanings(rendering)
        if len(wanted) < 2:
            return None
        width = len(wanted) + _WIDEST
        # *Opening up and reform*: what joins them in the rendering may do so in the text.
        links = _LINKS | _CONJUNCTIONS.intersection(rendering.split())
        for window in chain(self._in_order(wanted, width), self._windows(wanted, width)):
            places = [place for place, _ in window]
            is_whole = len(window) == len(wanted) and not all(self._claimed[i] for i in places)
            if is_whole and self._is_joined(window, links):
                return self._resemblance(places, 1.0, rendering)
        return None

    def _is_joined(self, window: Sequence[tuple[int, int]], links: frozenset[str]) -> bool:
        """Tell whether words can belong together by what stands between them."""
        words, places = self._words, [place for place, _ in window]
        between = [i for i in range(places[0], places[-1]) if i not in places]
        forms = {words.forms[i] for i in between}
        others = sum(words.forms[i] not in _FUNCTION for i in between)
        second = places[0] + 1
        has_comma = Gap.COMMA in words.gaps[second : places[-1] + 1]
        numbers = [number for _, number in window]
        if forms and forms <= _PASSIVE:
            return True
        if numbers != sorted(numbers):
            return not (forms.isdisjoint(links) or has_comma) and others <= 1
        if not forms.isdisjoint(_CLAUSE):
            return False
        if forms.isdisjoint(_CONJUNCTIONS):
            return others <= (0 if has_comma else _MOST_BETWEEN)
        # *The court and the office* are two things, *the court and office* may be one.
        if links.isdisjoint(_CONJUNCTIONS) and self._has_article(places[-1]):
            return False
        is_list = words.gaps[second] == Gap.COMMA or words.forms[second] in _CONJUNCTIONS
        return others <= (_LONGEST_LIST if is_list else max(_MOST_LISTED, len(window) // 2 + 1))

    def _has_article(self, place: int) -> bool:
        """Tell whether an article stands right before a word."""
        words = self._words
        between = words.text[words.ends[place - 1] : words.starts[place]] if place else ""
        return not ARTICLES.isdisjoint(between.lower().split())

    def closest(self, renderings: Iterable[str], least: float) -> Resemblance | None:
        """Return what has the largest share of the words of one of several renderings.

        Words that belong to other terms do not count; equal shares: the first rendering.
        """
        best: Resemblance | None = None
        for rendering in renderings:
            wanted = meanings(rendering)
            for window in self._windows(wanted, len(wanted) + 1) if len(wanted) > 1 else ():
                free = [i for i, _ in window if not self._claimed[i]]
                share = len(free) / len(wanted)
                if free and share >= least and (best is None or share > best.share):
                    best = self._resemblance(free, share, rendering)
        return best

    def _in_order(
        self, wanted: Sequence[frozenset[str]], width: int
    ) -> Iterator[list[tuple[int, int]]]:
        """Yield stretches that have the wanted words in their order, as ``_windows`` does."""
        places = [
            sorted({place for key in keys for place in self._places.get(key, ())})
            for keys in wanted
        ]
        for start in places[0]:
            window = [start]
            for following in places[1:]:
                after = bisect_right(following, window[-1])
                if after == len(following):
                    break
                window.append(following[after])
            is_near = window[-1] < start + width
            if is_near and self._sentences[window[-1]] == self._sentences[start]:
                yield [(place, number) for number, place in enumerate(window)]

    def _windows(
        self, wanted: Sequence[frozenset[str]], width: int
    ) -> Iterator[list[tuple[int, int]]]:
        """Yield stretches of so many words, in one sentence, that have different wanted words.

        Of each word: its place in the text, and its number in the rendering.
        """
        found = sorted(
            {
                (place, number)
                for number, keys in enumerate(wanted)
                for key in keys
                for place in self._places.get(key, ())
            }
        )
        for first, (start, _) in enumerate(found):
            window: dict[int, int] = {}
            for place, number in found[first:]:
                if place >= start + width or self._sentences[place] != self._sentences[start]:
                    break
                if place not in window and number not in window.values():
                    window[place] = number
            yield list(window.items())

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
        root = base.removesuffix(ending)
        if root != base and len(root) >= _SHORTEST:
            return () if root in _DIFFERENT else (root,)
    return ()
