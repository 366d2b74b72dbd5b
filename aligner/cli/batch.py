"""Many pairs in parallel: one bad document does not stop the others."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aligner.cli.delivery import Delivery
from aligner.cli.manifest import read_manifest
from aligner.cli.pipeline import AlignOptions, align_files
from aligner.cli.verbosity import current_level, note, set_level, start_logging
from aligner.errors import AlignerError, InputError
from aligner.formats import FORMATS, load_format

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """One pair with all that a worker process needs."""

    source: Path
    target: Path
    output: Path
    options: AlignOptions
    delivery: Delivery


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one pair."""

    line: str  # the summary, or the error
    failed: bool


def align_manifest(
    manifest: Path, folder: Path | None, options: AlignOptions, delivery: Delivery, workers: int
) -> None:
    """Align all pairs of a manifest and print what became of them, in the manifest's order.

    The files written are the same whatever the number of workers.

    Raises:
        AlignerError: the manifest or an output path is bad, before any work; or, at the end,
            some pairs failed.
    """
    jobs = _jobs(manifest, folder, options, delivery)
    outcomes: dict[int, Outcome] = {}
    for index, outcome in _run(jobs, min(workers, len(jobs))):
        outcomes[index] = outcome
        _show_progress(len(outcomes), len(jobs))
    width = max(len(str(job.output)) for job in jobs)
    for index, job in enumerate(jobs):
        if outcomes[index].failed:
            logger.error("%s", outcomes[index].line)
        else:
            note(f"{job.output!s:<{width}}  {outcomes[index].line}")
    failed = sum(outcome.failed for outcome in outcomes.values())
    if failed:
        raise InputError(f"{failed} of {len(jobs)} pairs failed", place=str(manifest))


def _jobs(
    manifest: Path, folder: Path | None, options: AlignOptions, delivery: Delivery
) -> list[Job]:
    """Read the manifest and check every output path before the work begins."""
    format_name = delivery.format_name or "tsv"
    load_format(format_name)
    pairs = read_manifest(manifest, folder, "".join(FORMATS[format_name].suffixes[:1]))
    inputs = [path for pair in pairs for path in (pair.source, pair.target)]
    delivery.check([pair.output for pair in pairs], inputs)
    return [Job(pair.source, pair.target, pair.output, options, delivery) for pair in pairs]


def _run(jobs: Sequence[Job], workers: int) -> Iterator[tuple[int, Outcome]]:
    """Yield the outcome of each job with its index, as they come in."""
    if workers == 1:
        for index, job in enumerate(jobs):
            yield index, _align(job)
        return
    signal.signal(signal.SIGTERM, _stop)  # Otherwise the workers would outlive this process.
    # Spawned, not forked: the same on every platform, and safe beside threads.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, _start_worker, (current_level(),)) as pool:
        try:
            with _interrupts_held_back():
                indices = {pool.submit(_align, job): index for index, job in enumerate(jobs)}
            for future in as_completed(indices):
                yield indices[future], future.result()
        except BrokenProcessPool as error:
            raise InputError(
                "a worker process died, perhaps out of memory", way_out="try --jobs 1"
            ) from error
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for process in multiprocessing.active_children():
                process.terminate()
            raise


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Keep Ctrl-C, which reaches all processes, from workers that are still starting.

    They inherit the signal mask, so nothing ever interrupts them; this process gets the signal
    when the block ends. Windows has no signal masks: workers may show a traceback there.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _align(job: Job) -> Outcome:
    """Align one pair in a worker process."""
    if _stopping:
        return Outcome("interrupted", failed=True)
    try:
        alignment = align_files(job.source, job.target, job.options)
        return Outcome(job.delivery.write(alignment, job.output), failed=False)
    except (AlignerError, OSError) as error:
        return Outcome(str(error), failed=True)


# Jobs already handed to a worker cannot be taken back: they are passed over.
_stopping = False


def _start_worker(level: int) -> None:
    """Leave Ctrl-C to the parent, which ends its workers by SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    start_logging()
    set_level(level)


def _stop(*_: object) -> None:
    """End by an exception, so that workers are ended and temporary files removed."""
    global _stopping
    _stopping = True
    raise SystemExit(128 + signal.SIGTERM)


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and logger.isEnabledFor(logging.WARNING):
        # The cursor stays at the line's start, so that a warning overwrites the line.
        end = "\n" if done == total else "\r"
        print(f"{done}/{total} pairs aligned", end=end, file=sys.stderr, flush=True)
