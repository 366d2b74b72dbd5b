"""Words that deny, in Chinese and English: those that hardly say anything else, and all that may."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.glossary.rendering import Span

# What has a negative character and denies nothing, or is translated without denial as often as not.
# What looks like a denial and is translated without one as often as not.
_CHINESE_HARMLESS = re.compile(
    r"""
    不[得能可]不 | 不[^，。；]{1,6}不 | 非[^，。；]{0,6}不可 | 没有[^，。；]{1,20}就没有 | 不[能会要]?(?:仅|光|单|只)
    | 不[能得可会要应]?(?:低于|少于|断|懈|松|停|歇|止|忘|负|辜负|失|怕|畏|惧|缺|容|再是|限于|超过|高于|大于|晚于|迟于)
    | 不[能得](?:已|了) | 没有(?:最|比) | 不能(?:忘|替代|割) | [^，。；]{0,2}有没有 | 能不能 | 会不会 | 要不要 | 是不是
    """,
    re.VERBOSE,
)
_CHINESE_DENIAL = re.compile(
    r"不得|不能|不会|不要|不许|不准|不可(?!或缺|分割|逆转|替代|估量|避免|阻挡|战胜|持续|动摇|侵犯|再生|抗)"
    r"|不应|不宜|不予|不允许|不存在|不受|不再|不是|不搞|没有|[决绝]不|从不|从未|尚未|并不|严禁|切勿"
)
_CHINESE_ANY = re.compile(
    "[不没沒無无未非否勿莫免防禁拒反缺失欠少除零停弃废休乏空绝断仅忌违脱超过内下竭尽遗罔弗才唯惟]|以[下内]|只[有能是]|取消|以外|难|另"
)
_ENGLISH_DENIAL = re.compile(
    r"\b(?:not|never|cannot|neither|nobody|nothing|none|no)\b|n['’]t\b", re.IGNORECASE
)
_ENGLISH_HARMLESS = re.compile(
    r"""
    \bnot\ (?:only|just|merely|simply|least|more\ than|less\ than|exceed\w*|lower|to\ exceed)\b
    | \bno(?:t)?\.?\s*\d | \bno\ (?:matter|doubt|less|fewer|later|more|longer|time|effort|pains|small)\b
    | \bwhether\ or\ not\b | \bnone\ other\b | \bnothing\b | \bif\ not\b
    | \bnever\ (?:lose|forget|fail|stop|cease|leave|tire|be(?:en)?|before|relax|slacken|waver|losing|forgetting)\b
    | \b(?:not|no|never)\b [^.;]{1,40} \b(?:without|until|unless|un\w+|fail)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_ANY = re.compile(
    r"""
    \b(?: not | no | never | nor | neither | none | nothing | nobody | nowhere | without | cannot
      | un(?!i|der|til|ited|less) \w{3,} | in(?:suffici|adequa|abilit|complet|capab|visib|violab|depend|effici|effect|equal|toleran)\w*
      | im(?:possib|prop|permiss)\w* | ir\w{4,} | il(?:leg|lic)\w* | non\w* | \w+less(?:ly|ness)?
      | avoid\w* | prevent\w* | prohibit\w* | bann?(?:ed|ing|s)? | forb[iao]d\w* | refus\w* | reject\w* | fail\w*
      | lack\w* | absen\w* | stop\w* | ceas\w* | free | zero\w* | few | little | hardly | rarely | rather
      | instead | against | unless | until | only | oppos\w* | den(?:y|ie[sd]|ying) | refrain\w* | exempt\w*
      | exclu\w* | except\w* | beyond | far\ from | regardless | despite | yet\ to | out\ of | short\ of | resist\w*
      | any(?:one|thing)? | rid | wherever | cease | but )\b
    | n['’]t\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Denials:
    """What denies in one side."""

    sure: tuple[Span, ...]  # hardly anything but a denial
    possible: int  # words that may deny, the sure ones among them


def chinese_denials(text: str) -> Denials:
    """Return what denies in a Chinese text.

    >>> [text.start for text in chinese_denials("不断改革，不得干涉。").sure]
    [5]
    """
    if not _CHINESE_ANY.search(text):
        return Denials((), 0)
    harmless = [Span(*match.span()) for match in _CHINESE_HARMLESS.finditer(text)]
    return Denials(_outside(_CHINESE_DENIAL, text, harmless), len(_CHINESE_ANY.findall(text)))


def english_denials(text: str) -> Denials:
    """Return what denies in an English text.

    >>> len(english_denials("Not only we will not stop.").sure)
    1
    """
    harmless = [Span(*match.span()) for match in _ENGLISH_HARMLESS.finditer(text)]
    return Denials(_outside(_ENGLISH_DENIAL, text, harmless), len(_ENGLISH_ANY.findall(text)))


def _outside(pattern: re.Pattern[str], text: str, harmless: list[Span]) -> tuple[Span, ...]:
    spans = (Span(*match.span()) for match in pattern.finditer(text))
    return tuple(span for span in spans if not any(span.overlaps(one) for one in harmless))
