"""Whatever is done, no sentence is lost, and undo gives back what was."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bead import Bead
from aligner.review.order import Order
from aligner.review.pieces import cut_sentence, glue
from aligner.review.session import RefusedError, Session, SideName, Step
from tests.review.rows import row_texts, several_rows, sides

Operation = Callable[[Session], object]
indices = st.integers(0, 7)
steps: st.SearchStrategy[Step] = st.sampled_from((-1, 1))
side_names: st.SearchStrategy[SideName] = st.sampled_from(("source", "target"))
operations: st.SearchStrategy[Operation] = st.one_of(
    st.builds(lambda i, step: lambda s: s.merge(i, step), indices, steps),
    st.builds(lambda i, n, m: lambda s: s.split(i, n, m), indices, indices, indices),
    st.builds(lambda i, side, step: lambda s: s.push(i, side, step), indices, side_names, steps),
    st.builds(lambda i, side, step: lambda s: s.pull(i, side, step), indices, side_names, steps),
    st.builds(lambda i: lambda s: s.confirm(i), indices),
    st.builds(lambda i: lambda s: s.unconfirm(i), indices),
    st.builds(lambda i: lambda s: s.set_note(i, f"note {i}"), indices),
    st.just(lambda s: s.undo()),
    st.just(lambda s: s.redo()),
)


def attempt(session: Session, operation: Operation) -> None:
    """Carry an operation out; a refusal changes nothing."""
    before = list(session.rows)
    try:
        operation(session)
    except RefusedError:
        assert list(session.rows) == before


def exhaust(turn: Callable[[], object]) -> int:
    """Undo or redo as often as possible; return how often."""
    count = 0
    with contextlib.suppress(RefusedError):
        while True:
            turn()
            count += 1
    return count


def texts(rows: list[Bead]) -> tuple[str, str]:
    """Return the text of each side of all rows."""
    return (
        "".join(sentence.text for row in rows for sentence in row.source),
        "".join(sentence.text for row in rows for sentence in row.target),
    )


@given(several_rows, st.lists(operations, max_size=20))
def test_every_sentence_stays_in_one_row_and_in_order(
    rows: list[Bead], todo: list[Operation]
) -> None:
    session = Session(rows)
    for operation in todo:
        attempt(session, operation)
        assert texts(list(session.rows)) == texts(rows)
        assert all(row.shape != (0, 0) for row in session.rows)


@given(several_rows, st.lists(operations, max_size=20))
def test_undo_and_redo_are_exact(rows: list[Bead], todo: list[Operation]) -> None:
    session = Session(rows)
    for operation in todo:
        attempt(session, operation)
    end = list(session.rows)
    exhaust(session.undo)
    assert list(session.rows) == rows
    made_again = exhaust(session.redo)
    # What the drawn operations had undone themselves has been made again as well.
    while list(session.rows) != end:
        session.undo()
        made_again -= 1
    assert made_again >= 0


@given(several_rows, st.lists(operations, max_size=20))
def test_counts_order_and_focus_follow(rows: list[Bead], todo: list[Operation]) -> None:
    session = Session(rows)
    order = Order(session)
    for operation in todo:
        changes: list[object] = []
        attempt(session, lambda s, do=operation, kept=changes: kept.append(do(s)))  # type: ignore[misc]  # bound early on purpose
        for change in changes:
            if change is not None:
                order.follow(change)  # type: ignore[arg-type]  # operations give changes
                assert 0 <= change.focus < len(session.rows)  # type: ignore[attr-defined]  # same
        assert sorted(order.rows) == list(range(len(session.rows)))
        counts = session.counts
        assert counts.rows == len(session.rows)
        assert counts.doubtful == sum(map(session.is_doubtful, session.rows))
        assert counts.confirmed == sum(row.is_confirmed for row in session.rows)


@given(st.lists(row_texts.filter(any), min_size=1, max_size=4))
def test_pieces_are_put_together_as_they_were(
    made: list[tuple[list[str], list[str]]],
) -> None:
    rows = sides(made)
    source = [sentence for row in rows for sentence in row.source]
    target = [sentence for row in rows for sentence in row.target]
    cut = [
        replace(
            row,
            source=tuple(piece for s in row.source for piece in cut_sentence(s, "zh")),
            target=tuple(piece for s in row.target for piece in cut_sentence(s, "en")),
        )
        for row in rows
    ]
    assert list(glue(cut, source, target)) == rows


def test_an_edited_row_is_neither_doubtful_nor_confirmed() -> None:
    session = Session(sides([(["一。", "二。"], ["One."]), ([], ["Two."])]))
    session.confirm(0)
    session.pull(0, "target", 1)
    (row,) = session.rows  # the row that gave its last sentence has vanished
    assert (row.probability, row.status, row.shape) == (None, "translated", (2, 2))
    session.split(0, len("一。"), len("One."))
    assert [row.shape for row in session.rows] == [(1, 1), (1, 1)]
    assert session.counts.doubtful == session.counts.confirmed == 0


def test_merging_keeps_notes_and_the_upper_unit() -> None:
    rows = sides([(["一。"], []), (["二。"], ["Two."])])
    session = Session(
        [replace(rows[0], note="a", unit="u1"), replace(rows[1], note="b", unit="u2")]
    )
    session.merge(1, -1)
    assert [(row.note, row.unit) for row in session.rows] == [("a\nb", "u1")]


def test_a_locked_row_refuses_everything() -> None:
    session = Session(sides([(["一。", "二。"], ["One."]), (["三。"], ["Two."])], locked=True))
    todo: list[Operation] = [
        lambda s: s.merge(0),
        lambda s: s.split(0, 2, 2),
        lambda s: s.push(0, "source", 1),
        lambda s: s.pull(0, "target", 1),
        lambda s: s.confirm(0),
        lambda s: s.unconfirm(0),
        lambda s: s.set_note(0, "x"),
    ]
    for operation in todo:
        with pytest.raises(RefusedError, match="is locked"):
            operation(session)


def test_fixed_segments_let_only_target_sentences_move() -> None:
    session = Session(sides([(["一。"], ["One.", "Two."]), (["二。"], [])]), fixed_source=True)
    session.push(0, "target", 1)
    assert [row.shape for row in session.rows] == [(1, 1), (1, 1)]
    with pytest.raises(RefusedError, match="segments of this file are fixed"):
        session.merge(0)
    with pytest.raises(RefusedError, match="segments of this file are fixed"):
        session.push(0, "source", 1)


def test_modified_means_different_from_the_saved_state() -> None:
    session = Session(sides([(["一。"], ["One."])]))
    session.confirm(0)
    session.mark_saved()
    states = []
    for step in (session.undo, session.redo, session.undo):
        step()
        states.append(session.is_modified)
    assert states == [True, False, True]
    session.set_note(0, "x")
    session.undo()
    assert session.is_modified  # The saved state can no longer be reached.


def test_the_list_keeps_its_order_until_sorted_anew() -> None:
    rows = sides([([c], [c]) for c in "abcd"])
    probabilities = (0.99, 0.3, 0.95, 0.1)
    session = Session([replace(r, probability=p) for r, p in zip(rows, probabilities, strict=True)])
    order = Order(session)
    assert list(order.rows) == [3, 1, 0, 2]
    order.follow(session.confirm(3))
    assert list(order.rows) == [3, 1, 0, 2]
    order.follow(session.merge(1))
    assert list(order.rows) == [2, 1, 0]
    order.toggle()
    assert list(order.rows) == [0, 1, 2]
