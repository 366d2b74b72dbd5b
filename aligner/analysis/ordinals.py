"""Whether two ordinals stand before the same thing: 第一季度 and “the second quarter”.

第一 is as often “foremost” as “first”, and “Second, …” counts arguments. What an ordinal counts
shows in the noun behind it; where the nouns are the same, so are the things counted.
"""

from __future__ import annotations

import re
from functools import cache

from aligner.text.quantities import Quantity
from aligner.text.quantities.numerals import simplified

_NOUNS = {  # those that are cited by their ordinals; of two that begin alike, the longer first
    "季度": "quarter|q[1-4]",
    "代表大[会會]|人大|大[会會]": "congress|conference|assembly|convention",
    "中?全[会會]|全[体體][会會][议議]": "plenum|plenary|session|meeting",
    "[会會][议議]": "session|meeting|conference",
    "常委[会會]|委[员員][会會]": "committee",
    "峰会": "summit",
    "[论論][坛壇]": "forum",
    "博[览覽][会會]": "expo|exposition|exhibition|fair",
    "普查": "census|survey",
    "阶段": "stage|phase|period",
    "五年(?:[计計][划劃]|[规規][划劃])": "five-year",
    "百年": "centenary|centennial",
    "世界大[战戰]": "world war",
}
_CLASSIFIED = {  # nouns of one character, right behind the numeral
    "批": "batch|group|round",
    **dict.fromkeys("轮輪", "round"),
    "期": "phase|stage|period|issue|tranche",
    "季": "season",
}
_REACH = 16  # characters from a Chinese ordinal to the end of its noun
_WORDS = 6  # English words between an ordinal and its noun
_BETWEEN = (  # no word that begins another phrase, nor the one of “for the first time”
    r"(?:(?!(?:of|and|or|to|in|at|on|by|with|from|for|during|since|the|an?|time) )"
    r"[a-z][a-z'’-]*[ ])"
)
_ELSEWHERE = re.compile("[，。；：！？、第的]")


def are_of_one_thing(chinese: Quantity, english: Quantity, zh: str, en: str) -> bool:
    """Tell whether the nouns behind two ordinals are each other's translations.

    >>> from aligner.text.quantities import find_quantities
    >>> (zh,), (en,) = find_quantities("第一季度", "zh"), find_quantities("second quarter", "en")
    >>> are_of_one_thing(zh, en, "第一季度", "second quarter")
    True
    """
    renderings = _renderings(zh, chinese)
    noun = _english().match(en, english.start) if renderings else None
    return noun is not None and re.fullmatch(renderings, noun[1].lower()) is not None


def _renderings(text: str, ordinal: Quantity) -> str:
    """Return the pattern of what an ordinal's noun may be in English; empty if it has none."""
    printed = simplified(text[ordinal.start : ordinal.end])
    behind = simplified(text[ordinal.end : ordinal.start + _REACH])
    # 一季度 and 一中全会: the noun, or its beginning, is within the ordinal.
    within = "季度" if printed.endswith("季度") else "中" if printed.endswith("中") else ""
    phrase = within + _ELSEWHERE.split(behind)[0]
    if phrase[:1] in _CLASSIFIED and not phrase.startswith("季度"):
        return _CLASSIFIED[phrase[0]]
    noun = _chinese().search(phrase)
    return list(_NOUNS.values())[int(noun.lastgroup[1:])] if noun and noun.lastgroup else ""


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<n{i}>{noun})" for i, noun in enumerate(_NOUNS)))


@cache
def _english() -> re.Pattern[str]:
    """Return a pattern of an ordinal with its noun, or of what is both (Q2)."""
    nouns = "|".join([*_NOUNS.values(), *_CLASSIFIED.values()])
    numeral = r"(?:[0-9]+(?:st|nd|rd|th)|[a-z-]+) "
    words = f"{_BETWEEN}{{0,{_WORDS}}}?"
    return re.compile(rf"(?:{numeral}{words})?\b({nouns})\b", re.IGNORECASE)
