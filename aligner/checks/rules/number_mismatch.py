"""A number in the translation is not the number of the original.

A digit mistyped, two that changed places, be it digits or the numbers of “from … to …”, or a lost
minus sign: nothing else in the sentence shows it, and readers of policy texts quote numbers without
the original at hand. Numbers are compared by value, so that 8000亿元, 800 billion yuan and 0.8
trillion yuan are the same; numbers inside fixed terms (三农, 十四五) are none. Small counts in
words are warned of only, a rounded number is a hint.

Bad:  增长6.5% → grew by 5.6 percent
Good: 增长6.5% → grew by 6.5 percent
Bad:  增速为-3.5% → a growth rate of 3.5 percent
Good: 增速为-3.5% → a decline of 3.5 percent

Known false alarms: two numbers of one kind each of which only one language has; a number that is
spread over several parts of its sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.order import Change, changes_in_chinese, changes_in_english
from aligner.analysis.signs import lost_signs
from aligner.analysis.slips import Slip
from aligner.checks.base import Problem, Settings
from aligner.checks.numbers import (
    in_chinese,
    in_english,
    span_of,
    suggested_number,
    way_out_for,
)
from aligner.findings import Severity
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each number that became another one."""
    for slip in bead.numbers.slips:
        if slip.kind in ("digit", "number", "rounding"):
            yield _problem(bead, slip)
    yield from _turned(bead)
    yield from _unsigned(bead)


def _turned(bead: BeadAnalysis) -> Iterator[Problem]:
    """Yield a problem for each change that goes the other way in English."""
    english = {pair.chinese: pair.english for pair in bead.numbers.pairs}
    if len(english) < 2:
        return
    told = list(changes_in_english(bead.english.text, list(english.values())))
    for change in changes_in_chinese(bead.chinese.text, list(english)) if told else ():
        turned = Change(english[change.after], english[change.before])
        if turned in told and change.before.low != change.after.low:
            before, after = in_chinese(bead, change.before), in_chinese(bead, change.after)
            yield Problem(
                f"{before} and {after} changed places",
                "check the order",
                Span(change.before.start, change.after.end),
                Span(
                    min(turned.before.start, turned.after.start),
                    max(turned.before.end, turned.after.end),
                ),
            )


def _unsigned(bead: BeadAnalysis) -> Iterator[Problem]:
    """Yield a problem for each minus sign that only one side has."""
    chinese, english = bead.chinese.text, bead.english.text
    pairs = [(pair.chinese, pair.english) for pair in bead.numbers.pairs]
    for lost in lost_signs(chinese, english, pairs) if pairs else ():
        zh = Span(lost.chinese_start, lost.chinese.end)
        en = Span(lost.english_start, lost.english.end)
        printed = chinese[zh.start : zh.end].strip(), english[en.start : en.end].strip()
        yield Problem(f"{printed[0]} became “{printed[1]}”", "check the sign", zh, en)


def _problem(bead: BeadAnalysis, slip: Slip) -> Problem:
    chinese, english = in_chinese(bead, slip.chinese), in_english(bead, slip.english)
    suggestion = suggested_number(bead, slip)
    spans = (span_of(slip.chinese), span_of(slip.english))
    if slip.kind == "rounding":
        message = f"{chinese} is rounded to “{english}”"
        return Problem(message, "make sure that it may be", *spans, suggestion, severity="info")
    severity: Severity | None = None if slip.is_sure else "warning"
    return Problem(
        f"{chinese} became “{english}”",
        way_out_for(suggestion),
        *spans,
        suggestion,
        severity=severity,
    )
