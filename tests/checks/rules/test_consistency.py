"""Consistency of sentences: in a job and against a memory."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.analysis import Origin
from aligner.checks import Checker, Settings
from aligner.checks.sameness import near_pairs, normalised
from aligner.glossary.model import Glossary
from tests.checks.samples import bead, codes, findings

ORIGIN = Origin("a", "b", "zh")
JOB = Settings(codes=frozenset({"CONS001", "CONS002", "CONS003"}))
PLANT = ("大力植树造林。", "Plant trees with vigor.")
WOODS = ("大力植树造林。", "Great efforts go into new woods.")


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([PLANT, PLANT, WOODS], ["CONS001 warning"]),
        ([PLANT, ("“大力 植樹造林”！", "plant  trees, with “vigor”")], []),
        ([PLANT, ("大力植树造林", "Vigorous Forestation")], []),  # a heading
        ([("合计", "Total"), ("合计", "Sum")], []),
        ([PLANT, ("坚决保护森林。", "Plant trees with vigor.")], ["CONS002 info"]),
        (
            [
                ("今年新种树木1000万棵。", "Ten million trees were planted this year."),
                ("今年新种树木2300万棵。", "New woods of 23 million stems came up."),
            ],
            ["CONS003 info"],
        ),
        (
            [
                ("今年新种树木1000万棵。", "This year 10 million trees were planted."),
                ("今年新种树木2300万棵。", "This year 23 million trees were planted."),
            ],
            [],
        ),
        ([("大力植树造林。", ""), ("", "Plant trees.")], []),
    ],
)
def test_a_job(pairs: list[tuple[str, str]], expected: list[str]) -> None:
    assert codes(findings(pairs, JOB, ORIGIN)) == expected


@pytest.mark.parametrize("code", ["CONS001", "CONS002", "CONS003"])
def test_what_is_aligned_improbably_is_not_compared(code: str) -> None:
    checker = Checker(Glossary("", ()), Settings(codes=frozenset({code})))
    one = bead("今年新种树木1000万棵。", "Ten million trees were planted this year.")
    noted = [
        len(checker.check([replace(one, probability=probability)], ORIGIN).noted)
        for probability in (None, 0.9, 0.3)
    ]
    assert noted == [1, 1, 0]


def test_the_message_tells_how_often() -> None:
    (found,) = findings([PLANT, WOODS, PLANT], JOB, ORIGIN)
    assert found.context is not None
    assert found.context.bead == 1
    assert found.message == (
        "the same source is “Great efforts go into new woods.” here (1 in all)"
        " and “Plant trees with vigor.” elsewhere (2)"
    )


def test_the_message_shows_where_long_translations_differ() -> None:
    source = "每年植树节全市干部群众都会到城郊荒山上植树造林，绿化家园。"
    target = (
        "Every year on Arbor Day, officials and residents of the whole city go to the"
        " barren hills outside it to plant trees and make their home {}, as they always have."
    )
    pairs = [(source, target.format("green")), (source, target.format("a green one"))]
    (found,) = findings(pairs, JOB, ORIGIN)
    assert "“… home a green one, as …” here" in found.message
    assert "“… home green, as …” elsewhere" in found.message


SOURCES = st.sampled_from(["大力植树造林。", "大力植树造树。", "今年种树10棵。", "今年种树20棵。"])
TARGETS = st.sampled_from(["Plant trees.", "New woods of many stems.", "Ten trees grow."])


@given(st.lists(st.tuples(SOURCES, TARGETS), max_size=12), st.integers(1, 12))
def test_chunks_make_no_difference(pairs: list[tuple[str, str]], chunk: int) -> None:
    assert findings(pairs, JOB, ORIGIN, chunk) == findings(pairs, JOB, ORIGIN)


@given(st.text())
def test_normalising_twice_changes_nothing_that_is_compared(text: str) -> None:
    assert normalised(f" {text} ") == normalised(text)


def test_near_pairs_meet_in_their_ends_or_clauses() -> None:
    texts = ["全国大力植树造林保护湖泊", "全国大力植树造林保护湖水", "完全不同的另一句话说别的事"]
    assert [(i, j) for i, j, _ in near_pairs(texts, 0.9)] == [(0, 1)]


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "official.tsv"
    rows = [
        "zh\ten",
        "\t".join(PLANT),
        "全国各地各部门都要坚持不懈地大力开展植树造林\tPlant trees everywhere.",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (PLANT, []),
        (("大力植樹造林", "plant trees with vigor"), []),
        (WOODS, ["CONS004 warning"]),
        (("坚决保护森林。", "Protect the woods."), []),
        (
            ("全国各地各部门都要坚持不懈地大力开展植树造树", "Woods, woods and woods!"),
            ["CONS004 info"],
        ),
    ],
)
def test_a_memory(memory: Path, pair: tuple[str, str], expected: list[str]) -> None:
    settings = Settings(codes=frozenset({"CONS004"}), memory=memory)
    found = findings([pair], settings, ORIGIN)
    assert codes(found) == expected
    if expected == ["CONS004 warning"]:
        assert found[0].suggestion == PLANT[1]


def test_a_memory_serves_both_directions(memory: Path) -> None:
    settings = Settings(codes=frozenset({"CONS004"}), memory=memory)
    origin = Origin("a", "b", "en")
    assert codes(findings([(PLANT[1], "多种树，种好树。")], settings, origin)) == [
        "CONS004 warning"
    ]
