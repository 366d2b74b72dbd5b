"""Chinese in one form, with the way back to every offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.folding import fold, fold_all
from aligner.glossary.numerals import numeral_variants

# What folding leaves out, converts, or may make longer.
PIECES = st.sampled_from(
    [
        "“",
        "”",
        "《",
        "》",
        " ",
        "　",
        "\u200b",
        "，",
        "Ａ",
        "B",
        "產",
        "业",
        "İ",
        "\n",
        "乾",
        "着",
        "-",
        "—",
    ]
)


@given(st.lists(PIECES, max_size=20).map("".join))
def test_every_character_leads_back(text: str) -> None:
    folded = fold(text)
    starts = [folded.start(i) for i in range(len(folded.text))]
    assert starts == sorted(set(starts))
    for index, start in enumerate(starts):
        assert folded.end(index + 1) == start + 1
        assert fold(text[start]).text in (folded.text[index], "")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("《關於“ 三個代表 ”的決定》", "关于三个代表的决定"),
        ("大众创业，万众创新", "大众创业、万众创新"),
        ("Ｍａｄｅ in China", "made in china"),
        ("互联网 + 行动", "互联网+行动"),
        ("“十四五” 规划", "十四五规划"),
        ("新质\u200b生产力", "新质生产力"),
        ("粵港澳大灣區", "粤港澳大湾区"),
        ("碳达峰\n碳中和", "碳达峰\n碳中和"),
    ],
)
def test_one_form(text: str, expected: str) -> None:
    assert fold(text).text == expected


@given(st.lists(st.lists(PIECES, max_size=5).map("".join), max_size=6))
def test_many_at_once_are_as_one_by_one(texts: list[str]) -> None:
    flat = [text.replace("\n", " ") for text in texts]
    assert fold_all(texts) == [fold(text).text for text in flat]


@pytest.mark.parametrize(
    ("form", "other"),
    [
        ("第十四个五年规划", "第14个五年规划"),
        ("二十国集团", "20国集团"),
        ("党的二十大", "党的20大"),
        ("中国制造2025", "中国制造二〇二五"),
        ("20国集团", "二十国集团"),
    ],
)
def test_numerals_in_the_other_script(form: str, other: str) -> None:
    assert other in numeral_variants(form)


def test_no_numerals_no_variants() -> None:
    assert numeral_variants("新质生产力") == ()
