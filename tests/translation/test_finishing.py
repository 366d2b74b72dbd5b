"""Mending what engines leave."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.document import Edit, Language
from aligner.translation.finishing import finished, made, moved


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("general provisions.", "总则", "General provisions"),
        ("We build roads", "我们修路。", "We build roads."),
        ("We build roads.", "我们修路。", "We build roads."),
        ("Why", "为什么？", "Why?"),
        ("Build roads.", "修路；", "Build roads;"),
        ("Do the following.", "做到以下几点：", "Do the following:"),
        ("roads, bridges, etc.", "道路、桥梁等", "Roads, bridges, etc."),
        ("Relations with the U.S.", "对美关系", "Relations with the U.S."),
        ("He said, “Go.”", "他说：“走。”", "He said, “Go.”"),
        ("  We   build\u00a0roads. ", "我们修路。", "We build roads."),
        ("iPhone sales fell.", "手机销量下降。", "iPhone sales fell."),
        ("“reform” goes on.", "“改革”继续。", "“Reform” goes on."),
        ("And so on", "如此等等……", "And so on..."),
    ],
)
def test_english(text: str, source: str, expected: str) -> None:
    assert made(text, finished(text, source, "en")) == expected


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        ("我们 修路.", "We build roads.", "我们修路。"),
        ("总则。", "General provisions", "总则"),
        ("道路,桥梁;港口", "Roads, bridges; ports.", "道路，桥梁；港口。"),
        ("增长 3.5%(见 表 1)。", "Growth of 3.5% (see Table 1).", "增长 3.5%（见表 1）。"),
        ("使用 Python 3.12。", "Use Python 3.12.", "使用 Python 3.12。"),
        ("为什么", "Why?", "为什么？"),
    ],
)
def test_chinese(text: str, source: str, expected: str) -> None:
    assert made(text, finished(text, source, "zh")) == expected


def test_within_a_sentence_no_capital_is_made() -> None:
    assert made("and more.", finished("and more.", "等。", "en", begins=False)) == "and more."


@given(
    st.text("ab .,;Go“”。，发展 \n", max_size=30),
    st.text("发展。；：”", max_size=5),
    st.sampled_from(["zh", "en"]),
)
def test_edits_are_in_order_and_finish_once(text: str, source: str, target: Language) -> None:
    edits = finished(text, source, target)
    position = 0
    for edit in edits:
        assert position <= edit.start <= edit.end <= len(text)
        position = edit.end
    once = made(text, edits)
    assert once == once.strip()


def test_offsets_move_with_the_text() -> None:
    edits = [Edit(0, 2, ""), Edit(4, 5, "xyz"), Edit(9, 9, ".")]
    text = "  abCdefg"
    assert made(text, edits) == "abxyzdefg."
    assert [moved(offset, edits) for offset in (2, 3, 4, 5, 9)] == [0, 1, 2, 5, 9]
