"""The target is the source, copied.

Translation tools fill empty targets with the source; such a unit looks done and is not.

Bad:  加快改革。 → 加快改革。
Good: 加快改革。 → We will accelerate reform.

Known false alarms: none known; numbers, names and addresses in Latin letters may be the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import LATIN_WORD, is_in, spans
from aligner.glossary.rendering import Span

_FEWEST_WORDS = 4  # English words: fewer may be a name


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where both sides are the same."""
    source, target = bead.source.text.strip(), bead.target.text.strip()
    if source[:1] != target[:1] or not target or "".join(source.split()) != "".join(target.split()):
        return
    language = bead.source.language
    if not is_in(source, language):
        return
    if language == "en" and len(LATIN_WORD.findall(source)) < _FEWEST_WORDS:
        return
    yield Problem(
        "the target is a copy of the source",
        "translate it",
        *spans(bead, source=Span(0, len(bead.source.text)), target=Span(0, len(bead.target.text))),
    )
