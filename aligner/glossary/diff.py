"""What changed between two versions of a glossary: terms added, removed and changed, by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.glossary.cells import FIELDS
from aligner.glossary.model import Glossary, Term, sort_key


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of a term, before and after, as in the cells of the master file."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that both versions have."""

    old: Term
    new: Term
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class GlossaryDiff:
    """The difference between two versions, in the order of the master file."""

    added: tuple[Term, ...]
    removed: tuple[Term, ...]
    changed: tuple[TermChange, ...]

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.added or self.removed or self.changed)


def diff_glossaries(old: Glossary, new: Glossary) -> GlossaryDiff:
    """Compare two versions.

    Terms are the same if their source is, and of several lines of one source their context and
    dates; if one line of a source is left on each side, they are the same too.
    """
    before, after = _by_identity(old), _by_identity(new)
    pairs = [(before.pop(key), after.pop(key)) for key in list(before) if key in after]
    for source in _once(before.values()) & _once(after.values()):
        pairs.append((_take(before, source), _take(after, source)))
    changed = [TermChange(one, other, _changes(one, other)) for one, other in pairs]
    return GlossaryDiff(
        tuple(sorted(after.values(), key=sort_key)),
        tuple(sorted(before.values(), key=sort_key)),
        tuple(sorted((c for c in changed if c.fields), key=lambda c: sort_key(c.new))),
    )


def _by_identity(glossary: Glossary) -> dict[tuple[object, ...], Term]:
    terms: dict[tuple[object, ...], Term] = {}
    for term in glossary:
        key = (term.source, term.when, term.unless, term.valid_from, term.valid_until)
        # The same line twice: the second is another term, told apart by its number.
        number = 0
        while (*key, number) in terms:
            number += 1
        terms[*key, number] = term
    return terms


def _once(terms: Iterable[Term]) -> set[str]:
    """Return the sources that one term alone has."""
    counts = Counter(term.source for term in terms)
    return {source for source, count in counts.items() if count == 1}


def _take(terms: dict[tuple[object, ...], Term], source: str) -> Term:
    key = next(key for key, term in terms.items() if term.source == source)
    return terms.pop(key)


def _changes(old: Term, new: Term) -> tuple[FieldChange, ...]:
    changes = [
        FieldChange(field.name, field.write(before), field.write(after))
        for field in FIELDS
        if (before := getattr(old, field.name)) != (after := getattr(new, field.name))
    ]
    before, after = dict(old.extra), dict(new.extra)
    headers = dict.fromkeys([*before, *after])
    changes += [
        FieldChange(header, before.get(header, ""), after.get(header, ""))
        for header in headers
        if before.get(header, "") != after.get(header, "")
    ]
    return tuple(changes)
