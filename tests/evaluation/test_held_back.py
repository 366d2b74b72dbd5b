"""What is kept from training, and what the test and development pairs are."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, Rendering, Term
from aligner.glossary.verdict import judge_pair
from evaluation.held_back import (
    MOST_TERMS,
    HeldBack,
    Pair,
    Unseen,
    choose,
    held_back,
    is_kept,
    pool,
    read_pairs,
    read_terms,
    training_pairs,
)

GLOSSARY = Glossary(
    "small",
    (
        Term("老师", "teacher"),
        Term("医生", "doctor", variants=(Rendering("physician"),)),
        Term("骆驼", "camel"),
        Term("图书馆", "library"),
        Term("司机", "driver"),
    ),
)
UNSEEN = frozenset({"骆驼", "图书馆"})
PLACES = {"上海": "Shanghai", "北京": "Beijing", "广州": "Guangzhou", "南京": "Nanjing"}
TIMES = {"今天": "today", "昨天": "yesterday", "明天": "tomorrow", "早上": "in the morning"}
THINGS = {
    "老师": "teachers",
    "医生": "physicians",
    "骆驼": "camels",
    "图书馆": "libraries",
    "车": "cars",
    "司机": "coachmen",  # not as the glossary has it
}
PAIRS = [
    Pair(f"{time}我在{place}看见了{number}个{thing}。", f"I saw {number} {en} in {town} {when}.")
    for time, when in TIMES.items()
    for place, town in PLACES.items()
    for number in range(2, 12)
    for thing, en in THINGS.items()
]


@pytest.fixture(scope="module")
def held() -> HeldBack:
    return choose(PAIRS, GLOSSARY, UNSEEN, (12, 9, 7))


def test_as_many_as_wanted_are_chosen_none_in_two_sets(held: HeldBack) -> None:
    sets = [held.test, held.development, held.unread]
    assert [len(one) for one in sets] == [12, 9, 7]
    assert len({pair for one in sets for pair in one}) == 12 + 9 + 7


def test_the_unread_set_changes_nothing_in_the_others(held: HeldBack) -> None:
    without = choose(PAIRS, GLOSSARY, UNSEEN, (12, 9, 0))
    assert (without.test, without.development) == (held.test, held.development)
    assert without.unread == ()


def test_what_training_has_in_other_words_is_not_among_the_unread(held: HeldBack) -> None:
    unseen = Unseen(GLOSSARY, UNSEEN)
    one = next(pair for pair in held.unread if not unseen.has(pair))
    again = next(
        pair
        for pair in (Pair(f"第{number}种说法", f"“{one.target}”") for number in range(99))
        if not is_kept(pair)
    )
    trained = list(training_pairs([*PAIRS, again], replace(held, unread=())))
    assert again in trained
    found = choose([*PAIRS, again], GLOSSARY, UNSEEN, (12, 9, 99))
    assert one not in found.unread
    assert {pair.target_key for pair in found.unread}.isdisjoint(
        pair.target_key for pair in trained
    )


def test_the_pool_is_of_none_of_the_sets_and_not_trained_on(held: HeldBack) -> None:
    found = pool(PAIRS, held, 15)
    assert len(set(found)) == 15
    assert set(found).isdisjoint({*held.test, *held.development, *held.unread})
    assert set(found).isdisjoint(training_pairs(PAIRS, held))
    assert pool(PAIRS[::-1], held, 15) == found


def test_terms_are_few_and_rendered_well(held: HeldBack) -> None:
    matcher = TermMatcher(GLOSSARY)
    for pair in (*held.test, *held.development, *held.unread):
        verdicts = judge_pair(matcher, pair.source, pair.target).verdicts
        assert 1 <= len(verdicts) <= MOST_TERMS
        assert all(verdict.is_good for verdict in verdicts)


def test_unseen_terms_are_in_all_sets(held: HeldBack) -> None:
    for pairs in (held.test, held.development, held.unread):
        assert any("骆驼" in pair.source for pair in pairs)


def test_nothing_chosen_or_unseen_is_trained_on(held: HeldBack) -> None:
    trained = list(training_pairs(PAIRS, held))
    assert len(trained) > 100
    assert set(trained).isdisjoint({*held.test, *held.development, *held.unread})
    assert not any(is_kept(pair) for pair in trained)
    assert not any("骆驼" in pair.source or "camel" in pair.target for pair in trained)


def test_the_same_sentence_in_other_words_is_not_trained_on(held: HeldBack) -> None:
    unseen = Unseen(GLOSSARY, UNSEEN)
    chosen = next(pair for pair in held.test if not unseen.has(pair))
    again = Pair("换了一种说法", chosen.target.upper().replace(".", " !"))
    assert list(training_pairs([again], held)) == []


def test_the_order_of_the_pairs_does_not_matter(held: HeldBack) -> None:
    assert choose(PAIRS[::-1], GLOSSARY, UNSEEN, (12, 9, 7)) == held


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("沙漠里的骆驼", "in the desert", True),
        ("它们", "The Camels are thirsty", True),
        ("它们", "two libraries", True),
        ("它们", "a librarian", False),  # a word of its own
        ("老师", "a teacher", False),
    ],
)
def test_unseen_terms_are_found_on_either_side(source: str, target: str, found: bool) -> None:
    assert Unseen(GLOSSARY, UNSEEN).has(Pair(source, target)) is found


def test_pairs_chosen_are_stored(tmp_path: Path) -> None:
    data = tmp_path / "pairs.tsv.xz"
    lines = "".join(
        f"我有{number}个老师，都很好。\tI have {number} good teachers .\n" for number in range(300)
    )
    data.write_bytes(lzma.compress(lines.encode()))
    first = held_back(data, tmp_path / "stored")
    assert first.test
    (stored,) = (tmp_path / "stored").iterdir()
    stored.write_text(
        stored.read_text(encoding="utf-8").replace("teachers", "masters"), encoding="utf-8"
    )
    assert "masters" in held_back(data, tmp_path / "stored").test[0].target


def test_bad_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        held_back(tmp_path / "none.tsv")
    path = tmp_path / "pairs.tsv"
    path.write_text("中文\tEnglish\n没有\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"pairs\.tsv:2"):
        list(read_pairs(path))


def test_the_terms_are_fit_for_a_test() -> None:
    glossary, unseen = read_terms()
    assert len(glossary) >= 300
    assert len(unseen) >= 60
    assert all(len(term.source) >= 2 and term.target for term in glossary)
    # What is unseen may not come in by another term.
    search = Unseen(glossary, unseen)
    seen = [term for term in glossary if term.source not in unseen]
    assert [t for t in seen if search.has(Pair(t.source, "; ".join(t.renderings)))] == []
