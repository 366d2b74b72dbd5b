"""Segments that two translations of the same source have in common.

A translation and its reference are rarely cut alike. Both are aligned with the source; where the
borders of both fall on the same place of the source a segment ends. So no sentence is compared
with another's reference, and what one of them leaves out stands against nothing (the idea of
SEGALE, 2025, with the source in the middle).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aligner.errors import InputError

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The source and the target text of a bead."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the source with both its translations."""

    source: str
    target: str
    reference: str


def common_segments(
    translation: Sequence[Pair], reference: Sequence[Pair], names: tuple[str, str] = ("", "")
) -> list[Segment]:
    """Return the finest segments that both are cut at; time linear in the texts.

    >>> one = [Pair("甲。", "A."), Pair("乙。", "B.")]
    >>> [s.target for s in common_segments(one, [Pair("甲。乙。", "A and B.")])]
    ['A. B.']

    Raises:
        InputError: they are not of the same source.
    """
    lengths = [
        [len(_BLANK.sub("", pair.source)) for pair in side] for side in (translation, reference)
    ]
    texts = ["".join(_BLANK.sub("", p.source) for p in side) for side in (translation, reference)]
    if texts[0] != texts[1]:
        raise InputError(
            f"not a translation of the same text as {names[0]}",
            place=names[1],
            way_out="give a reference for the very same source",
        )
    segments: list[Segment] = []
    position = [0, 0]  # pairs taken of each side
    while position[0] < len(translation) or position[1] < len(reference):
        ends = _next_border(lengths, position)
        target = _joined(pair.target for pair in translation[position[0] : ends[0]])
        other = _joined(pair.target for pair in reference[position[1] : ends[1]])
        source = "".join(pair.source for pair in translation[position[0] : ends[0]])
        segments.append(Segment(source, target, other))
        position = ends
    return segments


def _next_border(lengths: Sequence[Sequence[int]], position: Sequence[int]) -> list[int]:
    """Return how many pairs of each side end at the next place where both end."""
    ends, reached = list(position), [0, 0]
    while True:
        # The side that lags behind takes the next pair; pairs without source go with those before.
        side = 0 if reached[0] <= reached[1] and ends[0] < len(lengths[0]) else 1
        if ends[side] >= len(lengths[side]):
            side = 1 - side
        if ends[side] >= len(lengths[side]):
            return ends
        reached[side] += lengths[side][ends[side]]
        ends[side] += 1
        if reached[0] == reached[1] and reached[0]:
            for one in (0, 1):
                while ends[one] < len(lengths[one]) and not lengths[one][ends[one]]:
                    ends[one] += 1
            return ends


def _joined(texts: Iterable[str]) -> str:
    return " ".join(text for text in texts if text)
