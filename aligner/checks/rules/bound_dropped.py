"""A bound of a number is dropped or reversed.

1000万人以上 is a floor, 不超过 a ceiling, 近 a little less and 多 a little more; a target that loses
its bound becomes another target.

Bad:  城镇新增就业1100万人以上 → create 11 million urban jobs
Good: 城镇新增就业1100万人以上 → create more than 11 million urban jobs
Bad:  不低于10% → no more than 10 percent
Good: 不低于10% → no less than 10 percent

Known false alarms: numbers so well known that English leaves the bound out (14亿多人口); bounds
said far from their number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.numbers import Pair
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import in_chinese, in_english, span_of, suggested, way_out_for
from aligner.text.quantities import Bound, Quantity

_REACH = 48  # characters before a number in which its bound may stand
_BEHIND = 24
_LOWER = re.compile(
    r"\b(?:more than|greater than|higher than|above|beyond|upwards of|in excess of|at least|minimum"
    r"|(?:no|not) (?:less|fewer|lower) than|exceed\w*|surpass\w*|topp\w+|top|pass(?:ed|ing)"
    r"|over(?! the (?:past|last|next|course)| (?:a|this) (?:period|year))|plus|or (?:more|above|over)"
    r"|and (?:above|over)|upward|older|well into|floor|not? below)\b|\+",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"\b(?:less than|fewer than|lower than|under|below|within|up to|at most|maximum|ceiling|limit\w*"
    r"|(?:no|not) (?:more|higher|greater|later) than|not? (?:over|exceed\w*|above)|almost|nearly"
    r"|close to|near\w*|approach\w*|or (?:less|below|under|lower|fewer)|cap\w*|short of|just under"
    r"|not reach\w*|yet)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|approximately|roughly|some|estimated|or so|an? average)\b", re.IGNORECASE
)
_COMPARED = re.compile("的?(?:[预原既]定|预期)?(?:目标|目標|水平)")  # 高于5%的目标 says no floor
_IN_TIME = re.compile(r"\bin (?:a |the )?\Z", re.IGNORECASE)  # 三日内: in three days
_WORDS = {"lower": "more than", "upper": "less than"}
_PAST = frozenset({"duration"})  # 近三年: the past three years


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each bound that is lost or turned round."""
    for pair in bead.numbers.pairs:
        if pair.chinese.bound and pair.chinese.bound != pair.english.bound:
            problem = _problem(bead, pair)
            if problem is not None:
                yield problem


def _problem(bead: BeadAnalysis, pair: Pair) -> Problem | None:
    chinese, english = pair.chinese, pair.english
    if chinese.weak or _COMPARED.match(bead.chinese.text, chinese.end):
        return None
    if chinese.kind in _PAST and chinese.approximate and chinese.bound == "upper":
        return None
    spans = (span_of(chinese), span_of(english))
    before = bead.chinese.text[max(0, chinese.start - 4) : chinese.start]
    printed = (before + in_chinese(bead, chinese), in_english(bead, english))
    if english.bound:
        return Problem(
            f"the bound of {printed[0]} is reversed in “{printed[1]}”", "check the bound", *spans
        )
    if english.approximate or _is_said(bead.english.text, english, chinese.bound):
        return None
    word = "nearly" if chinese.approximate and chinese.bound == "upper" else _WORDS[chinese.bound]
    suggestion = suggested(bead, f"{word} {printed[1]}")
    return Problem(
        f"the bound of {printed[0]} is dropped in “{printed[1]}”",
        way_out_for(suggestion),
        *spans,
        suggestion,
    )


def _is_said(text: str, english: Quantity, bound: Bound) -> bool:
    """Tell whether a bound of any kind stands near a number."""
    before = text[max(0, english.start - _REACH) : english.start]
    if bound == "upper" and english.kind == "duration" and _IN_TIME.search(before):
        return True
    behind = text[english.end : english.end + _BEHIND]
    pattern = _LOWER if bound == "lower" else _UPPER
    return any(one.search(part) for one in (pattern, _ABOUT) for part in (before, behind))
