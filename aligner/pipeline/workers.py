"""Work given out to several processes, which end when this one does."""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from aligner.errors import InputError
from aligner.messages import Interface, interface, set_interface

_THREADS = Path("/proc/self/task")  # of this process, on Linux
Task = TypeVar("Task")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Workers:
    """The processes that share the work; what they give does not depend on how many they are."""

    count: int = 1  # 1: this process does all
    start: Callable[[], None] | None = None  # called first in each further one, as for its log

    def at_most(self, count: int) -> Workers:
        """Return no more than so many of them."""
        return replace(self, count=min(self.count, count))

    def run(
        self,
        prepare: Callable[[], Callable[[Task], Result]],
        tasks: Iterable[Task],
        ahead: int | None = None,
    ) -> Iterator[tuple[int, Result]]:
        """Yield the result of each task with its number, as they come in.

        Args:
            prepare: makes what works on a task, once in each process.
            tasks: read as they are given out.
            ahead: how many tasks are given out before their results are there; None: all.

        Raises:
            InputError: a process died.
        """
        if self.count <= 1:
            work = prepare()
            for number, task in enumerate(tasks):
                yield number, work(task)
            return
        context = multiprocessing.get_context("fork" if _may_fork() else "spawn")
        settings = self.start, interface(), prepare
        others = multiprocessing.active_children()  # of the caller
        with (
            _ended_by_exception(),
            ProcessPoolExecutor(self.count, context, _start_worker, settings) as pool,
        ):
            try:
                yield from _results(pool, tasks, ahead)
            except BrokenProcessPool as error:
                raise InputError(
                    "a worker process died, perhaps out of memory", way_out="try --jobs 1"
                ) from error
            except BaseException:
                for process in {*multiprocessing.active_children()}.difference(others):
                    process.terminate()
                # Its thread must have ended before Python does, which would speak to it once more.
                pool.shutdown(wait=True, cancel_futures=True)
                raise


@contextmanager
def _ended_by_exception() -> Iterator[None]:
    """Let SIGTERM raise in this process: otherwise the workers would outlive it."""
    before = signal.getsignal(signal.SIGTERM)
    # Only the main thread gets signals, and what is not set from Python cannot be set back.
    if threading.current_thread() is not threading.main_thread() or before is None:
        yield
        return
    signal.signal(signal.SIGTERM, _stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _may_fork() -> bool:
    """Tell whether processes can begin as copies of this one, which spares each its own start.

    Locks that other threads hold would never be let go of in a copy, and outside Linux there are
    libraries whose threads are not to be seen.
    """
    try:
        return sys.platform == "linux" and len([*_THREADS.iterdir()]) == 1
    except OSError:
        return False


def _results(
    pool: ProcessPoolExecutor, tasks: Iterable[Any], ahead: int | None
) -> Iterator[tuple[int, Any]]:
    numbered = enumerate(tasks)
    waiting: dict[Future[Any], int] = {}
    while True:
        for number, task in islice(numbered, None if ahead is None else ahead - len(waiting)):
            with _signals_held_back():
                waiting[pool.submit(_call, task)] = number
        if not waiting:
            return
        for future in wait(waiting, return_when=FIRST_COMPLETED).done:
            yield waiting.pop(future), future.result()


@contextmanager
def _signals_held_back() -> Iterator[None]:
    """Keep Ctrl-C, which reaches all processes, from workers, and SIGTERM until they are ready.

    They inherit the signal mask; this process gets what was sent when the block ends. A copy of
    this process would forget a SIGTERM that comes before Python runs in it, and work on. Windows
    has no signal masks: workers may show a traceback there.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# In a worker process: how it makes what works on a task, and that, once it is made.
_prepare: Callable[[], Callable[[Any], Any]] | None = None
_work: Callable[[Any], Any] | None = None
_stopping = False


def _start_worker(
    start: Callable[[], None] | None, language: Interface, prepare: Callable[[], Any]
) -> None:
    """Leave Ctrl-C to the parent, which ends its workers by SIGTERM."""
    global _prepare
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    if start is not None:
        start()
    set_interface(language)
    _prepare = prepare


def _call(task: Any) -> Any:  # noqa: ANN401  # of the type that the work takes and gives
    """Work on a task in a worker process."""
    global _work
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    if _stopping:  # Tasks already handed to a worker cannot be taken back: they are passed over.
        raise SystemExit(128 + signal.SIGTERM)
    if _work is None:
        # Not at the start: there an error would look like a dead process.
        assert _prepare is not None  # set when the process started
        _work = _prepare()
    return _work(task)


def _stop(*_: object) -> None:
    """End by an exception, so that workers are ended and temporary files removed."""
    global _stopping
    _stopping = True
    raise SystemExit(128 + signal.SIGTERM)
