"""Whether a term is said in other words while its rendering takes the place of something else."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.translation.base import Attention
from aligner.translation.enforcement import Options
from aligner.translation.enforcement.displacement import displaced
from aligner.translation.enforcement.location import passage_of
from aligner.translation.enforcement.placement import stranded
from tests.translation.enforcement.scripted import ZH_EN, Steered, asked, outcome, request, steps

HIT = "丈夫打了老师。"
OWN_WORDS = "The old man hit the teacher."
DISPLACED = "The old man hit the husband."
IN_PLACE = "The husband hit the teacher."
TAKEN = "it would take the place of other words"


@pytest.mark.parametrize(
    ("target", "looks", "expected"),
    [
        (DISPLACED, {"man": "丈夫", "husband": "老师"}, {0}),
        (DISPLACED, {"man": "打了", "husband": "丈夫"}, set()),
        (DISPLACED, {"man": "丈夫", "husband": "丈夫"}, set()),  # said twice, but where it belongs
        # What the lexicon links to another word looks at the term in vain.
        ("The teacher hit the husband.", {"teacher": "丈夫"}, set()),
        # Nor do words of grammar say it, nor a second rendering.
        ("He hit the husband.", {"He": "丈夫", "husband": "老师"}, set()),
        ("Husbands hit the husband.", {"Husbands": "老师", "husband": "丈夫"}, set()),
        (OWN_WORDS, {"man": "丈夫"}, set()),  # it is not rendered at all
    ],
)
def test_displaced(target: str, looks: dict[str, str], expected: set[int]) -> None:
    by = asked()
    ask = request(HIT, by)
    (attention,) = Steered({}, looks={HIT: looks}).attention([(HIT, target)])
    passage = passage_of(HIT, target, ZH_EN, attention)
    assert displaced(passage, ask.requirements, by.judged(ask.requirements, target)) == expected


def test_without_attention_nothing_is_known() -> None:
    by = asked()
    ask = request(HIT, by)
    judged = by.judged(ask.requirements, DISPLACED)
    for attention in (None, Attention((), (), np.zeros((0, 0), np.float32))):
        passage = passage_of(HIT, DISPLACED, ZH_EN, attention)
        assert passage.attention is None
        assert not displaced(passage, ask.requirements, judged)
    assert not stranded(ask, DISPLACED, judged, ZH_EN)


def test_another_of_the_constrained_search_is_taken() -> None:
    engine = Steered(
        {HIT: [(OWN_WORDS, -0.5)]},
        {HIT: [(DISPLACED, -0.6), ("The man hit the old husband.", -0.7), (IN_PLACE, -1.9)]},
        {HIT: {"man": "丈夫"}},
    )
    found = outcome(engine, HIT)
    assert (found.text, steps(found)) == (IN_PLACE, ["constrained"])


def test_else_the_words_that_say_it_are_replaced() -> None:
    looks = {"old": "丈夫", "man": "丈夫", "husbands": "老师", "husband": "丈夫"}
    constrained = [("The old man hit husbands.", -0.6)]
    found = outcome(Steered({HIT: [(OWN_WORDS, -0.5)]}, {HIT: constrained}, {HIT: looks}), HIT)
    assert (found.text, steps(found)) == (IN_PLACE, ["substituted"])


def test_else_the_term_has_failed_and_that_is_said() -> None:
    looks = {"man": "丈夫", "husband": "老师"}
    engine = Steered({HIT: [(OWN_WORDS, -0.5)]}, {HIT: [(DISPLACED, -0.6)]}, {HIT: looks})
    found = outcome(engine, HIT, Options(steps=frozenset({"constrained"})))
    assert (found.text, steps(found)) == (OWN_WORDS, ["failed"])
    assert found.terms[0].why == TAKEN


def test_where_the_model_looks_in_the_others_is_asked_only_if_need_be() -> None:
    some = [(IN_PLACE, -0.6), (f"So {IN_PLACE}", -0.7), (f"Yes, {IN_PLACE}", -0.8)]
    engine = Steered({HIT: [(OWN_WORDS, -0.5)]}, {HIT: some})
    assert outcome(engine, HIT).text == IN_PLACE
    assert [count for name, count in engine.calls if name == "attention"] == [2, 2]
