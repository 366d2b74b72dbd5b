"""A prohibition is rendered by something weaker.

不得 and 禁止 leave no choice: *shall not*, *must not*, *may not*, *no … shall*, *is prohibited*.
*Should not* advises and *need not* sets free; a reader would think the act is allowed.

Bad:  任何人不得伪造证件。 → No one should forge certificates.
Good: 任何人不得伪造证件。 → No one shall forge certificates.

An error in statutes, a warning in other texts.

Known false alarms: a prohibition turned into a demand: 不得迟到 → “should be on time”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.modals import EnglishModals, chinese_modals, counterpart, english_modals
from aligner.glossary.rendering import Span

_ADVICE = re.compile("[应應该該宜]|不要|不必|[无無毋][需须須]|不需|不用")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if weaker words stand where prohibitions are missing."""
    chinese, english = bead.chinese.text, bead.english.text
    if not english or not ("不" in chinese or "禁" in chinese):
        return
    source = chinese_modals(chinese)
    if not source.forbids:
        return
    target = english_modals(english)
    missing = len(source.forbids) - len(target.forbids) - target.other_forbidding
    allowing = len(target.allows) - target.incidental - max(source.possible, len(source.allows))
    demanding = target.mildly_demands if not target.forbids and not source.demands else ()
    weaker = target.weakly_forbids or (target.allows if allowing > 0 else demanding)
    if missing <= 0:
        weaker = _unasked(bead, target)
    if not weaker:
        return
    span = source.forbids[0]
    verb = counterpart(span, chinese, weaker, english)
    words = english[verb.start : verb.end]
    # “No one should”: what is marked is only its verb.
    yield Problem(
        f"{chinese[span.start : span.end]} forbids, “{words}” is weaker",
        "write “shall not”, “must not” or “may not”",
        span,
        verb,
        "shall not" if words.lower() == "should not" else "",
        severity=None if bead.origin.is_statute else "warning",
    )


def _unasked(bead: BeadAnalysis, target: EnglishModals) -> tuple[Span, ...]:
    """Return each “should not” of a statute whose Chinese forbids and advises nothing.

    One 不得 may forbid two things, and the English say them in two ways: shall not, should not.
    """
    if not bead.origin.is_statute or _ADVICE.search(bead.chinese.text):
        return ()
    english = bead.english.text
    return tuple(
        span
        for span in target.weakly_forbids
        if english[span.start : span.end][:6].lower() == "should"
    )
