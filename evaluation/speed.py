"""Time whole commands: ``python -m evaluation.speed --data DIR``.

DIR holds the gold sets ``political`` and ``literary`` and the folder ``scaling`` with
``bible.zh`` and ``bible.en``. Every figure is a process of its own, from its start to its end:

- ``help``: ``aligner --help``, median of five;
- ``first``: the sentence pair below with an empty cache folder, once;
- ``pair``: 1,037 × 1,346 sentences, put together from the gold sets, median of five warm runs;
- ``scaling``: the first 5,000, 10,000, … Chinese sentences of the Bible and as large a part
  of the English, up to the whole, once each, with peak memory and the time a sentence takes
  relative to the smallest.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from aligner.errors import InputError
from aligner.processors import available_processors
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results
from evaluation.system import peak_mebibytes

PAIR = (1037, 1346)  # sentences: the political texts of aligner-eval have this size
POINTS = (5_000, 10_000, 20_000, 40_000)  # Chinese sentences, before the whole text
RUNS = 5


@dataclass(frozen=True, slots=True)
class Run:
    """What one process took."""

    seconds: float
    peak_mebibytes: float


def time_command(arguments: Sequence[str], cache: Path | None = None) -> Run:
    """Run ``aligner`` with the arguments in a process of its own.

    Args:
        arguments: after the program's name.
        cache: the cache folder to use instead of the user's.

    Raises:
        InputError: the command failed.
    """
    environment = {**os.environ, **({"XDG_CACHE_HOME": str(cache)} if cache else {})}
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "aligner", *arguments],
        stdout=subprocess.DEVNULL,
        env=environment,
    )
    # wait4 rather than wait: it tells the memory of this child, not of all children so far.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise InputError(f"exit code {process.returncode}", place="aligner " + " ".join(arguments))
    return Run(seconds, peak_mebibytes(usage))


def align_command(source: Path, target: Path) -> list[str]:
    """Return the arguments that align two presegmented files into a bead file."""
    output = source.with_suffix(".beads")
    return ["align", str(source), str(target), "--presegmented", "-o", str(output)]


def lines_of(paths: Iterable[Path]) -> Iterable[str]:
    """Yield the lines of several files, one after the other."""
    for path in paths:
        yield from path.read_text(encoding="utf-8").split("\n")[:-1]


def cut(paths: Sequence[Path], count: int, output: Path) -> Path:
    """Write the first ``count`` lines of the files put together.

    Raises:
        InputError: there are fewer.
    """
    lines = list(islice(lines_of(paths), count))
    if len(lines) < count:
        raise InputError(f"{len(lines)} sentences, needed are {count}", place=str(paths[0].parent))
    text = "".join(f"{line}\n" for line in lines)
    output.write_text(text, encoding="utf-8", newline="\n")
    return output


def pair_files(data: Path, folder: Path) -> tuple[Path, Path]:
    """Put a pair of the published size together from political and literary documents."""
    sides = []
    for language, count in zip(("zh", "en"), PAIR, strict=True):
        paths = [
            path
            for name in ("political", "literary")
            for path in sorted((data / name).glob(f"*.{language}"))
        ]
        if not paths:
            raise InputError("no gold sets political and literary", place=str(data))
        sides.append(cut(paths, count, folder / f"pair.{language}"))
    return sides[0], sides[1]


def median_run(arguments: Sequence[str], runs: int = RUNS) -> dict[str, Any]:
    """Return the median of several runs after one that is not counted."""
    time_command(arguments)
    timed = [time_command(arguments) for _ in range(runs)]
    return {
        "seconds": statistics.median(run.seconds for run in timed),
        "all_seconds": [run.seconds for run in timed],
        "peak_mebibytes": max(run.peak_mebibytes for run in timed),
    }


def scaling(data: Path, folder: Path) -> list[dict[str, Any]]:
    """Time growing parts of the Bible, up to the whole."""
    source, target = data / "scaling" / "bible.zh", data / "scaling" / "bible.en"
    whole = [sum(1 for _ in lines_of([path])) for path in (source, target)]
    points: list[dict[str, Any]] = []
    for count in (*POINTS, whole[0]):
        counts = (count, round(count * whole[1] / whole[0]))
        files = [
            cut([path], size, folder / f"bible-{count}{path.suffix}")
            for path, size in zip((source, target), counts, strict=True)
        ]
        run = time_command(align_command(files[0], files[1]))
        each = run.seconds / count
        first = points[0]["seconds"] / points[0]["source"] if points else each
        sizes = {"source": counts[0], "target": counts[1]}
        points.append({**sizes, **asdict(run), "relative_time_a_sentence": each / first})
        print(_scaling_line(points[-1]), flush=True)
    return points


def _scaling_line(point: dict[str, Any]) -> str:
    return (
        f"{point['source']:6} × {point['target']:6} sentences {point['seconds']:7.2f} s"
        f" {point['peak_mebibytes']:6.0f} MiB, a sentence"
        f" {point['relative_time_a_sentence']:.2f} times the first"
    )


def run(arguments: argparse.Namespace) -> None:
    """Time everything in one run, print it, store the results."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pair = pair_files(arguments.data, folder)
        cache = folder / "cache"
        cache.mkdir()
        results: dict[str, Any] = {
            "help": median_run(["--help"]),
            "first": asdict(time_command(align_command(*pair), cache)),
            "pair": {"source": PAIR[0], "target": PAIR[1], **median_run(align_command(*pair))},
        }
        for what in ("help", "first", "pair"):
            one = results[what]
            print(f"{what:6} {one['seconds']:6.3f} s {one['peak_mebibytes']:6.0f} MiB", flush=True)
        results["scaling"] = scaling(arguments.data, folder)
    if arguments.output is not None:
        data = {"pair": [*arguments.data.glob("political/*"), *arguments.data.glob("literary/*")]}
        data["bible"] = list((arguments.data / "scaling").iterdir())
        signed = signature("presegmented", data)
        write_results(
            arguments.output, "speed", signed, {"cpus": available_processors(), **results}
        )


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    return options("speed", __doc__, "folder of the gold sets").parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
