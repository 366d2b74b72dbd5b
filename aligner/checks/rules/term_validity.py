"""A rendering was not yet, or no longer, in use at the date of the text.

Names of institutions and programmes change; a text of 2019 has those of 2019. Needs the date.

Bad:  人类命运共同体 (2021) → community of common destiny
Good: 人类命运共同体 (2021) → community with a shared future

An error where the glossary has another line that holds then; else, a name used before or after its
time, a hint.

Known false alarms: a text that looks back, or ahead, and uses the names of that time.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span, replacement
from aligner.glossary.matching import Occurrence
from aligner.glossary.model import Term, first_day
from aligner.glossary.rendering import Span
from aligner.glossary.verdict import Verdict, find_rendering


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each rendering of a line that does not hold at the date."""
    if settings.date is None:
        return
    for found in bead.lapsed:
        for line in (found.term, *found.others):
            span = find_rendering(line, bead.english.words)
            if line.status == "approved" and span is not None:
                yield from _problems(bead, found, line, span, settings.date)
                break


def _problems(
    bead: BeadAnalysis, found: Occurrence, line: Term, span: Span, date: datetime.date
) -> Iterator[Problem]:
    verdict = _verdict(bead, found)
    if verdict is not None and verdict.is_good:
        return
    text = bead.english.text[span.start : span.end]
    is_early = bool(line.valid_from) and date < first_day(line.valid_from)
    valid = verdict.occurrence.term if verdict else None
    yield Problem(
        f"“{text}” renders {line.source} only from {line.valid_from} on"
        if is_early
        else f"“{text}” renders {line.source} only until {line.valid_until}",
        f"at the date of the text it is “{valid.target}”"
        if valid
        else "check the date of the text",
        chinese_span(found),
        span,
        replacement(bead, valid.target) if valid else "",
        (valid or line).origin.address,
        None if valid else "info",
    )


def _verdict(bead: BeadAnalysis, found: Occurrence) -> Verdict | None:
    """Return the verdict on the same Chinese by the lines that hold."""
    here = chinese_span(found)
    return next(
        (v for v in bead.judgement.verdicts if chinese_span(v.occurrence).overlaps(here)), None
    )
