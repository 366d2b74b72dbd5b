"""Folding, the index, similarity and numbers of the memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.translation.base import Direction
from aligner.translation.memory import Memory
from aligner.translation.memory.folding import fold, fold_all
from aligner.translation.memory.index import Index
from aligner.translation.memory.numbers import adjusted
from aligner.translation.memory.similarity import most_alike
from aligner.translation.memory.units import Unit

ZH_EN, EN_ZH = Direction("zh", "en"), Direction("en", "zh")
TEXTS = st.lists(st.text("改革开放，。 “”AB12\n　Ｇ國\u200b"), max_size=6)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("加快５Ｇ建设", "加快5G 建设"),
        ("「一帶一路」", "“一带一路”"),
        ("坚持\u200b改革，", "坚持 改革,"),
        ("a  b", "a b"),
    ],
)
def test_typing_is_folded(one: str, other: str) -> None:
    assert fold(one, "zh") == fold(other, "zh")


@pytest.mark.parametrize(
    ("one", "other"),
    [("10²", "102"), ("①", "1"), ("改革。", "改革"), ("改革，", "改革、"), ("a b", "ab")],
)
def test_meaning_is_not_folded(one: str, other: str) -> None:
    assert fold(one, "zh") != fold(other, "zh")


@given(TEXTS)
def test_texts_are_folded_one_by_one(texts: list[str]) -> None:
    folded = fold_all(texts, "zh")
    assert folded == [fold(text, "zh") for text in texts]
    assert fold_all(folded, "zh") == folded


CHINESE = st.text("改革开放发展经济社会", min_size=4, max_size=12)


@given(st.lists(CHINESE, min_size=1, max_size=30, unique=True), CHINESE)
def test_the_index_finds_what_comparing_all_finds(texts: list[str], text: str) -> None:
    candidates = [texts[i] for i in Index(texts).candidates(text, 200)]
    best = most_alike(text, texts, "zh", 0.8, 1)
    if best:
        assert texts[best[0][0]] in candidates


def test_the_index_orders_by_what_is_shared() -> None:
    texts = ["other words here", "we will reform the system", "we will reform it", "改革体制"]
    assert Index(texts).candidates("we will reform the old system", 2) == [1, 2]
    assert Index(texts).candidates("改革的体制", 5) == [3]
    assert Index(texts).candidates("2024", 5) == []
    assert Index([]).candidates("改革", 5) == []


def test_many_texts_are_numbered_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.translation.memory.index._CHUNK", 3)
    texts = [f"第{name}项改革" for name in "甲乙丙丁戊己庚辛"]
    assert Index(texts).candidates("第庚项改革", 1) == [6]


def test_english_is_compared_by_words() -> None:
    others = ["We will reform the tax system.", "We will reform the tax systems of cities."]
    ((index, similarity),) = most_alike("We will reform the old tax system.", others, "en", 0.75, 1)
    assert index == 0
    assert similarity == pytest.approx(7 / 8)


@pytest.mark.parametrize(
    ("old", "translation", "new", "expected"),
    [
        ("2023年增长5.2%", "In 2023, up 5.2%", "2024年增长6%", "In 2024, up 6%"),
        ("新建15个园区", "15 new parks", "新建20个园区", "20 new parks"),
        # By value the new numbers must be right as well.
        ("投资80亿元", "8 billion yuan", "投资90亿元", ""),
        ("投资80亿元", "80 billion yuan", "投资90亿元", "90 billion yuan"),
        ("增长5%", "up 5% (5%)", "增长6%", ""),
        ("投资80亿元", "Item 80: 8 billion yuan", "投资90亿元", ""),
        ("共12条、12款", "12 articles", "共13条、12款", ""),
        ("第5届大会", "the 5th congress", "第6届大会", ""),
        ("增长8%", "an 8 percent rise", "增长9%", ""),
        ("新建1个园区", "1 new park", "新建2个园区", ""),
        ("3月5日", "March 5", "4月5日", ""),
        ("增长5%", "up 5 percent", "下降6%", ""),
    ],
)
def test_numbers_are_put_in_only_if_sure(
    old: str, translation: str, new: str, expected: str
) -> None:
    assert adjusted(old, translation, new, ZH_EN) == expected


def test_numbers_into_chinese() -> None:
    assert adjusted("up 5.2 percent", "增长5.2%", "up 6 percent", EN_ZH) == "增长6%"
    assert adjusted("about 1,200 projects", "约1200个项目", "about 1,300 projects", EN_ZH) == ""


def test_a_heading_that_occurs_often_is_quickly_found() -> None:
    units = [Unit("总则", f"General {i}", False, is_next=i > 0) for i in range(10_000)]
    memory = Memory(units, ZH_EN)
    assert len(memory) == 10_000
    assert memory.exact("总则")[0].target == "General 0"
    assert len(memory.exact("总则")) == 50
