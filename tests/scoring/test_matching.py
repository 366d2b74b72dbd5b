"""Segments that two translations have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.scoring.matching import Pair, common_segments

SENTENCES = ["甲一。", "乙二三。", "丙。", "丁四五六。"]


def cut(borders: list[bool], name: str) -> list[Pair]:
    """Cut the sentences at some of the borders between them."""
    pairs, start = [], 0
    for end, is_border in enumerate([*borders, True], start=1):
        if is_border:
            pairs.append(Pair("".join(SENTENCES[start:end]), f"{name}{start}-{end}"))
            start = end
    return pairs


BORDERS = st.lists(st.booleans(), min_size=3, max_size=3)


@given(BORDERS, BORDERS)
def test_segments_end_where_both_do(one: list[bool], other: list[bool]) -> None:
    segments = common_segments(cut(one, "a"), cut(other, "b"))
    assert "".join(segment.source for segment in segments) == "".join(SENTENCES)
    assert len(segments) == 1 + sum(a and b for a, b in zip(one, other, strict=True))
    assert " ".join(s.target for s in segments) == " ".join(p.target for p in cut(one, "a"))
    assert " ".join(s.reference for s in segments) == " ".join(p.target for p in cut(other, "b"))


def test_additions_go_with_what_stands_before_and_omissions_stay() -> None:
    translation = [Pair("甲。", "A."), Pair("", "Added."), Pair("乙。", "")]
    segments = common_segments(translation, [Pair("甲。", "One."), Pair("乙 。", "Two.")])
    assert [(s.target, s.reference) for s in segments] == [("A. Added.", "One."), ("", "Two.")]


def test_another_source_is_refused() -> None:
    with pytest.raises(InputError, match=r"b\.tmx: not a translation of the same text as a\.tmx"):
        common_segments([Pair("甲", "A")], [Pair("乙", "B")], ("a.tmx", "b.tmx"))
