"""Two sentences hardly differ, their translations do.

Sentences that differ in numbers only, or in a word or two, are found in every yearly report;
translations that differ much more hide that the same is said again.

Bad:  粮食产量达到1.3万亿斤。 → Grain output reached 1.3 trillion jin. /
      粮食产量达到1.2万亿斤。 → We harvested a total of 1.2 trillion jin of cereals.
Good: 粮食产量达到1.2万亿斤。 → Grain output reached 1.2 trillion jin.

For information.

Known false alarms: a small word that changes the whole sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.checks.base import Noted, Problem, Settings
from aligner.checks.grouping import quoted
from aligner.checks.sameness import near_pairs, normalised, without_digits
from aligner.checks.translated import note, sources

__all__ = ["conclude", "note"]

_ALIKE = 0.9  # sources, 0 … 1
_MARGIN = 0.25  # by which the targets are less alike than the sources
_SHORTEST = 8  # characters of a source: of shorter ones a tenth is not a word


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem for the later one of two beads, at most one for a bead."""
    from rapidfuzz.fuzz import ratio

    firsts, texts = _distinct(noted)
    nearest: dict[int, tuple[int, float]] = {}
    for first, second, alike in near_pairs(texts, _ALIKE):
        targets = [without_digits(normalised(firsts[i].texts[1])) for i in (first, second)]
        if ratio(*targets) / 100 < alike - _MARGIN:
            nearest[second] = max(nearest.get(second, (0, 0.0)), (first, alike), key=_likeness)
    for index in sorted(nearest):
        source, target = firsts[nearest[index][0]].texts
        yield (
            firsts[index],
            Problem(
                f"“{quoted(source)}” is nearly the same, "
                f"its translation is another: “{quoted(target)}”",
                "translate what is the same in the same way",
            ),
        )


def _distinct(noted: Sequence[Noted]) -> tuple[list[Noted], list[str]]:
    """Return the first bead of each source, and the sources with their numbers as one sign."""
    firsts: dict[str, Noted] = {}
    for one, source in zip(noted, sources(noted, with_kind=False), strict=True):
        if len(one.texts[0]) >= _SHORTEST:
            firsts.setdefault(source, one)
    return list(firsts.values()), [one.fact.text for one in firsts.values()]


def _likeness(pair: tuple[int, float]) -> float:
    return pair[1]
