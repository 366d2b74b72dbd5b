"""Blanks or words are wrong in the English: “the the”, “word ,”, “end.Next”.

Such slips are what a reader notices first, and no spelling checker of a translation tool sees all
of them.

Bad:  The policy , which the the council adopted,will take effect.
Good: The policy, which the council adopted, will take effect.

Known false alarms: wording of computers (file names with a full stop and a capital), two blanks
inside tables laid out with blanks. Two blanks behind a full stop are a habit, not a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span

# Words that may rightly follow themselves.
_TWICE = {
    "her",
    "had", "that", "very", "so", "no", "yes", "is", "in", "on", "ha", "bye", "far", "long",
    "now", "do", "many", "more", "blah",
}  # fmt: skip
_AGAIN = r"(?: ++(?i:\1)(?![\w'’.-]))"
_DOUBLED = re.compile(rf"(?<![\w'’.-])([A-Za-z]++)({_AGAIN}){_AGAIN}*+")
_BLANKS = re.compile(r"(?<=[A-Za-z,;])( {2,})(?=[A-Za-z(])")
_BEFORE = re.compile(r"(?<=[A-Za-z0-9)”])( +)(?=[,;:?!](?:\s|$)|\.(?! ?\.)(?:\s|$))")
_NO_BLANK = re.compile(
    r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2})|(?<=[)”])[,;](?=[A-Za-z]{2})"
    r"|(?<=[a-z]{3})\.(?=[A-Z][a-z])"
    r"|(?<=[a-z]{3}[”\"])\.(?=[A-Z][a-z])"
    r"|(?<=[a-z])[?!](?=[A-Z][a-z])"
)
_ADDRESS = re.compile(r"(?:://|www\.|@|\.(?:com|org|net|gov|edu|cn|hk|html?|pdf|docx?)\b)")
_SUSPECT = re.compile(r"[,;:?!.](?:(?<= .)|(?<=[a-z)”\"][,;.?!])[A-Za-z])")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each slip."""
    text = bead.english.text
    for match in _DOUBLED.finditer(text):
        first, second = match[1], match[2].lstrip()
        twice = first + match[2]
        # Bora Bora; “The the” at the beginning of a sentence is a slip all the same.
        if first.lower() not in _TWICE and not second[0].isupper():
            span = Span(match.start(), match.end())
            yield Problem(f"“{twice}”: the word stands twice", "delete one", None, span, first)
    if "  " in text or _SUSPECT.search(text):
        yield from _blanks(text)


def _blanks(text: str) -> Iterator[Problem]:
    for match in _BLANKS.finditer(text):
        yield Problem(f"{len(match[0])} blanks between words", "leave one", None, _span(match), " ")
    for match in _BEFORE.finditer(text):
        mark = text[match.end()]
        yield Problem(
            f"blank before “{mark}”", "delete it", None, Span(match.start(), match.end() + 1), mark
        )
    for match in _NO_BLANK.finditer(text):
        if _is_in_address(text, match.start()):
            continue
        yield Problem(f"no blank after “{match[0]}”", "put one", None, _span(match), match[0] + " ")


def _is_in_address(text: str, position: int) -> bool:
    """Tell whether the word at a position is an address or the name of a file."""
    start = text.rfind(" ", 0, position) + 1
    end = text.find(" ", position)
    return _ADDRESS.search(text, start, end if end >= 0 else len(text)) is not None


def _span(match: re.Match[str]) -> Span:
    return Span(match.start(), match.end())
