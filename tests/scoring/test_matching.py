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


@given(st.lists(BORDERS, min_size=2, max_size=3))
def test_segments_end_where_all_do(borders: list[list[bool]]) -> None:
    translations = [cut(own, name) for own, name in zip(borders, "abc", strict=False)]
    segments = common_segments(translations)
    assert "".join(segment[0].source for segment in segments) == "".join(SENTENCES)
    assert len(segments) == 1 + sum(map(all, zip(*borders, strict=True)))
    for number, own in enumerate(translations):
        found = " ".join(segment[number].target for segment in segments)
        assert found == " ".join(pair.target for pair in own)


def test_additions_go_with_what_stands_before_and_omissions_stay() -> None:
    one = [Pair("甲。", "A."), Pair("", "Added."), Pair("乙。", "")]
    segments = common_segments([one, [Pair("甲。", "One."), Pair("乙 。", "Two.")]])
    targets = [[pair.target for pair in segment] for segment in segments]
    assert targets == [["A. Added.", "One."], ["", "Two."]]


def test_nothing_has_one_empty_segment() -> None:
    assert common_segments([[], []]) == [(Pair("", ""), Pair("", ""))]


def test_another_source_is_refused() -> None:
    with pytest.raises(InputError, match=r"b\.tmx: not a translation of the same text as a\.tmx"):
        common_segments([[Pair("甲", "A")], [Pair("乙", "B")]], ("a.tmx", "b.tmx"))
