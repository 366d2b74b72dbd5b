"""Lines wrapped at a column are put together, and no others."""

from __future__ import annotations

import textwrap

import pytest

from aligner.readers.wrapping import unwrap
from aligner.text.segmentation import lines

ENGLISH = [
    "We will keep to the path that has served the country well, and we will see to it that the"
    " towns and the villages both have their share in what has been reached in these years.",
    "Roads will be built. Where there are none at all, the work will begin this very summer, and"
    " no village is to wait for longer than two years until it can be reached by bus in winter.",
    "Nobody who works hard is to stay poor, and nobody who is ill is to go without a doctor.",
]
CHINESE = [
    "我们村去年修好了通往县城的公路，从此运菜的车一天能跑两趟，家家户户的收入都有了不小的提高，"
    "大家说起来都很高兴，觉得日子越过越有奔头。",
    "今年我们打算把小学的屋顶换掉，再给孩子们添一间图书室，书从县里的图书馆借来，每个月换一次，"
    "谁想看就可以带回家去看，看完再还。",
]


def wrap_chinese(text: str, width: int) -> str:
    return "\n".join(text[start : start + width] for start in range(0, len(text), width))


def paragraphs(text: str) -> list[str]:
    return [text[span.start : span.end] for span in unwrap(text, lines(text))]


@pytest.mark.parametrize("width", [40, 60, 72, 80])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("    ", "\n")])
def test_wrapped_english(width: int, indent: str, between: str) -> None:
    wrapped = (textwrap.fill(text, width, initial_indent=indent) for text in ENGLISH)
    text = between.join(wrapped)
    assert [" ".join(paragraph.split()) for paragraph in paragraphs(text)] == ENGLISH


@pytest.mark.parametrize("width", [18, 20, 25, 30])
@pytest.mark.parametrize(("indent", "between"), [("", "\n\n"), ("　　", "\n")])
def test_wrapped_chinese(width: int, indent: str, between: str) -> None:
    text = between.join(wrap_chinese(indent + paragraph, width) for paragraph in CHINESE)
    unwrapped = [paragraph.replace("\n", "").strip() for paragraph in paragraphs(text)]
    assert unwrapped == CHINESE


def test_headings_and_items_begin_paragraphs() -> None:
    text = "\n".join(
        ["I. Roads", textwrap.fill(ENGLISH[1], 60), "2. Doctors", textwrap.fill(ENGLISH[2], 60)]
    )
    assert [paragraph.split("\n")[0][:9] for paragraph in paragraphs(text)] == [
        "I. Roads",
        "Roads wil",
        "2. Doctor",
        "Nobody wh",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(ENGLISH),
        "\n".join(CHINESE),
        # sentences one a line, short and long
        "We built roads.\nWe built schools in all the towns.\nIt rained.\nThe work goes on.\n",
        "\n".join(
            f"In {year} the village built a road to the town and then a bridge over it."
            for year in range(1990, 2000)
        ),
        # verse
        "山前一片好田园\n春来流水绕村边\n老人树下说从前\n孩子追风放纸鸢\n",
        "The river runs by night and day,\nthe boats go down, the gulls will stay,\n"
        "and I sit here and look away\nto where the sea is lost in grey.\n",
        # headings only, contents
        "工作回顾\n总体要求\n主要任务\n政府建设\n",
        "一、去年工作\n（一）农业\n（二）工业\n二、今年工作\n",
        "One line only, long enough to be wrapped at a column as narrow as thirty.",
        "",
    ],
)
def test_unwrapped_texts_stay(text: str) -> None:
    assert paragraphs(text) == [line for line in text.split("\n") if line]
