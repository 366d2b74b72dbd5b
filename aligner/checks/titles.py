"""Titles in 《》 and their names in English: where they stand, and whether they are marked.

The English is found by the general lexicon: the stretch in which most words of the title are
rendered. Where there is no such stretch, nobody guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.checks.links import Links, Window, Word, links_between, windows
from aligner.glossary.rendering import Span

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ENCLOSED = re.compile(
    r"“[^“”]+”|\"[^\"]+\"|‘[^‘’]+(?:’[^‘’]+)*’(?!\w)|(?<!\w)'[^']+'(?!\w)|《[^《》]+》|«[^«»]+»"
    r"|\*+[^*\s][^*]*\*+|(?<!\w)_+[^_\s][^_]*_+(?!\w)|<(?P<tag>i|em|cite|u)>.+?</(?P=tag)>"
)
_MOSTLY = 0.5  # of a title's words must be rendered in one stretch for it to be found
_ACRONYM = re.compile(r"(?:[A-Za-z]?[A-Z]{2,}[a-z]?)")
# Written with a capital wherever they stand: they mark no title.
_NAMES = {
    "china", "chinese", "china's", "prc", "hong", "kong", "macao", "macau", "taiwan", "beijing",
    "shanghai", "shenzhen", "paris", "kyoto", "basel", "vienna", "geneva", "london", "european",
    "europe", "american", "asian", "asia", "africa", "african", "japan", "japanese", "british",
    "english", "russian", "soviet", "tibet", "tibetan", "xinjiang", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
}  # fmt: skip
# What laws and plans are called: with a capital, such a word is (part of) a title.
HEADS = {
    "law", "act", "code", "constitution", "ordinance", "regulation", "regulations", "rules",
    "rule", "measures", "measure", "provisions", "provision", "decision", "decisions",
    "opinion", "opinions", "guideline", "guidelines", "notice", "plan", "outline", "program",
    "programme", "agreement", "treaty", "convention", "protocol", "charter", "declaration",
    "report", "recommendations", "resolution", "statement", "communique", "communiqué", "bill",
    "catalogue", "catalog", "amendment", "memorandum", "principles", "standards", "manual",
    "review", "letter", "white", "paper", "initiative", "action", "interpretation", "framework",
    "accord", "arrangement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a Chinese text."""

    text: str  # without the marks
    span: Span  # with them


@dataclass(frozen=True, slots=True)
class Located:
    """A title and the stretch of English that names it."""

    title: Title
    window: Window
    links: Links


def titles_in(chinese: str) -> list[Title]:
    """Return the titles of a Chinese text, in order.

    >>> [title.text for title in titles_in("根据《外商投资法》和《计划》。")]
    ['外商投资法', '计划']
    """
    if "《" not in chinese:
        return []
    return [Title(m[1], Span(m.start(), m.end())) for m in _TITLE.finditer(chinese)]


def enclosed(english: str) -> list[Span]:
    """Return what stands in quotation marks or is emphasised, with the marks."""
    return [Span(m.start(), m.end()) for m in _ENCLOSED.finditer(english)]


def locate(title: Title, english: str) -> list[Located]:
    """Return the stretches that may name a title, the likeliest first; none if it is not found."""
    links = links_between(title.text, english)
    widest = 3 * len(links.by_token) + 6
    fewest = min(2, len(links.by_token))
    found = [
        one
        for one in windows(links, widest)
        if one.coverage > _MOSTLY - 0.001 and len(one.rendering) >= fewest
    ]
    found.sort(key=lambda one: (-one.coverage, one.span.end - one.span.start))
    return [Located(title, window, links) for window in found]


def is_marked(located: Located, english: str, enclosures: list[Span]) -> bool:
    """Tell whether a stretch has capitals or stands in quotation marks or emphasis."""
    span = located.window.span
    if any(one.overlaps(span) for one in enclosures):
        return True
    words = located.window.rendering
    return any(has_own_capital(word, english) for word in words) or any(
        has_own_capital(word, english) and word.text.lower() in HEADS
        for word in _around(located, 3)
    )


def has_own_capital(word: Word, english: str) -> bool:
    """Tell whether a word has a capital that neither its sentence nor its being a name gives it."""
    return (
        word.text[:1].isupper()
        and word.text.lower() not in _NAMES
        and not begins_sentence(word, english)
    )


def begins_sentence(word: Word, english: str) -> bool:
    """Tell whether a word is the first of the text or of a sentence in it."""
    before = english[: word.start].rstrip(" \t\u00a0“\"'‘(（*_-—–")
    return not before or before[-1] in ".!?:;。"


def other_marks(english: str, enclosures: list[Span]) -> int:
    """Return how many titles seem to be marked anywhere: enclosures and capitalised kinds of law."""
    return len(enclosures) + sum(1 for _ in _capital_heads(english, enclosures))


def has_acronym(english: str) -> bool:
    """Tell whether a word is in capitals throughout: a title may be called so (MOU, PSSVFO)."""
    return any(
        len(match[0]) > 2 and match[0].lower() not in _NAMES
        for match in re.finditer(r"\b[A-Za-z]*[A-Z]{2,}[A-Za-z]*\b", english)
    )


def _capital_heads(english: str, enclosures: list[Span]) -> Iterator[Word]:
    for match in re.finditer(r"\b[A-Z][a-zé]+\b", english):
        word = Word(match[0], match.start(), match.end())
        if word.text.lower() in HEADS and has_own_capital(word, english):
            if not any(one.start <= word.start < one.end for one in enclosures):
                yield word


def _around(located: Located, reach: int) -> Iterator[Word]:
    """Yield the words shortly before and behind a stretch."""
    span = located.window.span
    words = located.links.words
    before = [word for word in words if word.end <= span.start][-reach:]
    after = [word for word in words if word.start >= span.end][:reach]
    inside = [word for word in words if span.start <= word.start and word.end <= span.end]
    yield from (*before, *inside, *after)
