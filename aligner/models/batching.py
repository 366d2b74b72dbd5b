"""Batches of about equal length, halved where memory does not suffice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
_logger = logging.getLogger(__name__)


def batches(lengths: Sequence[int], tokens: int, most: int) -> Iterator[list[int]]:
    """Yield the indices of all items in batches, the longest first, so that memory fails early.

    Args:
        lengths: of each item, in tokens.
        tokens: the most in a batch, padding counted; a longer item is a batch of its own.
        most: items in a batch.

    >>> list(batches([3, 9, 4, 2], tokens=10, most=8))
    [[1], [2, 0], [3]]
    """
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda index: (-lengths[index], index)):
        # The first is the longest: the others are padded to its length.
        if batch and (len(batch) >= most or (len(batch) + 1) * lengths[batch[0]] > tokens):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def halving(
    run: Callable[[Sequence[Item]], Sequence[Result]], items: Sequence[Item]
) -> list[Result]:
    """Return the results of a batch; where memory does not suffice, of its halves.

    Raises:
        MemoryError, torch.OutOfMemoryError: one item alone does not fit.
    """
    try:
        return list(run(items))
    except (MemoryError, RuntimeError) as error:
        if len(items) == 1 or not is_out_of_memory(error):
            raise
    # Outside the handler: the error keeps what filled the memory alive.
    _logger.warning("out of memory: a batch of %d is run in two halves", len(items))
    middle = len(items) // 2
    return halving(run, items[:middle]) + halving(run, items[middle:])


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether torch or Python had no memory left; torch says it on processors in words."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    return isinstance(error, RuntimeError) and "can't allocate memory" in str(error)
