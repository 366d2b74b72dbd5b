"""Titles in 《》 and their names in English: where they stand, and whether they are marked.

The English is found by the general lexicon: the stretch in which most words of the title are
rendered. Where there is no such stretch, nobody guesses.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.checks.links import Links, Window, Word, links_between, windows
from aligner.glossary.rendering import Span
from aligner.text.script import to_simplified

_TITLE = re.compile(r"《((?:[^《》]|《[^《》]*》)+)》")
_ENCLOSED = re.compile(
    r"“[^“”]+”|\"[^\"]+\"|‘[^‘’]+(?:’[^‘’]+)*’(?!\w)|(?<!\w)'[^']+'(?!\w)|《[^《》]+》|«[^«»]+»"
    r"|\*+[^*\s][^*]*\*+|(?<!\w)_+[^_\s][^_]*_+(?!\w)|<(?P<tag>i|em|cite|u)>.+?</(?P=tag)>"
)
# Kinds of documents that Chinese puts into 《》 and English speaks of in small letters.
_KINDS = re.compile(
    "(?:谅解|合作|框架|战略|双边|年度|半年度|季度|工作|规划|修订|修正)*(?:(?:备忘录|协议|协定|协议书|年报|季报|报告|纲要|草案|规划|建议"
    "|意见|决定|通知|原则|条例|规则|守则|指引|章程|修正案|公告|声明|宣言|方案|计划|预算案|财政预算案|说明|年鉴|手册|合同|公约)"
    "(?:[（(]?(?:草案|修订|修正|征求意见稿)[）)]?)*)+"
)
# Written with a capital wherever they stand: they mark no title.
_NAMES = {
    "china", "chinese", "china's", "prc", "hong", "kong", "macao", "macau", "taiwan", "beijing",
    "shanghai", "shenzhen", "paris", "kyoto", "basel", "vienna", "geneva", "london", "european",
    "europe", "american", "asian", "asia", "africa", "african", "japan", "japanese", "british",
    "english", "russian", "soviet", "tibet", "tibetan", "xinjiang", "january", "february",
    "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
}  # fmt: skip
# What kinds of documents are called; the longest ending of a title tells its kind.
_CALLED = {
    "法": "law act code", "宪法": "constitution", "法典": "code", "基本法": "law",
    "条例": "regulation ordinance act", "规例": "regulation rule",
    "规定": "provision regulation rule",
    "办法": "measure", "细则": "rule", "规则": "rule", "守则": "code rule guideline",
    "准则": "standard rule code guideline criterion",
    "规范": "standard specification code norm rule",
    "指引": "guideline guidance guide",
    "指南": "guideline guidance guide catalogue catalog",
    "目录": "catalogue catalog list directory", "手册": "manual handbook",
    "纲要": "outline program programme", "规划": "plan program outline",
    "计划": "plan program scheme",
    "方案": "plan program scheme proposal", "行动": "action", "战略": "strategy",
    "意见": "opinion guideline guidance", "通知": "notice circular", "公告": "notice announcement",
    "决定": "decision resolution", "决议": "resolution decision", "建议": "recommendation proposal",
    "协定": "agreement accord", "协议": "agreement protocol", "公约": "convention covenant",
    "条约": "treaty", "议定书": "protocol", "宣言": "declaration manifesto", "声明": "statement",
    "公报": "communique bulletin", "章程": "charter constitution statute", "宪章": "charter",
    "约章": "charter", "报告": "report", "年报": "report", "季报": "bulletin report",
    "月报": "bulletin report", "备忘录": "memorandum", "安排": "arrangement",
    "草案": "draft bill", "修正案": "amendment", "白皮书": "paper", "说明": "note statement",
    "原则": "principle", "标准": "standard", "制度": "system", "倡议": "initiative",
}  # fmt: skip
_NO_LAWS = ("方法", "做法", "想法", "看法", "说法", "语法", "书法", "魔法", "兵法", "手法")
_NEARLY_ALL = 0.75  # of the words of a title of no known kind
_FEW = 0.3  # of the words of an unmarked title may have capitals: names
_LINKING = {"of", "in", "for", "on", "and", "with"}
_LEAD = 6  # characters that may open a sentence: brackets, quotation marks, emphasis
_REACH = 2  # words beside a stretch that may be part of the title
# What English may add to a title that does not say what it is.
_ANY_KIND = frozenset(
    form
    for word in ("guideline", "guidance", "notice", "law", "act", "report", "regulation", "plan")
    for form in (word, word + "s")
)
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_YEAR = re.compile("[〇零一二三四五六七八九]{4}")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in a Chinese text."""

    text: str  # without the marks
    span: Span  # with them


@dataclass(frozen=True, slots=True)
class Located:
    """A stretch of English that may name a title."""

    window: Window
    links: Links
    kinds: frozenset[int]  # where the words begin that may say what kind of document it is
    is_known_kind: bool  # there are words for its kind

    @property
    def is_sure(self) -> bool:
        """Whether so much of the title stands here that it is no chance."""
        if self.names_kind or self.is_known_kind:
            return self.names_kind
        tokens = len(self.links.by_token)  # the last one stands for the kind, which may be left out
        return self.window.coverage * tokens >= _NEARLY_ALL * (tokens - 1)

    @property
    def names_kind(self) -> bool:
        """Whether it says what kind of document it is."""
        span = self.window.span
        return any(span.start <= start < span.end for start in self.kinds)


def titles_in(chinese: str) -> list[Title]:
    """Return the titles of a Chinese text, in order.

    >>> [title.text for title in titles_in("根据《外商投资法》和《计划》。")]
    ['外商投资法', '计划']
    """
    if "《" not in chinese:
        return []
    return [Title(m[1].strip(), Span(m.start(), m.end())) for m in _TITLE.finditer(chinese)]


def is_kind(title: Title) -> bool:
    """Tell whether a title says only what kind of document it is: 《纲要草案》, 《谅解备忘录》."""
    return _KINDS.fullmatch(to_simplified(title.text)) is not None


def enclosed(english: str) -> list[Span]:
    """Return what stands in quotation marks or is emphasised, with the marks."""
    return [Span(m.start(), m.end()) for m in _ENCLOSED.finditer(english)]


@lru_cache(maxsize=1024)  # two rules ask for the same
def locate(title: str, english: str) -> tuple[Located, ...]:
    """Return the stretches that share words with a title, those that share most first."""
    text = _YEAR.sub(lambda m: m[0].translate(_DIGITS), to_simplified(title))
    links = links_between(text, english)
    called = _called(text)
    heads = called or _ANY_KIND
    kinds = frozenset(i for i, word in enumerate(links.words) if word.text.lower() in heads)
    links = Links(links.words, (*links.by_token, kinds))
    starts = frozenset(links.words[i].start for i in kinds)
    widest = 3 * len(links.by_token) + 6
    return tuple(Located(window, links, starts, bool(called)) for window in windows(links, widest))


def _called(text: str) -> frozenset[str]:
    """Return what a document with such a title may be called; nothing if its kind is not known."""
    endings = {text.rstrip("）)"), re.sub("[（(][^（）()]*[）)]$", "", text)}
    found = (
        next((_CALLED[e[-n:]] for n in (3, 2, 1) if e[-n:] in _CALLED), "")
        for e in endings
        if not e.endswith(_NO_LAWS)
    )
    return frozenset(
        form for words in found for word in words.split() for form in (word, word + "s")
    )


def is_marked(located: Located, english: str, enclosures: list[Span]) -> bool:
    """Tell whether a stretch has capitals or stands in quotation marks or emphasis."""
    span = located.window.span
    if any(one.overlaps(span) for one in enclosures):
        return True
    words = located.links.words
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    content = [
        word
        for word in words[first:last]
        if not (word.is_function_word or word.text.isdigit() or word.text.lower() in _NAMES)
    ]
    capitals = [word for word in content if has_own_capital(word, english)]
    # A title in small letters may hold a name: the decision of the CPC on reform.
    if len(capitals) > _FEW * len(content) or located.kinds & {word.start for word in capitals}:
        return True
    return any(
        has_own_capital(word, english)
        for beside in (words[max(0, first - _REACH) : first][::-1], words[last : last + _REACH])
        for word in _joined(beside, span, english)
    )


def _joined(words: Sequence[Word], span: Span, english: str) -> Iterator[Word]:
    """Yield the words that follow a stretch with blanks only: one capital makes them its part.

    Made in China 2025: the words before the ones that were found.
    """
    start, end = span.start, span.end
    for word in words:
        between = english[end : word.start] if word.start >= end else english[word.end : start]
        if between not in (" ", "-"):
            return
        yield word
        if word.text not in _LINKING:
            return
        start, end = min(start, word.start), max(end, word.end)


def has_own_capital(word: Word, english: str) -> bool:
    """Tell whether a word has a capital that neither its sentence nor its being a name gives it."""
    return (
        word.text[:1].isupper()
        and word.text.lower() not in _NAMES
        and not begins_sentence(word, english)
    )


def begins_sentence(word: Word, english: str) -> bool:
    """Tell whether a word is the first of the text or of a sentence in it."""
    before = english[max(0, word.start - _LEAD) : word.start].rstrip(" \t\u00a0“\"'‘(（*_-—–")
    return not before or before[-1] in ".!?:;。"
