"""The same sentence is translated in two ways.

Readers of a report and its annexes look for a difference where there is none. White space, quotes,
punctuation and the script make no difference; headings are compared with headings only, and
segments of fewer than four Chinese characters are left out.

Bad:  深化改革开放。 → Deepen reform and opening up. / Go further in reform and openness.
Good: 深化改革开放。 → Deepen reform and opening up. (always)

Known false alarms: a refrain that a speaker varies on purpose.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.base import Noted, Problem, Settings
from aligner.checks.grouping import contrasted, other_way
from aligner.checks.translated import note, sources, target_language, targets

__all__ = ["conclude", "note"]


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem wherever a source has another target than most often."""
    for one, usual, count, usual_count in other_way(
        noted, sources(noted, with_kind=True), targets(noted, with_kind=False)
    ):
        there, here = contrasted(usual.texts[1], one.texts[1], target_language(one))
        yield (
            one,
            Problem(
                f"the same source is “{here}” here ({count} in all) and “{there}” elsewhere "
                f"({usual_count})",
                "translate it the same way, if nothing else is meant",
            ),
        )
