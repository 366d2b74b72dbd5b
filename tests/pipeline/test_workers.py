"""Workers: the same results however they are made, and copies only of a process without threads."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

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


def test_no_more_than_there_is_work_for() -> None:
    assert [Workers(4).at_most(count).count for count in (0, 3, 9)] == [0, 3, 4]


def _note_process(folder: Path) -> None:
    (folder / str(os.getpid())).touch()


def test_each_process_begins_with_the_start(tmp_path: Path) -> None:
    start = partial(_note_process, tmp_path)
    assert dict(Workers(1, start).run(_doubling, range(2))) == {0: 0, 1: 2}
    assert not list(tmp_path.iterdir())
    assert dict(Workers(2, start).run(_doubling, range(9)))[8] == 16
    started = {path.name for path in tmp_path.iterdir()}
    assert len(started) in (1, 2)
    assert str(os.getpid()) not in started


def test_the_caller_keeps_its_way_to_end() -> None:
    before = signal.getsignal(signal.SIGTERM)
    during = [signal.getsignal(signal.SIGTERM) for _ in Workers(2).run(_doubling, range(3))]
    assert during == [workers._stop] * 3
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_thread_may_call_them() -> None:
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(lambda: dict(Workers(2).run(_doubling, range(3)))).result()
    assert found == {0: 0, 1: 2, 2: 4}


def test_other_processes_of_the_caller_live_on() -> None:
    other = multiprocessing.get_context("spawn").Process(target=time.sleep, args=(60,))
    other.start()
    try:
        found = Workers(2).run(_doubling, range(100))
        next(found)
        found.close()  # type: ignore[attr-defined]  # a generator
        assert other.is_alive()
    finally:
        other.terminate()
        other.join()
