"""One file with both languages: every paragraph on its side, and the borders between groups."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.readers.bilingual import Parallel, assign, read_bilingual

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"
ZH = ("会议于五月召开。", "各地要抓紧落实。", "改革进入新阶段。", "成效已经显现。")
EN = ("The meeting was held in May.", "All regions must act.", "Reform goes on.", "It shows.")


def read(folder: Path, *lines: str, name: str = "both.txt") -> Parallel:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_bilingual(path)


def texts(parallel: Parallel) -> tuple[list[str], list[str]]:
    source, target = parallel.source, parallel.target
    return [s.text for s in source.sentences], [s.text for s in target.sentences]


def test_interleaved_paragraphs_are_split_by_script(tmp_path: Path) -> None:
    parallel = read(tmp_path, *itertools.chain(*zip(ZH, EN, strict=True)))
    assert texts(parallel) == (list(ZH), list(EN))
    assert (parallel.source.language, parallel.target.language) == ("zh", "en")
    assert parallel.borders == ((0, 0), (1, 1), (2, 2), (3, 3))


def test_the_language_that_comes_first_is_the_source(tmp_path: Path) -> None:
    parallel = read(tmp_path, *itertools.chain(*zip(EN, ZH, strict=True)))
    assert texts(parallel) == (list(EN), list(ZH))
    source = read_bilingual(tmp_path / "both.txt", source_language="zh").source
    assert source.language == "zh"


def test_a_stray_heading_does_not_turn_the_direction(tmp_path: Path) -> None:
    lines = ["Bilingual edition", *itertools.chain(*zip(ZH, EN, strict=True))]
    assert read(tmp_path, *lines).source.language == "zh"


def test_one_text_after_the_other_has_no_borders_inside(tmp_path: Path) -> None:
    parallel = read(tmp_path, *ZH, *EN)
    assert texts(parallel) == (list(ZH), list(EN))
    assert parallel.borders == ((0, 0),)


def test_a_paragraph_too_many_makes_the_pattern_untrusted(tmp_path: Path) -> None:
    parallel = read(tmp_path, ZH[0], ZH[1], "Related Downloads", ZH[2], EN[0], EN[1], EN[2])
    assert parallel.borders == ()


def test_places_and_edits_lead_into_the_common_file(tmp_path: Path) -> None:
    parallel = read(tmp_path, *itertools.chain(*zip(ZH, EN, strict=True)))
    second = parallel.target.sentences[1]
    assert parallel.target.locate(second.start).line == 4
    assert parallel.source.text == parallel.target.text


def test_paragraphs_without_letters_follow_the_pattern() -> None:
    assert assign(["甲方", "Party A", "2016", "2016", "* * *", "* * *", "乙方"]) == [
        *("zh", "en") * 3,
        "zh",
    ]


def test_in_tables_the_column_tells() -> None:
    cells = ["总额", "Total", "12%", "12%", "比重", "Share", "5", "5"]
    assert assign(cells, [0, 0, 1, 1, 2, 2, 3, 3]) == ["zh", "en"] * 4
    turned = ["Total", "总额", "12%", "12%"]
    assert assign(turned, [0, 0, 1, 1]) == ["en", "zh"] * 2


@given(st.lists(st.sampled_from([*ZH, *EN]), min_size=1))
def test_script_alone_decides_where_there_are_letters(lines: list[str]) -> None:
    assert assign(lines) == ["zh" if line in ZH else "en" for line in lines]


@pytest.mark.parametrize(("lines", "kind"), [(ZH, "English"), (EN, "Chinese")])
def test_one_language_only_is_an_error(lines: tuple[str, ...], kind: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"no {kind} paragraphs; give the translation as second"):
        read(tmp_path, *lines)


def test_the_gold_article_interleaved(tmp_path: Path) -> None:
    zh, en = (
        [line for line in (GOLD / f"article.{code}.txt").read_text("utf-8").splitlines() if line]
        for code in ("zh", "en")
    )
    mixed = [line for pair in itertools.zip_longest(zh, en) for line in pair if line]
    source, target = texts(read(tmp_path, *mixed))
    assert "".join("".join(source).split()) == "".join("".join(zh).split())
    assert " ".join(target).split() == " ".join(en).split()


@pytest.mark.parametrize("gap", ["\t", " ", "\u3000", ""])
@pytest.mark.parametrize("turned", [False, True])
def test_a_sentence_and_its_translation_on_one_line(gap: str, turned: bool, tmp_path: Path) -> None:
    sides = (EN, ZH) if turned else (ZH, EN)
    parallel = read(tmp_path, *(gap.join(pair) for pair in zip(*sides, strict=True)))
    assert texts(parallel) == (list(sides[0]), list(sides[1]))
    assert parallel.borders == ((0, 0), (1, 1), (2, 2), (3, 3))


def test_numbers_and_short_names_do_not_hide_the_switch(tmp_path: Path) -> None:
    lines = ("第一章 总则 Chapter 1 General", "加入WTO。 It joined the WTO.", "增长5% A rise of 5%")
    assert texts(read(tmp_path, *lines)) == (
        ["第一章 总则", "加入WTO。", "增长5%"],
        ["Chapter 1 General", "It joined the WTO.", "A rise of 5%"],
    )


def test_a_name_at_the_end_of_some_paragraphs_is_no_switch(tmp_path: Path) -> None:
    lines = (
        ZH[0],
        EN[0],
        "这是阿里 Alibaba Cloud",
        "It is run by 阿里",
        ZH[2],
        EN[2],
        ZH[3],
        EN[3],
    )
    found = texts(read(tmp_path, *lines))
    assert found[0][1] == lines[2]
    assert found[1][1] == lines[3]


@pytest.mark.parametrize("head", [("<td>No.</td>", "中文", "English"), ("", "中文", "English")])
def test_row_numbers_of_a_table_are_no_text(
    head: tuple[str, str, str], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [(f"<td>{n}.</td>", *pair) for n, pair in enumerate(zip(ZH, EN, strict=True), start=1)]
    cells = (f"<tr>{n}<td>{zh}</td><td>{en}</td></tr>" for n, zh, en in [head, *rows])
    parallel = read(tmp_path, "<table>", *cells, "</table>", name="both.html")
    assert texts(parallel) == (["中文", *ZH], ["English", *EN])
    assert parallel.borders == tuple((row, row) for row in range(5))
    assert "row numbers of a table left out" in caplog.text
