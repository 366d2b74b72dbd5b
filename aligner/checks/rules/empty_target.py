"""A unit of a bitext has no target.

The unit was forgotten, or its translation was lost on the way between tools.

Bad:  <source>加快改革。</source><target></target>
Good: <source>加快改革。</source><target>We will accelerate reform.</target>

Known false alarms: none known; units without letters are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import is_bitext, is_boilerplate, is_in, short, spans
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where a unit with a source has no target."""
    text = bead.source.text
    if bead.target.text.strip() or not text.strip() or not is_bitext(bead):
        return
    language = bead.source.language
    is_text = is_in(text, language) and not is_boilerplate(text, language)
    yield Problem(
        f"no translation of “{short(text)}”",
        "translate it",
        *spans(bead, source=Span(0, len(text))),
        severity=None if is_text else "warning",
    )
