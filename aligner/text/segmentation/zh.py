"""Sentence borders in Chinese.

A sentence ends after 。！？ with the quotes and brackets that close behind it, also inside a
quotation (他说：“好。”然后走了 is two sentences), but never inside （…） or 《…》. An ellipsis
ends a sentence only together with a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# What stays open for longer than this is a slip of the pen, and protects nothing.
BRACKETS = r"""
      [（(] [^（()）]{0,300}+ [）)]
    | 《 [^《》]{0,300}+ 》
    | 〈 [^〈〉]{0,300}+ 〉
    | [［【〔\[] [^［【〔\[\]〕】］]{0,300}+ [\]〕】］]
"""
_SCAN = re.compile(
    rf"""
    (?P<bracket> {BRACKETS} )
    | (?P<stop> [。｡！？!?…]+ | \.(?:\s?\.){{2,}} | (?<=[㐀-鿿])\.(?![.\w]) )
      (?P<close> (?: \s*[”’」』）》〉】〕］] | [)\]] )* )
      (?P<quote> "? )
      (?: \[\d{{1,3}}\] | [⁰¹²³⁴-⁹] )*
      (?= [\s\u200b-\u200d\u2060\ufeff]* (?P<next> \S? ) )
    """,
    re.VERBOSE,
)
_NUMERAL = re.compile(r"\s*[（(]?[一二三四五六七八九十百]{1,4}\s*\Z")
_TERMINATORS = frozenset("。｡！？!?")


def borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset behind every sentence of the paragraph ``text[start:end]``; time O(n).

    >>> list(borders("他说：“好。”然后走了。（真的。）再见", 0, 18))
    [7, 12, 17]
    """
    sentence = counted = start
    quotes = 0
    for match in _SCAN.finditer(text, start, end):
        border = match.end()
        if match["quote"]:
            # A straight quote closes if an odd number stands before it, else it opens the
            # next sentence.
            quotes += text.count('"', counted, match.start("quote"))
            counted = match.start("quote")
            if quotes % 2 == 0:
                border = counted
        if _is_border(text, sentence, match, border):
            yield border
            sentence = border


def _is_border(text: str, sentence: int, match: re.Match[str], border: int) -> bool:
    if match["bracket"]:
        # （全文如此。） is a sentence only where it stands alone.
        alone = not text[sentence : match.start()].strip()
        return alone and text[border - 2] in _TERMINATORS
    stop, following = match["stop"], match["next"]
    closed = border > match.end("stop")
    if following and following in "，、；：,;:":
        return False
    if stop == ".":  # 一. 总则
        return not _NUMERAL.match(text[sentence : match.start()])
    if not _TERMINATORS.intersection(stop):  # an ellipsis
        return closed and following != "…"
    if stop in "!?" and following.isascii() and following.isalnum():  # Yahoo!News, ?id=1
        return not text[match.start() - 1].isascii()
    # “为了谁？”的问题: the quotation is a part of the sentence around it.
    return not (closed and following in ("的", "等", "之") and stop[-1] != "。")
