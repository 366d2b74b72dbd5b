"""What a sentence forbids, demands and allows, in both languages.

The words are counted, since Chinese and English clauses rarely stand in the same order: a bead
with two 不得 needs two prohibitions, wherever they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from aligner.glossary.rendering import Span

_CHINESE = re.compile(
    # 不得不 demands, 不得已 and 不得人心 are phrases, 许可 is a permit.
    "(?P<forbid>(?<![舍由巴恨])不得(?![不已了人当])|(?<!解除)(?:禁止|严禁)(?!性|令)|不准|不许(?!可))"
    "|(?P<demand>(?<![所无])必须(?!的)|(?<![不否])应当|(?<![必无勿毋何长胡触])须(?![知要臾根]))"
    "|(?P<allow>(?<![不否])可以|(?<![无没])有权(?![力威益势]))"
)
_TRADITIONAL = str.maketrans("應當須權許準嚴無", "应当须权许准严无")  # as many characters
# What may stand behind an English “may” or “can”, besides what allows.
_POSSIBLE = re.compile(
    "(?<![许不])可(?![持靠观喜是])|(?<![不动功职节智潜核产性])能(?![力源够量])|能够|让|(?<!不)(?:允许|准许)|便于|以便|也许|或许"
)

_TAIL = r"[0-9]{0,2}"  # the number of a footnote, glued to the word
_PAUSE = (
    r"(?:[\s,，]+(?:under|in)\s+(?:any|no)\s+\w+|[\s,，]+(?:\w+ly|also|therefore|in\s+no\s+way))?"
)
_MODAL = re.compile(
    rf"\b(?P<verb>shall|(?<!\ba )must|may|can|could|might|should|ought|need|will|would){_TAIL}\b"
    rf"(?P<not>(?:{_PAUSE}[\s,，]*\b(?:not|never|neither)\b)|n[’']t\b)?",
    re.IGNORECASE,
)
_CANNOT = re.compile(r"\b(?:cannot|can[’']t|mustn[’']t|shan[’']t)\b", re.IGNORECASE)
_WEAK_NOT = re.compile(
    r"\b(?:shouldn[’']t|needn[’']t|ought\s+not"
    r"|(?:do|does)(?:\s+not|n[’']t)\s+(?:have|need)\s+to"
    r"|(?:is|are|be)(?:\s+not|n[’']t)\s+(?:required|obliged|supposed|advised|encouraged|recommended)"
    r"|(?:is|are)\s+(?:advised|encouraged|recommended|urged)\s+(?:not\s+to|against)"
    r"|(?:is|are)\s+discouraged|not\s+(?:advisable|recommended|necessary|required))\b",
    re.IGNORECASE,
)
_FORBIDDING = re.compile(
    r"\b(?:prohibit\w*|forbid\w*|forbade|ban(?:ned|s|ning)?|bar(?:red|s)|outlaw\w*|inviolab\w*"
    r"|(?:not|never|no\s+\w+)\s+(?:be\s+)?(?:allow|permit|tolerat|authori[sz])\w*"
    r"|(?:is|are)\s+(?:not\s+to|unlawful|illegal|impermissible)"
    r"|disallow\w*|disqualif\w*|ineligible|preclud\w*|refrain\w*|zero\s+tolerance"
    r"|(?:no|not)\s+(?:more|fewer|less|later|earlier|longer)|at\s+(?:least|most)"
    r"|exceed\w*|limited\s+to|unless|only|do(?:es)?\s+not|don[’']t|never"
    r"|will\s+not|won[’']t|strictly)\b",
    re.IGNORECASE,
)
_DEMANDING = re.compile(
    r"\b(?:required?\s+to|(?:is|are|be)\s+required|(?<!-)oblig\w*|ha(?:ve|s|d)\s+to|needs?\s+to"
    r"|(?:is|are)\s+(?:to|needed)|imperative|mandatory|essential|necessary|compulsory|bound\s+to"
    r"|vital|crucial|indispensable|duty\s+to|requires?)\b",
    re.IGNORECASE,
)
_ALLOWING = re.compile(
    r"\b(?:(?:have|has|with|having)\s+the\s+(?:\w+\s+)?(?:rights?|powers?|authority|freedom|discretion)"
    r"|(?:rights?|powers?|authority)\s+to|entitle[sd]?|(?:is|are|be)\s+(?:\w+\s+)?(?:allowed|permitted)"
    r"|authori[sz]e[sd]?|empower\w*|eligible|free\s+to|discretion|able\s+to|competent\s+to"
    r"|(?:is|are)\s+(?:possible|optional|acceptable|available))\b",
    re.IGNORECASE,
)
_OPEN_NO = re.compile(
    r"(?:^|[.;,:，；：。]\s*|\b(?:and|that|but|or|which|case|Article\s+[0-9]+)\s+)"
    r"(?:no|nobody|none|neither|nor)\b[^.;；。]*$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:that|which|who|as|what|whatever|where|when|if)\s+$", re.I)
_STRONG = frozenset({"shall", "must"})
_MILD = frozenset({"should", "ought"})  # “will” and “would” tell, they do not demand
_ALLOW = frozenset({"may", "can", "could", "might"})
_FIRM_NOT = _STRONG | {"may", "can", "could"}  # with “not”


@dataclass(frozen=True, slots=True)
class ChineseModals:
    """Where a Chinese text forbids, demands and allows."""

    forbids: tuple[Span, ...]
    demands: tuple[Span, ...]
    allows: tuple[Span, ...]
    possible: int  # words that an English “may” or “can” may stand for


@dataclass(frozen=True, slots=True)
class EnglishModals:
    """The modal verbs of an English text, and how many other words do their work."""

    forbids: tuple[Span, ...]  # shall not, must not, may not, no … shall
    weakly_forbids: tuple[Span, ...]  # should not, need not
    demands: tuple[Span, ...]  # shall, must
    musts: int  # of ``demands``: must
    mildly_demands: tuple[Span, ...]  # should, ought to
    allows: tuple[Span, ...]  # may, can
    incidental: int  # of ``allows``: in “that may”, “as may”
    other_forbidding: int  # prohibited, without, no more than
    other_demanding: int  # required, duty
    other_allowing: int  # right, power, entitled


@lru_cache(maxsize=64)  # three rules ask one after the other
def chinese_modals(text: str) -> ChineseModals:
    """Return the modal words of a Chinese text in either script.

    >>> modals = chinese_modals("任何人不得入内，但是可以申请。")
    >>> len(modals.forbids), len(modals.demands), len(modals.allows)
    (1, 0, 1)
    """
    text = text.translate(_TRADITIONAL)
    found: dict[str, list[Span]] = {"forbid": [], "demand": [], "allow": []}
    for match in _CHINESE.finditer(text):
        found[str(match.lastgroup)].append(Span(*match.span()))
    return ChineseModals(
        tuple(found["forbid"]),
        tuple(found["demand"]),
        tuple(found["allow"]),
        sum(1 for _ in _POSSIBLE.finditer(text)),
    )


@lru_cache(maxsize=64)
def english_modals(text: str) -> EnglishModals:
    """Return the modal words of an English text.

    >>> modals = english_modals("No person shall enter, but anyone may apply.")
    >>> len(modals.forbids), len(modals.demands), len(modals.allows)
    (1, 0, 1)
    """
    forbids = [Span(*match.span()) for match in _CANNOT.finditer(text)]
    weak = [Span(*match.span()) for match in _WEAK_NOT.finditer(text)]
    strong: list[Span] = []
    mild: list[Span] = []
    allows: list[Span] = []
    incidental = end = 0
    for match in _MODAL.finditer(text):
        verb, span = match["verb"].lower(), Span(*match.span())
        if any(span.overlaps(other) for other in weak):
            continue
        # “No” reaches to the next modal verb only: no one shall enter, but anyone may apply.
        before = text[max(0, end, match.start() - 300) : match.start()]
        end = match.end()
        if match["not"] or _OPEN_NO.search(before):
            if verb in _FIRM_NOT:
                forbids.append(span)
            elif verb not in ("will", "would"):
                weak.append(span)
        elif verb in _STRONG:
            strong.append(span)
        elif verb in _ALLOW:
            allows.append(span)
            incidental += _RELATIVE.search(text, 0, match.start()) is not None
        elif verb in _MILD:
            mild.append(span)
    return EnglishModals(
        tuple(forbids),
        tuple(weak),
        tuple(strong),
        sum(text[span.start].lower() == "m" for span in strong),
        tuple(mild),
        tuple(allows),
        incidental,
        _count(_FORBIDDING, text),
        _count(_DEMANDING, text),
        _count(_ALLOWING, text),
    )


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def counterpart(span: Span, text: str, others: Sequence[Span], other_text: str) -> Span:
    """Return the one of the others that stands at about the same part of its text."""
    share = span.start / max(len(text), 1)
    return min(others, key=lambda other: abs(other.start / max(len(other_text), 1) - share))
