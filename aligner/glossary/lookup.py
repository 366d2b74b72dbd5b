"""Looking terms up by Chinese, pinyin or English, exactly, in part, or nearly."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from aligner.glossary.english import words_of
from aligner.glossary.folding import fold, fold_all
from aligner.glossary.model import Glossary, Term, sort_key
from aligner.glossary.rendering import pattern_of
from aligner.text.names.pinyin import readings

By = Literal["source", "target", "pinyin"]
_LEAST, _LEAST_ENGLISH = 60.0, 75.0  # hits of a lower similarity are none
_HAN = re.compile("[\u3400-\u9fff]")
_IN_PART, _BY_PINYIN, _BY_INITIALS = 95.0, 97.0, 90.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A term that was looked for."""

    term: Term
    similarity: float  # 0 nothing in common … 100 the same
    by: By
    text: str  # the form that fits


def look_up(glossary: Glossary, query: str, most: int = 10) -> list[Hit]:
    """Return the terms that fit a query best.

    Chinese is compared with the Chinese forms; anything else with the renderings, inflected forms
    included, and with the pinyin of the Chinese, whole syllables or initials.

    >>> glossary = Glossary("g", (Term("新质生产力", "new quality productive forces"),))
    >>> [(hit.by, hit.similarity) for hit in look_up(glossary, "xinzhi shengchanli")]
    [('pinyin', 97.0)]
    >>> [hit.by for hit in look_up(glossary, "Productive Force")]
    ['target']
    """
    hits = _by_source(glossary, query) if _HAN.search(query) else _by_letters(glossary, query)
    best: dict[Term, Hit] = {}
    for hit in hits:
        if hit.similarity >= _LEAST and hit.similarity > _similarity(best.get(hit.term)):
            best[hit.term] = hit
    ordered = sorted(best.values(), key=lambda hit: (-hit.similarity, sort_key(hit.term)))
    return ordered[:most]


def _similarity(hit: Hit | None) -> float:
    return 0.0 if hit is None else hit.similarity


def _by_source(glossary: Glossary, query: str) -> Iterator[Hit]:
    from rapidfuzz.fuzz import ratio

    wanted = fold(query).text.strip()
    pairs = [(term, form) for term in glossary for form in term.sources]
    for (term, form), folded in zip(pairs, fold_all([form for _, form in pairs]), strict=True):
        similarity = ratio(wanted, folded)
        if similarity < 100 and (wanted in folded or (len(folded) > 1 and folded in wanted)):
            similarity = _in_part(wanted, folded)
        yield Hit(term, similarity, "source", form)


def _in_part(one: str, other: str) -> float:
    """Return the similarity of texts of which one is a part of the other: 60 to 95."""
    share = min(len(one), len(other)) / max(len(one), len(other))
    return _LEAST + (_IN_PART - _LEAST) * share


def _by_letters(glossary: Glossary, query: str) -> Iterator[Hit]:
    from rapidfuzz.fuzz import ratio

    pattern, wanted = pattern_of(query), query.casefold()
    letters = re.sub("[^a-zü]", "", wanted).replace("ü", "v")
    for term in glossary:
        for text in (*term.renderings, *term.short):
            similarity = ratio(wanted, text.casefold(), score_cutoff=_LEAST_ENGLISH)
            if similarity < 100 and pattern.find(words_of(text)):
                similarity = max(similarity, _in_part(query, text))
            yield Hit(term, similarity, "target", text)
        for form in term.sources:
            if (similarity := _pinyin_similarity(letters, form)) > 0:
                yield Hit(term, similarity, "pinyin", form)


def _pinyin_similarity(letters: str, form: str) -> float:
    """Return how well letters read a Chinese form: in full, by initials, or in part."""
    syllables = [_syllables(character) for character in form if _HAN.match(character)]
    if len(letters) < 2 or not syllables:
        return 0.0
    if len(letters) == len(syllables) and all(
        any(one.startswith(letter) for one in found)
        for letter, found in zip(letters, syllables, strict=True)
    ):
        return _BY_INITIALS
    read = max(_read(letters, syllables[start:]) for start in range(len(syllables)))
    if read == len(syllables):
        return _BY_PINYIN
    return _in_part("x" * read, "x" * len(syllables)) if read > 1 else 0.0


def _read(letters: str, syllables: Sequence[frozenset[str]]) -> int:
    """Return how many syllables, from the first on, use up the letters; 0 if none do."""
    ends = {0}
    for count, found in enumerate(syllables, start=1):
        ends = {end + len(one) for end in ends for one in found if letters.startswith(one, end)}
        if len(letters) in ends:
            return count
    return 0


@cache
def _syllables(character: str) -> frozenset[str]:
    return frozenset(readings(fold(character).text))
