"""Which column of a table is what."""

from __future__ import annotations

import pytest

from aligner.errors import FormatError, UsageError
from aligner.formats import ReadOptions
from aligner.formats.columns import find_layout, parse_columns


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "--columns ''; write source=HEADER,target=HEADER"),
        ("source", "--columns 'source'"),
        ("source=", "--columns 'source='"),
        ("source=a,", "--columns ''"),
        ("quelle=a", "unknown field 'quelle'"),
        ("source=a,source=b", "field 'source' twice"),
        ("source=a,target=a", "header 'a' twice"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        parse_columns(text)


def test_a_chinese_comma_separates_as_well() -> None:
    assert parse_columns("source=中文，target=英文") == (("source", "中文"), ("target", "英文"))


@pytest.mark.parametrize(
    ("header", "source", "target"),
    [
        (["Source", "TARGET"], 0, 1),
        (["译文", "原文"], 1, 0),
        (["序号", "English (US)", "Chinese (Simplified)", "comment"], 2, 1),
        (["zh-CN", "en-US"], 0, 1),
        (["中文", "中文", "英文"], 0, 2),
    ],
)
def test_usual_headers(header: list[str], source: int, target: int) -> None:
    layout = find_layout([header, ["x"] * 4], ReadOptions(), "a")
    assert (layout.positions["source"], layout.positions["target"]) == (source, target)
    assert layout.first_row == 1


def test_a_field_that_the_user_named_is_not_looked_for_elsewhere() -> None:
    options = ReadOptions(columns=(("source", "华语"),))
    layout = find_layout([["原文", "华语", "译文"]], options, "a")
    assert layout.positions["source"] == 1
    with pytest.raises(FormatError, match=r"no column '华语'.*'原文', '译文'"):
        find_layout([["原文", "译文"]], options, "a")


@pytest.mark.parametrize(
    ("rows", "first_row"),
    [
        ([["开会。", "We meet."], ["散会。", "We part."]], 0),
        ([["Mandarin", "Saxon"], ["散会。", "We part."], ["再见。", "Bye."]], 1),
        ([["华语", "洋文"], ["散会。", "We part."], ["再见。", "Bye."]], 1),
        ([["备注", "华语", "洋文"], ["", "散会。", "We part."]], 1),
    ],
)
def test_the_first_row_may_be_texts_or_an_unknown_header(
    rows: list[list[str]], first_row: int
) -> None:
    assert find_layout(rows, ReadOptions(), "a").first_row == first_row


def test_the_direction_says_which_column_is_the_source() -> None:
    rows = [["开会。", "We meet."]]
    assert find_layout(rows, ReadOptions("en", "zh"), "a").positions == {"source": 1, "target": 0}
