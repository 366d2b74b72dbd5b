"""What a glossary file format preserves, and the glossary that is left after it.

One rule for every format: characters that no editor shows (controls, lone surrogates) are dropped,
a text of nothing but white space is none, and white space around the items of a list goes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from aligner.glossary.cells import NAMES
from aligner.glossary.model import Forbidden, Glossary, Rendering, Term
from aligner.untrusted import NOT_XML

_NEW = Term("", "")

# Which terms a format holds:
# "all": every one, as it is;
# "approved": a line for each Chinese form of the approved ones;
# "settled": of these one line a form, and only terms that hold in every context and to this day.
Lines = Literal["all", "approved", "settled"]


@dataclass(frozen=True, slots=True)
class Keeps:
    """What of a glossary is the same after writing and reading it back."""

    fields: frozenset[str] = frozenset(NAMES)  # names of ``aligner.glossary.cells.FIELDS``
    extra: bool = True  # the columns of unknown headers
    about: bool = True  # version and licence of the glossary
    spacing: bool = True  # tabs, line breaks, blanks at the ends; otherwise single blanks
    lines: Lines = "all"

    def reduced(self, term: Term) -> Term:
        """Return the term without what is lost; its status becomes that of a new term."""
        lost = {name: getattr(_NEW, name) for name in NAMES if name not in self.fields}
        if not self.extra:
            lost["extra"] = ()
        left = replace(term, **lost) if lost else term
        return _tidy(left, _clean if self.spacing else _in_one_line)

    def remaining(self, glossary: Glossary, keep_order: bool = False) -> Glossary:
        """Return the glossary that is written and read back, its terms in the master's order."""
        terms = glossary.terms if self.lines == "all" else self._as_lines(glossary)
        left = Glossary(
            _in_one_line(glossary.name),
            tuple(self.reduced(term) for term in terms),
            _in_one_line(glossary.version) if self.about else "",
            _in_one_line(glossary.licence) if self.about else "",
        )
        return left if keep_order else left.in_order()

    def count_lost(self, terms: Iterable[Term]) -> Counter[str]:
        """Return how many terms lose something, by the name of what is lost."""
        lost: Counter[str] = Counter()
        for term in terms:
            if self.lines != "all" and not self._is_held(term):
                lost["terms left out"] += 1
                continue
            for name in NAMES:
                lost[name] += name not in self.fields and getattr(term, name) != getattr(_NEW, name)
            if self.lines != "all":
                del lost["source_variants"]  # They become lines.
            if not self.extra:
                lost.update(header for header, _ in term.extra)
        return +lost

    def _is_held(self, term: Term) -> bool:
        if term.status != "approved" or not (_clean(term.source) and _clean(term.target)):
            return False
        return self.lines != "settled" or not (term.when or term.valid_until)

    def _as_lines(self, terms: Iterable[Term]) -> Iterator[Term]:
        """Yield a term for each Chinese form; main forms take precedence over others."""
        held = [term for term in terms if self._is_held(term)]
        seen: set[str] = set()
        main = {_in_one_line(term.source) for term in held}
        for term in sorted(held, key=lambda term: _in_one_line(term.source)):
            for index, form in enumerate(map(_in_one_line, term.sources)):
                # What begins with # would be a comment.
                if not form or form.startswith("#"):
                    continue
                if self.lines == "settled" and (form in seen or (index and form in main)):
                    continue
                seen.add(form)
                yield replace(term, source=form)


def _clean(text: str) -> str:
    if not text.isprintable():  # Faster than the pattern, and true of nearly every text.
        text = NOT_XML.sub("", text)
    return text if text.strip() else ""


def _in_one_line(text: str) -> str:
    # At the start of a file the byte order mark would be taken for one.
    return " ".join(_clean(text).replace("\ufeff", "").split())


def _tidy(term: Term, change: Callable[[str], str]) -> Term:
    """Return the term with all its texts changed, and without items that are blank then."""
    changed: dict[str, Any] = {}
    for name in NAMES:
        value = getattr(term, name)
        new = change(value) if isinstance(value, str) else _items(value, change)
        if new != value:
            changed[name] = new
    pairs = ((_in_one_line(header), change(text)) for header, text in term.extra)
    extra = tuple((header, text) for header, text in pairs if header and text)
    if extra != term.extra:
        changed["extra"] = extra
    return replace(term, **changed) if changed else term


def _items(items: tuple[Any, ...], change: Callable[[str], str]) -> tuple[Any, ...]:
    made: list[Any] = []
    for item in items:
        match item:
            case Rendering(text, authority, reference):
                texts = (change(part).strip() for part in (text, authority, reference))
                made.append(Rendering(*texts))
            case Forbidden(text, why):
                made.append(Forbidden(change(text).strip(), change(why).strip()))
            case str():
                made.append(change(item).strip())
    return tuple(item for item in made if (item if isinstance(item, str) else item.text))
