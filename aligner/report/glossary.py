"""Glossaries as people read them: differences, terms looked up."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from aligner.glossary.cells import FIELDS
from aligner.glossary.diff import GlossaryDiff, TermChange
from aligner.glossary.lookup import Hit
from aligner.glossary.model import Term
from aligner.messages import translate
from aligner.report.terminal import printable

SCHEMA = 1


def diff_summary(diff: GlossaryDiff) -> str:
    """Return the counts in one line: ``3 added, 1 removed, 2 changed``."""
    counts = (
        (len(diff.added), "added"),
        (len(diff.removed), "removed"),
        (len(diff.changed), "changed"),
    )
    parts = [f"{count} {translate(what)}" for count, what in counts if count]
    return ", ".join(parts) or translate("no difference")


def diff_text(diff: GlossaryDiff, colour: bool = False) -> Iterator[str]:
    """Yield the lines of a list of all differences."""
    marks = {"+": "32", "-": "31", "~": "33"}

    def marked(mark: str, text: str) -> str:
        line = f"{mark} {printable(text)}"
        return f"\x1b[{marks[mark]}m{line}\x1b[0m" if colour else line

    yield from (marked("+", f"{term.source} = {term.target}") for term in diff.added)
    yield from (marked("-", f"{term.source} = {term.target}") for term in diff.removed)
    for change in diff.changed:
        yield marked("~", change.new.source)
        for field in change.fields:
            old, new = (printable(text) or "—" for text in (field.old, field.new))
            yield f"    {field.field}: {old} → {new}"


def diff_markdown(diff: GlossaryDiff) -> Iterator[str]:
    """Yield the lines of a Markdown table, for the description of a change."""
    if not diff:
        yield translate("no difference")
        return
    yield f"| {translate('change')} | {translate('term')} | {translate('field')} | | |"
    yield "|---|---|---|---|---|"
    for what, terms in (("added", diff.added), ("removed", diff.removed)):
        for term in terms:
            sides = ("", term.target) if what == "added" else (term.target, "")
            yield _markdown_row(translate(what), term.source, "target", *sides)
    for change in diff.changed:
        for field in change.fields:
            row = (translate("changed"), change.new.source, field.field, field.old, field.new)
            yield _markdown_row(*row)


def _markdown_row(*cells: str) -> str:
    return f"| {' | '.join(printable(cell).replace('|', chr(92) + '|') for cell in cells)} |"


def diff_json(diff: GlossaryDiff) -> str:
    """Return the differences as JSON."""
    return json.dumps(
        {
            "schema": SCHEMA,
            "added": [_term(term) for term in diff.added],
            "removed": [_term(term) for term in diff.removed],
            "changed": [_change(change) for change in diff.changed],
        },
        ensure_ascii=False,
        indent=1,
    )


def _term(term: Term) -> dict[str, str]:
    cells = {field.name: field.write(getattr(term, field.name)) for field in FIELDS}
    return {name: cell for name, cell in cells.items() if cell}


def _change(change: TermChange) -> dict[str, object]:
    fields = {field.field: {"old": field.old, "new": field.new} for field in change.fields}
    return {"source": change.new.source, "fields": fields}


def hit_lines(hits: Sequence[Hit]) -> Iterator[str]:
    """Yield the terms that were looked up, with what a translator needs of each."""
    for hit in hits:
        term = hit.term
        yield f"{printable(term.source)}\t{printable(term.target)}{_status(term)}"
        yield from (f"    {line}" for line in _details(term))


def _status(term: Term) -> str:
    return "" if term.status == "approved" else f"\t({translate(term.status)})"


def _details(term: Term) -> Iterator[str]:
    rows = (
        ("also in Chinese", ", ".join(term.source_variants)),
        ("first mention", term.first),
        ("then", ", ".join(term.short)),
        ("also", "; ".join(variant.text for variant in term.variants)),
        ("not", "; ".join(_forbidden(item.text, item.why) for item in term.forbidden)),
        ("use instead", term.replaced_by),
        ("where", ", ".join(term.when)),
        ("not where", ", ".join(term.unless)),
        ("from", term.valid_from),
        ("until", term.valid_until),
        ("source", " · ".join(filter(None, (term.authority, term.reference)))),
        ("note", term.note),
    )
    for label, text in rows:
        if text:
            yield f"{translate(label)}: {printable(text)}"


def _forbidden(text: str, why: str) -> str:
    return f"{text} ({why})" if why else text
