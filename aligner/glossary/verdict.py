"""How the terms of a sentence were rendered: one judgement for lint, rules, scores and repair.

Every occurrence in the source wants a stretch of the target of its own. The stretches are chosen
so that as many occurrences as possible get one, then so that the renderings are the best (correct
before variant before short form), then the longest. Where nothing fits, forbidden renderings are
looked for; what is part of an allowed rendering there is none.

The largest number of required renderings covered by pairwise disjoint spans is the exclusive
success of the WMT 2026 terminology task. Cost: linear in the words; the choice among overlapping
stretches is a dynamic programme over those that overlap, a handful.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Literal, NamedTuple, get_args

from aligner.glossary.choice import Candidate, choose
from aligner.glossary.english import Words, words_of
from aligner.glossary.matching import Occurrence, TermMatcher
from aligner.glossary.model import Term
from aligner.glossary.rendering import Pattern, Span, pattern_of

Kind = Literal["correct", "variant", "short", "forbidden", "missing"]
KINDS: tuple[Kind, ...] = get_args(Kind)
GOOD: frozenset[Kind] = frozenset({"correct", "variant", "short"})
_SHORT = 2  # rank of short forms
_ALLOWED: tuple[Kind, ...] = ("correct", "variant", "short")  # by the rank of a candidate


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one occurrence was rendered."""

    occurrence: Occurrence
    kind: Kind
    span: Span | None = None  # in the target; None if missing
    rendering: str = ""  # as the glossary has it
    why: str = ""  # of a forbidden one: what is wrong with it
    has_capitals: bool = True  # False: the term's case rule is broken

    @property
    def is_good(self) -> bool:
        """Whether the glossary allows the rendering."""
        return self.kind in GOOD


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdicts on a sentence, in the order of its occurrences."""

    verdicts: tuple[Verdict, ...]
    stray: tuple[Verdict, ...] = ()  # forbidden renderings of terms that are rendered well besides


def judge_pair(matcher: TermMatcher, source: str, target: str) -> Judgement:
    """Judge an English translation of a Chinese sentence.

    >>> from aligner.glossary.model import Forbidden, Glossary
    >>> matcher = TermMatcher(Glossary("g", (Term("新质生产力", "new quality productive forces",
    ...     forbidden=(Forbidden("new productivity", "drops 质"),)),)))
    >>> [v.kind for v in judge_pair(matcher, "新质生产力", "New-quality productive force").verdicts]
    ['correct']
    >>> [v.why for v in judge_pair(matcher, "发展新质生产力", "new productivity").verdicts]
    ['drops 质']
    """
    return judge(matcher.occurrences(source), target)


def judge(occurrences: Sequence[Occurrence], target: str | Words) -> Judgement:
    """Judge how the occurrences in one text are rendered in another, cut into words or not."""
    if not occurrences:
        return Judgement(())
    words = words_of(target) if isinstance(target, str) else target
    lines_of = [(found.term, *found.others) for found in occurrences]
    keys = {lines: key for key, lines in enumerate(dict.fromkeys(lines_of))}
    wanted = [lines_of.count(lines) for lines in keys]
    bad = [one for lines, key in keys.items() for one in _forbidden(key, lines[0], words)]
    allowed = [one for lines, key in keys.items() for one in _allowed(key, lines, words)]
    # The longest wins on this side too: an allowed rendering inside a forbidden one is part of it.
    allowed = [
        one
        for one in allowed
        if not any(one.key == other.key and _is_within(one.span, other.span) for other in bad)
    ]
    taken = _by_key(choose(allowed, wanted))
    wrong = _by_key(_apart(bad, allowed))
    verdicts = []
    for found, lines in zip(occurrences, lines_of, strict=True):
        key = keys[lines]
        if taken.get(key):
            verdicts.append(_good(found, taken[key].pop(0), words.text))
        elif wrong.get(key):
            verdicts.append(_bad(found, wrong[key].pop(0)))
        else:
            verdicts.append(Verdict(found, "missing"))
    last = {keys[lines]: found for found, lines in zip(occurrences, lines_of, strict=True)}
    stray = (_bad(last[key], candidate) for key, rest in wrong.items() for candidate in rest)
    return Judgement(tuple(verdicts), tuple(stray))


def find_rendering(term: Term, words: Words) -> Span | None:
    """Return where an allowed rendering of a term stands first, whatever its source does."""
    spans = [candidate.span for candidate in _allowed(0, (term,), words)]
    return min(spans, key=lambda span: (span.start, -span.end), default=None)


class _Ranked(NamedTuple):
    """A rendering, ready to be looked for."""

    rank: int  # of the candidates it gives
    text: str
    pattern: Pattern


@cache
def _renderings(lines: tuple[Term, ...]) -> tuple[_Ranked, ...]:
    """Return what the lines of one source allow, the best rank of each text."""
    term, *others = lines
    ranked: dict[str, int] = {}
    ranked[term.target] = 0
    # Where the first mention is the preferred rendering with its short form in brackets, those
    # are two mentions, for a source that has both.
    if term.first and not pattern_of(term.target).find(words_of(term.first)):
        ranked.setdefault(term.first, 0)
    for text in (v.text for v in term.variants):
        if not text.startswith(f"{term.target} ("):  # as above
            ranked.setdefault(text, 1)
    for other in others:
        for text in other.renderings:
            ranked.setdefault(text, 1)
    for line in lines:
        for text in line.short:
            ranked.setdefault(text, 2)
    return tuple(_Ranked(rank, text, pattern_of(text)) for text, rank in ranked.items() if text)


@cache
def _wrong(term: Term) -> tuple[_Ranked, ...]:
    """Return what a term forbids; the rank is the number of the line."""
    return tuple(
        _Ranked(rank, item.text, pattern_of(item.text)) for rank, item in enumerate(term.forbidden)
    )


def _allowed(key: int, lines: tuple[Term, ...], words: Words) -> list[Candidate]:
    """Return the stretches that render a term, of each the best rank."""
    found: dict[Span, Candidate] = {}
    for rank, text, pattern in _renderings(lines):
        for span in pattern.find(words):
            # "the Party" is a short form, "the party" is any party.
            is_exact = rank == _SHORT and lines[0].case == "exact"
            if is_exact and not pattern.has_capitals(words.text, span):
                continue
            if span not in found or rank < found[span].rank:
                found[span] = Candidate(key, span, rank, text)
    # "Party" in "Communist Party of China" is no mention of its own.
    return [
        one
        for one in found.values()
        if not any(
            _is_within(one.span, two.span) and two.rank <= one.rank for two in found.values()
        )
    ]


def _forbidden(key: int, term: Term, words: Words) -> list[Candidate]:
    """Return the stretches that render a term in a way it forbids."""
    return [
        Candidate(key, span, rank, text)
        for rank, text, pattern in _wrong(term)
        for span in pattern.find(words, over_commas=True)  # One Belt, One Road
    ]


def _is_within(one: Span, other: Span) -> bool:
    """Tell whether a stretch is a part of another, longer one."""
    return one != other and other.start <= one.start and one.end <= other.end


def _apart(bad: Iterable[Candidate], allowed: Iterable[Candidate]) -> list[Candidate]:
    """Return the forbidden stretches that are no part of an allowed one, nor of each other.

    An allowed stretch inside a forbidden one does not make it right: in “the Chinese People's
    Republic”, “Chinese people” is nobody's rendering.
    """
    bad = list(bad)
    taken = [
        one.span for one in allowed if not any(_is_within(one.span, other.span) for other in bad)
    ]
    kept = []
    for one in sorted(
        bad, key=lambda one: (one.span.start - one.span.end, one.span.start, one.key)
    ):
        if not any(one.span.overlaps(span) for span in taken):
            taken.append(one.span)
            kept.append(one)
    return kept


def _by_key(candidates: Iterable[Candidate]) -> dict[int, list[Candidate]]:
    """Return the candidates of each term, in the order of the text."""
    ordered = sorted(candidates, key=lambda one: (one.key, one.span.start))
    return {key: list(group) for key, group in groupby(ordered, key=lambda one: one.key)}


def _good(found: Occurrence, candidate: Candidate, target: str) -> Verdict:
    span, text = candidate.span, candidate.text
    has_capitals = found.term.case != "exact" or pattern_of(text).has_capitals(target, span)
    return Verdict(found, _ALLOWED[candidate.rank], span, text, has_capitals=has_capitals)


def _bad(found: Occurrence, candidate: Candidate) -> Verdict:
    why = found.term.forbidden[candidate.rank].why
    return Verdict(found, "forbidden", candidate.span, candidate.text, why)
