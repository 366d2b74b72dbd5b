"""The number at the beginning of an item is another one in the translation, or is lost.

Sections are cited by their numbers: 第三章 must be Chapter III, （二） must be (2), in any style.

Bad:  （二）扩大开放。 → (3) Open wider.
Good: （二）扩大开放。 → (2) Open wider.

A number that is only left out is a hint: English layouts drop many of them.

Known false alarms: translations that number afresh because they leave out parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span
from aligner.text.quantities.numerals import chinese_numeral

_HAN = "[一二三四五六七八九十百零〇]{1,6}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIVISIONS = {
    "编": "part", "編": "part", "章": "chapter", "节": "section", "節": "section",
    "条": "article", "條": "article",
}  # fmt: skip
_LEAD = r"[\s#*•·\-–—]*"
_CHINESE = re.compile(
    rf"{_LEAD}(?:第(?P<ordinal>{_HAN}|[0-9]{{1,4}})(?P<division>[编編章节節条條])(?![的款件])"
    rf"|(?P<han>{_HAN})、|[（(](?P<bracketed>{_HAN}|[0-9]{{1,2}})[）)]"
    rf"|(?P<digits>[0-9]{{1,2}})(?:[.．、](?![0-9])|[）)])|(?P<circled>[{_CIRCLED}]))"
)
_ENGLISH = re.compile(
    rf"{_LEAD}(?:(?P<division>part|chapter|section|article)\s+(?P<ordinal>[0-9]{{1,4}}|[ivxlc]+\b"
    r"|[a-z]+\b)|[(（](?P<bracketed>[0-9]{1,2}|[ivx]+|[a-z])[)）]"
    r"|(?P<digits>[0-9]{1,2})(?:[.．)](?![0-9]))|(?P<roman>[ivx]+|[a-z])(?:[.)](?=\s)|[.．](?=[A-Z][a-z]))"
    rf"|(?P<circled>[{_CIRCLED}])|(?P<word>[a-z]+)(?:ly)?[,.:]\s)",
    re.IGNORECASE,
)
_WORDS = {
    word: value
    for value, words in enumerate(
        (
            "one first", "two second", "three third", "four fourth", "five fifth", "six sixth",
            "seven seventh", "eight eighth", "nine ninth", "ten tenth", "eleven eleventh",
            "twelve twelfth", "thirteen thirteenth", "fourteen fourteenth", "fifteen fifteenth",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_ROMAN_FORM = re.compile("(?:x{1,4}|x?l|l?x{0,4}|x?c)?(?:ix|iv|v?i{0,4})")


@dataclass(frozen=True, slots=True)
class _Marker:
    """A number at the beginning of an item."""

    values: frozenset[int]  # more than one: “(i)” is 1 or, after (h), 9
    span: Span
    division: str = ""  # chapter, article; empty: an item of a list


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if the numbers differ or one is left out."""
    found = chinese_marker(bead.chinese.text)
    if found is None or not bead.english.text:
        return
    other = english_marker(bead.english.text)
    number = next(iter(found.values))
    shown = bead.chinese.text[found.span.start : found.span.end].strip()
    if other is None:
        # A cross-reference, “as Article 5 says”, need not begin the English sentence.
        if found.division or _is_said(bead, number):
            return
        yield Problem(f"the number “{shown}” is not in the English", "", found.span)
    elif found.division in ("", other.division) and found.values.isdisjoint(other.values):
        if _is_shifted(bead, found, other):
            return
        written = bead.english.text[other.span.start : other.span.end].strip()
        yield Problem(
            f"“{shown}” is numbered “{written}” in the English",
            f"number it {number}",
            found.span,
            other.span,
            severity="error",
        )


def chinese_marker(text: str) -> _Marker | None:
    """Return the number at the beginning of a Chinese text."""
    match = _CHINESE.match(text)
    if match is None:
        return None
    if match["circled"]:
        value = _CIRCLED.index(match["circled"]) + 1
    else:
        digits = match["ordinal"] or match["han"] or match["bracketed"] or match["digits"]
        numeral = chinese_numeral(digits)
        if numeral is None:
            return None
        value = int(numeral.value)
    division = _DIVISIONS.get(match["division"] or "", "")
    return _Marker(frozenset({value}), Span(match.start(), match.end()), division)


def english_marker(text: str) -> _Marker | None:
    """Return the number at the beginning of an English text."""
    match = _ENGLISH.match(text)
    if match is None:
        return None
    if match["circled"]:
        values = {_CIRCLED.index(match["circled"]) + 1}
    else:
        named = ("ordinal", "bracketed", "digits", "roman", "word")
        values = _values(next(match[name] for name in named if match[name]).lower())
        if match["word"]:
            values = {_WORDS[word] for word in [match["word"].lower()] if word in _WORDS}
            values |= {_WORDS[word] for word in [match["word"].lower()[:-2]] if word in _WORDS}
    if not values:
        return None
    division = (match["division"] or "").lower()
    return _Marker(frozenset(values), Span(match.start(), match.end()), division)


def _values(text: str) -> set[int]:
    """Return what a number may be: “i” is 1 as a Roman one, 9 as a letter."""
    if text.isdigit():
        return {int(text)}
    values = {_WORDS[text]} if text in _WORDS else set()
    if _ROMAN_FORM.fullmatch(text):
        values.add(_roman(text))
    if len(text) == 1:
        values.add(ord(text) - ord("a") + 1)
    return values


def _roman(text: str) -> int:
    digits = [_ROMAN[letter] for letter in text]
    following = [*digits[1:], 0]
    return sum(-a if a < b else a for a, b in zip(digits, following, strict=True))


def _is_said(bead: BeadAnalysis, number: int) -> bool:
    """Tell whether the number stands anywhere in the English: First, … / Article 3."""
    if re.search(rf"(?<![0-9.,]){number}(?![0-9.,]*[0-9])", bead.english.text):
        return True
    words = {word for word, value in _WORDS.items() if value == number}
    return any(form.removesuffix("ly") in words for form in bead.english.words.forms)


def _is_shifted(bead: BeadAnalysis, found: _Marker, other: _Marker) -> bool:
    """Tell whether the English belongs to a neighbour: a fault of the alignment."""
    for near in bead.neighbours:
        chinese, english = chinese_marker(near.chinese.text), english_marker(near.english.text)
        if chinese and english and chinese.values & english.values:
            continue  # the neighbour is right as it is
        if chinese and chinese.division == found.division and chinese.values & other.values:
            return True
        if english and english.division == other.division and english.values & found.values:
            return True
    return False
