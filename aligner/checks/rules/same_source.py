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

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings, is_improbable
from aligner.checks.grouping import contrasted, other_way
from aligner.checks.sameness import hash_of, is_heading, is_long_enough
from aligner.document import Language


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note hashes of both texts."""
    source, target = bead.source.text, bead.target.text
    if is_improbable(bead.bead.probability):
        return  # what stands beside it may belong to another sentence
    if source and target and is_long_enough(bead.chinese.text):
        kind = "h" if is_heading(source) else "s"
        yield Fact(kind + hash_of(source), f"{bead.target.language}{hash_of(target)}")


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem wherever a source has another target than most often."""
    for one, usual, count, usual_count in other_way(noted):
        language: Language = "zh" if one.fact.value.startswith("zh") else "en"
        there, here = contrasted(usual.texts[1], one.texts[1], language)
        yield (
            one,
            Problem(
                f"the same source is “{here}” here ({count} in all) and “{there}” elsewhere "
                f"({usual_count})",
                "translate it the same way, if nothing else is meant",
            ),
        )
