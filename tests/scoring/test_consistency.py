"""Consistency: hand-made counts, and what must hold of any."""

from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.scoring.bootstrap import blocks_of, resamples, scores
from aligner.scoring.consistency import Use, consistency_statistics, term_table


def values(uses: list[Use], beads: int = 10) -> dict[str, float | None]:
    """Return the value of each statistic by the last part of its name."""
    blocks = blocks_of([0] * beads)
    statistics = list(consistency_statistics(uses, blocks))
    found = scores(statistics, resamples(blocks.count, 10), "")
    return {one.name.removeprefix("consistency."): one.value for one in found}


def uses_of(term: str, *texts: str, preferred: str = "") -> list[Use]:
    """Return a use a text, a bead each."""
    return [Use(bead, term, text, preferred) for bead, text in enumerate(texts)]


def test_one_term_by_hand() -> None:
    found = values(uses_of("改革", "a", "a", "a", "b", preferred="b"))
    assert found["ltcr"] == pytest.approx(3 / 6)  # pairs: C(3,2) of C(4,2)
    assert found["predefined.micro"] == pytest.approx(1 / 4)
    assert found["first.micro"] == found["majority.micro"] == pytest.approx(3 / 4)
    assert found["hhi"] == pytest.approx((9 + 1) / 16)
    assert found["entropy"] == pytest.approx(-(0.75 * log2(0.75) + 0.25 * log2(0.25)))


def test_two_terms_are_pooled_and_averaged() -> None:
    uses = [*uses_of("甲", "a", "a"), *uses_of("乙", "x", "y", "z", "w")]
    found = values(uses)
    assert found["ltcr"] == pytest.approx(1 / 7)
    assert found["majority.micro"] == pytest.approx(3 / 6)
    assert found["majority.macro"] == pytest.approx((1 + 1 / 4) / 2)


def test_unknown_renderings_are_like_no_other() -> None:
    found = values(uses_of("甲", "", "", "a"))
    assert found["ltcr"] == 0.0
    assert found["majority.micro"] == pytest.approx(1 / 3)
    assert found["hhi"] == pytest.approx(1 / 3)
    assert found["entropy"] == pytest.approx(log2(3))
    assert values(uses_of("甲", "", ""))["first.micro"] == 0.0


def test_terms_that_occur_once_and_nothing_at_all_are_not_applicable() -> None:
    assert set(values(uses_of("甲", "a")).values()) == {None}
    assert set(values([]).values()) == {None}
    assert term_table(uses_of("甲", "a")) == []


def test_the_table_lists_the_least_consistent_first() -> None:
    table = term_table([*uses_of("甲", "a", "a"), *uses_of("乙", "x", "y", "")])
    assert [(line.term, line.ltcr) for line in table] == [("乙", 0.0), ("甲", 1.0)]
    assert table[0].renderings == (("", 1), ("x", 1), ("y", 1))
    assert table[0].majority == pytest.approx(1 / 3)


TEXTS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=2, max_size=8)


@given(TEXTS, st.integers(0, 7))
def test_another_rendering_lowers_the_pairs(texts: list[str], place: int) -> None:
    changed = list(texts)
    changed[place % len(texts)] = "unheard of"
    before, after = values(uses_of("甲", *texts))["ltcr"], values(uses_of("甲", *changed))["ltcr"]
    assert before is not None
    assert after is not None
    assert after <= before


@given(TEXTS)
def test_the_concentration_is_the_pairs_without_replacement(texts: list[str]) -> None:
    found, n = values(uses_of("甲", *texts)), len(texts)
    assert found["ltcr"] is not None
    assert found["hhi"] is not None
    assert found["hhi"] == pytest.approx((found["ltcr"] * (n - 1) + 1) / n)
