"""A term is rendered in a neighbouring bead.

The translation moved it, or the alignment cut in the wrong place; the term itself is right.

Bad:  发展乡村旅游。 → We will do more. | Rural tourism and handicrafts will grow.
Good: 发展乡村旅游。 → We will develop rural tourism.

Known false alarms: the neighbour names the same thing on its own account, and this bead lacks it.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.wording import chinese_span


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each occurrence that a neighbour renders."""
    for one in bead.unrendered:
        if one.fate != "displaced" or one.place is None:
            continue
        term = one.occurrence.term
        yield Problem(
            f"{term.source} is rendered by “{one.text}” in bead {one.place.index + 1}",
            "check where the beads are cut",
            chinese_span(one.occurrence),
            glossary=term.origin.address,
        )
