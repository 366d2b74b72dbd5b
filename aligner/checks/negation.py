"""Words that deny, in Chinese and English: those that hardly say anything else, and all that may."""

from __future__ import annotations

import re
from dataclasses import dataclass

from aligner.glossary.rendering import Span

# What has a negative character and denies nothing, or is translated without denial as often as not.
_CHINESE_HARMLESS = re.compile(
    r"""
    不断 | 不[仅光单但只] | 不同 | 不少 | 不[论管] | 无论 | 不过 | 不久 | 不止 | 不[失惜懈] | 不[满足]足?
    | 不[低少]于 | 不[迟晚]于 | 不[平均]衡? | 不[容忍]? (?=置疑|辩驳|小觑|易) | 不[得能可]不 | 非[^不]{0,6}不可 | 不[^，。；]{1,6}不 | 无[^，。；]{1,3}无
    | 没有[^，。；]{1,16}(?:就|便)[没不]有? | 不[动凡菲朽屈挠渝拔移变] | 坚[定持]不[移懈] | 毫不 | 锲而不舍 | 持之以恒
    | 不[确稳安法良利正当] | 不[可]?[或]缺 | 不[起对]起? | 了不起 | 差不多 | 不约而同 | 不[时由禁觉] | 不[在]乎 | 不已
    | 无[人线烟锡私限比穷畏数愧上偿形污害障条声疑] | 无党派 | 无[非] | 未来 | 未成年 | 未[必免]
    | 非[洲常凡] | 除非 | 莫非 | 若非 | 是非 | 并非 | 非[公物传遗] | 非法 | 非典 | 非政府 | 不锈 | 不动产
    | 不[忘负辱]初?心? | 不[减逊亚] | 络绎不绝 | 源源不 | 生生不息 | 自强不息 | 不[计]其数 | 不[一]而足 | [能可会]不[能可会]
    | 不[怕畏惧] | 不[辞]辛?劳? | 不[忽]视? | 不[愧]? (?=是|为) | 不[够] | 不[高低强多大小快好深全]? (?=的|，|、|。|等)
    """,
    re.VERBOSE,
)
_CHINESE_DENIAL = re.compile(
    r"不得 | 不[能会要许准可应宜予再是存让受准搞] | 不允许 | 没有 | [决绝]不 | 从[不未] | 尚未 | 并[不未] | 严禁 | 禁止 | 切勿 | 请勿 "
    r"| 不[^，。；、\s]",
    re.VERBOSE,
)
_CHINESE_ANY = re.compile("[不没無无未非否勿莫免防禁止拒反缺失欠少除零难停弃废免外别休乏空绝断只才仅忌惩违脱去取消]")
_ENGLISH_DENIAL = re.compile(
    r"\b(?:not|never|cannot|neither|nobody|nothing|none|no)\b|n['’]t\b", re.IGNORECASE
)
_ENGLISH_HARMLESS = re.compile(
    r"""
    \bnot\ (?:only|just|merely|simply|least)\b | \bno\.\s*\d | \bno\ (?:matter|doubt|less|fewer|later|more\ than)\b
    | \bwhether\ or\ not\b | \bnone\ other\b | \bnothing\ (?:but|less|short)\b | \bif\ not\b | \bno\ longer\b
    | \bnot\b[^.;]{1,40}\b(?:without|until|unless|un\w+|fail)\b | \bno\b[^.;]{1,40}\b(?:without|unless|until)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_ANY = re.compile(
    r"""
    \b(?: not | no | never | nor | neither | none | nothing | nobody | nowhere | without | cannot
      | un(?!i|der|til|ited|ity) \w{3,} | in(?:suffici|adequa|ability|exorabl|dispens|complet|capab|visib|violab|separab|alienab|variab|depend|definit|apprehens|consist|effici|effectiv|evitab|justic|equal|stabil|security|famil|toleran|vincib|cessant)\w*
      | im(?:possib|prop|perm|mov|mutab|parti|balanc)\w* | ir\w{4,} | il(?:leg|lic|lit)\w* | non\w* | dis\w{3,} | mis\w{3,} | \w+less(?:ly|ness)?
      | avoid\w* | prevent\w* | prohibit\w* | bann?\w* | bar(?:s|red)? | forb[iao]d\w* | refus\w* | reject\w* | fail\w* | lack\w* | absen\w*
      | avert\w* | stop\w* | ceas\w* | end(?:ed|s|ing)? | free | zero\w* | few | little | hardly | scarcely | rarely | seldom | rather\ than | instead
      | against | unless | until | only | resist\w* | oppos\w* | den(?:y|ie[sd]|ying) | refrain\w* | halt\w* | rid | exempt\w* | exclu\w*
      | except\w* | beyond | short\w* | far\ from | fewer | less\w* | weak\w* | yet | still | regardless | despite | whatever | any\w* | keep\w*\ from | forg[eo]t\w*
      | stay\w* | remain\w* | nev\w* | cut\w* | remov\w* | eliminat\w* | withhold\w* | invalid\w* | null | void | violat\w* | else | other\w* | before | lest | poor\w* | slow\w* | problem\w* | out
      | always | steadfast\w* | firm\w* | tireless\w* | constant\w* | continu\w* | resolut\w* | unswerving\w* | low\w* | abandon\w* | quit\w* | give\ up | difficult\w* | hard\w* | too | alone | too\w* | miss\w* | los\w* | vacan\w* | suspend\w* | decline\w* )\b
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
