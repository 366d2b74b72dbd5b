"""Pieces of patterns that both languages share."""

from __future__ import annotations

import re

# White space, and what no reader sees: the characters of BLANK.
BLANKS = r"[\s\u200b-\u200d\u2060\ufeff]*"
# No sentence ends inside these. What stays open for longer than this is a slip of the pen,
# and protects nothing.
BRACKETS = r"""
      [（(] [^（()）]{0,300}+ [）)]
    | 《 [^《》]{0,300}+ 》
    | 〈 [^〈〉]{0,300}+ 〉
    | [［【〔\[] [^［【〔\[\]〕】］]{0,300}+ [\]〕】］]
"""
QUOTATIONS = r"""
      “ [^“”]{0,300}+ ”
    | 「 [^「」]{0,300}+ 」
    | 『 [^『』]{0,300}+ 』
    | " [^"]{0,300}+ "
"""
_FULL_STOPS = ".!?。｡！？"
_WIDEST_GAP = 100  # white space between two sentences; looking further would take quadratic time


def is_sentence(text: str, sentence: int, bracket: re.Match[str]) -> bool:
    """Tell whether a sentence that began at the offset ``sentence`` is the bracket alone."""
    last = bracket.end() - 1
    if text[last] not in ")）" or text[last - 1] not in _FULL_STOPS:
        return False
    gap = text[sentence : bracket.start()] if bracket.start() - sentence < _WIDEST_GAP else "…"
    return not gap.strip()
