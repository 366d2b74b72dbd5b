"""Two different sentences are translated in the same way.

One of them may have lost what makes it different: a digit, a name, a negation; often a translation
was copied and not adapted.

Bad:  适度扩大内需。 / 坚决扩大内需。 → Expand domestic demand.
Good: 适度扩大内需。 → Expand domestic demand to an appropriate degree.

Known false alarms: two Chinese words for one thing, as 讲话 and 致辞.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings, is_improbable
from aligner.checks.grouping import other_way, quoted
from aligner.checks.sameness import hash_of, is_heading, is_long_enough


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note hashes of both texts."""
    source, target = bead.source.text, bead.target.text
    if is_improbable(bead.bead.probability):
        return  # what stands beside it may belong to another sentence
    if source and target and is_long_enough(bead.chinese.text):
        kind = "h" if is_heading(target) else "s"
        yield Fact(kind + hash_of(target), hash_of(source))


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem wherever a target has another source than most often."""
    for one, usual, _, usual_count in other_way(noted):
        text = usual.texts[0]
        yield (
            one,
            Problem(
                f"the same translation stands elsewhere for “{quoted(text)}” ({usual_count})",
                "see what makes the two sources different",
            ),
        )
