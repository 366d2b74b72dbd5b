"""The memory itself: units by their folded text, in context, and the index of all texts."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice

from aligner.document import Language
from aligner.translation.base import Direction
from aligner.translation.memory.folding import fold, fold_all
from aligner.translation.memory.index import Index
from aligner.translation.memory.match import Match
from aligner.translation.memory.numbers import adjusted
from aligner.translation.memory.similarity import most_alike
from aligner.translation.memory.units import Unit

_CHUNK = 10_000  # units folded at a time
_CANDIDATES = 200  # texts compared with one that is looked up
_ALIKE = 50  # units of the same text that are ranked: headings occur a thousand times
NEARLY = 0.99  # no fuzzy match is more alike than this


class Memory:
    """Units in the order of their files: where several fit equally well, the first decides.

    About 700 bytes a Chinese sentence with its translation; the index, 200 more, is built at the
    first fuzzy search. An exact search takes constant time.
    """

    def __init__(self, units: Iterable[Unit], direction: Direction) -> None:
        self.direction = direction
        self._sources: list[str] = []
        self._targets: list[str] = []
        self._keys: list[str] = []  # the folded source of each unit
        self._marks = bytearray()  # of each unit: _NEXT, _CONFIRMED
        self._first: dict[str, int] = {}  # the first unit of each folded source
        self._more: dict[str, list[int]] = {}  # the others, in order
        state = hashlib.sha256()
        for chunk in _chunks(units):
            for unit, key in zip(chunk, _folded(chunk, direction.source), strict=True):
                self._add(unit, key)
                state.update(f"{unit}\n".encode(errors="surrogatepass"))
        self.fingerprint = state.hexdigest()  # of all units

    def __len__(self) -> int:
        """Return the number of units."""
        return len(self._keys)

    def _add(self, unit: Unit, key: str) -> None:
        number = len(self._keys)
        source = key if unit.source == key else unit.source  # one string where one will do
        key = self._keys[self._first[key]] if key in self._first else key
        self._sources.append(source)
        self._targets.append(unit.target)
        self._keys.append(key)
        self._marks.append(_NEXT * unit.is_next | _CONFIRMED * unit.is_confirmed)
        if self._first.setdefault(key, number) != number:
            self._more.setdefault(key, []).append(number)

    def exact(self, text: str, before: str = "", after: str = "") -> list[Match]:
        """Return the translations of the same text, those in the same context first.

        Then those that a person confirmed, then in the order of the files; each translation once.
        """
        key = fold(text, self.direction.source)
        if key not in self._first:
            return []
        around = (fold(before, self.direction.source), fold(after, self.direction.source))
        units = list(islice(self._units_of(key), _ALIKE))
        contexts = {unit: self._context(unit, around) for unit in units}
        units.sort(key=lambda unit: (-contexts[unit], not self._marks[unit] & _CONFIRMED, unit))
        found: dict[str, Match] = {}
        for unit in units:
            match = Match(self._sources[unit], self._targets[unit], 1.0, contexts[unit])
            found.setdefault(match.target, match)
        return list(found.values())

    def fuzzy(self, text: str, threshold: float, most: int = 1) -> list[Match]:
        """Return the translations of the texts most alike, of at least a similarity of 0 … 1.

        Where only numbers differ, those of ``text`` are put in if that is safe.
        """
        key = fold(text, self.direction.source)
        candidates = self._index.candidates(key, _CANDIDATES)
        texts = [text for text in map(self._texts.__getitem__, candidates) if text != key]
        alike = most_alike(key, texts, self.direction.source, threshold, most)
        matches = [self._match(key, texts[index], similarity) for index, similarity in alike]
        return sorted(matches, key=lambda match: -match.similarity)

    @cached_property
    def _texts(self) -> list[str]:
        """The different folded sources."""
        return list(self._first)

    @cached_property
    def _index(self) -> Index:
        return Index(self._texts)

    def _match(self, key: str, found: str, similarity: float) -> Match:
        """Return the best unit of a folded text, for another one."""
        units = list(islice(self._units_of(found), _ALIKE))
        unit = min(units, key=lambda unit: (not self._marks[unit] & _CONFIRMED, unit))
        source, target = self._sources[unit], self._targets[unit]
        made = adjusted(found, target, key, self.direction)
        if made:
            return Match(source, made, NEARLY, is_adjusted=True)
        return Match(source, target, min(similarity, NEARLY))

    def _units_of(self, key: str) -> Iterator[int]:
        yield self._first[key]
        yield from self._more.get(key, ())

    def _context(self, unit: int, around: tuple[str, str]) -> int:
        """Return how many neighbours of a unit are those of the text, 0 … 2.

        What stands around a text may be more than one sentence.
        """
        before, after = around
        following = unit + 1
        has_next = following < len(self._keys) and self._marks[following] & _NEXT
        has_previous = self._marks[unit] & _NEXT
        return bool(has_previous and _ends(before, self._keys[unit - 1])) + bool(
            has_next and _begins(after, self._keys[following])
        )


_NEXT, _CONFIRMED = 1, 2


def _ends(text: str, key: str) -> bool:
    return bool(key) and text.endswith(key)


def _begins(text: str, key: str) -> bool:
    return bool(key) and text.startswith(key)


def _chunks(units: Iterable[Unit]) -> Iterator[list[Unit]]:
    stream = iter(units)
    while chunk := list(islice(stream, _CHUNK)):
        yield chunk


def _folded(units: list[Unit], language: Language) -> list[str]:
    return fold_all([unit.source for unit in units], language)
