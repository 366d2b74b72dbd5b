"""A part of a web page was left in the text.

Navigation, buttons, “Related Downloads”, 责任编辑 and 打印本页 come along when a page is copied.
They are no part of the document, and make the text look careless.

Bad:  加快改革。责任编辑：某某 → We will accelerate reform.
Good: 加快改革。 → We will accelerate reform.

Known false alarms: the line that names the source of a speech or picture, where it is wanted.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis, Side
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import is_boilerplate, short, spans
from aligner.glossary.rendering import Span

_LONGEST = 120  # code points: whatever is longer is text
_BOTH_LONGEST = 40  # on both sides, so perhaps wanted


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each side that is a page's own words."""
    has_source, has_target = _is_page(bead.source), _is_page(bead.target)
    if not (has_source or has_target):
        return
    side = bead.target if has_target else bead.source
    span = Span(0, len(side.text))
    yield Problem(
        f"“{short(side.text)}” belongs to a web page, not to the text",
        "take it out",
        *spans(bead, source=None if has_target else span, target=span if has_target else None),
        severity="info" if bead.has_both and not (has_source and has_target) else None,
    )


def _is_page(side: Side) -> bool:
    return 0 < len(side.text) <= _LONGEST and is_boilerplate(side.text, side.language)
