"""Whether a rendering stands where it belongs: in the clause that translates its term's clause.

A decoder that is made to say a term may say it last of all, behind the full stop, or by itself
between commas; and one that is not may put it into another clause. Which clause translates which is
told by the lexicon, by all words but the term's, and by the model's attention where it is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from aligner.analysis.pieces import cut
from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Request, Requirement
from aligner.translation.enforcement.location import Passage, passage_of
from aligner.translation.enforcement.requirements import Judged
from aligner.translation.enforcement.units import is_grammar

_NO_NAME = r"(?<![A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bNo)(?<!\bSt)(?<!\bMrs)"  # Mr. Li
_STOP = re.compile(rf"{_NO_NAME}[.!?。！？]+[\"”’')」』]*(?=\s*\S)")
_MARKS = {
    "zh": re.compile("[，。；：！？]"),
    "en": re.compile(rf"(?:[,;:!?]|{_NO_NAME}\.)(?=\s|\Z)"),
}
_PARTED = re.compile(r"[^\w\s][^\w\s]*\s+\S*\w|[，；：。！？—]\W*\w")  # by marks, into clauses
_BARE = frozenset({"a", "an", "the", "and", "or", "but", "和", "与", "的"})
_BESIDE = (
    '、，,；;：:。！？!?“”"《》（）() '  # beside the term in the source: it stands apart there
)
# What parts the members of a list in Chinese, before the term and behind it.
_LISTED = (
    re.compile(r"(?:[、和与及或跟]|以及|并)[“《]?\Z"),
    re.compile(r"[”》]?(?:[、和与及或跟等]|以及)"),
)
_LAST_MEMBER = re.compile(r"[^.;:!?]*?,\s+(?:and|or)\b")  # behind a member that is not the last
_AND = re.compile(r"\s*(?:and|or)\b")
_TELLING = 3.0  # strength of the links that tell which clause translates which
_LITTLE = 0.3  # part of that strength with which the rendering's clause may translate the term's
# Share of attention to the term's clause: of the clause that translates it at least, of the
# rendering and of the other words of its clause at most, where that is another one.
_LOOKING, _AWAY, _ALL_AWAY = 0.5, 0.35, 0.25


def stranded(request: Request, text: str, judged: Judged, direction: Direction) -> frozenset[int]:
    """Return the requirements whose rendering stands outside the clause that it belongs to.

    Where a translation has a term several times, one in the right place is enough.

    Args:
        request: what is translated.
        text: its translation.
        judged: the translation's terms.
        direction: of the translation.
    """
    placed = [number for number, span in enumerate(judged.spans) if span]
    if not placed or not _PARTED.search(text):
        return frozenset()
    return stranded_in(passage_of(request.text, text, direction), request.requirements, judged)


def stranded_in(
    passage: Passage, requirements: Sequence[Requirement], judged: Judged
) -> frozenset[int]:
    """Return the same of a source and its translation whose words are linked already."""
    return frozenset(
        number
        for number, span in enumerate(judged.spans)
        if span
        and all(
            is_stranded(passage, requirements[number].span, one)
            for one in dict.fromkeys((span, *judged.stretches[number]))
        )
    )


def is_stranded(passage: Passage, term: Span, rendering: Span) -> bool:
    """Tell whether a rendering stands outside the clause that it belongs to."""
    return (
        _is_alone(passage, term, rendering)
        or _is_behind(passage, term, rendering)
        or _is_elsewhere(passage, term, rendering)
        or _looks_elsewhere(passage, term, rendering)
    )


def _is_alone(passage: Passage, term: Span, rendering: Span) -> bool:
    """Tell whether a clause has nothing but the rendering, though the source says more there."""
    if _stands_apart(passage.source, term):
        return False
    clause = _clause_at(passage.target, rendering, passage.direction.target)
    if clause is None or not _BARE.issuperset(_words(passage, clause, rendering)):
        return False
    return not _is_listed(passage, term, rendering, clause)


def _is_listed(passage: Passage, term: Span, rendering: Span, clause: Span) -> bool:
    """Tell whether the term is the member of a list, and its rendering too: between commas."""
    source, target = passage.source, passage.target
    if passage.direction.target == "zh":  # A Chinese list has no such commas.
        return False
    before, behind = _LISTED
    if not (before.search(source, 0, term.start) or behind.match(source, term.end)):
        return False
    return bool(_AND.match(target, clause.start) or _LAST_MEMBER.match(target, rendering.end))


def _is_behind(passage: Passage, term: Span, rendering: Span) -> bool:
    """Tell whether it stands behind the last full stop, with a sentence more than the source."""
    stops = [match.end() for match in _STOP.finditer(passage.target)]
    source_stops = [match.end() for match in _STOP.finditer(passage.source)]
    if not stops or rendering.start < stops[-1] or len(source_stops) >= len(stops):
        return False
    if source_stops and term.start >= source_stops[-1]:
        return False
    last = Span(stops[-1], len(passage.target))
    language = passage.direction.target
    rest = [one for one in _words(passage, last, rendering) if not is_grammar(one, language)]
    return len(rest) <= 1


def _is_elsewhere(passage: Passage, term: Span, rendering: Span) -> bool:
    """Tell whether its clause translates another one, and another clause translates the term's."""
    sources = _clauses(passage.source, passage.direction.source)
    targets = _clauses(passage.target, passage.direction.target)
    if len(sources) < 2 or len(targets) < 2:
        return False
    links = passage.links.copy()
    # *Of* is linked to every 的, *the* to much else: grammar tells nothing.
    language = passage.direction.target
    links[[is_grammar(word, language) for word in passage.target_words], :] = 0.0
    links[[one.overlaps(rendering) for one in passage.target_units], :] = 0.0
    links[:, [one.overlaps(term) for one in passage.source_units]] = 0.0
    table = _by_clause(passage, links, targets, sources)
    of_term = _at(sources, term.start)
    of_rendering = _at(targets, rendering.start)
    words = _words(passage, targets[of_rendering], rendering)
    if not _BARE.issuperset(words) and all(is_grammar(word, language) for word in words):
        return bool(table[:, of_term].max() >= _TELLING)  # “…, but it is a library.”
    others = min(table[:, of_term].max(), table[of_rendering].max())
    return bool(others >= _TELLING and table[of_rendering, of_term] <= _LITTLE * others)


def _looks_elsewhere(passage: Passage, term: Span, rendering: Span) -> bool:
    """Tell the same by where the model looks; nothing where that is not known."""
    sources = _clauses(passage.source, passage.direction.source)
    targets = _clauses(passage.target, passage.direction.target)
    if passage.attention is None or len(sources) < 2 or len(targets) < 2:
        return False
    of_term = [_at(sources, one.start) == _at(sources, term.start) for one in passage.source_units]
    looks = passage.attention[:, np.array(of_term, np.bool_)].sum(axis=1)
    own = [looks[i] for i, one in enumerate(passage.target_units) if one.overlaps(rendering)]
    others: list[list[float]] = [[] for _ in targets]
    for look, unit in zip(looks, passage.target_units, strict=True):
        if not unit.overlaps(rendering):
            others[_at(targets, unit.start)].append(look)
    here = others.pop(_at(targets, rendering.start))
    return bool(
        max((float(np.mean(one)) for one in others if one), default=0.0) >= _LOOKING
        and max(own, default=1.0) <= _AWAY
        and float(np.mean(here or own)) <= _ALL_AWAY
    )


def _by_clause(
    passage: Passage, links: np.ndarray, targets: Sequence[Span], sources: Sequence[Span]
) -> np.ndarray:
    """Return the strength of the links between clauses, shape (target, source)."""
    # A word is evidence of the one word that it is linked to best.
    best = np.where(links == links.max(axis=1, keepdims=True, initial=0.0), links, 0.0)
    table = np.zeros((len(targets), len(sources)))
    for row, column in zip(*np.nonzero(best), strict=True):
        target = _at(targets, passage.target_units[row].start)
        source = _at(sources, passage.source_units[column].start)
        table[target, source] += best[row, column]
    return table


def _clauses(text: str, language: Language) -> list[Span]:
    pieces = cut([text.replace("\n", " ")], language)
    return [Span(int(a), int(b)) for a, b in zip(pieces.starts, pieces.ends, strict=True)]


def _at(clauses: Sequence[Span], offset: int) -> int:
    """Return the number of the clause that an offset is in."""
    return max(sum(clause.start <= offset for clause in clauses) - 1, 0)


def _clause_at(text: str, span: Span, language: Language) -> Span | None:
    """Return the stretch between marks that a span stands in; None: there is but one."""
    borders = [match.start() for match in _MARKS[language].finditer(text)]
    start = max((one + 1 for one in borders if one < span.start), default=0)
    end = min((one for one in borders if one >= span.end), default=len(text))
    return (
        None
        if not text[:start].strip() and not text[end:].strip(' .。！？!?”"')
        else Span(start, end)
    )


def _words(passage: Passage, stretch: Span, rendering: Span) -> list[str]:
    """Return the words of a stretch that are not the rendering's."""
    words = zip(passage.target_units, passage.target_words, strict=True)
    return [word for unit, word in words if unit.overlaps(stretch) and not unit.overlaps(rendering)]


def _stands_apart(source: str, term: Span) -> bool:
    """Tell whether the term stands alone between marks in the source as well."""
    before, after = source[: term.start].rstrip(), source[term.end :].lstrip()
    return (not before or before[-1] in _BESIDE) and (not after or after[0] in _BESIDE)
