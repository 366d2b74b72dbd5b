"""Constraints over made-up tokens: small numbers are words, whatever they would mean."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.translation.neural.constraints import Constraint, Constraints, Progress

STOP, QUOTE = 90, 91


def constraints(*alternatives: Sequence[Sequence[int]]) -> Constraints:
    """Return constraints that are the same at the beginning of a sentence and inside."""
    return Constraints(
        [Constraint.of(some, some) for some in alternatives], frozenset({STOP}), frozenset({QUOTE})
    )


def after(steering: Constraints, tokens: Sequence[int]) -> Progress | None:
    """Return the progress after some tokens."""
    progress: Progress | None = steering.begin()
    for token in tokens:
        assert progress is not None
        progress = steering.advance(progress, token)
    return progress


def needed(steering: Constraints, tokens: Sequence[int]) -> int:
    """Return what is needed after some tokens."""
    progress = after(steering, tokens)
    assert progress is not None
    return progress.needed


def test_each_token_of_a_term_counts() -> None:
    steering = constraints([[1, 2, 3]])
    assert [needed(steering, [1, 2, 3][:count]) for count in range(4)] == [3, 2, 1, 0]


def test_what_is_given_up_is_needed_again() -> None:
    steering = constraints([[1, 2, 3]])
    assert needed(steering, [1, 2, 7]) == 3
    assert needed(steering, [1, 2, 7, 1, 2, 3]) == 0


def test_any_rendering_meets_the_constraint() -> None:
    steering = constraints([[1, 2], [5]])
    assert needed(steering, []) == 1
    assert needed(steering, [5]) == needed(steering, [1, 2]) == 0


def test_terms_count_in_any_order() -> None:
    steering = constraints([[1, 2]], [[3]])
    assert needed(steering, [3, 9, 1, 2]) == needed(steering, [1, 2, 3]) == 0


def test_one_too_many_is_worthless() -> None:
    steering = constraints([[1, 2]])
    assert after(steering, [1, 2, 9, 1]) is not None
    assert after(steering, [1, 2, 9, 1, 2]) is None


def test_two_occurrences_need_two_renderings() -> None:
    steering = constraints([[1, 2], [4]], [[1, 2], [4]])
    assert needed(steering, [1, 2]) == 1
    assert needed(steering, [1, 2, 1, 2]) == needed(steering, [4, 9, 1, 2]) == 0
    assert after(steering, [1, 2, 4, 1, 2]) is None


def test_a_term_inside_another_is_not_met_by_it() -> None:
    steering = constraints([[1, 2, 3]], [[2, 3]])
    assert needed(steering, [1, 2, 3]) == 2
    assert needed(steering, [1, 2, 3, 2, 3]) == 0
    assert needed(steering, [2, 3, 9, 1, 2, 3]) == 0


def test_a_longer_term_takes_back_what_it_begins_with() -> None:
    steering = constraints([[1, 2, 3]], [[1, 2]])
    assert needed(steering, [1, 2]) == 3  # the rest of the longer one, and the shorter again
    assert needed(steering, [1, 2, 3]) == 2
    assert needed(steering, [1, 2, 9, 1, 2, 3]) == 0


def test_a_term_met_is_kept_where_it_begins_another() -> None:
    steering = constraints([[1, 2, 3]], [[1, 2]])
    assert after(steering, [1, 2, 9, 1, 2, 9]) is None
    assert after(steering, [1, 2, 9, 1, 2]) is not None


def test_an_inflected_form_is_the_same_term() -> None:
    steering = constraints([[1], [1, 2]])
    progress = after(steering, [1, 2])
    assert progress is not None
    assert [(match.start, match.end) for match in progress.done] == [(0, 2)]


def test_proposals_are_what_takes_further() -> None:
    steering = constraints([[1, 2], [5]], [[3, 4]])
    assert steering.proposals(steering.begin()) == {1, 5, 3}
    begun = after(steering, [1])
    assert begun is not None
    assert steering.proposals(begun) == {2}
    met = after(steering, [1, 2])
    assert met is not None
    assert steering.proposals(met) == {3}


def test_a_term_just_ended_may_go_on_as_its_longer_form_only() -> None:
    steering = constraints([[1], [1, 2]])
    ended = after(steering, [1])
    assert ended is not None
    assert ended.is_closed
    assert steering.continuations(ended) == {2}
    later = after(steering, [1, 9])
    assert later is not None
    assert not later.is_closed


@pytest.mark.parametrize("before", [[], [QUOTE], [9, STOP], [9, STOP, QUOTE]])
def test_capitals_at_the_beginning_of_a_sentence(before: list[int]) -> None:
    steering = Constraints(
        [Constraint.of([[11, 2]], [[1, 2]])], frozenset({STOP}), frozenset({QUOTE})
    )
    assert needed(steering, [*before, 11, 2]) == 0
    assert needed(steering, [*before, 1, 2]) == 2
    assert needed(steering, [9, 1, 2]) == 0
    assert needed(steering, [9, 11, 2]) == 2


words = st.integers(1, 4)
terms = st.lists(st.lists(words, min_size=1, max_size=3), min_size=1, max_size=3)


@given(st.lists(terms, min_size=1, max_size=3), st.lists(words, max_size=12))
def test_what_is_needed_is_enough(alternatives: list[list[list[int]]], tokens: list[int]) -> None:
    """From any progress, proposals lead to all terms in as many steps as are needed."""
    steering = constraints(*alternatives)
    progress = after_all(steering, tokens)
    if progress is None:
        return
    for _ in range(progress.needed):
        steps = [steering.advance(progress, token) for token in steering.proposals(progress)]
        alive = [step for step in steps if step is not None]
        if not alive:
            return  # what one term adds is one too many of another
        best = min(alive, key=lambda step: step.needed)
        if best.needed >= progress.needed:
            return  # a rendering that is longer than the shortest
        progress = best
    assert len(progress.done) == len(alternatives)


@given(st.lists(terms, min_size=1, max_size=3), st.lists(words, max_size=12))
def test_matches_are_exclusive(alternatives: list[list[list[int]]], tokens: list[int]) -> None:
    steering = constraints(*alternatives)
    progress = after_all(steering, tokens)
    if progress is None:
        return
    taken = [place for match in progress.done for place in range(match.start, match.end)]
    assert len(taken) == len(set(taken))
    for match in progress.done:
        assert tokens[match.start : match.end] in alternatives[match.constraint]
    met = {match.constraint for match in progress.done}
    assert len(met) == len(progress.done)
    assert (progress.needed == 0) == (len(met) == len(alternatives))


def after_all(steering: Constraints, tokens: Sequence[int]) -> Progress | None:
    """Return the progress after some tokens; None if they hold a term too often."""
    progress: Progress | None = steering.begin()
    for token in tokens:
        if progress is None:
            return None
        progress = steering.advance(progress, token)
    return progress


def test_a_rendering_may_be_of_any_length() -> None:
    one = Constraint.of([], [range(3000), [*range(2999), 7, 8]])
    assert one.least == 3000
    assert Constraint.of([], [range(5), range(2)]).least == 2
    assert Constraint.of([], []).least == 0
