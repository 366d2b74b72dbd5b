"""A Chinese name is misspelt in the English, or its parts stand in the wrong order.

Policy texts write surname and given name as in Chinese, the given name in one word.

Bad:  李克强 → Li Keqang; 习近平 → Jinping Xi
Good: 李克强 → Li Keqiang; 习近平 → Xi Jinping

Spellings of Taiwan, Hong Kong and the old ones (Tsai Ing-wen, Sun Yat-sen) are right.

Known false alarms: authors of science papers, who put the given name first; people who spell their
name in a way of their own.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.findings import Severity
from aligner.glossary.rendering import Span
from aligner.text.names.lists import known_forms, name_key, not_names, surnames
from aligner.text.names.pinyin import readings, reads_as
from aligner.text.names.romanisation import fold, syllabify

_PAIR = re.compile(
    r"([A-Z](?<![\w.’'-].)[a-z]{1,10}) (?=([A-Z][a-z]{1,10}(?:['’](?!s\b)[a-z]+)?)(?![\w-]))"
)
_FEWEST = 5  # letters of a given name that is called misspelt
_BYLINE = 60  # characters: shorter texts with a name may be authors


@dataclass(frozen=True, slots=True)
class _Slip:
    """A name that is written wrongly."""

    han: str
    right: str  # as it is to be written


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each name that reads nearly like one in the Chinese."""
    chinese = bead.chinese.text
    if not chinese:
        return
    for match in _PAIR.finditer(bead.english.text):
        first, second = match[1], match[2]
        span = Span(match.start(), match.end(2))
        slip = _slip(first, second, chinese)
        if slip is None:
            continue
        right = slip.right
        is_order = right == f"{second} {first}"
        yield Problem(
            f"{slip.han} is “{right}”, surname first"
            if is_order
            else f"{slip.han} is “{right}”, not “{first} {second}”",
            f"write “{right}”",
            _place(slip.han, chinese),
            span,
            right,
            severity=_severity(second, is_order, len(bead.english.text)),
        )


def _severity(second: str, is_order: bool, length: int) -> Severity:
    if is_order:
        return "error" if length > _BYLINE else "warning"
    # What is pinyin may be another person.
    is_pinyin = syllabify(second) or syllabify(second, "wade-giles")
    return "warning" if is_pinyin else "error"


@lru_cache(maxsize=1024)  # a name stands many times in one text
def _slip(first: str, second: str, chinese: str) -> _Slip | None:
    """Return what is wrong with two words that may be a name; None: nothing, or no name."""
    if name_key(f"{first} {second}") in known_forms() or _is_right(first, second, chinese):
        return None
    if han := _reversed(first, second, chinese):
        return _Slip(han, f"{second} {first}")
    if second[-1] == "s" and _is_right(first, second[:-1], chinese):
        return None  # Zhangs, a possessive without its apostrophe
    if near := _misspelt(first, second, chinese):
        return _Slip(near[0], f"{first} {near[1]}")
    return None


def _place(han: str, chinese: str) -> Span:
    start = chinese.index(han)
    return Span(start, start + len(han))


def _is_right(first: str, second: str, chinese: str) -> bool:
    """Tell whether the words read, in this order, as Han characters of the text."""
    return any(_find(one + other, chinese) for one, other in _both(first, second))


def _both(first: str, second: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    yield from itertools.product(_readings(first), _readings(second))


@lru_cache(maxsize=16384)
def _readings(word: str) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys((*syllabify(word), *syllabify(word, "wade-giles"))))


def _reversed(first: str, second: str, chinese: str) -> str:
    """Return the Han name of which the given name comes first."""
    for given, surname in _both(first, second):
        if len(surname) == 1 and len(given) == 2:
            han = _find(surname + given, chinese)
            if han and han[0] in surnames():
                return han
    return ""


def _find(syllables: Sequence[str], chinese: str) -> str:
    """Return the first Han string of the text that reads as the syllables."""
    size = len(syllables)
    for start, character in enumerate(chinese[: len(chinese) - size + 1]):
        if syllables[0] in readings(character):
            han = chinese[start : start + size]
            if reads_as(han, syllables):
                return han
    return ""


def _misspelt(first: str, second: str, chinese: str) -> tuple[str, str] | None:
    """Return a Han name, and its given name as it is spelt, that the words miss by a letter."""
    folded = fold(second)
    if len(folded) < _FEWEST - 1 or folded in not_names():
        return None
    for reading in _readings(first):
        if len(reading) != 1:
            continue
        for start, character in enumerate(chinese[:-2]):
            if character not in surnames() or reading[0] not in readings(character):
                continue
            for one, other in itertools.product(*map(readings, chinese[start + 1 : start + 3])):
                right = one + ("'" if other[0] in "aeo" else "") + other
                if len(right) >= _FEWEST and _misses_a_letter(
                    folded.replace("'", ""), right.replace("'", "")
                ):
                    return chinese[start : start + 3], right.replace("v", "ü").capitalize()
    return None


def _misses_a_letter(word: str, right: str) -> bool:
    """Tell whether one letter is left out, doubled, changed or swapped with its neighbour.

    >>> [_misses_a_letter(w, "keqiang") for w in ("keqang", "keqiagn", "keqiang", "kejiang")]
    [True, True, False, True]
    """
    if abs(len(word) - len(right)) > 1 or word == right or word[0] != right[0]:
        return False
    start = next(
        (i for i, pair in enumerate(zip(word, right, strict=False)) if pair[0] != pair[1]),
        min(len(word), len(right)),
    )
    rest, others = word[start:], right[start:]
    swapped = rest[1:2] + rest[:1] == others[:2] and rest[2:] == others[2:]
    return rest[1:] == others or rest == others[1:] or rest[1:] == others[1:] or swapped
