"""An obligation is rendered by something weaker.

必须, 应当 and 须 bind: *shall*, *must*, *is required to*. 应当 is officially *should* in the
Constitution and *shall* in other statutes; both pass. *May* and *can* leave a choice that the law
does not give, and *should* for 必须 is weaker than the original.

Bad:  经营者必须公布价格。 → Business operators may publish their prices.
Good: 经营者必须公布价格。 → Business operators must publish their prices.

An error in statutes. In other texts only 必须 and 须 are looked at; “may” in their place is an
error if no *must*, *should* or *need to* is left for them, anything else a warning; “can” is let
pass if one is left.

Known false alarms: a demand put as the only thing allowed: 必须凭证入场 → “may enter with a
ticket only”.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.modals import (
    ChineseModals,
    EnglishModals,
    chinese_modals,
    counterpart,
    english_modals,
)
from aligner.glossary.rendering import Span

_SHOULD = "应應"  # 应当, which may be “should”


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if weaker words stand where obligations are missing."""
    chinese, english = bead.chinese.text, bead.english.text
    if not english or not any(word in chinese for word in "须須当當"):
        return
    source = chinese_modals(chinese)
    is_statute = bead.origin.is_statute
    musts = [span for span in source.demands if chinese[span.start] not in _SHOULD]
    demands = source.demands if is_statute else musts
    if not demands:
        return
    target = english_modals(english)
    weaker = _weaker(source, target, len(musts))
    if not weaker:
        return
    span = demands[0]
    verb = counterpart(span, chinese, weaker, english)
    left = len(target.demands) + len(target.mildly_demands) + target.other_demanding
    is_may = english[verb.start : verb.end].lower() == "may"
    if not (is_statute or is_may) and left >= len(musts) and verb in target.allows:
        return  # we must make sure that workers can find new jobs
    is_sure = is_statute or (is_may and left < len(musts))
    yield Problem(
        f"{chinese[span.start : span.end]} binds, “{english[verb.start : verb.end]}” is weaker",
        "write “shall” or “must”",
        span,
        verb,
        "must" if chinese[span.start] == "必" else "shall",
        severity=None if is_sure else "warning",
    )


def _weaker(source: ChineseModals, target: EnglishModals, musts: int) -> tuple[Span, ...]:
    """Return the verbs that stand in the place of obligations, none if nothing is missing."""
    surplus = len(target.allows) - target.incidental - max(source.possible, len(source.allows))
    if surplus > 0:
        return target.allows
    # “Shall” may stand for a verb without a modal in Chinese: only “must” is surely a 必须.
    firm = target.musts + target.other_demanding
    mild = len(target.mildly_demands) - (len(source.demands) - musts)
    if musts > firm and mild > 0:
        return target.mildly_demands
    return ()
