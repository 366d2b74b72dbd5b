"""The cascade where a term stands outside the clause it belongs to."""

from __future__ import annotations

import pytest

from aligner.translation.enforcement import Options
from tests.translation.enforcement.scripted import Steered, Told, outcome, steps

TABLE = "他买了一张不锈钢桌子。"
LIBRARY = "图书馆很安静，学生们喜欢音乐。"
OUTSIDE = "The place is quiet, and the students like music in the library."
INSIDE = "The library is quiet, and the students like music."


def test_a_term_outside_its_clause_is_not_right_whoever_put_it_there() -> None:
    found = outcome(Steered({LIBRARY: [(OUTSIDE, -0.5), (INSIDE, -0.9)]}), LIBRARY)
    assert (found.text, steps(found), found.terms[0].why) == (INSIDE, ["reranked"], "")
    engine = Steered({LIBRARY: [(OUTSIDE, -0.5)]}, {LIBRARY: [(INSIDE, -0.9)]})
    found = outcome(engine, LIBRARY)
    assert (found.text, steps(found)) == (INSIDE, ["constrained"])


def test_where_nothing_is_better_it_stays_and_that_is_said() -> None:
    best = [(OUTSIDE, -0.5), ("The place is quiet.", -0.6), (INSIDE, -2.5)]
    found = outcome(Steered({LIBRARY: best}), LIBRARY)
    assert (found.text, steps(found)) == (OUTSIDE, ["plain"])  # the other one is too improbable
    assert found.terms[0].why == "it stands outside its clause"
    assert found.terms[0].span is not None
    assert found.text[found.terms[0].span.start :] == "library."
    assert found.is_satisfied


def test_a_missing_term_does_not_come_in_outside_its_clause() -> None:
    plain = "The place is quiet, and the students like music."
    engine = Steered({LIBRARY: [(plain, -0.5), (OUTSIDE, -0.6)]})
    found = outcome(engine, LIBRARY, Options(steps=frozenset({"reranked"})))
    assert (found.text, steps(found)) == (plain, ["failed"])
    assert found.terms[0].why == "it would stand outside its clause"


CLAUSES = ("图书馆今天很安静，", "学生们都很喜欢音乐。")


@pytest.mark.parametrize("plain", [OUTSIDE, "The place is quiet, and the students like music."])
def test_what_is_left_is_translated_clause_by_clause(plain: str) -> None:
    whole = "".join(CLAUSES)
    engine = Steered(
        {whole: [(plain, -0.5)], CLAUSES[1]: [("The students like music.", -0.3)]},
        {CLAUSES[0]: [("The library is quiet.", -0.4)]},
        scores={plain: -0.5},
    )
    found = outcome(engine, whole)
    assert found.text == "The library is quiet, the students like music."
    assert steps(found) == ["constrained"]
    assert found.score == -1.0


def test_what_has_but_one_clause_is_not_translated_once_more() -> None:
    engine = Steered({TABLE: [("He bought it.", -0.5)]})
    outcome(engine, TABLE)
    assert [call for call in engine.calls if call[0] in ("translate", "constrained")] == [
        ("translate", 1),
        ("constrained", 1),
    ]


def test_told_that_a_term_is_outside_its_clause() -> None:
    engine = Told({LIBRARY: [OUTSIDE, INSIDE]})
    found = outcome(engine, LIBRARY)
    assert engine.requests[1].complaints == (
        "“library” must stand in the clause that translates that of “图书馆”.",
    )
    assert (found.text, steps(found)) == (INSIDE, ["retried"])
