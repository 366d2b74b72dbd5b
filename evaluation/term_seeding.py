"""Errors in the terms of right translations: a wrong rendering, a forbidden one, none at all.

As in ``evaluation.seeding``: plain patterns, nothing shared with the matcher of terms. A term is
taken only where the Chinese has it once, outside longer terms, and the English once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from aligner.glossary.model import Glossary
from evaluation.seeding import Seed, replaced

TERM_KINDS = ("wrong rendering", "forbidden rendering", "untranslated term")


@dataclass(frozen=True, slots=True)
class Found:
    """A term in a pair of texts."""

    form: str  # its Chinese form
    rendering: re.Match[str]
    forbidden: tuple[str, ...]


class TermSeeder:
    """Puts errors into renderings of a glossary's approved terms."""

    def __init__(self, glossary: Glossary) -> None:
        self._terms = [term for term in glossary if term.status == "approved"]
        self._targets = sorted({term.target for term in self._terms})
        self._forms = [form for term in glossary for form in term.sources]

    def seeds(self, kind: str, source: str, target: str, random: Random) -> list[Seed]:
        """Return the errors of a kind that can be put into a translation."""
        return [
            replaced(target, one.rendering.start(), one.rendering.end(), new)
            for one in self._found(source, target)
            for new in self._replacements(kind, one, target, random)
        ]

    def _replacements(self, kind: str, one: Found, target: str, random: Random) -> Sequence[str]:
        if kind == "forbidden rendering":
            return one.forbidden[:1]
        if kind == "untranslated term":
            return [one.form]
        words = _words(one.rendering[0])
        while True:  # the rendering of another term that has no word of this one's
            other = random.choice(self._targets)
            if not words & _words(other) and other.lower() not in target.lower():
                return [other]

    def _found(self, source: str, target: str) -> Iterator[Found]:
        here = [form for form in self._forms if form in source]
        for term in self._terms:
            forms = [form for form in term.sources if form in source]
            if len(forms) != 1 or source.count(forms[0]) != 1:
                continue
            if any(forms[0] in other and forms[0] != other for other in here):
                continue
            if not _holds(source, term.when, term.unless):
                continue
            renderings = (*term.renderings, *term.short)
            match = _once(renderings, target)
            if match is not None:
                forbidden = tuple(one.text for one in term.forbidden)
                yield Found(forms[0], match, forbidden)


def _holds(source: str, when: Sequence[str], unless: Sequence[str]) -> bool:
    if any(text in source for text in unless):
        return False
    return not when or any(text in source for text in when)


def _once(renderings: Sequence[str], target: str) -> re.Match[str] | None:
    """Return the one place where any of the renderings stands, the longest there."""
    # The glossary has straight apostrophes, documents curly ones: else “People’s Republic of China”
    # is not found, only “China” in it, and what is put in its place is half an error.
    target = target.replace("’", "'")
    found = [
        match
        for rendering in renderings
        for match in re.finditer(rf"(?i)(?<!\w){re.escape(rendering)}(?!\w)", target)
    ]
    longest = max(found, key=lambda match: len(match[0]), default=None)
    if longest is None:
        return None
    inside = (longest.start() <= m.start() and m.end() <= longest.end() for m in found)
    return longest if all(inside) else None


def _words(text: str) -> set[str]:
    """Return the words of four letters and more, roughly without their endings."""
    return {word[:5] for word in re.findall(r"[a-z]{4,}", text.lower())}
