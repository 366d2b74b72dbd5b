"""Batches: every item once, within the budget; halves where memory does not suffice."""

from __future__ import annotations

import gc
import logging
import weakref
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.errors import InputError
from aligner.models import batching
from aligner.models.batching import batches, halving, is_out_of_memory

LENGTHS = st.lists(st.integers(1, 60), max_size=80)
CPU = "[enforce fail at alloc_cpu.cpp:124] err == 0. DefaultCPUAllocator: can't allocate memory"


@given(LENGTHS, st.integers(1, 300), st.integers(1, 20))
def test_every_item_is_in_one_batch_within_the_budget(
    lengths: list[int], tokens: int, most: int
) -> None:
    found = list(batches(lengths, tokens, most))
    assert sorted(index for batch in found for index in batch) == list(range(len(lengths)))
    for batch in found:
        padded = len(batch) * max(lengths[index] for index in batch)
        assert len(batch) == 1 or (padded <= tokens and len(batch) <= most)


@given(LENGTHS, st.integers(1, 300), st.integers(1, 20))
def test_the_longest_come_first_and_none_could_be_added(
    lengths: list[int], tokens: int, most: int
) -> None:
    found = list(batches(lengths, tokens, most))
    order = [index for batch in found for index in batch]
    assert order == sorted(order, key=lambda index: (-lengths[index], index))
    for batch in found[:-1]:
        is_full = len(batch) == most
        assert is_full or (len(batch) + 1) * lengths[batch[0]] > tokens


class Memory:
    """What has room for so many items at a time."""

    def __init__(self, room: int, error: Exception) -> None:
        self.room = room
        self.error = error
        self.runs: list[int] = []

    def run(self, items: Sequence[int]) -> list[int]:
        """Double each item."""
        self.runs.append(len(items))
        if len(items) > self.room:
            raise self.error
        return [2 * item for item in items]


@pytest.fixture(autouse=True)
def _nothing_said_yet() -> Iterator[None]:
    batching._say.cache_clear()
    yield
    batching._say.cache_clear()


@given(st.lists(st.integers(), max_size=40), st.integers(1, 50))
def test_halves_give_the_same(items: list[int], room: int) -> None:
    memory = Memory(room, MemoryError())
    assert halving(memory.run, items) == [2 * item for item in items]


def test_it_is_said_once_for_each_size(caplog: pytest.LogCaptureFixture) -> None:
    memory = Memory(2, RuntimeError(CPU))
    with caplog.at_level(logging.WARNING, "aligner"):
        for _ in range(3):
            halving(memory.run, range(8))
    assert memory.runs == [8, 4, 2, 2, 4, 2, 2] * 3
    assert [record.getMessage() for record in caplog.records] == [
        "out of memory: a batch of 8 is run in two halves",
        "out of memory: a batch of 4 is run in two halves",
    ]


def test_one_item_that_does_not_fit() -> None:
    with pytest.raises(InputError, match="one text alone does not fit into memory; take a smaller"):
        halving(Memory(0, MemoryError()).run, [1, 2])


def test_other_errors_are_no_reason_to_halve() -> None:
    memory = Memory(0, RuntimeError("shapes do not match"))
    with pytest.raises(RuntimeError, match="shapes"):
        halving(memory.run, [1, 2])
    assert memory.runs == [2]


class Tensor:
    """What fills the memory."""


def test_what_filled_the_memory_is_let_go_before_the_halves_run() -> None:
    held: list[weakref.ref[Tensor]] = []

    def run(items: Sequence[int]) -> Sequence[int]:
        gc.collect()
        assert not any(reference() for reference in held)
        large = Tensor()
        held.append(weakref.ref(large))
        if len(items) > 1:
            raise MemoryError
        return items

    assert halving(run, [1, 2, 3]) == [1, 2, 3]


def test_torch_on_a_processor() -> None:
    torch = pytest.importorskip("torch")
    with pytest.raises(RuntimeError) as caught:
        torch.empty(1 << 50)
    assert is_out_of_memory(caught.value)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (MemoryError(), True),
        (RuntimeError(CPU), True),
        (RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate 12"), True),
        (RuntimeError("CUDA error: out of memory"), True),
        (RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling"), True),
        (type("OutOfMemoryError", (RuntimeError,), {})("CUDA out of memory."), True),
        (RuntimeError("size mismatch"), False),
        (ValueError("can't allocate memory"), False),
    ],
)
def test_what_is_out_of_memory(error: Exception, expected: bool) -> None:
    assert is_out_of_memory(error) is expected
