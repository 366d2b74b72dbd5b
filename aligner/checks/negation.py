"""Words that deny, in Chinese and English: the sure ones, and all that may."""

from __future__ import annotations

import re

from aligner.glossary.rendering import Span

# What looks like a denial and is translated without one as often as not.
_CHINESE_HARMLESS = re.compile(
    r"""
    不[得能可]不 | 不[^，。；]{1,6}不 | 非[^，。；]{0,6}不可 | 没有[^，。；]{1,20}就没有
    | 不[能会要]?[仅光单只] | 不[能得](?:已|了) | 没有[最比] | 不能(?:忘|替代|割)
    | 不[能得可会要应]?(?:[低少高大晚迟]于|再是|限于|超过|辜负|[断懈松停歇止忘负失怕畏惧缺容])
    | 缺一不可 | 不可偏[废廢] | [决決绝絕并並]?不回避
    | [^，。；]{0,2}有没有 | 能不能 | 会不会 | 要不要 | 是不是
    """,
    re.VERBOSE,
)
_CHINESE_DENIAL = re.compile(
    r"""
    不得 | 不能 | 不[会會] | 不要 | 不[许許准宜予应應受] | 不允[许許] | 不存在 | 不是 | 不搞
    | 不可(?!或缺|分割|逆转|替代|估量|避免|阻挡|战胜|持续|动摇|侵犯|再生|抗)
    | [没沒]有 | [决決绝絕并並]不
    | 从不(?!到|足|同) | [从從]未 | [严嚴]禁 | 切勿
    """,
    re.VERBOSE,
)
_CHINESE_SIGNS = re.compile("[不没沒決决绝絕並并從从尚严嚴切]")  # one begins every denial
_CHINESE_ANY = re.compile(
    "[不没沒無无未非否勿毋莫免防禁拒反缺失欠零停弃绝仅违脱敢难避耻弱]"
    "|减少|取消|除[外非去]|只[有能是]|以外|中断"
)
# These have such a character and are not translated by a denial.
_CHINESE_EMPTY = re.compile(
    "不[断仅但光同少管论久过锈]|不动产|非[常洲]|未来|无论|免费|国防|防务|消防|边防|防[治控范]|预防"
    "|违[法规]|失[业败]|反[应映馈对腐贫]|脱贫|[困灾艰]难|难[民题点]|绝[对大]|拒绝|[勇果]敢|避免|是否"
    "|莫斯科|零售"
)
_ENGLISH_DENIAL = re.compile(
    r"\b(?:will|shall|must|should|can|could|would|may|might|is|are|was|were|be|has|have|had|do|does"
    r"|did)\s+(?:not|never)\b|\bcannot\b|n['’]t\b",
    re.IGNORECASE,
)
_ENGLISH_SIGNS = ("not", "never", "n't", "n’t")  # one of them is in every denial
_ENGLISH_HARMLESS = re.compile(
    r"""
    \w+\ not\ (?: lose | fall\ below | be\ less | slacken | relax | waver | only | just | merely
      | simply | least | (?:more|less)\ than | (?:to\ )?exceed\w* | lower )\b
    | \w+\ never\ (?: los\w+ | forget\w* | fail | stop | cease | leave | tire | be(?:en)? | before
      | relax | slacken | waver )\b
    | \bif\b [^.,;]{0,30} \bnot\b
    | \b(?:not|never)\b [^.;]{1,40} \b(?: without | until | unless | un\w+ | fail )\b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ENGLISH_ANY = re.compile(
    r"""
    \b(?: not | no | never | nor | neither | none | nothing | nobody | nowhere | without | cannot
      | un(?!i|der|til|ited|less) \w{3,}
      | in(?: suffici | adequa | abilit | complet | capab | visib | violab | separab | alienab
        | disp | depend | effici | effect | equal | toleran )\w*
      | im(?: possib | prop | permiss )\w* | ir\w{4,} | il(?: leg | lic )\w* | non\w*
      | \w+less(?:ly|ness)? | avoid\w* | prevent\w* | prohibit\w* | bann?(?:ed|ing|s)?
      | forb[iao]d\w* | refus\w* | reject\w* | fail\w* | lack\w* | absen\w* | stop\w* | ceas\w*
      | free | zero\w* | few | little | less | hardly | rarely | rather | instead | against
      | unless | until | only | oppos\w* | den(?:y|ie[sd]|ying) | refrain\w* | exempt\w*
      | exclu\w* | except\w* | beyond | far\ from | regardless | despite | yet\ to | out\ of
      | short\ of | resist\w* | reluctan\w* | any(?:one|thing)? | rid | wherever | but )\b
    | n['’]t\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def chinese_denials(text: str) -> list[Span]:
    """Return what hardly is anything but a denial in a Chinese text.

    >>> [span.start for span in chinese_denials("不断改革，不得干涉。")]
    [5]
    """
    if not _CHINESE_SIGNS.search(text):
        return []
    return _outside(_CHINESE_DENIAL, _CHINESE_HARMLESS, text)


def english_denials(text: str) -> list[Span]:
    """Return what hardly is anything but a denial in an English text.

    >>> len(english_denials("We will not only talk; we will not stop."))
    1
    """
    lowered = text.lower()
    if not any(sign in lowered for sign in _ENGLISH_SIGNS):  # the search takes ten times as long
        return []
    return _outside(_ENGLISH_DENIAL, _ENGLISH_HARMLESS, text)


def count_in_chinese(text: str) -> int:
    """Return how many words of a Chinese text may deny."""
    return len(_CHINESE_ANY.findall(_CHINESE_EMPTY.sub(" ", text)))


def count_in_english(text: str) -> int:
    """Return how many words of an English text may deny."""
    return len(_ENGLISH_ANY.findall(text))


def _outside(pattern: re.Pattern[str], harmless: re.Pattern[str], text: str) -> list[Span]:
    """Return the matches of a pattern that do not overlap harmless ones."""
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    if not found:  # as mostly
        return found
    others = [Span(*match.span()) for match in harmless.finditer(text)]
    return [span for span in found if not any(span.overlaps(one) for one in others)]
