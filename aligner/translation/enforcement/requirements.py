"""What a glossary asks of the translation of a text, and whether a translation does it.

From Chinese the terms are found by ``TermMatcher`` and judged by ``aligner.glossary.verdict``, as
rules and scores do. Into Chinese it is the other way round: where the preferred rendering of a term
stands in the English, a Chinese form of a term that may be rendered so must stand in the
translation, each stretch of which serves one occurrence only; what is hidden inside a longer term
is none.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from aligner.analysis.terms import is_enforced
from aligner.glossary.choice import Candidate, choose
from aligner.glossary.english import GAP, Words, words_of
from aligner.glossary.folding import fold
from aligner.glossary.matching import Occurrence, TermMatcher
from aligner.glossary.model import Forbidden, Glossary, Rendering, Term
from aligner.glossary.rendering import Pattern, Span, pattern_of
from aligner.glossary.verdict import judge
from aligner.translation.base import Direction, Request, Requirement

_MORE = 3  # renderings beyond those required that are looked for
_NOT_WRITTEN = (GAP, "...")  # a rendering with a gap can be recognised, not written


@dataclass(frozen=True, slots=True)
class Judged:
    """How a translation renders the terms required; tuples are in the order of the requirements."""

    spans: tuple[Span | None, ...]  # of the rendering; None: there is none of its own
    stretches: tuple[tuple[Span, ...], ...]  # all that render the term, its like's too
    wanted: tuple[int, ...]  # how often it stands in the source
    forbidden: tuple[tuple[int, Span], ...] = ()  # which requirement's, and where

    @property
    def counts(self) -> tuple[int, ...]:
        """How often each term stands in the translation at all."""
        return tuple(map(len, self.stretches))

    @property
    def satisfied(self) -> int:
        """The number of requirements that have a rendering."""
        return sum(span is not None for span in self.spans)

    @property
    def wrong(self) -> frozenset[int]:
        """The requirements that have no rendering, or a forbidden one, whatever else they have."""
        missing = {number for number, span in enumerate(self.spans) if span is None}
        return frozenset(missing | {number for number, _ in self.forbidden})

    @property
    def doubled(self) -> frozenset[int]:
        """The requirements whose term stands in the translation more often than in the source."""
        pairs = zip(self.counts, self.wanted, strict=True)
        return frozenset(number for number, (count, most) in enumerate(pairs) if count > most)


class Requirements:
    """What a glossary asks for, in one direction.

    >>> from aligner.translation.base import Direction
    >>> glossary = Glossary("g", (Term("新质生产力", "new quality productive forces"),))
    >>> asked = Requirements(glossary, Direction("zh", "en"))
    >>> found = asked.of("发展新质生产力。")
    >>> [one.renderings for one in found]
    [('new quality productive forces',)]
    >>> asked.judged(found, "Develop new productivity.").satisfied
    0
    """

    def __init__(
        self, glossary: Glossary, direction: Direction, date: datetime.date | None = None
    ) -> None:
        """Prepare the searches.

        Args:
            glossary: its approved terms are asked for.
            direction: from which language into which.
            date: of the texts; terms not valid then are left out. Unknown: all are valid.
        """
        self.glossary = glossary
        self.direction = direction
        self.date = date
        self._matcher = TermMatcher(glossary, date)

    def of(self, text: str, mentioned: Iterable[Term] = ()) -> tuple[Requirement, ...]:
        """Return what is asked of the translation of a text, in the order of the text.

        Args:
            text: in the source language.
            mentioned: terms that the document has named before: short forms will do.
        """
        if self.direction.source == "en":
            return self._of_english(text)
        known = set(mentioned)
        found = []
        for one in self._matcher.occurrences(text):
            if not is_enforced(one):
                continue
            lines = (one.term, *one.others)
            span = Span(one.start, one.end)
            found.append(_from_chinese(text, span, lines, one.term in known))
            known.add(one.term)
        return tuple(found)

    def in_document(self) -> Callable[[str], tuple[Requirement, ...]]:
        """Return what tells what is asked of the texts of one document, called in their order.

        It remembers what was mentioned: the first mention is rendered in full.
        """
        mentioned: set[Term] = set()

        def of_next(text: str) -> tuple[Requirement, ...]:
            found = self.of(text, mentioned)
            mentioned.update(line for one in found for line in one.lines[:1])
            return found

        return of_next

    def judged(self, requirements: Sequence[Requirement], translation: str) -> Judged:
        """Judge a translation."""
        if not requirements:
            return Judged((), (), ())
        if self.direction.target == "zh":
            return self._judged_chinese(requirements, translation)
        return _judged_english(requirements, words_of(translation))

    def _of_english(self, text: str) -> tuple[Requirement, ...]:
        words = words_of(text)
        found: dict[Span, list[_Entry]] = {}
        for base in words.places:
            for entry in self._by_word.get(base, ()):
                for span in entry.pattern.find(words):
                    if entry.fits(text, span) and entry not in found.setdefault(span, []):
                        found[span].append(entry)
        taken: list[Span] = []
        for span in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            asks = any(entry.asks for entry in found[span])
            if asks and not any(span.overlaps(other) for other in taken):
                taken.append(span)
        return tuple(
            self._from_english(text, span, found[span])
            for span in sorted(taken, key=lambda one: one.start)
        )

    def _from_english(self, text: str, span: Span, entries: Sequence[_Entry]) -> Requirement:
        ordered = sorted(entries, key=lambda entry: (entry.rank, entry.number))
        lines = tuple(dict.fromkeys(entry.term for entry in ordered))
        forms = tuple(dict.fromkeys(form for line in lines for form in line.sources if form))
        wrong = (form for line in lines for form in self._replaced.get(line.source, ()))
        return Requirement(span, text[span.start : span.end], forms, tuple(wrong), lines)

    @cached_property
    def _by_word(self) -> dict[str, list[_Entry]]:
        """The renderings by the dictionary forms that they may begin with."""
        found: dict[str, list[_Entry]] = {}
        for number, term in enumerate(self.glossary):
            if term.status != "approved" or not term.is_valid(self.date) or not term.source:
                continue
            for entry in _entries(number, term):
                first, pairs = entry.pattern.bases[:1], entry.pattern.pairs[:1]
                for base in frozenset().union(*first, *pairs):
                    found.setdefault(base, []).append(entry)
        return found

    @cached_property
    def _replaced(self) -> dict[str, tuple[str, ...]]:
        """The Chinese forms not to be used any more, by what replaces them."""
        found: dict[str, tuple[str, ...]] = {}
        for term in self.glossary:
            if term.status == "deprecated" and term.replaced_by:
                found[term.replaced_by] = found.get(term.replaced_by, ()) + term.sources
        return found

    def _judged_chinese(self, requirements: Sequence[Requirement], text: str) -> Judged:
        found = self._matcher.occurrences(text)
        forms = [fold(text[one.start : one.end]).text for one in found]
        keys = {one.renderings: key for key, one in enumerate(requirements)}
        wanted = [sum(one.renderings == other.renderings for other in requirements)
                  for one in requirements]  # fmt: skip
        candidates = []
        for renderings, key in keys.items():
            ranks = {fold(form).text: rank for rank, form in reversed([*enumerate(renderings)])}
            candidates += [
                Candidate(key, Span(one.start, one.end), min(ranks[form], 2), form)
                for one, form in zip(found, forms, strict=True)
                if form in ranks
            ]
        chosen = sorted(choose(candidates, wanted), key=lambda one: one.span.start)
        spans: list[Span | None] = []
        for requirement in requirements:
            own = [one for one in chosen if one.key == keys[requirement.renderings]]
            spans.append(own[0].span if own else None)
            if own:
                chosen.remove(own[0])
        stretches = tuple(
            tuple(one.span for one in candidates if one.key == keys[requirement.renderings])
            for requirement in requirements
        )
        forbidden = tuple(_forbidden_chinese(requirements, found, forms))
        return Judged(tuple(spans), stretches, tuple(wanted), forbidden)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A rendering that asks for its Chinese term."""

    number: int  # of the term in the glossary
    term: Term
    rank: int  # 0: the preferred one
    pattern: Pattern

    @property
    def asks(self) -> bool:
        """Whether it is asked for; otherwise it is only allowed.

        Variants say less than their terms (*development* for 研发), and nobody knows the context.
        """
        return self.rank == 0 and not self.term.when

    def fits(self, text: str, span: Span) -> bool:
        """Tell whether capitals are as they must be."""
        return self.term.case != "exact" or self.pattern.has_capitals(text, span)


def _entries(number: int, term: Term) -> Iterator[_Entry]:
    for text in dict.fromkeys(term.renderings):
        if text and not any(gap in text for gap in _NOT_WRITTEN):
            rank = int(text not in (term.target, term.first))
            yield _Entry(number, term, rank, pattern_of(text))


def requests_of(asked: Requirements, texts: Sequence[str]) -> list[Request]:
    """Return the requests for the sentences of one document, with what is asked of each."""
    asked_of = asked.in_document()
    return [Request(text, asked_of(text)) for text in texts]


def _from_chinese(
    text: str, span: Span, lines: tuple[Term, ...], is_mentioned: bool
) -> Requirement:
    """Return what an occurrence asks for: of the first mention the form for it, if there is one."""
    term, *others = lines
    first = (term.first,) if term.first and not is_mentioned else ()
    full = [*first, term.target, *(one.text for one in term.variants)]
    full += [rendering for other in others for rendering in other.renderings]
    short = [form for line in lines for form in line.short] if is_mentioned else []
    written = dict.fromkeys(
        one for one in [*full, *short] if one and not any(gap in one for gap in _NOT_WRITTEN)
    )
    wrong = tuple(one.text for one in term.forbidden)
    return Requirement(span, text[span.start : span.end], tuple(written), wrong, lines)


def occurrence_of(requirement: Requirement) -> Occurrence:
    """Return what the one judgement wants to know of a requirement."""
    first, *others = requirement.lines or (_term_of(requirement),)
    span = requirement.span
    return Occurrence(first, span.start, span.end, tuple(others))


def _term_of(requirement: Requirement) -> Term:
    target, *variants = requirement.renderings or ("",)
    return Term(
        requirement.source,
        target,
        variants=tuple(map(Rendering, variants)),
        forbidden=tuple(map(Forbidden, requirement.forbidden)),
    )


def _judged_english(requirements: Sequence[Requirement], words: Words) -> Judged:
    occurrences = [occurrence_of(one) for one in requirements]
    judgement = judge(occurrences, words)
    good = [verdict.span if verdict.is_good else None for verdict in judgement.verdicts]
    forbidden = []
    for verdict in (*judgement.verdicts, *judgement.stray):
        if verdict.kind == "forbidden" and verdict.span:
            forbidden.append((occurrences.index(verdict.occurrence), verdict.span))
    lines = [(one.term, *one.others) for one in occurrences]
    same = [[one == other for other in lines] for one in lines]
    stretches = []
    for one, own in zip(occurrences, same, strict=True):
        others = [span for span, is_own in zip(good, own, strict=True) if span and not is_own]
        stretches.append(_stretches(one, others, sum(own), words))
    return Judged(tuple(good), tuple(stretches), tuple(map(sum, same)), tuple(forbidden))


def _stretches(
    own: Occurrence, others: Sequence[Span], wanted: int, words: Words
) -> tuple[Span, ...]:
    """Return the stretches that render a term and serve no other one."""
    found = judge([own] * (wanted + _MORE), words).verdicts
    spans = [verdict.span for verdict in found if verdict.is_good and verdict.span]
    return tuple(span for span in spans if not any(span.overlaps(other) for other in others))


def _forbidden_chinese(
    requirements: Sequence[Requirement], found: Sequence[Occurrence], forms: Sequence[str]
) -> Iterator[tuple[int, Span]]:
    for one, form in zip(found, forms, strict=True):
        for number, requirement in enumerate(requirements):
            allowed = {fold(text).text for text in requirement.renderings}
            if form in {fold(text).text for text in requirement.forbidden} - allowed:
                yield number, Span(one.start, one.end)
                break
