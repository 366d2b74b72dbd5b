"""Putting a rendering in the place of other words, and mending what this breaks around it.

The article before it (*a*, *an*, none before plurals and names, no second *the*), its number where
a determiner or the words replaced tell it, the verb behind it where that number changes, the
capital where a sentence begins, the form of a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.text.inflection import bases
from aligner.text.inflection.phrases import (
    head_end,
    is_counted,
    is_plural,
    plural_phrase,
    verb_form,
)
from aligner.translation.enforcement.units import is_grammar

_DETERMINER = re.compile(r"(?:^|(?<=[\s\"“‘'(\[—-]))([A-Za-z]+)(\s+)\Z")
_ONE = frozenset({"a", "an", "another", "each", "every", "either", "neither", "one", "this"})
_MANY = frozenset(
    ("these", "those", "many", "several", "some", "few", "both", "various", "numerous",
     "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
)  # fmt: skip
_OWNERS = frozenset({"my", "your", "his", "her", "its", "our", "their", "whose", "this", "that",
                     "these", "those", "no", "any", "some", "each", "every"})  # fmt: skip
_NUMBERS = re.compile(r"(?:^|\s)(?:[2-9]|\d{2,})(?:[.,]\d+)*\s+\Z")
_AGREES = {"is": "are", "was": "were", "has": "have", "does": "do"}
_VERB = re.compile(r"(\s+)(is|are|was|were|has|have|does|do)\b")
_SENTENCE_START = re.compile(r"(?:\A|[.!?]\s+|\n)[\s\"“‘'(\[]*\Z")
_BY_NAME = re.compile(r"[AEFHILMNORSX](?:[A-Z0-9]|\b)")  # an SOE, an NPC deputy
_AS_WORD = re.compile(r"(?:NATO|NASA|SARS|RAM|U[A-Z])")  # a NATO member, a UN plan
_VOWEL = re.compile(r"(?:[aeiou]|hour|honest|hono|heir|8|11\b|18\b)", re.IGNORECASE)
_NO_VOWEL = re.compile(r"(?:uni(?![nm])|unif|us[eiua]|eu|one\b|once\b|ubiq|ut[ei])", re.IGNORECASE)
_AN = re.compile(r"\b(a|an)(\s+[\"“‘']?)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Put:
    """A text with a rendering put into it."""

    text: str
    span: Span  # of the rendering


def put(
    text: str, place: Span, rendering: str, language: Language = "en", is_verb: bool = False
) -> Put:
    """Put a rendering in the place of other words.

    >>> put("He bought an iron table.", Span(13, 17), "stainless steel").text
    'He bought a stainless steel table.'
    >>> put("The cars was old.", Span(4, 8), "aircraft").text
    'The aircraft was old.'
    >>> put("Policies are good.", Span(0, 8), "industrial strategy").text
    'Industrial strategies are good.'
    >>> put("It is a plan.", Span(8, 12), "new quality productive forces").text
    'It is new quality productive forces.'
    """
    if language == "zh":
        start = place.start
        return Put(
            text[:start] + rendering + text[place.end :], Span(start, start + len(rendering))
        )
    before, old, after = text[: place.start], text[place.start : place.end], text[place.end :]
    if is_verb:
        new = _verb_like(rendering, old)
    else:
        new = _in_number(rendering, before, old)
        before, new = _with_article(before, new, after)
        after = _agreeing(old, new, after)
    if _SENTENCE_START.search(before):
        new = new[:1].upper() + new[1:]
    before = _sounding(before, new)
    return Put(before + new + after, Span(len(before), len(before) + len(new)))


def article(following: str) -> str:
    """Return the indefinite article before some words.

    >>> [article(one) for one in ("hour", "European", "SOE", "union", "urban area", "uniform")]
    ['an', 'a', 'an', 'a', 'an', 'a']
    """
    if _AS_WORD.match(following):
        return "a"
    if _BY_NAME.match(following):
        return "an"
    return "an" if _VOWEL.match(following) and not _NO_VOWEL.match(following) else "a"


def mended(text: str, span: Span) -> Put:
    """Return a text whose rendering has its number, article and capital, whoever wrote it there.

    >>> mended("a apple fell.", Span(2, 7)).text, mended("apples fell.", Span(0, 6)).text
    ('An apple fell.', 'Apples fell.')
    >>> mended("These apple are a furniture.", Span(6, 11)).text
    'These apples are a furniture.'
    """
    before, new, after = text[: span.start], text[span.start : span.end], text[span.end :]
    found = _DETERMINER.search(before)
    if (found and found[1].lower() in _MANY) or _NUMBERS.search(before):
        old, new = new, plural_phrase(new)
        after = _agreeing(old, new, after)
    before, new = _with_article(before, new, after)
    if _SENTENCE_START.search(before):
        new = new[:1].upper() + new[1:]
    before = _sounding(before, new)
    if (found := _AN.search(before)) and _SENTENCE_START.search(before[: found.start()]):
        before = before[: found.start()] + before[found.start() :].capitalize()
    return Put(before + new + after, Span(len(before), len(before) + len(new)))


def mend(text: str, spans: Iterable[Span | None]) -> str:
    """Return a text with all its renderings mended; None is no span."""
    # From the last on: what is before keeps its place.
    for span in sorted(filter(None, spans), key=lambda one: -one.start):
        text = mended(text, span).text
    return text


def _sounding(before: str, following: str) -> str:
    found = _AN.search(before)
    if found is None:
        return before
    right = article(following)
    if found[1].lower() == right:
        return before
    right = right.capitalize() if found[1][0].isupper() else right
    return before[: found.start()] + right + found[2]


def _in_number(rendering: str, before: str, old: str) -> str:
    """Return a rendering in the number that the words before it ask for, or those replaced have."""
    found = _DETERMINER.search(before)
    word = found[1].lower() if found else ""
    if word in _ONE:
        return rendering
    if word in _MANY or _NUMBERS.search(before) or is_plural(_head(old)):
        return plural_phrase(rendering)
    return rendering


def _with_article(before: str, new: str, after: str) -> tuple[str, str]:
    """Return what stands before, without an article that the rendering cannot have."""
    found = _DETERMINER.search(before)
    word = found[1].lower() if found else ""
    if found is None:
        return before, new
    if new.lower().startswith("the "):
        if word in ("a", "an", "the"):
            return before[: found.start(1)], new
        return before, new[4:] if word in _OWNERS else new
    is_name = new[:1].isupper() and not new.isupper() and not new.startswith("I ")
    if word == "the" and is_name and " " not in new:
        return before[: found.start(1)], new
    if word in ("a", "an") and (is_name or _has_no_article(new, after)):
        return before[: found.start(1)], new
    return before, new


def _has_no_article(new: str, after: str) -> bool:
    """Tell whether a noun phrase takes no *a*: a plural, or what is not counted at its end."""
    head = _head(new)
    if is_plural(head):
        return True
    following = re.match(r"[\s-]+([A-Za-z]+)", after)
    is_attribute = following is not None and not is_grammar(following[1], "en")
    return not is_attribute and not is_counted(head)


def _agreeing(old: str, new: str, after: str) -> str:
    """Return what follows with its first verb in the number of the rendering."""
    found = _VERB.match(after)
    was, becomes = is_plural(_head(old)), is_plural(_head(new))
    if found is None or was == becomes:
        return after
    table = _AGREES if becomes else {many: one for one, many in _AGREES.items()}
    verb = table.get(found[2], found[2])
    return found[1] + verb + after[found.end() :]


def _verb_like(rendering: str, old: str) -> str:
    """Return a verb phrase in the form of the verb that it replaces."""
    verb, _, rest = rendering.partition(" ")
    first = old.split()[0].lower() if old.split() else ""
    others = bases(first) - {first}
    ending = ""
    if first.endswith("ing"):
        ending = "ing"
    elif first.endswith("ed") or (others and not first.endswith("s")):
        ending = "ed"
    elif first.endswith("s") and others:
        ending = "s"
    if not ending or not verb.isalpha() or not verb.islower():
        return rendering
    return f"{verb_form(verb, ending)} {rest}".rstrip()


def _head(phrase: str) -> str:
    words = re.findall(r"[A-Za-z]+", phrase[: head_end(phrase)])
    return words[-1] if words else ""
