"""Negations of the Chinese text that the English one lacks."""

from __future__ import annotations

import pytest

from aligner.analysis.lost_negation import WEIGHTS, lost_negations
from aligner.analysis.negations import passage_of

LOST = [
    ("一些村庄还没有通公路。", "Some villages are connected by road."),
    (
        "会议费用由主办单位承担，不得向参加会议的人员收取。",
        "The costs of the meeting are borne by its host and may be charged to those who attend.",
    ),
    (
        "公民的通信秘密不受侵犯，任何人不得拆阅他人的信件。",
        "The secrecy of letters shall be violated, and no one may open the letters of others.",
    ),
    (
        "旧桥的安全问题不容忽视，还没有通车的新桥也要检查。",
        "The safety of old bridges can be ignored, and new bridges that are not yet open will be"
        " checked as well.",
    ),
]
KEPT = [
    ("一些村庄还没有通公路。", "Some villages have no roads yet."),
    (
        "会议费用由主办单位承担，不得向参加会议的人员收取。",
        "The costs of the meeting are borne by its host and can't be charged to those who attend.",
    ),
    ("我们不断改善服务，不放松对旧书的保护。", "We steadily improve and keep protecting books."),
    ("凡是旧书，无论新旧，都受保护。", "All books are protected, regardless of age."),
]


@pytest.mark.parametrize(("chinese", "english"), LOST)
def test_a_lost_negation_is_suspected(chinese: str, english: str) -> None:
    (found,) = lost_negations([(chinese, english)])
    assert found is not None
    assert found.odds > -1.5
    assert chinese[found.span.start] in "不没"


@pytest.mark.parametrize(("chinese", "english"), KEPT)
def test_what_is_denied_or_denies_nothing_is_not(chinese: str, english: str) -> None:
    assert lost_negations([(chinese, english)]) == [None]


def test_another_negation_does_not_hide_the_lost_one() -> None:
    chinese, english = LOST[3]
    (found,) = lost_negations([(chinese, english)])
    assert found is not None
    assert chinese[found.span.start : found.span.end] == "不容忽视"


def test_words_that_deny_otherwise_speak_against_it() -> None:
    chinese = "一些村庄还没有通公路。"
    bare, lack = lost_negations([(chinese, LOST[0][1]), (chinese, "Some villages lack roads.")])
    assert bare is not None
    assert lack is not None
    assert bare.odds > lack.odds + 0.5


def test_both_scripts_are_one() -> None:
    simplified, traditional = lost_negations(
        [LOST[0], ("一些村莊還沒有通公路。", "Some villages are connected by road.")]
    )
    assert simplified is not None
    assert simplified == traditional


def test_many_at_once_are_as_one_by_one() -> None:
    pairs = [*LOST, *KEPT]
    assert lost_negations(pairs) == [lost_negations([pair])[0] for pair in pairs]


def test_strange_texts_are_no_trouble() -> None:
    for pair in (("", ""), ("不", ""), ("不" * 300, "a " * 300), ("▁不▁", "not\n"), ("没\0", "I")):
        assert len(lost_negations([pair])) == 1


def test_more_negations_in_english_are_none_lost() -> None:
    assert passage_of("不得干涉。", "Do not, and never, interfere.") is None


def test_the_weights_are_small_and_sorted() -> None:
    lines = [line for line in WEIGHTS.read_text("utf-8").splitlines() if line[0] != "#"]
    assert lines == sorted(lines)
    assert WEIGHTS.stat().st_size < 200_000
