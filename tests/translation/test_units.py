"""What needs no engine, and the numbers of headings and items."""

from __future__ import annotations

import pytest

from aligner.translation.base import Direction
from aligner.translation.units import label_of, unit_of

FROM_CHINESE, FROM_ENGLISH = Direction("zh", "en"), Direction("en", "zh")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("2023", "2023"),
        ("１２．５％", "12.5%"),
        ("https://www.example.cn/a?b=1", "https://www.example.cn/a?b=1"),
        ("GDP growth", "GDP growth"),
        ("——", "——"),
        ("Ａ、Ｂ。", "A,B."),
        ("", ""),
    ],
)
def test_without_chinese_there_is_nothing_to_translate(source: str, target: str) -> None:
    unit = unit_of(source, FROM_CHINESE)
    assert (unit.ready, unit.text) == (target, "")


@pytest.mark.parametrize("source", ["2023", "mail@example.org", "www.example.org", "已有译文。"])
def test_without_english_there_is_nothing_to_translate(source: str) -> None:
    assert unit_of(source, FROM_ENGLISH).ready == source


@pytest.mark.parametrize("source", ["GDP", "Reform, see www.example.org"])
def test_english_words_are_translated(source: str) -> None:
    assert unit_of(source, FROM_ENGLISH).text == source


@pytest.mark.parametrize(
    ("source", "marker", "text"),
    [
        ("一、总则", "I. ", "总则"),
        ("十四、附则", "XIV. ", "附则"),
        ("（一）坚持改革。", "(1) ", "坚持改革。"),
        ("（十二）坚持改革。", "(12) ", "坚持改革。"),
        ("1.坚持改革。", "1. ", "坚持改革。"),
        ("1、坚持改革。", "1. ", "坚持改革。"),
        ("2）坚持改革。", "2) ", "坚持改革。"),
        ("(3) 坚持改革。", "(3) ", "坚持改革。"),
        ("• 坚持改革。", "• ", "坚持改革。"),
        ("①坚持改革。", "① ", "坚持改革。"),
        # No numbers of items:
        ("一、二线城市", "", "一、二线城市"),
        ("1.5万人就业。", "", "1.5万人就业。"),
        ("三农工作", "", "三农工作"),
        ("第一条 为了", "", "第一条 为了"),
    ],
)
def test_markers_of_items_are_mapped(source: str, marker: str, text: str) -> None:
    unit = unit_of(source, FROM_CHINESE)
    assert (unit.marker, unit.text) == (marker, text)
    assert source[unit.start :] == text


@pytest.mark.parametrize(
    ("source", "marker"),
    [
        ("II. Reform", "二、"),
        ("XII. Reform", "十二、"),
        ("3. Reform", "3. "),
        ("(4) Reform", "（4）"),
    ],
)
def test_markers_into_chinese(source: str, marker: str) -> None:
    assert unit_of(source, FROM_ENGLISH).marker == marker


def test_a_marker_without_text_is_text() -> None:
    assert unit_of("一、", FROM_CHINESE).text == "一、"


@pytest.mark.parametrize(
    ("label", "shown"),
    [("第三条 ", "Article 3 "), ("一、", "I. "), ("1.1 ", "1.1 "), ("图甲", "图甲")],
)
def test_automatic_numbers(label: str, shown: str) -> None:
    assert label_of(label, FROM_CHINESE) == shown
