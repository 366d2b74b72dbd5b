"""Segments that two translations of the same source have in common.

A translation and its reference are rarely cut alike. Both are aligned with the source; where the
borders of both fall on the same place of the source a segment ends. So no sentence is compared
with another's reference, and what one of them leaves out stands against nothing (the idea of
SEGALE, 2025, with the source in the middle).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from aligner.errors import InputError

_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Pair:
    """The source and the target text of a bead."""

    source: str
    target: str


def common_segments(
    translations: Sequence[Sequence[Pair]], names: Sequence[str] = ()
) -> list[tuple[Pair, ...]]:
    """Return the finest segments that all translations are cut at: of each its part.

    White space in the source makes no difference. What has no source goes with what stands before.
    Time linear in the texts.

    >>> one, other = [Pair("甲。", "A."), Pair("乙。", "B.")], [Pair("甲。乙。", "A and B.")]
    >>> [[pair.target for pair in segment] for segment in common_segments([one, other])]
    [['A. B.', 'A and B.']]

    Args:
        translations: of the same source, one after another.
        names: of the translations, for the error.

    Raises:
        InputError: they are not of the same source.
    """
    texts = ["".join(_plain(pair.source) for pair in pairs) for pairs in translations]
    for number, text in enumerate(texts):
        if text != texts[0]:
            raise InputError(
                f"not a translation of the same text as {names[0]}",
                place=names[number],
                way_out="give translations of the very same source",
            )
    ends = [list(accumulate(len(_plain(pair.source)) for pair in p)) for p in translations]
    common = sorted(set(ends[0]).intersection(*ends[1:]) - {0}) or [0]
    columns = [_grouped(pairs, own, common) for pairs, own in zip(translations, ends, strict=True)]
    return list(zip(*columns, strict=True))


def _plain(text: str) -> str:
    return _BLANK.sub("", text)


def _grouped(pairs: Sequence[Pair], ends: Sequence[int], common: Sequence[int]) -> list[Pair]:
    """Return the pairs joined between common borders."""
    groups: list[list[Pair]] = [[] for _ in common]
    for pair, end in zip(pairs, ends, strict=True):
        groups[bisect_left(common, end)].append(pair)
    return [
        Pair("".join(p.source for p in group), " ".join(p.target for p in group if p.target))
        for group in groups
    ]
