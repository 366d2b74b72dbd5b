"""What enforcement must never do, found without any of its own tests.

``doubled``: a term stands more often in a translation than in the source, and than in the plain
translation. ``stranded``: it stands behind the last full stop, by itself behind the last comma, or
in a clause whose words are those of another clause of the reference; but not where source and
translation have as many clauses and it stands in the one with its own number, however the reference
puts it. ``outside`` tells the same of one translation by itself, whoever put the term there.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.glossary.english import words_of
from aligner.glossary.matching import Occurrence, TermMatcher
from aligner.glossary.model import Term
from aligner.glossary.rendering import Span, pattern_of
from aligner.glossary.verdict import judge

_CLAUSE = re.compile(r"[,;:—](?=\s)|[.!?](?=\s|$)")
_SOURCE_CLAUSE = re.compile(r"[，；：。！？—,;:.!?]+[”’」』）)]*")
_APART = "，、；：。！？,;:.!?“”《》（）() "  # what parts a term of the source from all others
_LAST_STOP = re.compile(r"(?<![A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMrs)[.!?][\"”’)]*(?=\s+\S)")
_LISTING = "、和与及或"  # what stands between the members of a list
_WORD = re.compile(r"[a-z]+")
# fmt: off
_SMALL = frozenset({  # words that tell of no clause what it is about
    "a", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "but", "by", "can",
    "could", "did", "do", "does", "for", "from", "had", "has", "have", "he", "her", "here", "him",
    "his", "how", "i", "if", "in", "is", "it", "its", "may", "me", "might", "must", "my", "no",
    "not", "of", "on", "or", "our", "shall", "she", "should", "so", "some", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "will", "with", "would", "you", "your",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Case:
    """A source, its reference, and two translations."""

    source: str
    reference: str
    plain: str
    enforced: str


def doubled(matcher: TermMatcher, case: Case) -> list[str]:
    """Return the sources of the terms that are doubled in the enforced translation."""
    found = Counter(one.term for one in matcher.occurrences(case.source))
    return [
        term.source
        for term, count in found.items()
        if _count(term, case.enforced)
        > max(count, _source_count(term, case.source), _count(term, case.plain))
    ]


def _source_count(term: Term, source: str) -> int:
    """Return how often the term stands there, inside longer ones too."""
    return max(source.count(form) for form in term.sources)


def _count(term: Term, text: str) -> int:
    """Return how many stretches of a text render a term, overlapping ones once."""
    words = words_of(text)
    spans = sorted(
        (span for rendering in term.renderings for span in pattern_of(rendering).find(words)),
        key=lambda span: (span.start, span.end),
    )
    count, end = 0, -1
    for span in spans:
        if span.start >= end:
            count += 1
        end = max(end, span.end)
    return count


def stranded(matcher: TermMatcher, case: Case) -> list[str]:
    """Return the sources of the terms that are stranded in the enforced translation.

    Where it is the plain one, nothing is: the model may put its clauses as it likes.
    """
    return [] if case.enforced == case.plain else outside(matcher, case)


def outside(matcher: TermMatcher, case: Case) -> list[str]:
    """Return the sources of the terms that are stranded in the enforced translation at all."""
    occurrences = matcher.occurrences(case.source)
    enforced = judge(occurrences, case.enforced).verdicts
    reference = judge(occurrences, case.reference).verdicts
    return [
        one.occurrence.term.source
        for one, other in zip(enforced, reference, strict=True)
        if one.span is not None
        and one.is_good
        and not _is_in_place(case, one.occurrence, one.span)
        and (
            _is_behind(case, one.span)
            or _is_alone_at_the_end(case, one.span, one.occurrence)
            or _is_elsewhere(case, one.span, other.span)
        )
    ]


def _is_in_place(case: Case, occurrence: Occurrence, span: Span) -> bool:
    """Tell whether the clause of the rendering has the number of that of the term."""
    ours, theirs = _clauses(case.enforced), _clauses(case.source, _SOURCE_CLAUSE)
    return len(ours) == len(theirs) and _at(ours, span.start) == _at(theirs, occurrence.start)


def _is_behind(case: Case, span: Span) -> bool:
    stops = [match.end() for match in _LAST_STOP.finditer(case.enforced)]
    in_reference = len(_LAST_STOP.findall(case.reference))
    in_plain = len(_LAST_STOP.findall(case.plain))
    return len(stops) > max(in_reference, in_plain) and span.start >= stops[-1]


def _is_alone_at_the_end(case: Case, span: Span, occurrence: Occurrence) -> bool:
    """Tell whether nothing but it stands behind the last comma, though not in the source."""
    before = re.search(r"[,;:—]\s*(?:(?:and|the|a|an)\s+)*$", case.enforced[: span.start])
    is_last = not case.enforced[span.end :].strip(' .!?"”’s')
    rest = case.source[occurrence.end :].strip("。！？!?”」 的了等")
    ends = case.source[: occurrence.start][-1:], case.source[occurrence.end :][:1]
    is_apart = all(one in _APART for one in "".join(ends))
    is_listed = any(one and one in _LISTING for one in ends)  # and may be the last of a list here
    return bool(before) and is_last and bool(rest) and not (is_apart or is_listed)


def _is_elsewhere(case: Case, span: Span, in_reference: Span | None) -> bool:
    """Tell whether its clause has the words of another clause of the reference."""
    ours, theirs = _clauses(case.enforced), _clauses(case.reference)
    if in_reference is None or len(ours) < 2 or len(theirs) < 2:
        return False
    right = _at(theirs, in_reference.start)
    table = [
        [
            len(_words(case.enforced, one, span) & _words(case.reference, other, in_reference))
            for other in theirs
        ]
        for one in ours
    ]
    here = table[_at(ours, span.start)]
    there = max(row[right] for row in table)
    return here[right] == 0 and max(here) > 0 and there > 0


def _clauses(text: str, border: re.Pattern[str] = _CLAUSE) -> list[Span]:
    borders = [0, *(match.end() for match in border.finditer(text)), len(text)]
    spans = [Span(start, end) for start, end in itertools.pairwise(borders)]
    return [span for span in spans if text[span.start : span.end].strip(' .!?"”')]


def _at(clauses: Sequence[Span], offset: int) -> int:
    return max(sum(clause.start <= offset for clause in clauses) - 1, 0)


def _words(text: str, clause: Span, without: Span) -> set[str]:
    kept = "".join(
        character
        if clause.start <= place < clause.end and not without.start <= place < without.end
        else " "
        for place, character in enumerate(text.lower())
    )
    return set(_WORD.findall(kept)) - _SMALL
