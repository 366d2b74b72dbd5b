"""The two sides end differently: a question in one only, or a sentence without its full stop.

A question that became a statement says something else; a missing full stop is a sign that the end
was cut off.

Bad:  我们该怎么办？ → We know what to do.
Good: 我们该怎么办？ → What should we do?

Known false alarms: rhetorical questions that English states; headings with a full stop in Chinese.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span

_CLOSERS = "”’\"'」』）)]*_ \u00a0"
_ITEM = re.compile("[#*•·\\-–—（(0-9①-⑳]|[一二三四五六七八九十]+[、是]")
_UNFINISHED = frozenset(string.ascii_letters + string.digits + "%)")  # at the end
_LONG = 40  # characters: a heading is shorter


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if the ends do not fit."""
    chinese, english = bead.chinese.text.rstrip(_CLOSERS), bead.english.text.rstrip(_CLOSERS)
    if not (chinese and english):
        return
    asks = chinese[-1] in "？?"
    if asks and "?" not in english and not _asks_near(bead, "english"):
        yield Problem(
            "a question in Chinese, none in English",
            "see whether it should be one",
            Span(len(chinese) - 1, len(chinese)),
        )
    elif english[-1] == "?" and not re.search("[？?吗呢]", chinese):
        if not _asks_near(bead, "chinese"):
            yield Problem(
                "a question in English, none in Chinese",
                "see whether it should be one",
                None,
                Span(len(english) - 1, len(english)),
            )
    elif english[-1] == "!" and "！" not in bead.chinese.text and "!" not in bead.chinese.text:
        yield Problem(
            "an exclamation in English, none in Chinese",
            "end it with a full stop",
            None,
            Span(len(english) - 1, len(english)),
        )
    is_item = _ITEM.match(chinese) or "：" in chinese  # set as a heading or a list in English
    if (
        chinese[-1] in "。！"
        and english[-1] in _UNFINISHED
        and len(english) > _LONG
        and not is_item
    ):
        following = next((near.english.text for near in bead.after if near.english.text), "")
        # A sentence that goes on in the next bead has its full stop there.
        if not following[:1].islower():
            yield Problem(
                "the sentence has no final mark",
                "see whether its end is lost",
                None,
                Span(len(english) - 1, len(english)),
            )


def _asks_near(bead: BeadAnalysis, side: str) -> bool:
    texts = (
        near.english.text if side == "english" else near.chinese.text for near in bead.neighbours
    )
    return any(mark in text for text in texts for mark in "？?")
