"""Numbers below zero: which lost their minus sign, or got one.

Quantities are compared without their signs, since a decline of 3.5 percent is 增速为-3.5%. A sign
is lost only where the other side has neither a sign nor a word of decline near its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.text.quantities import Quantity

_KINDS = frozenset({"percent", "point", "measure", "money"})
_DASH = "[-−－﹣]"
_BEFORE = 12  # characters before a number that show its sign
_FAR = (24, 80)  # characters around a number in which a word of decline tells: Chinese, English
# A dash behind anything else may be one of a list, a range or a name.
_SIGNED = "[为為是达達至到约約率速幅长長]"
_CHINESE_SIGN = re.compile(
    "(?:零下|(?<![正担擔背肩自欠胜勝])[负負]"
    rf"|(?:(?<={_SIGNED})|(?<={_SIGNED} )|(?<=[（(：:])){_DASH})\Z"
)
_ENGLISH_SIGN = re.compile(
    r"(?:(?<!or )(?<![0-9%] )\bminus |\bnegative |(?<=[a-z] )[-−]|(?<=[a-z] \()[-−])\Z",
    re.IGNORECASE,
)
_BELOW_ZERO = re.compile(
    r"(?:[ ]?°[ ]?[cf]\b|(?: degrees?)?(?: celsius| centigrade| fahrenheit)?)"
    r" below (?:zero|freezing)",
    re.IGNORECASE,
)
_CHINESE_DECLINE = re.compile(
    "[-−－﹣–—±零负負下降减減跌缩縮亏虧损損差赤落滑萎少低贬貶紧緊窄折流冷退衰弱回收失扣倒欠债債"
    "不未无無冰冻凍]"
)
_ENGLISH_DECLINE = re.compile(
    r"[-−–—±(]\Z|\b(?:minus|negative|sub-?zero|below|under|less|fewer|lower|down\w*|off|out\w*"
    r"|f[ae]ll\w*|declin\w*|decreas\w*|dr[oa]p\w*|contract\w*|shr[iau]nk\w*|lo(?:ss|st|se)\w*"
    r"|deficit\w*|reduc\w*|cut\w*|recess\w*|slump\w*|dip\w*|sli[dp]\w*|tumbl\w*|plung\w*|plummet\w*"
    r"|shed\w*|weak\w*|wors\w*|narrow\w*|depreciat\w*|deflat\w*|discount\w*|short\w*|s[aiu]nk\w*"
    r"|eas(?:e|ed|ing)\b|soften\w*|retreat\w*|decelerat\w*|slow\w*|drag\w*|subtract\w*|deduct\w*"
    r"|debt\w*|cold\w*|freez\w*|frozen|frost\w*|ice|no|not|never|without|reverse\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LostSign:
    """A pair of which one is below zero and the other is not."""

    chinese: Quantity
    english: Quantity
    chinese_start: int  # with the sign
    english_start: int


def lost_signs(
    chinese_text: str, english_text: str, pairs: Iterable[tuple[Quantity, Quantity]]
) -> list[LostSign]:
    """Return the pairs of which only one has a minus sign, and the other nothing like it.

    >>> from aligner.text.quantities import find_quantities
    >>> (zh,), (en,) = find_quantities("增速为-3%", "zh"), find_quantities("It grew 3%", "en")
    >>> len(lost_signs("增速为-3%", "It grew 3%", [(zh, en)]))
    1
    >>> (en,) = find_quantities("It fell 3%", "en")
    >>> lost_signs("增速为-3%", "It fell 3%", [(zh, en)])
    []
    """
    found = []
    for zh, en in pairs:
        if zh.kind not in _KINDS or en.kind not in _KINDS:
            continue
        starts = (_chinese_sign(chinese_text, zh), _english_sign(english_text, en))
        is_lost = starts[0] < zh.start and not _declines_in_english(english_text, en)
        is_added = starts[1] < en.start or _is_below_zero(english_text, en)
        if is_lost or (is_added and not _declines_in_chinese(chinese_text, zh)):
            found.append(LostSign(zh, en, *starts))
    return found


def _chinese_sign(text: str, one: Quantity) -> int:
    """Return where a Chinese number begins with its minus sign, if it has one."""
    start = max(0, one.start - _BEFORE)
    sign = _CHINESE_SIGN.search(text, start, one.start)
    return sign.start() if sign else one.start


def _english_sign(text: str, one: Quantity) -> int:
    sign = _ENGLISH_SIGN.search(text, max(0, one.start - _BEFORE), one.start)
    return sign.start() if sign else one.start


def _is_below_zero(text: str, one: Quantity) -> bool:
    return _BELOW_ZERO.match(text, one.end) is not None


def _declines_in_chinese(text: str, one: Quantity) -> bool:
    start = max(0, one.start - _FAR[0])
    return _CHINESE_DECLINE.search(text, start, one.end + _FAR[0]) is not None


def _declines_in_english(text: str, one: Quantity) -> bool:
    before = text[max(0, one.start - _FAR[1]) : one.start]
    behind = text[one.end : one.end + _FAR[1]]
    return any(_ENGLISH_DECLINE.search(part) for part in (before, behind))
