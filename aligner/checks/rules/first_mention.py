"""An abbreviation is used before the full name was given.

At its first mention a name stands in full, with the abbreviation in brackets.

Bad:  国家卫生健康委员会 → The NHC issued new guidelines.
Good: 国家卫生健康委员会 → The National Health Commission (NHC) issued new guidelines.

Looked at in each document by itself, and only for the short forms of the glossary that are
abbreviations.

Known false alarms: abbreviations that every reader of the document knows; a full name that stands
where the Chinese has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.checks.wording import chinese_span

_FULL = "full"


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note full names, and abbreviations with what should have come before them."""
    for verdict in bead.judgement.verdicts:
        term = verdict.occurrence.term
        if not (verdict.is_good and term.short) or term.status != "approved":
            continue
        name = term.first or f"{term.target} ({verdict.rendering})"
        is_short = verdict.kind == "short"
        if is_short and sum(map(str.isupper, verdict.rendering)) < 2:
            continue  # "the Party": no abbreviation
        value = f"{verdict.rendering}\t{name}" if is_short else _FULL
        key = f"{term.source}\t{term.origin.address}"
        yield Fact(key, value, chinese_span(verdict.occurrence), verdict.span)


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield the abbreviations that are the first mention of their term in a document."""
    seen = set()
    for one in noted:
        mention = (one.file, one.fact.key)
        if mention in seen:
            continue
        seen.add(mention)
        if one.fact.value != _FULL:
            yield one, _problem(one.fact)


def _problem(fact: Fact) -> Problem:
    source, address = fact.key.split("\t")
    short, name = fact.value.split("\t")
    return Problem(
        f"“{short}” is the first mention of {source}",
        f"write “{name}” here",
        glossary=address,
        suggestion=name,
    )
