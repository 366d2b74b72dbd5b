"""Sentence borders in Chinese.

A sentence ends after 。！？ with the quotes and brackets that close behind it, also inside a
quotation (他说：“好。”然后走了 is two sentences), but never inside （…） or 《…》. An ellipsis
ends a sentence only together with a quotation. A paragraph that ends with a dot and has no 。 is
cut at its dots, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.text.segmentation.patterns import BLANKS, BRACKETS, is_sentence

_SCAN = re.compile(
    rf"""
    (?= [。｡！？!?….．（(《〈［【〔\[] ) (?:           # only makes it fast
      (?P<bracket> {BRACKETS} )
    | (?P<stop> [。｡！？!?…]+ | \.(?:\s?\.){{2,}} | \.(?![.\w]) | [.．](?=[㐀-鿿“]) | ．(?=\s|\Z) )
      (?P<close> (?: \s*[”’」』）》〉】〕］] | [)\]] )* )
      (?P<quote> "? )
      (?: \[\d{{1,3}}\] | [⁰¹²³⁴-⁹] )*
      (?= {BLANKS} (?P<next> \S? ) )
    )
    """,
    re.VERBOSE,
)
_NUMERAL = re.compile(r"\s*[一二三四五六七八九十百]{1,4}\Z")
_DOTTED = re.compile(r"""(?<=[㐀-鿿％%])[.．][”’」』"]?\s*\Z""")
_LATIN = re.compile(r"[A-Za-z0-9/]")
_TERMINATORS = frozenset("。｡！？!?")


def borders(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offset behind every sentence of the paragraph ``text[start:end]``; time O(n).

    >>> list(borders("他说：“好。”然后走了。（真的。）再见", 0, 18))
    [7, 12, 17]
    """
    sentence = counted = start
    quotes = 0
    # Where a dot stands for 。 it ends sentences; elsewhere it may part names (乔治.华盛顿).
    dotted = text.find("。", start, end) < 0 and bool(_DOTTED.search(text[start:end]))
    for match in _SCAN.finditer(text, start, end):
        border = match.end()
        if match["quote"]:
            # A straight quote closes if an odd number stands before it, else it opens the
            # next sentence.
            quotes += text.count('"', counted, match.start("quote"))
            counted = match.start("quote")
            if quotes % 2 == 0:
                border = counted
        if (
            match["stop"] in (".", "．")
            and not dotted
            and match["next"] == text[border : border + 1]
        ):
            continue
        if _is_border(text, sentence, match, border):
            yield border
            sentence = border


def _is_border(text: str, sentence: int, match: re.Match[str], border: int) -> bool:
    if match["bracket"]:
        return is_sentence(text, sentence, match)
    stop, following = match["stop"], match["next"]
    closed = border > match.end("stop")
    if following and following in "，、；：,;:":
        return False
    if stop in (".", "．"):  # in place of 。, but not in 一. 总则
        is_chinese = "㐀" <= text[match.start() - 1] <= "鿿"
        return is_chinese and not _NUMERAL.match(text, sentence, match.start())
    if not _TERMINATORS.intersection(stop):  # an ellipsis
        return closed and following != "…"
    if stop in ("!", "?") and text[match.end() : match.end() + 1].isalnum():  # Yahoo!公司, ?id=1
        return not _LATIN.match(text, match.start() - 1)
    # “为了谁？”的问题: the quotation is a part of the sentence around it.
    return not (closed and following in ("的", "等", "之") and stop[-1] != "。")
