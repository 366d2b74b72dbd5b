"""Rules on terms beside each other: duplicates, conflicts, order, replacements, dates."""

from __future__ import annotations

import itertools
from collections import defaultdict
from datetime import date

from aligner.glossary.lint.base import Report, Subject
from aligner.glossary.model import Term, first_day, last_day, sort_key

_MOST = 20  # lines of one form compared with each other: more would only say the same again


def check_relations(subject: Subject, report: Report) -> None:
    """Report what contradicts between the lines of a glossary."""
    _check_sources(subject, report)
    _check_targets(subject, report)
    _check_order(subject, report)
    _check_replacements(subject, report)
    for term in subject.glossary:
        if term.valid_from and term.valid_until and _first(term) > _last(term):
            report.about(
                "GLOS205",
                term,
                "valid_from",
                problem=f"{term.source}: valid from {term.valid_from} until {term.valid_until}",
                way_out="swap the dates",
            )


def _check_sources(subject: Subject, report: Report) -> None:
    by_form: dict[str, list[Term]] = defaultdict(list)
    for term, form in subject.forms:
        by_form[form].append(term)
    told: set[tuple[int, int]] = set()
    for form, terms in by_form.items():
        for one, other in itertools.combinations(terms[:_MOST], 2):
            lines = (one.origin.line, other.origin.line)
            if one is other or lines in told or not _meet(one, other):
                continue
            told.add(lines)
            if one == other:
                report.about(
                    "GLOS101",
                    other,
                    "source",
                    problem=f"{form} stands in line {lines[0]} already",
                    way_out="delete one, or use --fix",
                )
            else:
                report.about(
                    "GLOS102",
                    other,
                    "source",
                    problem=f"{form} is {other.target!r} here, {one.target!r} in line {lines[0]}",
                    way_out="join the lines, or tell them apart by when, unless or dates",
                )


def _meet(one: Term, other: Term) -> bool:
    """Tell whether two lines of one form can apply to the same place of a text."""
    if (one.when, one.unless) != (other.when, other.unless):
        return False  # told apart by their context
    begin = max(_first(one), _first(other))
    return begin <= min(_last(one), _last(other))


def _first(term: Term) -> date:
    return first_day(term.valid_from) if term.valid_from else date.min


def _last(term: Term) -> date:
    return last_day(term.valid_until) if term.valid_until else date.max


def _check_targets(subject: Subject, report: Report) -> None:
    by_target: dict[str, Term] = {}
    for term in subject.glossary:
        target = " ".join(term.target.casefold().split())
        first = by_target.setdefault(target, term)
        if target and first.source != term.source:
            report.about(
                "GLOS103",
                term,
                "target",
                problem=f"{term.source} and {first.source} (line {first.origin.line}) are both"
                f" {term.target!r}",
                way_out="right if they mean the same",
            )


def _check_order(subject: Subject, report: Report) -> None:
    for before, term in itertools.pairwise(subject.glossary):
        if sort_key(before) > sort_key(term):
            report.about(
                "GLOS104",
                term,
                "source",
                problem=f"{term.source} stands behind {before.source}",
                way_out="sort the lines, or use --fix",
            )
            return  # one line out of order may put all others there


def _check_replacements(subject: Subject, report: Report) -> None:
    known: dict[str, Term] = {}
    for term in subject.glossary:
        known.setdefault(term.source, term)
    for term in subject.glossary:
        if term.status == "deprecated" and not term.replaced_by:
            report.about(
                "GLOS201",
                term,
                "status",
                problem=f"{term.source} is deprecated",
                way_out="name the term to use instead in replaced_by",
            )
        if not term.replaced_by:
            continue
        if term.status != "deprecated":
            report.about(
                "GLOS204",
                term,
                "replaced_by",
                problem=f"{term.source} is {term.status}, but replaced by {term.replaced_by}",
                way_out="set its status to deprecated",
            )
        if term.replaced_by not in known:
            report.about(
                "GLOS202",
                term,
                "replaced_by",
                problem=f"{term.source} is replaced by {term.replaced_by}, which is no term here",
                way_out="add it, or correct its name",
            )
        elif _returns(term, known):
            report.about(
                "GLOS203",
                term,
                "replaced_by",
                problem=f"{term.source} is replaced by itself in the end",
                way_out="let one of the terms stay in use",
            )


def _returns(term: Term, known: dict[str, Term]) -> bool:
    """Tell whether following the replacements leads back to a term."""
    seen: set[str] = set()
    source = term.replaced_by
    while source and source not in seen:
        if source == term.source:
            return True
        seen.add(source)
        source = known[source].replaced_by if source in known else ""
    return False
