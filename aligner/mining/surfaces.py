"""How phrases are written: the most frequent form, and how often as a name or abbreviation."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from aligner.mining.ngrams import Phrases
from aligner.mining.side import Side
from aligner.mining.stopwords import FUNCTION_WORDS

_BEFORE_SENTENCE = frozenset(".!?\n#:•")
_PARTS = re.compile(r"[\s–/-]+")


@dataclass(frozen=True, slots=True)
class Surface:
    """The written form of a phrase."""

    text: str  # the most frequent one, where possible of those inside sentences
    capitalised: float  # 0 … 1: share of occurrences with a capital on every word that takes one
    abbreviated: float  # 0 … 1: share of occurrences whose first word has two capitals


def surfaces(side: Side, phrases: Phrases) -> list[Surface]:
    """Return the written form of each phrase. Time O(occurrences)."""
    forms: list[Counter[str]] = [Counter() for _ in phrases.counts]
    inside: list[Counter[str]] = [Counter() for _ in phrases.counts]
    lengths = phrases.lengths[phrases.numbers].tolist()
    for start, number, length in zip(
        phrases.starts.tolist(), phrases.numbers.tolist(), lengths, strict=True
    ):
        form = " ".join(side.surface(start, length).split())
        forms[number][form] += 1
        if not _is_first(side, start):
            inside[number][form] += 1
    return [_surface(a, b) for a, b in zip(forms, inside, strict=True)]


def _surface(forms: Counter[str], inside: Counter[str]) -> Surface:
    # Of forms equally frequent that with fewer capitals, so that headings do not decide.
    best = min((inside or forms).items(), key=lambda item: (-item[1], item[0].swapcase()))[0]
    total = sum(forms.values())
    capitalised = sum(count for form, count in forms.items() if _is_capitalised(form))
    abbreviated = sum(count for form, count in forms.items() if _is_abbreviated(form))
    return Surface(best, capitalised / total, abbreviated / total)


def _is_capitalised(form: str) -> bool:
    words = [word for word in _PARTS.split(form) if word and word not in FUNCTION_WORDS]
    return all(word[0].isupper() or not word[0].isalpha() for word in words)


def _is_abbreviated(form: str) -> bool:
    return sum(map(str.isupper, form.split()[0])) > 1


def _is_first(side: Side, unit: int) -> bool:
    """Tell whether a unit begins a sentence, so that its capital says nothing."""
    return unit == 0 or side.text[side.starts[unit - 1]] in _BEFORE_SENTENCE
