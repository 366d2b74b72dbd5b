"""Romanised Chinese names in English text: where they may stand and how they may read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from aligner.text.names.lists import (
    COMPOUND_SURNAMES,
    known_forms,
    known_words,
    name_key,
    not_names,
)
from aligner.text.names.romanisation import Syllables, System, fold, syllabify

Kind = Literal["known", "person", "word", "part"]

_WORD = re.compile(r"[A-ZĀÁÀÈÉĒĚÊŌÓÖÜ][A-Za-zÀ-ɏ]*(?:[-'’‘`ʼ][a-zà-ɏ]+)*")
_POSSESSIVE = re.compile(r"['’‘`ʼ]s$")
_JOINTS = (" ", "-", "–")
_TITLE = (
    r"\b(?:Mr|Mrs|Ms|Miss|Mister|Madam|Madame|Dr|Prof|Professor|Doctor|Comrade|Chairman|President"
    r"|Premier|Minister|Secretary|Director|Manager|Teacher|Captain|Commander|General|Marshal"
    r"|Old|Little|Big|Uncle|Auntie|Aunt|Grandpa|Grandma|Grannie|Granny|Brother|Sister|Lady|Lord"
    r"|Master)\.?\s$"
)
_TITLE_REACH = 12  # the longest title, its dot and the space
_LONGEST_NAME = 4  # words
_LONGEST_GIVEN = 3  # syllables


class Candidate(NamedTuple):
    """A run of words of one stretch that may be a name."""

    first: int  # half-open range of words in the stretch
    last: int
    kind: Kind  # a "part" is one syllable: a name only beside a title or after the full name
    readings: tuple[Syllables, ...]  # surname first, likeliest first; empty where `han` is known
    han: tuple[str, ...]  # the Han forms of a known name


class Stretch(NamedTuple):
    """Neighbouring capitalised words, each of which may belong to a romanised name."""

    words: tuple[str, ...]  # possessive ending cut off
    spans: tuple[tuple[int, int], ...]  # half-open code-point offsets of the words
    titled: bool  # Mr, Comrade, Old … stands before the first word

    def text(self, candidate: Candidate) -> str:
        """Return the candidate's words, with single spaces."""
        return " ".join(self.words[candidate.first : candidate.last])


def stretches(text: str) -> Iterator[Stretch]:
    """Yield the stretches of ``text`` in order; time linear in its length."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start = match.start()
        apart = not (spans and spans[-1][1] + 1 == start and text[start - 1] in _JOINTS)
        word = _POSSESSIVE.sub("", match[0])
        belongs = _may_belong(word)
        if spans and (apart or not belongs):
            yield _stretch(text, words, spans)
            words, spans = [], []
        if belongs:
            words.append(word)
            spans.append((start, start + len(word)))
    if spans:
        yield _stretch(text, words, spans)


def _stretch(text: str, words: list[str], spans: list[tuple[int, int]]) -> Stretch:
    start = spans[0][0]
    titled = bool(re.search(_TITLE, text[max(0, start - _TITLE_REACH) : start]))
    return Stretch(tuple(words), tuple(spans), titled)


@lru_cache(maxsize=65536)
def _may_belong(word: str) -> bool:
    keys = name_key(word).split()
    if keys and all(key in known_words() for key in keys):
        return True
    return bool(syllabify(word) or syllabify(word, "wade-giles"))


@lru_cache(maxsize=16384)
def candidates(words: tuple[str, ...]) -> tuple[Candidate, ...]:
    """Return all candidates among the words of a stretch, the likeliest first.

    Known names of several words come first (Hong Kong, though Shenzhen-Hong could be a person),
    then the longest, then the leftmost.

    >>> [(c.first, c.last, c.readings[:1]) for c in candidates(("When", "Chen", "Qingyang"))][0]
    (1, 3, (('chen', 'qing', 'yang'),))
    """
    found = []
    for length in range(min(_LONGEST_NAME, len(words)), 0, -1):
        for first in range(len(words) - length + 1):
            candidate = _candidate(words[first : first + length], first)
            if candidate:
                found.append(candidate)
    found.sort(key=lambda c: c.kind != "known" or c.last - c.first == 1)
    return tuple(found)


def _candidate(words: Sequence[str], first: int) -> Candidate | None:
    last = first + len(words)
    known = known_forms().get(name_key(" ".join(words)))
    if known:
        return Candidate(first, last, "known", (), known)
    if len(words) > 1:
        readings = _person_readings(words)
        return Candidate(first, last, "person", readings, ()) if readings else None
    word = fold(words[0])
    readings = tuple(dict.fromkeys(syllabify(word) + syllabify(word, "wade-giles")))
    if not readings:
        return None
    if any(len(reading) == 1 for reading in readings):
        return Candidate(first, last, "part", readings, ())
    return Candidate(first, last, "word", readings, ()) if word not in not_names() else None


def _person_readings(words: Sequence[str]) -> tuple[Syllables, ...]:
    """Read surname and given name, or given name and surname, in one system of spelling."""
    folded = [fold(word) for word in words]
    if all(word in not_names() for word in folded):
        return ()  # “He Can”, “Long Run”
    orders = [folded]
    if len(folded) == 2:
        orders.append(folded[::-1])
    systems: tuple[System, ...] = ("pinyin", "wade-giles")
    readings = (
        reading
        for order in orders
        for system in systems
        for reading in _surname_first(order, system)
    )
    return tuple(dict.fromkeys(readings))


def _surname_first(words: Sequence[str], system: System) -> Iterator[Syllables]:
    parts = [syllabify(word, system) for word in words]
    surname = [r for r in parts[0] if len(r) == 1 or words[0] in COMPOUND_SURNAMES]
    for reading in itertools.product(surname, *parts[1:]):
        given = sum(map(len, reading[1:]))
        if given <= _LONGEST_GIVEN:
            yield tuple(itertools.chain.from_iterable(reading))


@dataclass(frozen=True, slots=True)
class RomanisedName:
    """A likely romanised name in a text, judged by the English alone."""

    start: int  # half-open code-point offsets
    end: int
    syllables: Syllables  # the likeliest reading; empty where only the Han form is known
    han: tuple[str, ...]  # the Han forms, where the name is known


def find_romanised(text: str) -> list[RomanisedName]:
    """Return the likely romanised Chinese names in an English text, in order, not overlapping.

    One-syllable words count beside other parts of a name or after a title only; English words
    that look romanised are left out. Judged by spelling alone, so foreign names that happen to
    be spelt like pinyin (Medina) can be among them.

    >>> [text[n.start : n.end] for text in ["Women of Xi'an met Deng Xiaoping and Mr. Li."]
    ...  for n in find_romanised(text)]
    ["Xi'an", 'Deng Xiaoping', 'Li']
    """
    names = []
    for stretch in stretches(text):
        taken = [False] * len(stretch.words)
        for candidate in candidates(stretch.words):
            words = range(candidate.first, candidate.last)
            alone = candidate.kind == "part" and not (stretch.titled and candidate.first == 0)
            if alone or any(taken[word] for word in words):
                continue
            for word in words:
                taken[word] = True
            start, end = stretch.spans[words[0]][0], stretch.spans[words[-1]][1]
            syllables = candidate.readings[0] if candidate.readings else ()
            names.append(RomanisedName(start, end, syllables, candidate.han))
    return sorted(names, key=lambda name: name.start)
