"""A bound of a number is dropped or reversed.

1000万人以上 is a floor, 不超过 a ceiling, 近 a little less and 多 a little more; a target that
loses its bound becomes another target. In a translation into Chinese, bounds that it adds are
reported, too.

Bad:  城镇新增就业1100万人以上 → create 11 million urban jobs
Good: 城镇新增就业1100万人以上 → create more than 11 million urban jobs
Bad:  more than 300 schools → 300所学校
Good: more than 300 schools → 300多所学校
Bad:  不低于10% → no more than 10 percent
Good: 不低于10% → no less than 10 percent
Bad:  最多可容纳5000人 → can hold at least 5,000 people
Good: 最多可容纳5000人 → can hold up to 5,000 people

Known false alarms: numbers so well known that English leaves the bound out (14亿多人口); bounds
said far from their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis, Side
from aligner.analysis.numbers import Pair
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.glossary.rendering import Span
from aligner.text.quantities import Quantity
from aligner.text.quantities.chinese_context import with_modifier
from aligner.text.quantities.model import Bound
from aligner.text.quantities.numerals import simplified

_REACH = 48  # characters before a number in which its bound may stand
_LOWER = re.compile(
    r"\b(?:more than|greater than|higher than|above|beyond|upwards of|in excess of|at least|minimum"
    r"|(?:no|not) (?:less|fewer|lower) than|exceed\w*|surpass\w*|topp\w+|past|pass(?:ed|ing)"
    r"|over(?! the (?:past|last|next|course)| (?:a|this) (?:period|year))|well into|floor"
    r"|not? below)\b",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"\b(?:top|less than|fewer than|lower than|under|below|within|up to|at most|maximum|ceiling"
    r"|limit\w*|(?:no|not) (?:more|higher|greater|later) than|not? (?:over|exceed\w*|above)"
    r"|almost|nearly|close to|near(?:s|ly|ing)?|approach\w*|capped|short of|just under"
    r"|not reach\w*)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|some|estimated|approx)\b|\bca\.|~\Z", re.IGNORECASE
)
_BEHIND = re.compile(
    r"\.?(?: [a-z]+){0,2} (?:plus|above|below|beyond|upwards?|maximum|minimum|at most|at least"
    r"|and (?:above|over|below|older|under)"
    r"|or (?:more|above|over|less|below|under|lower|fewer|older|so|greater|higher|longer|larger))\b"
    r"|[ ]?\+",
    re.IGNORECASE,
)
_PAST = re.compile(r"\b(?:past|last|recent|latest|preceding|previous)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|no|never|nor|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_OWN_NEGATION = re.compile(r"\b(?:not?|never) \w+ (?:than )?\Z", re.IGNORECASE)  # no more than
_FAR = 80  # characters before a bound in which it may be negated
_TO = re.compile(r"[ ]?(?:to|and|-|–|—)(?![a-z])", re.IGNORECASE)
_TO_END = re.compile(r"(?:\b(?:to|and)|-|–|—)[ ]?\Z", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(?:an?|half) \Z", re.IGNORECASE)
_ROUGH = re.compile("左右|上下|来")
_ROUGHLY = re.compile(r"(?:约|大概|大致)[^一-鿿0-9]*\Z")
_HUGE = re.compile("上[百千万]+[^元万亿美]")  # 上千次: a thousand times
_COMPARED = re.compile("的?(?:[预原既]定|预期)?(?:目标|目標|水平)")  # 高于5%的目标 says no floor
_IN_TIME = re.compile(r"\bin (?:a |the )?\Z", re.IGNORECASE)  # 三日内: in three days
_REACH_IN_CHINESE = 16  # characters before a number in which its bound may stand
_CHINESE_BORDER = re.compile("[，。；：！？]")
_CHINESE_BEFORE = re.compile(
    "[超逾近约約]|突破|[多大高低少小长長短][于於]|[至最][少多低高大]|起[码碼]|不[少低下足到及满滿]"
    "|大[概致]|[几幾]乎|差不多|[上下]限|[高多长長重][达達]|(?:[达達]到?|[过過数數上])了?\\Z"
)
_CHINESE_BEHIND = re.compile(
    "[^，。；：！？]{0,6}?(?:[多余餘来來起几幾内內上下外]|左右|[为為]限|封[顶頂]|或更)"
)
# A verb may part a bound from its number: 至少招聘200名. 最多的 and 最多数 are no bounds.
_FAR_BOUND = re.compile(
    "(?:(?P<lower>[至最]少|起[码碼])|[至最]多|[顶頂]多|不[得能可]多于|不[得能可]超过)"
    r"(?![的数])[^，。；：！？、的0-9]{1,6}\Z"
)
_AT_LEAST = re.compile(
    r"\b(?:at least|(?:no|not) (?:less|fewer|lower) than|minimum|or (?:more|above|over)"
    r"|(?<!no )(?<!not )more than)\b",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"\b(?:at (?:the )?most|up to|(?:no|not) (?:more|higher|greater) than|maximum"
    r"|or (?:less|fewer|below)|(?<!no )(?<!not )(?:less|fewer) than|not exceed\w*)\b",
    re.IGNORECASE,
)
_OUTRIGHT_NEGATION = re.compile(
    r"\b(?:no|not) (?:more|less|fewer|lower|higher|greater) than\b|\bnot exceed\w*",
    re.IGNORECASE,
)
_OR_BEHIND = re.compile(
    r"(?: [a-z]+){0,2} or (?:more|above|over|less|fewer|below)\b", re.IGNORECASE
)
_CHANGED_TO = re.compile(r"[升增涨漲提降跌减減加扩擴][至到]\Z")
_UP_TO = re.compile(r"\bup to \Z", re.IGNORECASE)  # edged up to: 微升至
_WORDS = {"lower": "more than", "upper": "less than"}


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each bound that is lost or turned round."""
    for pair in bead.numbers.pairs:
        chinese, english = pair.chinese, pair.english
        if chinese.bound:
            is_another = chinese.bound != english.bound
        else:
            is_another = chinese.approximate and not (english.approximate or english.bound)
        if is_another and _is_bound(bead.chinese.text, chinese):
            yield from _problems(bead, pair)
        elif (far := _far_bound(bead.chinese.text, chinese)) and _is_opposite(bead, pair, far[0]):
            yield _turned(bead, pair, far[1])
        elif bead.target is bead.chinese and _is_dropped_in_chinese(bead, pair):
            yield _dropped_in_chinese(bead, pair)


def _is_bound(text: str, chinese: Quantity) -> bool:
    """Tell whether the Chinese says a bound that English must say, too."""
    if chinese.weak or _COMPARED.match(text, chinese.end):
        return False
    if (
        chinese.kind == "duration"
        and chinese.bound == "upper"
        and text[chinese.end :][:1] in "來来"
    ):
        return False  # 近三年来: in recent years
    printed = simplified(text[chinese.start : chinese.end])
    before = simplified(text[max(0, chinese.start - 3) : chinese.start])
    if not chinese.bound:  # not 四五岁, “four or five”
        return bool(_ROUGH.search(printed) or _ROUGHLY.search(before))
    return not _HUGE.match(before[-1:] + printed)


def _problems(bead: BeadAnalysis, pair: Pair) -> Iterator[Problem]:
    chinese, english = pair.chinese, pair.english
    start = with_modifier(simplified(bead.chinese.text), chinese.start)
    spans = (Span(start, chinese.end), span_of(english))
    printed = (bead.chinese.text[start : chinese.end].strip(), in_english(bead, english))
    turned = _turned(bead, pair, start)
    if english.bound:
        before = _OWN_NEGATION.sub(
            "", bead.english.text[max(0, english.start - _FAR) : english.start]
        )
        if _NEGATED.search(before):
            return  # he must not stay for more than three days
        yield turned
        return
    if english.approximate or _is_said(bead.english, pair) or _is_range(bead, pair):
        return
    opposite = {"lower": _UPPER, "upper": _LOWER}.get(chinese.bound)
    if opposite and opposite.search(_before(bead.english, pair)):
        yield turned
        return
    if bead.target is bead.chinese:
        yield Problem(f"“{printed[1]}” has no bound, {printed[0]} has", "check the bound", *spans)
        return
    suggestion = suggested(bead, _with_bound(bead.english.text, pair))
    yield Problem(
        f"the bound of {printed[0]} is dropped in “{printed[1]}”",
        way_out_for(suggestion),
        *spans,
        suggestion,
    )


def _turned(bead: BeadAnalysis, pair: Pair, start: int) -> Problem:
    """Return the problem that a Chinese bound, which begins at ``start``, is reversed."""
    printed = bead.chinese.text[start : pair.chinese.end].strip()
    return Problem(
        f"the bound of {printed} is reversed in “{in_english(bead, pair.english)}”",
        "check the bound",
        Span(start, pair.chinese.end),
        span_of(pair.english),
    )


def _far_bound(text: str, chinese: Quantity) -> tuple[Bound, int] | None:
    """Return the bound that a verb parts from its number, and where it begins: 至少招聘200名."""
    if chinese.bound or chinese.weak:
        return None
    before = simplified(text[max(0, chinese.start - _REACH_IN_CHINESE) : chinese.start])
    far = _FAR_BOUND.search(before)
    if far is None:
        return None
    return "lower" if far["lower"] else "upper", chinese.start - len(before) + far.start()


def _is_opposite(bead: BeadAnalysis, pair: Pair, bound: Bound) -> bool:
    """Tell whether the English says outright the bound that is the other one."""
    text, english = bead.english.text, pair.english
    own, other = (_AT_LEAST, _AT_MOST) if bound == "lower" else (_AT_MOST, _AT_LEAST)
    behind = _OR_BEHIND.match(text, english.end)
    around = (
        _before(bead.english, pair) + text[english.start : behind.end() if behind else english.end]
    )
    far_before = text[max(0, english.start - _FAR) : english.start]
    is_negated = _NEGATED.search(_OUTRIGHT_NEGATION.sub("", far_before)) is not None
    return bool(other.search(around)) and not own.search(around) and not is_negated


def _is_dropped_in_chinese(bead: BeadAnalysis, pair: Pair) -> bool:
    """Tell whether the English has a bound, and the Chinese neither it nor a word like it."""
    chinese, english = pair.chinese, pair.english
    if not english.bound or english.weak or chinese.weak or chinese.bound or chinese.approximate:
        return False
    if english.kind in ("year", "date"):
        return False  # an increase over 2015
    text = bead.chinese.text
    before = text[max(0, chinese.start - _REACH_IN_CHINESE) : chinese.start]
    if _CHANGED_TO.search(before) and _UP_TO.search(_before(bead.english, pair)):
        return False
    clause = _CHINESE_BORDER.split(before)[-1]
    return not (_CHINESE_BEFORE.search(clause) or _CHINESE_BEHIND.match(text, chinese.end))


def _dropped_in_chinese(bead: BeadAnalysis, pair: Pair) -> Problem:
    english, text = pair.english, bead.english.text
    pattern = _LOWER if english.bound == "lower" else _UPPER
    before = _before(bead.english, pair)
    words = [*pattern.finditer(before)]
    start = english.start - len(before) + words[-1].start() if words else english.start
    return Problem(
        f"the bound of {text[start : english.end].strip()} is dropped in "
        f"“{in_chinese(bead, pair.chinese)}”",
        "check the bound",
        span_of(pair.chinese),
        Span(start, english.end),
    )


def _is_range(bead: BeadAnalysis, pair: Pair) -> bool:
    """Tell whether 三年以上五年以下 is “three to five years”."""
    chinese = pair.chinese
    joined = [
        one
        for one in bead.numbers.pairs
        if one.chinese.bound not in ("", chinese.bound)
        and not one.english.bound  # else one of two bounds is lost
        and (one.chinese.start == chinese.end or one.chinese.end == chinese.start)
    ]
    text, english = bead.english.text, pair.english
    return bool(joined) and bool(
        _TO.match(text, english.end)
        or _TO_END.search(text, max(0, english.start - 6), english.start)
    )


def _with_bound(text: str, pair: Pair) -> str:
    """Return the English number with its bound; empty where the sentence must change, too."""
    english = pair.english
    printed = text[english.start : english.end]
    if _ATTRIBUTE.search(text, max(0, english.start - 4), english.start) or "-" in printed:
        return ""  # a million, a 20-minute talk
    word = _word(pair.chinese)
    return f"{word if english.start else word.capitalize()} {printed}"


def _word(chinese: Quantity) -> str:
    """Return the English of a bound."""
    if not chinese.bound:
        return "about"
    if chinese.bound == "lower":
        return "more than"
    return "nearly" if chinese.approximate else "less than"


def _is_said(side: Side, pair: Pair) -> bool:
    """Tell whether a bound stands between a number and the one before it, or right behind it."""
    english, bound = pair.english, pair.chinese.bound
    before = _before(side, pair)
    patterns = [{"lower": _LOWER, "upper": _UPPER}.get(bound, _ABOUT), _ABOUT]
    if bound == "upper":  # 三日内 is “in three days”, 近三年 “the past three years”
        patterns += [_IN_TIME] if english.kind == "duration" else []
        patterns += [_PAST] if pair.chinese.approximate else []
    is_before = any(pattern.search(before) for pattern in patterns)
    return is_before or _BEHIND.match(side.text, english.end) is not None


def _before(side: Side, pair: Pair) -> str:
    """Return the English before a number in which its bound may stand."""
    start = pair.english.start
    floor = max((one.end for one in side.quantities if one.end <= start), default=0)
    return side.text[max(floor, start - _REACH) : start]
