"""What the rules on completeness share: what may stand on one side only, and looking around."""

from __future__ import annotations

import re

from aligner.analysis import BeadAnalysis, Side
from aligner.analysis.bead import NEIGHBOURS
from aligner.document import Language
from aligner.findings import Severity
from aligner.glossary.rendering import Span

HAN = re.compile("[㐀-鿿豈-﫿]")
_LETTER = re.compile(r"[^\W\d_]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
_FINAL = re.compile(r"[。！？；.!?;：:]\W*$")
_LABEL, _NAME = 4, 2  # Han characters, English words
_LOST = 0.6  # probability
_FRONT = 8  # beads at most before the text proper begins

# A page's own words: navigation, editors, sources, dates of publication.
_BOILERPLATE: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(
        r"""
        ^\W*(?: (?:责任)?编辑[：:] | 责编[：:] | (?:文章|稿件|信息|消息)?(?:来源|稿源)[：:]
          | 作者[：:]
          | (?:记者|通讯员|审核|校对|编审|监制|制作|翻译|摄影)[：:/／]
          | 字[号体][：:] | 分享(?:到|至|$) | 打印(?:本页|$) | 【?(?:打印|关闭|收藏)】? (?:\W|$)
          | 关闭(?:窗口|本页) | 返回(?:顶部|首页|列表) | 扫[一码].{0,12}(?:关注|阅读|分享|二维码)
          | (?:上|下)一[篇页条][：:]? | 相关(?:阅读|链接|报道|新闻|附件|下载|文章)
          | 当前位置[：:] | 您(?:当前|现在)?的?位置 | 发布(?:时间|日期)[：:] | 更新时间[：:]
          | (?:浏览|阅读|点击)(?:次数|量)[：:] | 版权所有 | 网站(?:地图|声明) | 主办单位[：:]
          | 附件(?:下载|[：:]\s*$) | 点击(?:下载|查看|阅读) | 阅读原文 | (?:中|双语)?(?:英)?全文如下
          | 双语全文 | 以下[为是].{0,10}全文
          | (?:新华社|新华网|人民网|央视网|中新网|中国日报)\s*\d{4}-
          | ICP备 )
        | [（(](?:完|责任编辑.{0,12})[）)]\s*$ | 京ICP
        """,
        re.VERBOSE,
    ),
    "en": re.compile(
        r"""
        ^\W*(?: related\ (?:downloads?|links?|stories|articles|news|documents|files)
          | read\ more\W*$
          | (?:source|editor|edited\ by|author|by|reporter|translator|reviewed\ by|photo)s?\s?:\s
          | (?:last\ )?updated\s?: | published\s?: | share\ (?:this|on|to)\b | share\W*$ | print\W*$
          | print\ this | e-?mail\ this | tweet\W*$ | back\ to\ top | home\W*$
          | all\ rights\ reserved
          | copyright\b | (?:previous|next)\ (?:article|page|story)? \W*$ | you\ are\ here
          | download(?:\ pdf|\ the\ (?:file|document)|s)?\W*$ | attachments?\s?:?\W*$
          | skip\ to\ | follow\ us | scan\ the\ | subscribe\ | click\ here | full\ text\W*$
          | (?:the\ )?following\ is\ the\ (?:full\ )?text\b
          | (?:xinhua|china\ daily|cgtn|people's\ daily)(?:\ news\ agency)?\W*(?:\d|\||$) )
        """,
        re.VERBOSE | re.IGNORECASE,
    ),
}
_DATELINE = re.compile(
    r"[^\w]*(?:(?:新华社|新华网|人民网|中新网|Xinhua|China Daily|[A-Z]{3,}),?\s*)?"
    r"(?:\d{4}\s*[-./年]\s*\d{1,2}(?:\s*[-./月]\s*\d{1,2}日?)?|\d{1,2}:\d{2}|[\s|]|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"\s+\d{1,2},?\s+\d{4})+[^\w]*"
)


def is_boilerplate(text: str, language: Language) -> bool:
    """Tell whether a text belongs to a page rather than to the document.

    >>> is_boilerplate("责任编辑：某某", "zh"), is_boilerplate("Print", "en")
    (True, True)
    >>> is_boilerplate("编辑出版工作。", "zh"), is_boilerplate("Home sales fell.", "en")
    (False, False)
    """
    return bool(_BOILERPLATE[language].search(text) or _DATELINE.fullmatch(text))


def is_label(text: str, language: Language) -> bool:
    """Tell whether a text is hardly more than a name, a date or a figure: a byline, a caption.

    >>> is_label("5月", "zh"), is_label("David Sun", "en"), is_label("改革。", "zh")
    (True, True, False)
    """
    if _FINAL.search(text):
        return False
    return len(text.strip()) <= _LABEL if language == "zh" else len(text.split()) <= _NAME


def is_in(text: str, language: Language) -> bool:
    """Tell whether most of a text is in a language; False where it has no letters.

    >>> is_in("推进改革", "zh"), is_in("GDP", "zh"), is_in("12%", "en")
    (True, False, False)
    """
    han = len(HAN.findall(text))
    if language == "zh":
        # Where nearly all is Han, as mostly, the letters need not be counted.
        return han > 0 and (4 * han > len(text) or 3 * han > _letters(text) - han)
    if not han:
        return _LETTER.search(text) is not None
    return _letters(text) > 4 * han


def _letters(text: str) -> int:
    return len(_LETTER.findall(text))


def gap_severity(bead: BeadAnalysis, side: Side) -> Severity:
    """Return how bad it is that a side of a bead stands alone."""
    text, language = side.text, side.language
    if is_boilerplate(text, language):
        return "info"
    is_doubtful = is_front(bead) or continues(bead) or is_label(text, language)
    # In the other side's language it is FULL005's.
    is_doubtful |= not is_in(text, language)
    return "warning" if is_doubtful else "error"


def is_front(bead: BeadAnalysis) -> bool:
    """Tell whether nothing before a bead of two documents has a counterpart: a page's head."""
    if is_bitext(bead) or bead.index > _FRONT:
        return False
    return not any(one.has_both for one in bead.before) and (
        bead.index <= NEIGHBOURS or len(bead.before) == NEIGHBOURS
    )


def is_bitext(bead: BeadAnalysis) -> bool:
    """Tell whether source and target were paired by their file, not by aligning."""
    return bead.origin.source_file == bead.origin.target_file


def continues(bead: BeadAnalysis) -> bool:
    """Tell whether beads before lack the same side: one gap is reported as one.

    Where both beads before are improbable, the aligner had lost its way already.
    """
    if not bead.before:
        return False
    last = bead.before[-1]
    if last.has_both:
        return len(bead.before) == NEIGHBOURS and all(map(_is_improbable, bead.before))
    language = last.source.language if last.source.text else last.target.language
    if is_boilerplate(last.source.text or last.target.text, language):
        return False
    return bool(last.source.text) == bool(bead.source.text)


def _is_improbable(bead: BeadAnalysis) -> bool:
    probability = bead.bead.probability
    return bead.has_both and probability is not None and probability < _LOST


def is_exchanged(bead: BeadAnalysis) -> bool:
    """Tell whether a bead next to it lacks the other side: perhaps the two belong together."""
    return any(
        bool(one.source.text) == bool(bead.target.text)
        and bool(one.target.text) == bool(bead.source.text)
        for one in (*bead.before[-1:], *bead.after[:1])
    )


def spans(
    bead: BeadAnalysis, source: Span | None = None, target: Span | None = None
) -> tuple[Span | None, Span | None]:
    """Return the Chinese and the English span of what is told by direction."""
    return (source, target) if bead.source.language == "zh" else (target, source)


def short(text: str, longest: int = 40) -> str:
    """Return a text, or its beginning with an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
