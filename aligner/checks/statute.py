"""Whether a text is a statute: a law or regulation, set out in articles."""

from __future__ import annotations

import re
from collections.abc import Iterable

SAMPLE = 200  # Chinese texts to look at, from the beginning
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百千零〇\d]+条[\s　]")
_FEWEST = 3  # articles


def looks_like_statute(texts: Iterable[str]) -> bool:
    """Tell whether Chinese texts, the first of a document, are those of a statute.

    >>> looks_like_statute(["第一条 为了……", "第二条 本法……", "第三条 国家……"])
    True
    """
    return sum(bool(_ARTICLE.match(text)) for text in texts) >= _FEWEST
