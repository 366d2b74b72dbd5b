"""Foreign names and their Chinese transliterations: Bezos and 贝索斯, Stockholm and 斯德哥尔摩.

A capitalised English word and a run of characters that are used for writing foreign names are a
pair when they share a consonant skeleton of three sounds or more, fit in length, begin alike, and
stand at about the same place in their documents.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from aligner.text.names.lists import not_names, transliteration_characters
from aligner.text.names.occurrences import NameOccurrences
from aligner.text.names.romanisation import syllabify
from aligner.text.names.skeleton import (
    english_length,
    english_skeletons,
    han_skeletons,
    readings_of,
    same_beginning,
)

_WORD = re.compile(r"\b[A-Z][a-zà-ÿ]{3,}\b")
_LOWER_WORD = re.compile(r"\b[a-z]{4,}\b")
_BEGINNING = 2  # characters: a quotation mark or bracket may come first
_FEWEST_SOUNDS = 3
_LONGEST_FORM = 7  # Han characters
_SHORT_FORM = 2  # Second is not 基金, though both are SKN
_REACH = 0.08  # of a document: how far from the diagonal the two may stand
_REACH_SENTENCES = 3  # and in short documents

Places = dict[str, list[int]]  # string -> sentence indices, one a mention


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{transliteration_characters()}]{{2,}}")


@cache
def _readings() -> dict[str, Sequence[str]]:
    return readings_of(transliteration_characters())


def transliterations(chinese: Sequence[str], english: Sequence[str]) -> NameOccurrences:
    """Match foreign names in ``english`` with transliterations in ``chinese``.

    Each word and each Han string is in one pair at most, whole runs before parts of runs. Ids are
    as in ``name_occurrences``, counted from 0 anew. Time linear in the texts.

    >>> transliterations(["贝索斯创办了亚马逊。"], ["Bezos founded Amazon."])
    NameOccurrences(names=('Bezos', 'Amazon'), chinese=((0, 1),), english=((0, 1),))
    """
    pairs = _pairs(chinese, english)
    numbers = {word: number for number, word in enumerate(pairs)}
    forms = {form: numbers[word] for word, form in pairs.items()}
    return NameOccurrences(
        tuple(pairs),
        tuple(tuple(_forms_in(sentence, forms)) for sentence in chinese),
        tuple(
            tuple(numbers[word] for word in _WORD.findall(sentence) if word in numbers)
            for sentence in english
        ),
    )


def _pairs(chinese: Sequence[str], english: Sequence[str]) -> dict[str, str]:
    """Return word -> Han string, in the order of the English text."""
    words, beginnings = _words(english)
    whole, windows = _windows(chinese)
    ratio = len(chinese) / max(1, len(english))
    reach = max(_REACH * len(chinese), _REACH_SENTENCES)
    likely = [
        (word, form)
        for word, form in _alike(words, windows, ratio, reach)
        if word not in beginnings or (form in whole and len(form) > _SHORT_FORM)
    ]
    chosen = _choose(likely, words, whole)
    return {word: chosen[word] for word in words if word in chosen}


def _words(english: Sequence[str]) -> tuple[Places, set[str]]:
    """Return the capitalised words that may be foreign names, and which of them begin sentences.

    The latter only ever begin sentences, so that they may be ordinary words.
    """
    places: Places = defaultdict(list)
    inside: set[str] = set()
    for index, sentence in enumerate(english):
        for match in _WORD.finditer(sentence):
            places[match[0]].append(index)
            if match.start() > _BEGINNING:
                inside.add(match[0])
    small = {word for sentence in english for word in _LOWER_WORD.findall(sentence)}
    names = {
        word: indices
        for word, indices in places.items()
        if word.lower() not in small
        and (word.lower() in not_names() or not syllabify(word))  # pinyin is name_occurrences' job
        and max(map(len, english_skeletons(word))) >= _FEWEST_SOUNDS
    }
    return names, names.keys() - inside


def _windows(chinese: Sequence[str]) -> tuple[Places, Places]:
    """Return the runs of transliteration characters, and those with the parts at their ends."""
    whole: Places = defaultdict(list)
    windows: Places = defaultdict(list)
    for index, sentence in enumerate(chinese):
        for run in _runs().findall(sentence):
            if len(run) <= _LONGEST_FORM:
                whole[run].append(index)
            lengths = range(2, min(len(run), _LONGEST_FORM) + 1)
            for window in {w for length in lengths for w in (run[:length], run[-length:])}:
                windows[window].append(index)
    return whole, windows


def _alike(words: Places, forms: Places, ratio: float, reach: float) -> Iterator[tuple[str, str]]:
    """Yield the words and Han strings that sound alike and stand at about the same place."""
    by_skeleton: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        for skeleton in han_skeletons(form, _readings()):
            by_skeleton[skeleton].append(form)
    for word, indices in words.items():
        expected = [index * ratio for index in indices]
        shortest, longest = english_length(word)
        sounds = sorted(s for s in english_skeletons(word) if len(s) >= _FEWEST_SOUNDS)
        for form in dict.fromkeys(f for s in sounds for f in by_skeleton.get(s, ())):
            fits = shortest <= len(form) <= longest and same_beginning(word, _readings()[form[0]])
            if fits and _together(expected, forms[form], reach):
                yield word, form


def _together(some: Sequence[float], others: Sequence[float], reach: float) -> bool:
    """Tell whether at least half of either side has one of the other within ``reach``."""
    return _near(some, others, reach) and _near(others, some, reach)


def _near(some: Sequence[float], others: Sequence[float], reach: float) -> bool:
    near = 0
    for place in some:
        after = bisect.bisect_left(others, place - reach)
        near += after < len(others) and others[after] <= place + reach
    return 2 * near >= len(some)


def _choose(pairs: Sequence[tuple[str, str]], words: Places, whole: Places) -> dict[str, str]:
    """Take the best pairs: whole runs first, then equal frequency, then long forms."""

    def order(pair: tuple[str, str]) -> tuple[bool, int, int, str, str]:
        word, form = pair
        count = len(whole.get(form, ()))
        return count == 0, abs(len(words[word]) - count), -len(form), word, form

    chosen: dict[str, str] = {}
    for word, form in sorted(pairs, key=order):
        # Francis must not have 弗朗切斯 where Francesco has 弗朗切斯科.
        overlaps = any(form in other or other in form for other in chosen.values())
        if word not in chosen and not overlaps:
            chosen[word] = form
    return chosen


def _forms_in(sentence: str, forms: Mapping[str, int]) -> Iterator[int]:
    """Yield the ids of the Han strings in a sentence, the longest at each place."""
    for run in _runs().findall(sentence):
        start = 0
        while start < len(run) - 1:
            longest = min(len(run) - start, _LONGEST_FORM)
            ways = (
                length for length in range(longest, 1, -1) if run[start : start + length] in forms
            )
            length = next(ways, 0)
            if length:
                yield forms[run[start : start + length]]
            start += length or 1
