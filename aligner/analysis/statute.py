"""Telling statutes from prose: articles of law begin their lines.

In a statute *shall* and *may* decide who has to do what; in a report they are style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

SAMPLE = 200  # beads at the beginning of a text that tell
_NUMERAL = "[零〇一二三四五六七八九十百千0-9０-９]{1,7}"
_ARTICLE = re.compile(rf"\s*第{_NUMERAL}[条條](?:之{_NUMERAL})?(?![的第和及至、，规規款])")
_FEWEST = 3  # articles: fewer stand in a report that quotes the law
_LENGTH = 1_500  # characters of Chinese for which one article is enough


def is_statute(texts: Iterable[str]) -> bool:
    """Tell whether Chinese texts, line by line or bead by bead, are articles of law.

    Time grows linearly with the number of texts.

    >>> is_statute(["第一条 为了保护湖泊，制定本法。", "第二条 略。", "第三条 略。"])
    True
    >>> is_statute(["根据第一条的规定，湖泊受到保护。"])
    False
    """
    articles = length = 0
    for text in texts:
        length += len(text)
        articles += _ARTICLE.match(text) is not None
    return articles >= _FEWEST and articles * _LENGTH >= length
