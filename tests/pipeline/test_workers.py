"""Workers: the same results however they are made, and copies only of a process without threads."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from aligner.pipeline import workers
from aligner.pipeline.workers import Workers


def _doubling() -> Callable[[int], int]:
    return lambda number: 2 * number


@pytest.mark.parametrize("may_fork", [True, False])
def test_the_results_are_the_same(may_fork: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_may_fork", lambda: may_fork)
    assert dict(Workers(2).run(_doubling, range(5))) == {n: 2 * n for n in range(5)}


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not workers._may_fork()
    finally:
        done.set()
        thread.join()
