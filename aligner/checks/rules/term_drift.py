"""One term is rendered in two allowed ways within one document.

Each is right, but a reader takes two names for two things. The one that stands there most often is
taken for the document's own.

Bad:  新发展格局 → new development pattern … new development dynamic
Good: 新发展格局 → new development pattern … new development pattern

Not reported: first mentions and short forms, abbreviations, the same words in another order or form
(*alleviate poverty*, *poverty alleviation*), and a rendering that only adds words to the other.

Known false alarms: where style asks for another word, as official reports do. Hence a hint, once
for each of the rarer renderings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from aligner.analysis import BeadAnalysis
from aligner.analysis.wording import meanings
from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.checks.wording import chinese_span

_Words = tuple[frozenset[str], ...]


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note how each term was rendered; the key has its line and preferred rendering besides."""
    for verdict in bead.judgement.verdicts:
        term = verdict.occurrence.term
        if verdict.kind not in ("correct", "variant") or term.status != "approved":
            continue
        if verdict.rendering == term.first or _is_abbreviation(verdict.rendering):
            continue
        key = f"{term.source}\t{term.origin.address}\t{term.target}"
        yield Fact(key, verdict.rendering, chinese_span(verdict.occurrence), verdict.span)


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield the first place of each rendering that a document has less often than another."""
    ordered = sorted(noted, key=lambda one: (one.file, one.fact.key))
    for (_, key), group in groupby(ordered, key=lambda one: (one.file, one.fact.key)):
        ways = _ways(list(group))
        if len(ways) < 2:
            continue
        source, address, preferred = key.split("\t")
        # Of equally frequent ones the preferred rendering is the document's own.
        most = max(ways, key=lambda way: (len(way), _has(way, preferred)))
        for way in ways:
            if way is not most:
                yield way[0], _problem(source, address, way, most)


def _problem(source: str, address: str, way: Sequence[Noted], most: Sequence[Noted]) -> Problem:
    here, usual = way[0].fact.value, most[0].fact.value
    return Problem(
        f"{source} is “{here}” here ({len(way)} in all) and “{usual}” elsewhere ({len(most)})",
        f"keep to “{usual}” if nothing speaks against it",
        glossary=address,
    )


def _ways(group: Sequence[Noted]) -> list[list[Noted]]:
    """Return the facts by renderings that are really different, in order of appearance."""
    ways: list[tuple[_Words, list[Noted]]] = []
    way_of: dict[str, list[Noted]] = {}  # by rendering
    for one in group:
        rendering = one.fact.value
        if rendering not in way_of:
            words = meanings(rendering)
            same = (w for known, w in ways if _is_part(words, known) or _is_part(known, words))
            way_of[rendering] = next(same, [])
            if not way_of[rendering]:
                ways.append((words, way_of[rendering]))
        way_of[rendering].append(one)
    return [way for _, way in ways]


def _has(way: Sequence[Noted], rendering: str) -> bool:
    return any(one.fact.value == rendering for one in way)


def _is_part(words: _Words, others: _Words) -> bool:
    """Tell whether each word of one rendering stands in the other in some form."""
    return all(any(not word.isdisjoint(other) for other in others) for word in words)


def _is_abbreviation(rendering: str) -> bool:
    return sum(map(str.isupper, rendering)) > len(rendering.replace(" ", "")) / 2
