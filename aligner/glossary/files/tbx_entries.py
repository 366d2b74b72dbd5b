"""What TBX says of a term, and back: the concept with its Chinese and English names.

TBX-Basic has a status for each name: the preferred rendering, admitted ones, deprecated ones
(forbidden here), superseded ones (those of a deprecated term). What it has no data category for is
found by comparison: ``unsaid`` gives the fields that would not be read back as they are. Whatever
a term holds, nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from aligner.glossary.cells import FIELD, NAMES
from aligner.glossary.model import Forbidden, Rendering, Term

NameStatus = Literal["", "preferred", "admitted", "deprecated", "superseded"]

SHORT = "shortForm"
_SHORT_KINDS = frozenset({SHORT, "acronym", "abbreviation", "initialism"})
_PARTS_OF_SPEECH = ("noun", "verb", "adjective", "adverb", "other")
_PROPER = ("propernoun", "proper noun")
_LINK = re.compile(
    r"https?://[\w.-]+(?:/(?:[\w.~:/?@!$&'()*+,;=-]|%[0-9A-F]{2})*(?:#[\w.~/?-]*)?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a concept in one language: in TBX a termSec."""

    text: str
    status: NameStatus = ""
    kind: str = ""  # termType
    pos: str = ""
    sources: tuple[str, ...] = ()
    link: str = ""  # externalCrossReference
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept: in TBX a conceptEntry."""

    chinese: tuple[Name, ...]
    english: tuple[Name, ...]
    fields: tuple[str, ...] = ()  # subject fields
    notes: tuple[str, ...] = ()


def entry_of(term: Term) -> Entry:
    """Return what TBX-Basic can say of a term."""
    pos = _written_pos(term.pos)
    main: NameStatus = {"approved": "preferred", "draft": "admitted"}.get(term.status, "superseded")  # type: ignore[assignment] # dict.get widens
    other: NameStatus = "superseded" if term.status == "deprecated" else "admitted"
    chinese = [Name(term.source, "preferred", pos=pos)]
    chinese += [Name(text, "admitted") for text in term.source_variants]
    english = [_name(Rendering(term.target, term.authority, term.reference), main, pos)]
    english += [_name(variant, other) for variant in term.variants]
    english += [Name(text, other, SHORT) for text in term.short]
    english += [
        Name(item.text, "deprecated", notes=(item.why,) if item.why else ())
        for item in term.forbidden
    ]
    fields = (term.domain,) if term.domain else ()
    notes = (term.note,) if term.note else ()
    return Entry(tuple(chinese), tuple(english), fields, notes)


def _name(rendering: Rendering, status: NameStatus, pos: str = "") -> Name:
    """Return a rendering as a name: authority first among its sources, then the reference."""
    link = rendering.reference if _LINK.fullmatch(rendering.reference) else ""
    reference = "" if link else rendering.reference
    sources = (rendering.authority, reference) if reference else (rendering.authority,)
    return Name(rendering.text, status, pos=pos, sources=sources if any(sources) else (), link=link)


def _written_pos(pos: str) -> str:
    if pos in _PARTS_OF_SPEECH or not pos:
        return pos
    return "noun" if pos == "name" else "other"


def values_of(entry: Entry, is_own: bool) -> dict[str, Any]:
    """Return the fields of the term that an entry means.

    Args:
        entry: with at least one Chinese and one English name.
        is_own: whether it was written here: then the first source is an authority; elsewhere all
            sources are references.
    """
    source = next((n for n in entry.chinese if n.status == "preferred"), entry.chinese[0])
    forms = [name.text for name in entry.chinese if name is not source]
    target, allowed, refused, is_deprecated = _sorted(entry.english)
    rendering = _rendering(target, is_own)
    notes = [*entry.notes, *source.notes, *target.notes]
    return {
        "source": source.text,
        "source_variants": tuple(forms),
        "target": target.text,
        "variants": tuple(_rendering(n, is_own) for n in allowed if n.kind not in _SHORT_KINDS),
        "short": tuple(name.text for name in allowed if name.kind in _SHORT_KINDS),
        "forbidden": tuple(Forbidden(n.text, "\n".join(n.notes)) for n in refused),
        "status": "deprecated" if is_deprecated else "approved",
        "domain": "; ".join(entry.fields),
        "pos": _read_pos(target.pos or source.pos),
        "authority": rendering.authority,
        "reference": rendering.reference,
        "note": "\n".join(notes),
    }


def _sorted(names: Sequence[Name]) -> tuple[Name, list[Name], list[Name], bool]:
    """Return the target, the other allowed and the refused names; whether none is in force."""
    live = [name for name in names if name.status not in ("deprecated", "superseded")]
    superseded = [name for name in names if name.status == "superseded"]
    # Of a concept whose names are all out of use those say what it was.
    allowed = live or superseded or list(names)
    full = [name for name in allowed if name.kind not in _SHORT_KINDS] or allowed
    target = next((name for name in full if name.status == "preferred"), full[0])
    others = [name for name in allowed if name is not target]
    if allowed[0].status == "deprecated":
        return target, [], others, True
    refused = [name for name in names if not any(name is one for one in allowed)]
    return target, others, refused, not live


def _rendering(name: Name, is_own: bool) -> Rendering:
    if not is_own:
        references = [*name.sources, *([name.link] if name.link else [])]
        return Rendering(name.text, "", "; ".join(references))
    authority, reference = (*name.sources, "", "")[:2]
    return Rendering(name.text, authority, name.link or reference)


def _read_pos(pos: str) -> str:
    folded = pos.lower()
    if folded in _PROPER:
        return "name"
    return "" if folded == "other" else folded


def unsaid(term: Term, entry: Entry) -> dict[str, str]:
    """Return the cells of the fields that the entry does not say as they are."""
    said = {name: getattr(_BLANK, name) for name in NAMES} | values_of(entry, is_own=True)
    differing = (name for name in NAMES if getattr(term, name) != said[name])
    return {name: FIELD[name].write(getattr(term, name)) for name in differing}


_BLANK = Term("", "")
