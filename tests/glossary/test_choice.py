"""The choice among overlapping stretches is the best there is."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.choice import Candidate, choose
from aligner.glossary.rendering import Span

candidates = st.lists(
    st.builds(
        lambda key, start, length, rank: Candidate(key, Span(start, start + length), rank, ""),
        st.integers(0, 2),
        st.integers(0, 9),
        st.integers(1, 5),
        st.integers(0, 2),
    ),
    max_size=8,
    unique=True,
)
wishes = st.lists(st.integers(1, 3), min_size=3, max_size=3)


def is_allowed(chosen: tuple[Candidate, ...], wanted: list[int]) -> bool:
    """Tell whether candidates are disjoint and not more than wanted."""
    apart = all(not a.span.overlaps(b.span) for a, b in combinations(chosen, 2))
    return apart and all(
        sum(one.key == key for one in chosen) <= count for key, count in enumerate(wanted)
    )


def value(chosen: tuple[Candidate, ...]) -> tuple[int, int, int]:
    """Return what is to be as large as possible."""
    length = sum(one.span.end - one.span.start for one in chosen)
    return len(chosen), sum(2 - one.rank for one in chosen), length


@given(candidates, wishes)
def test_no_choice_is_better(found: list[Candidate], wanted: list[int]) -> None:
    chosen = tuple(choose(found, wanted))
    assert is_allowed(chosen, wanted)
    others = (
        subset
        for size in range(len(found) + 1)
        for subset in combinations(found, size)
        if is_allowed(subset, wanted)
    )
    assert value(chosen) == max(map(value, others))


@given(candidates, wishes, st.randoms())
def test_the_order_of_candidates_does_not_matter(
    found: list[Candidate], wanted: list[int], random: object
) -> None:
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as object
    assert choose(shuffled, wanted) == choose(found, wanted)


def test_large_groups_are_chosen_too() -> None:
    found = [Candidate(0, Span(i, i + 2), 0, "") for i in range(5_000)]
    chosen = choose(found, [3])
    assert len(chosen) == 3
    assert is_allowed(tuple(chosen), [3])
