"""Two different sentences are translated in the same way.

One of them may have lost what makes it different: a digit, a name, a negation; often a translation
was copied and not adapted.

Bad:  适度扩大内需。 / 坚决扩大内需。 → Expand domestic demand.
Good: 适度扩大内需。 → Expand domestic demand to an appropriate degree.

Known false alarms: two Chinese words for one thing, as 讲话 and 致辞.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.base import Noted, Problem, Settings
from aligner.checks.grouping import other_way, quoted
from aligner.checks.translated import note, sources, targets

__all__ = ["conclude", "note"]


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem wherever a target has another source than most often."""
    for one, usual, _, usual_count in other_way(
        noted, targets(noted, with_kind=True), sources(noted, with_kind=False)
    ):
        text = usual.texts[0]
        yield (
            one,
            Problem(
                f"the same translation stands elsewhere for “{quoted(text)}” ({usual_count})",
                "see what makes the two sources different",
            ),
        )
