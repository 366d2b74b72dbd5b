"""Numeral expressions: Chinese words in which a numeral counts nothing, glossary or not.

三农, 十四五 and 两个一百年 are names; ``expressions.txt`` lists them, a regular expression a line.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from aligner.glossary.rendering import Span

_LIST = Path(__file__).with_name("expressions.txt")


@cache
def _pattern() -> re.Pattern[str]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(line for line in lines if line and not line.startswith("#")))


def expressions_in(text: str) -> list[Span]:
    """Return where numeral expressions stand in a Chinese text.

    >>> expressions_in("做好“三农”工作")
    [Span(start=3, end=5)]
    """
    return [Span(*match.span()) for match in _pattern().finditer(text)]
