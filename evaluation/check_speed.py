"""Time ``aligner check`` on many beads: ``python -m evaluation.check_speed --data DIR``.

DIR holds ``policy/*.jsonl``. Their beads, aligned by us, are repeated until there are 100,000, each
time with other figures in both languages, so that no two rounds are alike. They are checked with
all rules and the first 800 approved terms of the glossary, on two workers, through the command
line; once with an empty cache, and once more with what the first run left there. Time is of the
whole command, from its start to its end; memory is what all its processes hold together at most,
looked at every twentieth of a second, pages they share counted once. It is looked at in runs of
their own: the looking takes a tenth of the time.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from aligner.bead import join
from aligner.errors import InputError
from aligner.glossary.files import write_glossary
from aligner.glossary.loading import glossary_path, load_glossaries
from aligner.glossary.model import Glossary
from aligner.processors import available_processors
from evaluation.checking import policy_texts
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results

BEADS, TERMS, WORKERS = 100_000, 800, 2
_SAMPLES = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took."""

    seconds: float
    peak_mebibytes: float  # of all its processes together
    exit_code: int


def rows(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the beads of the documents again and again, with other figures in every round."""
    beads = [
        (join(bead.source, "zh"), join(bead.target, "en"))
        for text in policy_texts(folder)
        for bead in text.beads
    ]
    number = 0
    while True:
        for source, target in beads:
            yield _varied(source, number), _varied(target, number)
        number += 1


def _varied(text: str, number: int) -> str:
    """Return a text whose figures are other ones, the same ones for the same figures.

    >>> _varied("5.2% in 2020", 3)
    '8.5% in 5050'
    """
    figures = {ord(str(d)): str((d - 1 + number) % 9 + 1) for d in range(1, 10)}
    return text.translate(figures | {ord("\t"): " "})


def write_rows(folder: Path, path: Path, count: int) -> int:
    """Write the bitext; return its size in bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("source\ttarget\n")
        stream.writelines(f"{a}\t{b}\n" for a, b in islice(rows(folder), count))
    return path.stat().st_size


def write_terms(name: str, path: Path, count: int) -> None:
    """Write the first approved terms of a glossary.

    Raises:
        InputError: it has fewer.
    """
    terms = [term for term in load_glossaries([name]) if term.status == "approved"][:count]
    if len(terms) < count:
        raise InputError(f"{len(terms)} approved terms, needed are {count}", place=name)
    write_glossary(Glossary(name, tuple(terms)), path, "tsv")


def time_check(arguments: Sequence[str], cache: Path, watched: bool) -> Run:
    """Run ``aligner check`` with a cache folder of its own; its memory is known if watched.

    Raises:
        InputError: it failed; findings are no failure.
    """
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "aligner", "check", *arguments],
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    memory = _Memory(process.pid)
    if watched:
        memory.start()
    code = process.wait()
    seconds = time.perf_counter() - start
    if watched:
        memory.stop()
    if code not in (0, 1):
        raise InputError(f"exit code {code}", place="aligner check " + " ".join(arguments))
    return Run(seconds, memory.peak / 2**20, code)


class _Memory(threading.Thread):
    """Watches what a process and its descendants hold together.

    Linux only: elsewhere the peak is 0.
    """

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._ended = threading.Event()
        self.peak = 0  # bytes

    def run(self) -> None:
        """Look again and again."""
        while not self._ended.wait(_SAMPLES):
            self.peak = max(self.peak, sum(map(_held, _family(self._pid))))

    def stop(self) -> None:
        """End looking."""
        self._ended.set()
        self.join()


def _family(pid: int) -> Iterator[int]:
    """Yield a process and its descendants."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:  # ended meanwhile
        return
    for child in children:
        yield from _family(int(child))


def _held(pid: int) -> int:
    """Return the bytes a process holds, its part of shared pages counted in proportion."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii")
    except OSError:  # ended meanwhile
        return 0
    match = re.search(r"^Pss:\s+([0-9]+) kB", text, re.MULTILINE)
    return int(match[1]) * 1024 if match else 0


def run(arguments: argparse.Namespace) -> None:
    """Time both runs, print them, store the results."""
    folder = arguments.data / "policy"
    with tempfile.TemporaryDirectory() as name:
        bitext, terms, found = (Path(name) / n for n in ("beads.tsv", "terms.tsv", "found.json"))
        size = write_rows(folder, bitext, arguments.beads)
        write_terms(arguments.glossary, terms, TERMS)
        command = [str(bitext), "--isolated", "-g", str(terms), "--jobs", str(WORKERS), "--quiet"]
        command += ["--format", "json", "-o", str(found)]
        results: dict[str, Any] = {"beads": arguments.beads, "bytes": size, "terms": TERMS}
        timed, watched = ([Path(name) / one] * 2 for one in ("timed", "watched"))
        first, again = (time_check(command, cache, watched=False) for cache in timed)
        peaks = [time_check(command, cache, watched=True).peak_mebibytes for cache in watched]
        for what, one, peak in zip(("first", "again"), (first, again), peaks, strict=True):
            results[what] = asdict(replace(one, peak_mebibytes=peak))
            print(f"{what:6} {one.seconds:7.2f} s {peak:6.0f} MiB", flush=True)
        results["report_bytes"] = found.stat().st_size
    if arguments.output is not None:
        used = {
            "policy": sorted(folder.glob("*.jsonl")),
            "glossary": [glossary_path(arguments.glossary)],
        }
        described = f"beads={arguments.beads}, terms={TERMS}, workers={WORKERS}"
        results["cpus"] = available_processors()
        write_results(arguments.output, "check_speed", signature(described, used), results)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("check_speed", __doc__, "folder with policy/")
    parser.add_argument("--glossary", default="policy", help="name of a shipped glossary, or file")
    parser.add_argument("--beads", type=int, default=BEADS, help=f"how many; default {BEADS}")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
