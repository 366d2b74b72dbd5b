"""Names of an English text found again in the Chinese one: evidence for alignment.

A name is accepted when consecutive Han characters of the Chinese document read as its syllables,
or stand as one of its known forms. Three kinds of chance match are kept out: a known name has its
known forms only (Shanghai is 上海, never 伤害), a person's Han form begins with a surname, and a
Han string far more frequent than the name is an ordinary word.

A lone surname or given name belongs to the one full name in the document that it fits; the Chinese
side then counts 陈医生 and 老陈 as well as 陈清扬. Where several fit, it is a name of its own.
"""

from __future__ import annotations

import bisect
import itertools
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.text.names.english import Candidate, Stretch, candidates, stretches
from aligner.text.names.han import HanIndex
from aligner.text.names.lists import not_names, surnames
from aligner.text.names.pinyin import characters_by_syllable, reads_as
from aligner.text.names.romanisation import fold, syllabify

_WORD_FACTOR = 4  # a Han form this many times as frequent as the name, and then some, is a word
_WORD_MARGIN = 4

Forms = tuple[str, ...]  # the Han strings that stand for a name; what tells names apart


@dataclass(frozen=True, slots=True)
class NameOccurrences:
    """Which names stand in which sentences; an id is an index into ``names``.

    Only names that occur on both sides are listed. One id a mention, in order of mention.
    """

    names: tuple[str, ...]  # the longest wording in the English text
    chinese: tuple[tuple[int, ...], ...]  # ids by Chinese sentence
    english: tuple[tuple[int, ...], ...]  # ids by English sentence


class _Owner(NamedTuple):
    """A full name that a lone part may belong to."""

    forms: Forms
    part: Forms  # the part of each form: 陈 or 清扬


class _Reading(NamedTuple):
    """What the words of a stretch stand for."""

    names: tuple[tuple[Candidate, Forms], ...]
    lone: tuple[int, ...]  # positions of words that belong to no name and touch no other such


class _Sentences:
    """Sentences joined by line ends, and the way from an offset back to a sentence."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self.text = "\n".join(sentences)
        lengths = (len(sentence) + 1 for sentence in sentences)
        self._starts = list(itertools.accumulate(lengths, initial=0))[:-1]

    def distribute(self, mentions: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
        """Sort (offset, id) pairs into sentences."""
        ids: list[list[int]] = [[] for _ in self._starts]
        for offset, index in sorted(mentions):
            ids[bisect.bisect_right(self._starts, offset) - 1].append(index)
        return tuple(map(tuple, ids))


def name_occurrences(chinese: Sequence[str], english: Sequence[str]) -> NameOccurrences:
    """Match the romanised names of ``english`` with the Han strings of ``chinese``.

    Time linear in the texts, plus one search of the Chinese text per matched form.

    >>> chinese = ["陈清扬来了。", "她走了。", "老陈笑。"]
    >>> name_occurrences(chinese, ["Chen Qingyang came.", "Chen smiled."])
    NameOccurrences(names=('Chen Qingyang',), chinese=((0,), (), (0,)), english=((0,), (0,)))
    """
    return _Matcher(_Sentences(chinese), _Sentences(english)).result()


class _Matcher:
    """One document's matching: accept candidates, tie parts to full names, collect mentions."""

    def __init__(self, chinese: _Sentences, english: _Sentences) -> None:
        self._chinese = chinese
        self._english = english
        self._stretches = list(stretches(english.text))
        counts = Counter(stretch.words for stretch in self._stretches)
        wanted = {r for words in counts for c in candidates(words) for r in c.readings}
        self._index = HanIndex(chinese.text, wanted)
        # A person's full name may stand once and the surname a hundred times.
        self._frequency: Counter[str] = Counter()
        for words, count in counts.items():
            self._frequency.update(dict.fromkeys(words, count))
        self._accepted: dict[tuple[str, ...], Forms] = {}
        self._readings = {words: self._read(words) for words in counts}
        self._owners: dict[str, dict[_Owner, None]] = defaultdict(dict)
        for words, reading in self._readings.items():
            for candidate, forms in reading.names:
                if candidate.kind == "person":
                    self._learn_parts(words[candidate.first : candidate.last], forms)
        self._more_forms: dict[Forms, set[str]] = defaultdict(set)
        self._tied: dict[tuple[str, bool], Forms] = {}

    def _forms(self, words: tuple[str, ...], candidate: Candidate) -> Forms:
        name = words[candidate.first : candidate.last]
        if name not in self._accepted:
            self._accepted[name] = self._search(name, candidate)
        return self._accepted[name]

    def _search(self, words: tuple[str, ...], candidate: Candidate) -> Forms:
        if candidate.kind == "known":
            return tuple(form for form in candidate.han if self._index.count(form))
        most = _WORD_FACTOR * max(self._frequency[word] for word in words) + _WORD_MARGIN
        for reading in candidate.readings if candidate.kind != "part" else ():
            forms = [form for form in self._index.find(reading) if self._index.count(form) <= most]
            if candidate.kind == "person":
                forms = [form for form in forms if _surname(form)]
            if forms:
                return tuple(forms)
        return ()

    def _read(self, words: tuple[str, ...]) -> _Reading:
        """Take the longest accepted candidates, from the left."""
        free = [True] * len(words)
        names = []
        for candidate in candidates(words):
            inside = slice(candidate.first, candidate.last)
            if all(free[inside]) and (forms := self._forms(words, candidate)):
                free[inside] = [False] * (candidate.last - candidate.first)
                names.append((candidate, forms))
        # “Men Er” of an unmatched “Shan Men Er” must not pass for the Er of Wang Er.
        bordered = [False, *free, False]
        lone = [i for i in range(len(words)) if bordered[i : i + 3] == [False, True, False]]
        return _Reading(tuple(names), tuple(lone))

    def _learn_parts(self, words: Sequence[str], forms: Forms) -> None:
        """Note which words may stand for the full name: surname, given name."""
        folded = [fold(word) for word in words]
        first = {_surname(form) for form in forms}
        given = tuple(form[len(_surname(form)) :] for form in forms)
        for surname, rest in ((folded[0], folded[1:]), (folded[-1], folded[:-1])):
            if any(_reads(surname, character) for character in first):
                self._owners[surname][_Owner(forms, tuple(sorted(first)))] = None
                self._owners["".join(rest)][_Owner(forms, given)] = None
                return

    def _tie(self, word: str, titled: bool) -> Forms:
        """Return the forms of the name that a lone word is part of; empty where there is none."""
        key = (fold(word), titled)
        if key not in self._tied:
            english = not titled and fold(word) in not_names()  # He, Long, Sun
            self._tied[key] = () if english else self._find_owner(*key)
        return self._tied[key]

    def _find_owner(self, word: str, titled: bool) -> Forms:
        owners = list(self._owners.get(word, ()))
        characters = {c for owner in owners for c in owner.part if len(c) == 1}
        if not owners and titled:
            single = {s for (s, *rest) in syllabify(word) if not rest}
            characters = {c for s in single for c in characters_by_syllable()[s] if _surname(c)}
        forms = set(self._index.titled("".join(sorted(characters)))) if characters else set()
        forms.update(part for owner in owners for part in owner.part if len(part) > 1)
        if len(owners) == 1:
            self._more_forms[owners[0].forms] |= forms
            return owners[0].forms
        forms.update(form for owner in owners for form in owner.forms)
        return tuple(sorted(forms))

    def _mentions(self) -> list[tuple[int, Forms, str]]:
        """Return offset, forms and wording of all mentions in the English text."""
        mentions = []
        for stretch in self._stretches:
            reading = self._readings[stretch.words]
            for candidate, forms in reading.names:
                name = stretch.text(candidate)
                tied = self._tie_word(stretch, candidate) or forms
                mentions.append((stretch.spans[candidate.first][0], tied, name))
            for position in reading.lone:
                word = stretch.words[position]
                tied = self._tie(word, stretch.titled and position == 0)
                mentions.append((stretch.spans[position][0], tied, word))
        return sorted(mention for mention in mentions if mention[1])

    def _tie_word(self, stretch: Stretch, candidate: Candidate) -> Forms:
        """A given name may look like a place: Qingyang is 清扬 where Chen Qingyang is met."""
        if candidate.last - candidate.first > 1 or candidate.kind == "part":
            return ()
        word = stretch.words[candidate.first]
        return self._tie(word, titled=False) if fold(word) in self._owners else ()

    def result(self) -> NameOccurrences:
        """Number the names by their first mention and collect the mentions on both sides."""
        mentions = self._mentions()
        names: dict[Forms, str] = {}
        for _, forms, name in mentions:
            names[forms] = max(names.get(forms, ""), name, key=len)
        numbers = {forms: number for number, forms in enumerate(names)}
        english = [(offset, numbers[forms]) for offset, forms, _ in mentions]
        return NameOccurrences(
            tuple(names.values()),
            self._chinese.distribute(self._found(numbers)),
            self._english.distribute(english),
        )

    def _found(self, numbers: Mapping[Forms, int]) -> list[tuple[int, int]]:
        """Return offset and id of all mentions in the Chinese text.

        A form inside a longer one of another name does not count: 中山 in 孙中山.
        """
        text = self._chinese.text
        spans = set()
        for forms, number in numbers.items():
            for form in {*forms, *self._more_forms.get(forms, ())}:
                start = text.find(form)
                while start >= 0:
                    spans.add((start, -start - len(form), number))
                    start = text.find(form, start + len(form))
        found = []
        reached, same = 0, (-1, -1)
        for start, minus_end, number in sorted(spans):
            if -minus_end > reached or (start, minus_end) == same:
                found.append((start, number))
                reached, same = -minus_end, (start, minus_end)
        return found


def _surname(form: str) -> str:
    """Return the surname that a Han form begins with, empty where it begins with none."""
    for length in (2, 1):
        if form[:length] in surnames() and len(form) >= length:
            return form[:length]
    return ""


def _reads(word: str, han: str) -> bool:
    systems = syllabify(word) + syllabify(word, "wade-giles")
    return any(reads_as(han, reading) for reading in systems)
