"""Sentence segmentation: cases as data, and what holds for every text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from aligner.document import Language
from aligner.text.segmentation import BLANK, Level, Span, comma_pieces, lines, segment

CASES = Path(__file__).parent.parent / "cases"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
LEVELS: tuple[Level, ...] = ("sentence", "clause")

texts = st.text(
    st.one_of(
        st.sampled_from(
            "改革一二“”‘’（）《》「」。！？；：，、…—.!?;:\"'()[] \n\u3000\u00a0\u200bAbIuS.1"
        ),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
languages = st.sampled_from(LANGUAGES)
levels = st.sampled_from(LEVELS)


def load_cases(language: Language) -> list[Any]:
    cases = []
    rows = (CASES / f"segmentation-{language}.tsv").read_text(encoding="utf-8").splitlines()
    for row in rows[1:]:
        group, text, *reason = row.split("\t")
        failing = pytest.mark.xfail(strict=True, reason=reason[0]) if group == "known" else ()
        cases.append(pytest.param(language, text.replace("\\n", "\n"), marks=failing))
    return cases


def cut(text: str, language: Language, level: Level = "sentence") -> list[str]:
    return [text[span.start : span.end] for span in segment(text, language, level)]


@pytest.mark.parametrize(("language", "marked"), load_cases("zh") + load_cases("en"))
def test_cases(language: Language, marked: str) -> None:
    expected = [piece.strip(BLANK) for piece in marked.replace("\n", "¦").split("¦")]
    assert cut(marked.replace("¦", ""), language) == [piece for piece in expected if piece]


@pytest.mark.parametrize(
    ("language", "marked"),
    [
        ("zh", "抓好三件事：¦一是就业；¦二是收入；¦三是住房。¦完毕。"),
        ("zh", "规定如下：¦（一）甲；¦（二）乙。"),
        ("zh", "他说：“甲；¦乙。”"),
        ("zh", "要求是：¦甲；¦乙；¦丙。"),
        ("zh", "时间：2021年3月5日；¦地点：北京（会堂；二楼）。"),
        ("en", "We will: ¦(1) build roads; ¦(2) build schools. ¦That is all."),
        ("en", "Tasks: ¦first, roads; ¦second, schools."),
        ("en", "He said: we go; ¦they stay."),
        ("en", "At 10:30 the file a;b and &nbsp;x: done."),
    ],
)
def test_clauses(language: Language, marked: str) -> None:
    expected = [piece.strip(BLANK) for piece in marked.split("¦")]
    assert cut(marked.replace("¦", ""), language, "clause") == expected


@pytest.mark.parametrize(
    "marked",
    [
        "我们修建公路，¦开办学校，¦培训护士。",
        "去年，我们修建了公路，¦今年再修五百公里。",
        "主要目标是：¦增长6%，¦就业1,000万人。",
        "坚持“修路，办学”，¦落实（一，二）两项。",
        "增强“甲意识”、¦坚定“乙自信”、¦做到“两个维护”。",
        "坚持“甲”、“乙”、丙的方针。",
        "We built roads, ¦opened schools, ¦and trained nurses.",
        "2019年，完成了任务，¦主要是：¦修路。",
        "Second, we will, in 2021, ¦spend 1,000 yuan.",
        'He said "roads, then schools", ¦and the town agreed.',
        "“We build roads,” he said, ¦and left.",
    ],
)
def test_comma_pieces(marked: str) -> None:
    text = marked.replace("¦", "")
    pieces = comma_pieces(text, Span(0, len(text), 3))
    assert [text[p.start : p.end] for p in pieces] == [p.strip() for p in marked.split("¦")]
    assert {piece.paragraph for piece in pieces} == {3}


@given(texts, languages, levels)
@example("\ufeff。\n\u200b\n”", "zh", "clause")
def test_every_character_is_in_one_sentence_or_blank(
    text: str, language: Language, level: Level
) -> None:
    position = paragraph = 0
    for span in segment(text, language, level):
        assert text[position : span.start].strip(BLANK) == ""
        content = text[span.start : span.end]
        assert content
        assert content == content.strip(BLANK)
        assert "\n" not in content
        assert paragraph <= span.paragraph
        position, paragraph = span.end, span.paragraph
    assert text[position:].strip(BLANK) == ""


@given(texts, languages, levels)
def test_same_in_same_out(text: str, language: Language, level: Level) -> None:
    assert segment(text, language, level) == segment(text, language, level)


@given(texts, languages)
def test_clauses_only_cut_sentences_further(text: str, language: Language) -> None:
    starts = {span.start for span in segment(text, language, "clause")}
    assert {span.start for span in segment(text, language)} <= starts


@given(st.lists(texts.map(lambda text: text.replace("\n", "")), max_size=4), languages)
def test_lines_do_not_depend_on_each_other(rows: list[str], language: Language) -> None:
    alone = [sentence for row in rows for sentence in cut(row, language)]
    assert cut("\n".join(rows), language) == alone


@given(st.text(st.sampled_from(BLANK)), languages)
def test_blank_text_has_no_sentences(text: str, language: Language) -> None:
    assert segment(text, language) == []


def test_a_paragraph_over_several_lines_keeps_its_sentences_whole() -> None:
    text = "We will act. The plan\nis ready.\n\nEnd"
    paragraphs = [Span(0, 31, 0), Span(33, 36, 1)]
    spans = segment(text, "en", paragraphs=paragraphs)
    assert [text[s.start : s.end] for s in spans] == ["We will act.", "The plan\nis ready.", "End"]
    assert [span.paragraph for span in spans] == [0, 0, 1]


def test_blank_lines_are_no_paragraphs() -> None:
    assert lines("a\n \n\nb") == [Span(0, 1, 0), Span(5, 6, 1)]


@pytest.mark.parametrize(
    "piece",
    ["（", "《甲", "“", "...", "a.b.", ". ", '。" ', "1. ", "[^", "；：", "（。）甲", "(No.) a "],
)
def test_long_lines_take_linear_time(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    assert segment(text, "zh", "clause")
    assert segment(text, "en", "clause")
