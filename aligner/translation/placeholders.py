"""What must stand in a translation as it does in the source: placeholders, addresses, code.

Programs put values where a text has ``%d``, ``{name}`` or ``${x}``, and read ``<b>`` as mark-up: a
translation without them, or with others, breaks the program. Addresses and code are of no use when
they are changed. The percent sign of a figure is no placeholder.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from aligner.glossary.rendering import Span

Kind = Literal["placeholder", "address", "code"]

_HAN = r"\u3400-\u9fff"
_MARK = re.compile(
    rf"""
      (?P<address> https?://[\w./?&=%\#~+:@!$*;,-]*[\w/=\#] | www\.[\w./?&=%\#~+-]*[\w/]
        | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
        | (?<![\w.@/-]) [\w-]+ (?:\.[\w-]+)* \.(?:com|cn|org|net|gov|edu|int)\b
          (?: /[\w./?&=%\#~+-]*[\w/] )? )
    | (?P<code> (?<![`\w]) ` [^`'\s{_HAN}] (?: [^`'\n{_HAN}]{{0,98}} [^`'\s{_HAN}] )? ` (?![`\w]) )
    | (?P<placeholder>
          </?[A-Za-z][\w:-]*(?:\s[^<>]{{0,300}})?/?>
        | [$\#]?\{{\{{ \s*[\w.|-]+\s* \}}\}}
        | [$\#]?\{{ [\w.\[\]]* (?:![rsa])?
          (?: :(?!\s)[^{{}}{_HAN}]{{0,40}} | ,\s*[a-z]{{4,}}[^{{}}{_HAN}]{{0,40}} )? \}}
        | (?<!\d) (?!%(?:[A-F][0-9A-F]|[0-9][A-F]))
          % (?: \(\w+\) | \d+\$ )? [-+\#0']* \d* (?:\.\d+)? (?:hh?|ll?|[Lqjzt])?
          [b-mp-zB-Z@] (?![a-z]{{3}})  # “%of” and “%increase” are words
        | (?<!\d) %\d{{1,2}} (?!\w)
      )
    | (?P<percent> (?<!\d) %% | (?<=[A-Za-z]) %% )
    """,
    re.VERBOSE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that no translation changes."""

    text: str
    span: Span
    kind: Kind


@dataclass(frozen=True, slots=True)
class Change:
    """A mark that stands in a translation less often than in its source, or more often."""

    text: str
    kind: Kind
    wanted: int  # how often in the source
    found: int  # in the translation
    span: Span  # of the first that lacks, in the source; that is too many, in the translation

    @property
    def is_lost(self) -> bool:
        """Whether it is wanted more often than it is there."""
        return self.found < self.wanted


def marks(text: str) -> list[Mark]:
    """Return what must not be changed of a text, in order.

    >>> [one.text for one in marks("增长%d%%，比{year}年高5%，见 www.example.org。")]
    ['%d', '%%', '{year}', 'www.example.org']
    """
    found = [(match, Span(*match.span())) for match in _MARK.finditer(text)]
    is_format = any(match["placeholder"] and match[0][0] == "%" for match, _ in found)
    return [
        Mark(match[0], span, _kind(match))
        for match, span in found
        # Twice the sign is one sign in a format, and a slip of the pen in a text.
        if is_format or not match["percent"]
    ]


def changes(source: str, target: str, code: Sequence[str] = ()) -> list[Change]:
    """Return which marks a translation lacks, in the order of the source, and which it adds.

    Args:
        source: a sentence.
        target: its translation.
        code: what of the source is code by its look, one text an occurrence.
    """
    wanted, found = _by_text(source), _by_text(target)
    for text in dict.fromkeys(code):
        wanted[text] = _occurrences(text, source)[: code.count(text)]
        found[text] = _occurrences(text, target)[: code.count(text)]
    different = [text for text in {**wanted, **found} if len(wanted[text]) != len(found[text])]
    return [_change(wanted[text], found[text]) for text in different]


def places_of(text: str, whole: str) -> list[Span]:
    """Return where a text stands as a word of its own.

    >>> [span.start for span in places_of("a", "a tab a")]
    [0, 6]
    """
    pattern = rf"(?<![A-Za-z0-9_]){re.escape(text)}(?![A-Za-z0-9_])"
    return [Span(*match.span()) for match in re.finditer(pattern, whole)]


def _kind(match: re.Match[str]) -> Kind:
    if match["address"]:
        return "address"
    return "code" if match["code"] else "placeholder"


def _by_text(text: str) -> defaultdict[str, list[Mark]]:
    """Return the marks by what must be equal of them: of addresses not the capitals."""
    found = defaultdict[str, list[Mark]](list)
    for mark in marks(text):
        key = mark.text.rstrip("/").casefold() if mark.kind == "address" else mark.text
        found[key].append(mark)
    return found


def _occurrences(code: str, text: str) -> list[Mark]:
    return [Mark(code, span, "code") for span in places_of(code, text)]


def _change(wanted: Sequence[Mark], found: Sequence[Mark]) -> Change:
    mark = wanted[len(found)] if len(found) < len(wanted) else found[len(wanted)]
    return Change(mark.text, mark.kind, len(wanted), len(found), mark.span)
