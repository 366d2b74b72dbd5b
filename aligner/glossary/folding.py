"""Chinese as terms are matched in it: one form for what is written in several ways.

Simplified characters, half-width forms, lower case, one kind of comma, dash and dot; quotation
marks, 《》, and blanks beside Chinese are ignored, so that 《关于“ 三个代表”的讲话》 holds
三个代表. The text itself is never changed: every offset leads back.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.text.script import to_simplified

# Replaced one after the other, which for long texts is faster than str.translate.
_ONE_FORM = (
    *((chr(code + 0xFEE0), chr(code)) for code in range(0x21, 0x7F)),  # full-width
    *((comma, "、") for comma in "，､,"),
    *((dot, "·") for dot in "・•‧∙"),
    *((dash, "-") for dash in "‐‑‒–—―"),
    ("İ", "I"),  # the only letter that gets longer in lower case
)
_BLANKS = " \t\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_IGNORED = re.compile(f"[“”‘’\"'「」『』《》〈〉{_BLANKS}\u200b-\u200d\u2060\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in one form, with the way back.

    >>> folded = fold("的“ 三個代表”")
    >>> folded.text, folded.start(1), folded.end(5)
    ('的三个代表', 3, 7)
    """

    text: str
    breaks: tuple[int, ...]  # the offset in ``text`` before which something was left out
    lengths: tuple[int, ...]  # how much was left out up to there, in code points

    def start(self, offset: int) -> int:
        """Return the offset in the original of the character at ``offset``."""
        if not self.breaks:
            return offset
        place = bisect_right(self.breaks, offset)
        return offset + self.lengths[place - 1] if place else offset

    def end(self, offset: int) -> int:
        """Return the offset in the original behind the character before ``offset``."""
        return self.start(offset - 1) + 1


def fold(text: str) -> Folded:
    """Return Chinese text in the one form that is matched.

    >>> fold("新质生产力、５Ｇ和Wi-Fi").text
    '新质生产力、5g和wi-fi'
    """
    text = _in_one_form(text)
    breaks, lengths, kept = [], [], []
    position = left_out = 0
    for match in _IGNORED.finditer(text):
        start, end = match.span()
        if text[start] in _BLANKS and _is_between_words(text, start, end):
            continue
        kept.append(text[position:start])
        breaks.append(start - left_out)
        left_out += end - start
        lengths.append(left_out)
        position = end
    kept.append(text[position:])
    return Folded(_simplify("".join(kept)), tuple(breaks), tuple(lengths))


def fold_all(texts: Sequence[str]) -> list[str]:
    """Return many short texts as ``fold`` does, at once; line breaks in them become blanks.

    >>> fold_all(["“新質”", "Ａ"])
    ['新质', 'a']
    """
    if not texts:
        return []
    return fold("\n".join(text.replace("\n", " ") for text in texts)).text.split("\n")


def _is_between_words(text: str, start: int, end: int) -> bool:
    """Tell whether a blank is one of English: neither side of it is Chinese."""
    return "!" <= text[start - 1 : start] <= "~" and "!" <= text[end : end + 1] <= "~"


def _in_one_form(text: str) -> str:
    """Return a text of the same length."""
    for character, form in _ONE_FORM:
        if character in text:
            text = text.replace(character, form)
    return text.lower()


def _simplify(text: str) -> str:
    simplified = to_simplified(text)
    if len(simplified) == len(text):
        return simplified
    # A phrase that the conversion makes longer or shorter: character by character instead.
    return "".join(
        made if len(made := to_simplified(line)) == len(line) else "".join(map(_character, line))
        for line in text.splitlines(keepends=True)
    )


def _character(character: str) -> str:
    made = to_simplified(character)
    return made if len(made) == 1 else character
