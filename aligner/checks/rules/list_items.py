"""A list has more items in one language than in the other.

一是…二是…三是 becomes “first … second … third”; an item that is missing takes its policy with it.

Bad:  一是稳就业，二是稳物价，三是稳预期。 → First, stable jobs; second, stable prices.
Good: 一是稳就业，二是稳物价，三是稳预期。 → First, stable jobs; second, prices; third, hopes.

Known false alarms: none known; lists that the translation does not count are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import spans
from aligner.glossary.rendering import Span

_CHINESE = re.compile(
    r"(?:^|[，。；：、\s“])(?P<a>[一二三四五六七八九十])(?P<kind>是|要|、|来)"
    r"|(?:^|[，。；：])第(?P<b>[一二三四五六七八九十])[，、：]"
    r"|[（(](?P<c>[一二三四五六七八九十])[）)]"
    r"|(?P<d>[①②③④⑤⑥⑦⑧⑨⑩])"
)
_ENGLISH = re.compile(
    r"(?:^|[.;:,—–]\s*|\band\s+)(?P<a>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)"
    r"(?:ly)?,"
    r"|\((?P<b>[1-9]|10)\)|(?P<d>[①②③④⑤⑥⑦⑧⑨⑩])",
    re.IGNORECASE,
)
_SIGN = re.compile("[一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩]")
_HAN = "一二三四五六七八九十"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩"
_WORDS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where both languages count, and not equally far."""
    if not bead.has_both:
        return
    if not _SIGN.search(bead.chinese.text):  # as mostly; the items take ten times as long
        return
    chinese = _items(_CHINESE, bead.chinese.text)
    if len(chinese) < 2:
        return
    english = _items(_ENGLISH, bead.english.text)
    if len(english) < 2 or len(english) == len(chinese):
        return
    is_chinese = bead.source.language == "zh"
    wanted, found = (chinese, english) if is_chinese else (english, chinese)
    yield Problem(
        f"the list has {len(wanted)} items in the source and {len(found)} in the translation",
        "check that no item was lost",
        *spans(bead, source=wanted[-1], target=found[-1]),
    )


def _items(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Return the items of the first list that counts from one without gaps."""
    spans: dict[str, list[Span]] = {}
    for match in pattern.finditer(text):
        name = str(match.lastgroup if match.lastgroup != "kind" else f"a{match['kind']}")
        sign = match["a" if name[0] == "a" else name].lower()
        number = next(
            (row.index(sign) + 1 for row in (_HAN, _CIRCLES, _WORDS) if sign in row),
            0,
        ) or int(sign)
        list_ = spans.setdefault(name, [])
        if number == len(list_) + 1:
            list_.append(Span(*match.span()))
    return max(spans.values(), key=len, default=[])
