"""A quotation mark is opened and not closed in the English, or a quotation is not marked at all.

A reader cannot tell where the quoted words end; unmarked, they become the author's own.

Bad:  他说：“开放带来进步。” → He said, “Opening up brings progress.
Good: 他说：“开放带来进步。” → He said, “Opening up brings progress.”

Quotation marks that only set off a term (“十四五”, “互联网+”) are often left out in English and are
not reported.

Known false alarms: quotations over many beads with a mark at the beginning of each paragraph;
reported speech in which the English paraphrases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.glossary.rendering import Span

_QUOTED = re.compile(r"[“「『]([^“”「」『』]+)[”」』]")
_SPEECH = re.compile(r"[:：]\s*$")
_STOPS = re.compile("[。！？；，!?;,]")
_SHORTEST_SPEECH = 10  # Han characters
_MARKS = '“”„"＂'
_MARK = re.compile(f"[{_MARKS}]")
_SINGLE = re.compile(r"[‘'`](?=\w)")
_OPENING = frozenset("“„")
_CLOSING = frozenset("”")


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for a mark without its partner and for a quotation without marks."""
    text = bead.english.text
    # Most texts have none; to look for each takes a tenth of what to look at each character does.
    marks = list(_MARK.finditer(text)) if any(mark in text for mark in _MARKS) else []
    if marks:
        if lonely := _lonely(marks):
            yield from _unpaired(bead, lonely)
    elif text and not _SINGLE.search(text):
        for match in _QUOTED.finditer(bead.chinese.text):
            if _is_speech(bead.chinese.text, match) and not _has_marks_near(bead):
                yield Problem(
                    f"the quotation “{_shown(match[1])}” has no quotation marks in the English",
                    "mark it, or make it reported speech",
                    Span(match.start(), match.end()),
                )


def _lonely(marks: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the first mark that has no partner."""
    open_marks: list[re.Match[str]] = []
    for mark in marks:
        sign = mark[0]
        if sign == '"' and not open_marks and _after_digit(mark):
            continue  # inches
        if sign in _OPENING or (sign not in _CLOSING and not open_marks):
            open_marks.append(mark)
        elif open_marks:
            open_marks.pop()
        else:
            return mark
    return open_marks[-1] if open_marks else None


def _after_digit(mark: re.Match[str]) -> bool:
    start = mark.start()
    return start > 0 and mark.string[start - 1].isdigit()


def _unpaired(bead: BeadAnalysis, lonely: re.Match[str]) -> Iterator[Problem]:
    chinese = bead.chinese.text
    balance = sum(map(chinese.count, "“「『")) - sum(map(chinese.count, "”」』"))
    # A quotation that goes on in the next beads is open in both languages, or closed in one near.
    if balance or any(_is_open(near) for near in bead.neighbours):
        return
    is_opening = lonely[0] in _OPENING
    has_quotation = bool(_QUOTED.search(chinese))
    yield Problem(
        f"“{lonely[0]}” is opened and not closed"
        if is_opening
        else f"“{lonely[0]}” has no partner",
        "add the missing quotation mark",
        None,
        Span(lonely.start(), lonely.end()),
        severity="error" if has_quotation else "warning",
    )


def _is_open(bead: BeadAnalysis) -> bool:
    return _lonely(list(_MARK.finditer(bead.english.text))) is not None


def _is_speech(chinese: str, match: re.Match[str]) -> bool:
    """Tell whether what stands in quotation marks is a quotation, not a term set off."""
    if len(match[1]) < _SHORTEST_SPEECH:
        return False
    return bool(_SPEECH.search(chinese[: match.start()]) or _STOPS.search(match[1]))


def _has_marks_near(bead: BeadAnalysis) -> bool:
    return any(_is_open(near) for near in bead.neighbours)


def _shown(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
