"""What the order of the numbers tells: which stands for which, and which two changed places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from aligner.text.quantities import Quantity
from aligner.text.quantities.numerals import simplified

Place = tuple[int, int]  # indices of a Chinese and an English quantity
_FEWEST = 2
_REACH = 24  # characters before a number in which a preposition may stand
_APART = 60  # characters between the two numbers of a change
_CHINESE_FROM = re.compile(r"[由从從自][^，。；：！？、]{0,10}\Z")
_CHINESE_TO = re.compile(r"[到至为為](?:[0-9]{4}年的?)?(?:了?近?|大?约|超过)\Z")
_FROM = re.compile(r"\bfrom (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
_TO = re.compile(r"\bto (?:[a-z]+ ){0,2}\Z", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。；;]|\.(?= |\Z)")


@dataclass(frozen=True, slots=True)
class Lineup:
    """The quantities of both sides, place by place."""

    places: frozenset[Place]
    odd: Place  # the only one at which they are not equal


def line_up(
    chinese: Sequence[Quantity], english: Sequence[Quantity], links: Collection[Place]
) -> Lineup | None:
    """Return both sides place by place if they are equal at every place but one.

    Then these two were meant for each other, even if another number of the sentence equals one of
    them: 40所学校和40家医院, “40 schools and 60 hospitals”. What is weak and has no equal is passed
    over; 第二章 is not in line with 两类, though both are 2.
    """
    if not links:
        return None
    equal = set(links)
    linked = ({i for i, _ in links}, {j for _, j in links})
    sides = [
        [i for i, one in enumerate(side) if not one.weak or i in known]
        for side, known in zip((chinese, english), linked, strict=True)
    ]
    if len(sides[0]) != len(sides[1]) or len(sides[0]) < _FEWEST:
        return None
    places = frozenset(zip(*sides, strict=True))
    odd = {
        (i, j)
        for i, j in places
        if (i, j) not in equal or (chinese[i].kind == "ordinal") != (english[j].kind == "ordinal")
    }
    return Lineup(places, next(iter(odd))) if len(odd) == 1 else None


@dataclass(frozen=True, slots=True)
class Change:
    """What a number was, and what it became: 由2000元提高到2500元."""

    before: Quantity
    after: Quantity


def changes_in_chinese(text: str, quantities: Sequence[Quantity]) -> Iterator[Change]:
    """Yield the changes that a Chinese text tells with 由…到…."""
    yield from _changes(simplified(text), quantities, _CHINESE_FROM, _CHINESE_TO)


def changes_in_english(text: str, quantities: Sequence[Quantity]) -> Iterator[Change]:
    """Yield the changes that an English text tells: from … to …, and to … from …."""
    yield from _changes(text, quantities, _FROM, _TO)


def _changes(
    text: str, quantities: Sequence[Quantity], start: re.Pattern[str], end: re.Pattern[str]
) -> Iterator[Change]:
    def is_behind(pattern: re.Pattern[str], one: Quantity) -> bool:
        return pattern.search(text, max(0, one.start - _REACH), one.start) is not None

    befores = [one for one in quantities if is_behind(start, one) and not is_behind(end, one)]
    afters = [one for one in quantities if is_behind(end, one)] if befores else []
    for before in befores:
        for after in afters:
            first, last = sorted((before, after), key=lambda one: one.start)
            is_near = last.start - first.end <= _APART
            is_one = is_near and not _SENTENCE_END.search(text, first.end, last.start)
            if is_one and before.unit is after.unit:
                yield Change(before, after)
