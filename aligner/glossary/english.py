"""English as renderings are matched in it: words, and what stands between them.

Articles are left out; case, apostrophes and line breaks make no difference; hyphens are noted,
since *opening-up* is *opening up* and *co-operation* is *cooperation*.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache

from aligner.text.inflection import bases

_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}"  # U.S.
    r"|[^\W_]+(?:['’ʼ][^\W_]+)*"
    r"|[&+%…]"
)
_ABBREVIATION = re.compile(r"[(\[（]\s*[A-Z][A-Za-z0-9&-]{1,9}s?\s*[)\]）]")  # (CPC), (SOEs)
_HYPHENS = frozenset("-‐‑‒–/\u00ad")
_QUIET = frozenset(" \t\n\r\f\v\u00a0\u2002\u2003\u2009\u202f\u200b\ufeff\"“”'‘’«»*_")
ARTICLES = frozenset({"a", "an", "the"})
_FOOTNOTE = re.compile("[a-z]{4,}[0-9]{1,2}")  # its number glued to a word: abide8
GAP = "…"  # in a rendering: up to five words may stand here


class Gap(IntEnum):
    """What stands between two words, the more the less they belong together."""

    SPACE = 0  # blanks, quotation marks
    HYPHEN = 1
    COMMA = 2
    BREAK = 3  # the end of a sentence, a bracket, a dash


_HYPHEN = Gap.HYPHEN  # looked up once: here much time goes


@dataclass(slots=True)
class Words:
    """The words of an English text, articles left out.

    Lists of equal length, by word.
    """

    text: str
    forms: list[str] = field(default_factory=list)  # lower case, straight apostrophes
    starts: list[int] = field(default_factory=list)  # half-open code-point offsets into the text
    ends: list[int] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)  # before the word; the first has a BREAK
    skips: dict[int, int] = field(default_factory=dict)  # first word of an abbreviation: behind it
    # By dictionary form: its words, and the first of two that make it together: “cyber security” is
    # *cybersecurity*, “co-operation” is *cooperation*.
    places: dict[str, list[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.forms)


def words_of(text: str) -> Words:
    """Cut an English text into words.

    >>> words = words_of("The CPC’s opening-up policies, 2024")
    >>> words.forms, [gap.name for gap in words.gaps[1:]]
    (["cpc's", 'opening', 'up', 'policies', '2024'], ['SPACE', 'HYPHEN', 'SPACE', 'COMMA'])
    """
    words = cut(text)
    _note_places(words)
    _note_abbreviations(words)
    return words


def cut(text: str) -> Words:
    """Cut a text into words, without what is only needed to look for something in it."""
    words = Words(text)
    forms, starts, ends, gaps = words.forms, words.starts, words.ends, words.gaps
    space = Gap.SPACE
    gap, position = Gap.BREAK, 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if text[position:start] != " ":  # as it mostly is
            gap = max(gap, _gap(text, position, start))
        position = end
        form = match[0].lower()
        if not form.isalpha():
            form = _normal(form)
        if form in ARTICLES:
            continue
        forms.append(form)
        starts.append(start)
        ends.append(end)
        gaps.append(gap)
        gap = space
    return words


def _normal(form: str) -> str:
    """Return a word in lower case with straight apostrophes and without full stops."""
    form = form.replace("’", "'").replace("ʼ", "'")
    if form == "&":
        return "and"
    return form.replace(".", "") if "." in form else form


@lru_cache(maxsize=1 << 16)
def forms_of(word: str, is_last: bool = True) -> frozenset[str]:
    """Return the dictionary forms under which a word of a text is looked up.

    The last word of a rendering may be possessive: *China's* is *China*.
    """
    if is_last and word.endswith("'s"):
        return bases(word) | bases(word[:-2])
    if _FOOTNOTE.fullmatch(word):
        return bases(word) | bases(word.rstrip("0123456789"))
    return bases(word)


def _gap(text: str, start: int, end: int) -> Gap:
    between = text[start:end]
    if not between or between.isspace():
        return Gap.SPACE
    rest = {character for character in between if character not in _QUIET}
    if not rest:
        return Gap.SPACE
    if rest <= _HYPHENS:
        # With a blank before it, it is a dash; behind it one may stand: small- and large-scale.
        return Gap.HYPHEN if len(between.rstrip()) == 1 else Gap.BREAK
    return Gap.COMMA if rest <= {",", "，", "、"} else Gap.BREAK


def _note_places(words: Words) -> None:
    places, forms = words.places, words.forms
    before = ""
    for index, (form, gap) in enumerate(zip(forms, words.gaps, strict=True)):
        for base in forms_of(form):
            if base in places:
                places[base].append(index)
            else:
                places[base] = [index]
        if gap <= _HYPHEN and before:
            joined = before + form
            # With a hyphen in any inflection.
            for base in bases(joined) if gap == _HYPHEN else (joined,):
                if base in places:
                    places[base].append(index - 1)
                else:
                    places[base] = [index - 1]
        before = form


def _note_abbreviations(words: Words) -> None:
    """Note abbreviations in brackets: they may stand inside any rendering."""
    if "(" not in words.text and "（" not in words.text and "[" not in words.text:
        return
    for match in _ABBREVIATION.finditer(words.text):
        inside = [i for i, start in enumerate(words.starts) if match.start() <= start < match.end()]
        if inside:
            after = inside[-1] + 1
            words.skips[inside[0]] = after
            if after < len(words):
                words.gaps[after] = _gap(words.text, match.end(), words.starts[after])
