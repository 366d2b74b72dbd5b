"""Time reading and writing bitexts: ``python -m evaluation.formats [--units 580000]``.

The texts are made up from a fixed seed, with sentences as long as those of government documents:
580,000 units are a TMX file of about 200 MB. Every figure is a process of its own, from its start
to its end. Beside TMX stand what the machine needs to copy the file, and to go through it with a
bare ``lxml.etree.iterparse``; ratios are of processor time. The other formats have a tenth of the
units.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.bead import Bead, Bitext
from aligner.errors import InputError
from aligner.formats import FORMATS, read_bitext, write_bitext
from aligner.formats.base import Side
from aligner.processors import available_processors
from evaluation.command import execute
from evaluation.results_file import signature, write_results
from evaluation.system import peak_mebibytes

UNITS = 580_000
SEED = 20
POOL = 5_000  # different units; more would only take memory while writing is measured
_CHARACTERS = "的一是不了在有人我他大上中到和地出也得要下自之年生能可子那小多如去以心好成方用天"
_WORDS = ("the", "of", "and", "to", "in", "for", "with", "work", "people", "place", "year", "house")
OTHERS = ("xliff", "jsonl", "tsv", "csv", "xlsx", "parquet")
# What a child process is asked to do.
TASKS: dict[str, Callable[[Path, str, int], None]] = {
    "write": lambda path, name, units: _write(path, name, units),
    "read": lambda path, name, units: _read(path, name, units),
    "copy": lambda path, name, units: _copy(path),
    "parse": lambda path, name, units: _parse(path),
}


@dataclass(frozen=True, slots=True)
class Timing:
    """What one process took."""

    seconds: float
    cpu_seconds: float
    peak_mebibytes: float


def made_up(units: int, seed: int = SEED) -> Bitext:
    """Return a bitext of nonsense whose sentences are as long as real ones."""
    generator = random.Random(seed)
    pool = [(_chinese(generator), _english(generator)) for _ in range(min(POOL, units))]
    return Bitext("zh", "en", _beads(pool, units))


def _chinese(generator: random.Random) -> str:
    return "".join(generator.choices(_CHARACTERS, k=generator.randint(6, 58))) + "。"


def _english(generator: random.Random) -> str:
    words = generator.choices(_WORDS, k=generator.randint(4, 52))
    return " ".join(words).capitalize() + "."


def _beads(pool: Sequence[tuple[str, str]], units: int) -> Iterator[Bead]:
    source, target = Side(), Side()
    for number in range(units):
        left, right = pool[number % len(pool)]
        probability = 1 - number % 97 / 1000
        yield Bead(source.sentences(left), target.sentences(right), probability)


def _write(path: Path, name: str, units: int) -> None:
    written = write_bitext(made_up(units), path, name)
    if written.beads != units:
        raise InputError(f"{written.beads} units written, not {units}", place=str(path))


def _read(path: Path, name: str, units: int) -> None:
    count = sum(1 for _ in read_bitext(path, name).beads)
    if count != units:
        raise InputError(f"{count} units read, not {units}", place=str(path))


def _copy(path: Path) -> None:
    with path.open("rb") as source, path.with_suffix(".copy").open("wb") as target:
        shutil.copyfileobj(source, target)


def _parse(path: Path) -> None:
    """Go through an XML file, and forget every unit: the least that lxml can do."""
    from lxml import etree

    for _, element in etree.iterparse(path, tag="tu"):
        element.clear()
        if (before := element.getprevious()) is not None:
            element.getparent().remove(before)


def timed(task: str, path: Path, name: str, units: int) -> Timing:
    """Run a task in a process of its own.

    Raises:
        InputError: it failed.
    """
    arguments = ["--task", task, "--file", str(path), "--format", name, "--units", str(units)]
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "evaluation.formats", *arguments])
    # wait4 rather than wait: it tells the memory of this child, not of all children so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise InputError(f"exit code {process.returncode}", place=f"{task} {name}")
    return Timing(seconds, usage.ru_utime + usage.ru_stime, peak_mebibytes(usage))


def measure(name: str, units: int, folder: Path) -> dict[str, Any]:
    """Write and read one format."""
    path = folder / f"made-up.{name}"
    results: dict[str, Any] = {"units": units}
    tasks = ("write", "read", *(("copy", "parse") if name == "tmx" else ()))
    for task in tasks:
        timing = timed(task, path, name, units)
        megabytes = path.stat().st_size / 1e6
        results["megabytes"] = megabytes
        results[task] = {
            "seconds": timing.seconds,
            "cpu_seconds": timing.cpu_seconds,
            "megabytes_a_second": megabytes / timing.seconds,
            "peak_mebibytes": timing.peak_mebibytes,
        }
        print(_line(name, task, results), flush=True)
    if name == "tmx":
        for task in ("write", "read"):
            for baseline in ("copy", "parse"):
                ratio = results[task]["cpu_seconds"] / results[baseline]["cpu_seconds"]
                results[task][f"ratio_to_{baseline}"] = ratio
    path.unlink()
    return results


def _line(name: str, task: str, results: dict[str, Any]) -> str:
    one = results[task]
    return (
        f"{name:8} {task:6} {results['units']:8,} units {results['megabytes']:6.0f} MB"
        f" {one['seconds']:7.2f} s ({one['cpu_seconds']:.2f} s CPU)"
        f" {one['megabytes_a_second']:7.1f} MB/s {one['peak_mebibytes']:6.0f} MiB"
    )


def run(arguments: argparse.Namespace) -> None:
    """Do one task, or time them all and store the results."""
    if arguments.task:
        TASKS[arguments.task](arguments.file, arguments.format, arguments.units)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        results = {"tmx": measure("tmx", arguments.units, folder)}
        for other in OTHERS:
            if other in FORMATS:
                results[other] = measure(other, max(arguments.units // 10, 1), folder)
    if arguments.output is not None:
        signed = signature(f"units={arguments.units}, seed={SEED}", {})
        write_results(
            arguments.output, "formats", signed, {"cpus": available_processors(), **results}
        )


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.formats", description=__doc__)
    parser.add_argument("--units", type=int, default=UNITS, help="translation units in the TMX")
    parser.add_argument("--output", type=Path, help="write the results there, as JSON")
    child = parser.add_argument_group("what a process of its own is asked to do")
    child.add_argument("--task", choices=TASKS)
    child.add_argument("--file", type=Path)
    child.add_argument("--format")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
