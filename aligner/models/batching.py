"""Batches of about equal length, halved where memory does not suffice."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from aligner.errors import InputError

Item = TypeVar("Item")
Result = TypeVar("Result")
# Of Linux, of Windows, and of libraries on a GPU.
_IN_WORDS = (
    *("can't allocate memory", "not enough memory", "CUDA error: out of memory"),
    *("CUBLAS_STATUS_ALLOC_FAILED", "CUDNN_STATUS_ALLOC_FAILED"),
)
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
        InputError: one item alone does not fit.
    """
    try:
        return list(run(items))
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
        if len(items) <= 1:
            raise InputError(
                "one text alone does not fit into memory",
                way_out="take a smaller model, or cut the text",
            ) from error
    # Outside the handler: the error keeps what filled the memory alive.
    _say(len(items))
    middle = len(items) // 2
    return halving(run, items[:middle]) + halving(run, items[middle:])


@cache
def _say(size: int) -> None:
    """Say once for each size, not for each of a thousand batches, that it is too large."""
    _logger.warning("out of memory: a batch of %d is run in two halves", size)


def is_out_of_memory(error: BaseException) -> bool:
    """Tell whether torch or Python had no memory left; torch says it on processors in words."""
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _IN_WORDS)
