"""Rules on how terms work: whether they are found, and judge themselves and each other right."""

from __future__ import annotations

import re

from aligner.glossary.english import ARTICLES, words_of
from aligner.glossary.lint.base import Report, Subject
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, Term
from aligner.glossary.rendering import pattern_of

_WORD = re.compile(r"[^\W_]")


def check_use(subject: Subject, report: Report) -> None:
    """Report terms that can never be found, that refuse themselves, or contradict each other."""
    matcher = TermMatcher(subject.glossary)
    _check_found(subject.glossary, matcher, report)
    for term in subject.glossary:
        _check_renderings(term, report)
    _check_nested(subject.glossary, matcher, report)


def _check_found(glossary: Glossary, matcher: TermMatcher, report: Report) -> None:
    """Let every form be looked for in the context it asks for: it must be found there."""
    forms = [(t, i, form) for t in glossary for i, form in enumerate(t.sources) if form.strip()]
    lines = [_in_context(term, form) for term, _, form in forms]
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    found: dict[int, list[Term]] = {}
    number = 0
    for occurrence in matcher.occurrences("\n".join(lines)):
        while occurrence.start >= starts[number + 1]:
            number += 1
        found.setdefault(number, []).extend((occurrence.term, *occurrence.others))
    for number, (term, index, form) in enumerate(forms):
        has_gap = "…" in form or "..." in form
        others = found.get(number, [])
        if any(one == term for one in others) and not has_gap:
            continue
        way_out = "correct its form, when and unless"
        if has_gap:
            way_out = "a Chinese form has no gaps: write one term for each part"
        elif others:
            way_out = f"{others[0].source} (line {others[0].origin.line}) hides it"
        column = "source_variants" if index else "source"
        report.about("GLOS303", term, column, problem=f"{form} can never be found", way_out=way_out)


def _in_context(term: Term, form: str) -> str:
    """Return a line of Chinese in which a form must be found."""
    form = form.replace("\n", " ")
    holding = [context for context in term.when if form in context]
    if holding or not term.when:
        return holding[0] if holding else form
    return f"{form}。{term.when[0]}"


def _check_renderings(term: Term, report: Report) -> None:
    allowed = [("target", term.target), ("first", term.first)]
    allowed += [("variants", variant.text) for variant in term.variants]
    allowed += [("short", text) for text in term.short]
    for column, text in (*allowed, *(("forbidden", item.text) for item in term.forbidden)):
        if text.strip() and not (_WORD.search(text) and text.lower() not in ARTICLES):
            report.about(
                "GLOS304", term, column, problem=f"no words in {text!r}", way_out="write them"
            )
    if not term.forbidden:
        return
    for column, text in allowed:
        pattern = pattern_of(text)
        # Only the whole: "Bank of China" may be forbidden where "People's Bank of China" is right.
        same = [i.text for i in term.forbidden if text and pattern_of(i.text).is_same(pattern)]
        if same and column in ("target", "first"):
            report.about(
                "GLOS301",
                term,
                column,
                problem=f"{term.source}: forbids {same[0]!r}, which is its own {text!r}",
                way_out="forbid another text, or choose another rendering",
            )
        elif same:
            report.about(
                "GLOS302",
                term,
                column,
                problem=f"{term.source}: {text!r} is allowed and forbidden",
                way_out="take it out of one of the columns",
            )


def _check_nested(glossary: Glossary, matcher: TermMatcher, report: Report) -> None:
    """Compare each approved term with those inside its source."""
    outer = [term for term in glossary if term.status == "approved" and term.target]
    text = "\n".join(term.source.replace("\n", " ") for term in outer)
    starts = [0]
    for term in outer:
        starts.append(starts[-1] + len(term.source) + 1)
    number = 0
    for inner, start, end in matcher.all_matches(text):
        while start >= starts[number + 1]:
            number += 1
        term = outer[number]
        is_whole = end - start >= len(term.source)
        if not is_whole and inner.status == "approved" and not (inner.when or inner.unless):
            _compare(term, inner, report)


def _compare(outer: Term, inner: Term, report: Report) -> None:
    if not inner.forbidden and not report.wants("GLOS306"):
        return
    words = words_of(outer.target)
    for item in inner.forbidden:
        spans = pattern_of(item.text).find(words)
        good = [span for text in inner.renderings for span in pattern_of(text).find(words)]
        if any(not any(span.overlaps(other) for other in good) for span in spans):
            report.about(
                "GLOS305",
                outer,
                "target",
                problem=f"{outer.source} is {outer.target!r}, but {inner.source} inside it"
                f" (line {inner.origin.line}) forbids {item.text!r}",
                way_out="change one of them, or use unless there",
            )
            return
    if report.wants("GLOS306") and not any(
        pattern_of(text).find(words) for text in (*inner.renderings, *inner.short)
    ):
        report.about(
            "GLOS306",
            outer,
            "target",
            problem=f"{outer.source} is {outer.target!r}, {inner.source} inside it"
            f" (line {inner.origin.line}) is {inner.target!r}",
            way_out="right if the longer term is rendered otherwise",
        )
