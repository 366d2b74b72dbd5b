"""Looking terms up."""

from __future__ import annotations

import pytest

from aligner.glossary.lookup import look_up
from tests.glossary.made import FORCES, GUIDING, NEW_FORCES, PARTY, ROAD, glossary

MADE = glossary(FORCES, NEW_FORCES, PARTY, ROAD, GUIDING)


@pytest.mark.parametrize(
    ("query", "source", "by"),
    [
        ("新质生产力", "新质生产力", "source"),
        ("新質生產力", "新质生产力", "source"),
        ("“一带一路”", "一带一路", "source"),
        ("新质生产", "新质生产力", "source"),
        ("新型生产力", "生产力", "source"),
        ("中共", "中国共产党", "source"),
        ("xinzhi shengchanli", "新质生产力", "pinyin"),
        ("xinzhishengchanli", "新质生产力", "pinyin"),
        ("xzscl", "新质生产力", "pinyin"),
        ("yidaiyilu", "一带一路", "pinyin"),
        ("zhongguo gongchandang", "中国共产党", "pinyin"),
        ("gongchandang", "中国共产党", "pinyin"),
        ("new quality productive forces", "新质生产力", "target"),
        ("productive force", "生产力", "target"),
        ("Belt & Road Initiatives", "一带一路", "target"),
        ("CPC", "中国共产党", "target"),
        ("new qualty productive forces", "新质生产力", "target"),
    ],
)
def test_the_best_hit(query: str, source: str, by: str) -> None:
    hits = look_up(MADE, query)
    assert (hits[0].term.source, hits[0].by) == (source, by)
    assert 60 <= hits[0].similarity <= 100


@pytest.mark.parametrize("query", ["量子", "banana", "zzz", "x", "", "betting road"])
def test_nothing_like_it(query: str) -> None:
    assert look_up(MADE, query) == []


def test_the_same_is_first_and_what_holds_it_follows() -> None:
    hits = look_up(MADE, "生产力")
    assert [hit.term.source for hit in hits] == ["生产力", "新质生产力"]
    assert hits[0].similarity == 100 > hits[1].similarity


def test_no_more_than_asked_for() -> None:
    assert len(look_up(MADE, "生产力", most=1)) == 1
