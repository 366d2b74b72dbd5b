"""Where the terms of a glossary stand in Chinese text: the source side.

All terms are looked for at once (Aho & Corasick 1975); where matches overlap the longest wins and
hides the others, so that 新质生产力 hides 生产力. Before that, matches whose borders are none, and
those whose context (``when``, ``unless``) does not hold, are dropped. Time grows with the text and
the matches, memory with the terms and the matches.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from aligner.glossary.borders import Borders, default_borders
from aligner.glossary.folding import Folded, fold, fold_all
from aligner.glossary.model import Glossary, Term
from aligner.glossary.numerals import numeral_variants


class Occurrence(NamedTuple):  # of which a text may have hundreds of thousands
    """A term in a Chinese text."""

    term: Term  # the line of the glossary that applies
    start: int  # half-open code-point offsets into the text
    end: int
    others: tuple[Term, ...] = ()  # lines of the same source that hold at other dates


_Match = tuple[int, int, int]  # start, minus its length, index of the entry: sorts as wanted


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines of a glossary that have one form in common, the newest first."""

    lines: tuple[Term, ...]
    contexts: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]  # when and unless, folded
    is_plain: bool  # one line without context: nothing to decide

    def applying(self, text: str, start: int, end: int) -> tuple[Term, ...]:
        """Return the lines whose context holds; those with a condition, or else the others."""
        if self.is_plain:
            return self.lines
        found = [
            (term, bool(when))
            for term, (when, unless) in zip(self.lines, self.contexts, strict=True)
            if (not when or any(_stands(context, text, start, end) for context in when))
            and not any(_stands(context, text, start, end) for context in unless)
        ]
        conditional = tuple(term for term, is_conditional in found if is_conditional)
        return conditional or tuple(term for term, _ in found)


class TermMatcher:
    """Finds the terms of a glossary.

    >>> matcher = TermMatcher(Glossary("g", (Term("生产力", "productive forces"),
    ...     Term("新质生产力", "new quality productive forces"))))
    >>> [(o.term.source, o.start) for o in matcher.occurrences("以新质生产力解放生产力")]
    [('新质生产力', 1), ('生产力', 8)]
    """

    def __init__(
        self,
        glossary: Glossary,
        date: datetime.date | None = None,
        borders: Borders | None = None,
    ) -> None:
        """Prepare the search.

        Args:
            glossary: its terms; those without a source are never found.
            date: of the texts; terms not valid then are left out. Unknown: all are valid.
            borders: by default those of the embedded lexicon.
        """
        import ahocorasick_rs  # at first use: a glossary may never be matched

        self._borders = borders or default_borders()
        forms = _forms(glossary, date)
        self._entries = [_entry(lines) for lines in forms.values()]
        self._search = ahocorasick_rs.AhoCorasick(
            list(forms), matchkind=ahocorasick_rs.MatchKind.Standard
        )

    def occurrences(self, text: str) -> list[Occurrence]:
        """Return the terms in a text, in order, none overlapping another."""
        if not self._entries:
            return []
        folded = fold(text)
        found: list[Occurrence] = []
        group: list[_Match] = []
        group_end = 0
        for start, length, index in self._matches(folded.text):
            if start >= group_end and group:
                self._take(group, folded, found)
                group = []
            group.append((start, length, index))
            group_end = max(group_end, start - length)
        self._take(group, folded, found)
        return found

    def all_matches(self, text: str) -> list[tuple[Term, int, int]]:
        """Return every match with its offsets, those inside others too, whatever its context."""
        folded = fold(text)
        return [
            (term, folded.start(start), folded.end(start - length))
            for start, length, index in self._matches(folded.text)
            for term in self._entries[index].lines
        ]

    def _matches(self, text: str) -> list[_Match]:
        """Return the matches whose borders hold, in order, of one start the longest first."""
        hold = self._borders.hold
        return sorted(
            (start, start - end, index)
            for index, start, end in self._search.find_matches_as_indexes(text, overlapping=True)
            if hold(text, start, end)
        )

    def _take(self, group: Sequence[_Match], folded: Folded, found: list[Occurrence]) -> None:
        """Add the longest of overlapping matches whose context holds, then what fits beside."""
        if len(group) == 1 and self._entries[group[0][2]].is_plain:  # as nearly all are
            start, length, index = group[0]
            term = self._entries[index].lines[0]
            found.append(Occurrence(term, folded.start(start), folded.end(start - length)))
            return
        taken: list[tuple[int, int]] = []
        kept = []
        for start, length, index in sorted(group, key=_longest) if len(group) > 1 else group:
            end = start - length
            if any(start < other_end and other < end for other, other_end in taken):
                continue
            lines = self._entries[index].applying(folded.text, start, end)
            if lines:
                taken.append((start, end))
                kept.append((start, end, lines))
        for start, end, lines in sorted(kept, key=_start) if len(kept) > 1 else kept:
            found.append(Occurrence(lines[0], folded.start(start), folded.end(end), lines[1:]))


def _longest(match: _Match) -> tuple[int, int]:
    return match[1], match[0]


def _start(kept: tuple[int, int, tuple[Term, ...]]) -> int:
    return kept[0]


def _forms(glossary: Glossary, date: datetime.date | None) -> dict[str, list[Term]]:
    """Return the lines by folded form; numerals in the other script do not displace a form."""
    terms = [term for term in glossary if term.is_valid(date)]
    pairs = [(term, source) for term in terms for source in term.sources]
    forms: dict[str, list[Term]] = {}
    others: dict[str, list[Term]] = {}
    for (term, _), folded in zip(pairs, fold_all([source for _, source in pairs]), strict=True):
        form = folded.strip()
        if form and term not in forms.setdefault(form, []):
            forms[form].append(term)
        for other in numeral_variants(form):
            others.setdefault(other, []).append(term)
    return others | forms


def _entry(lines: Sequence[Term]) -> _Entry:
    # Of lines that differ in their dates only, the newest speaks for an undated text.
    ordered = tuple(sorted(lines, key=lambda term: term.valid_from, reverse=True))
    contexts = tuple((tuple(fold_all(t.when)), tuple(fold_all(t.unless))) for t in ordered)
    return _Entry(ordered, contexts, len(ordered) == 1 and contexts[0] == ((), ()))


def _stands(context: str, text: str, start: int, end: int) -> bool:
    """Tell whether a context is there: over the match if it holds its text, else anywhere.

    "Anywhere" is in the same line, since a whole file may be searched at once, and not within the
    match itself.
    """
    if not context:
        return False
    match = text[start:end]
    if match in context:
        inside = _positions(match, context, 0, len(context))
        return any(i <= start and text.startswith(context, start - i) for i in inside)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    places = _positions(context, text, first, last if last >= 0 else len(text))
    return any(not start <= place <= end - len(context) for place in places)


def _positions(part: str, text: str, first: int, last: int) -> Iterator[int]:
    """Yield where a part stands in a stretch of text."""
    position = text.find(part, first, last)
    while position >= 0:
        yield position
        position = text.find(part, position + 1, last)
