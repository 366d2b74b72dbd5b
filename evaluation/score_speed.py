"""Time ``aligner score`` on 10,000 beads: ``python -m evaluation.score_speed --data DIR``.

DIR holds ``policy/*.jsonl``. Their beads, aligned by us, and behind them beads of other figures
until there are 10,000, are scored with the glossary ``policy``, through the command line: without a
reference, and against one (the same beads, every tenth translation another's) by BLEU, chrF2++
and TER with 1,000 resamples. Time is of the whole command.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from aligner.errors import InputError
from aligner.glossary.loading import glossary_path
from evaluation.check_speed import rows
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results

BEADS = 10_000
_OTHER = 10  # every so many-th translation of the reference is the one before it


def seconds(arguments: list[str]) -> float:
    """Return how long ``aligner score`` takes.

    Raises:
        InputError: it failed.
    """
    start = time.perf_counter()
    command = [sys.executable, "-m", "aligner", "score", *arguments]
    code = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode
    if code:
        raise InputError(f"exit code {code}", place=" ".join(command[2:]))
    return time.perf_counter() - start


def run(arguments: argparse.Namespace) -> None:
    """Time both commands, print them, store the results."""
    folder = arguments.data / "policy"
    with tempfile.TemporaryDirectory() as name:
        bitext, reference = Path(name) / "beads.tsv", Path(name) / "reference.tsv"
        beads = list(islice(rows(folder), BEADS))
        before = [beads[0], *beads]
        others = [
            (source, before[number][1] if number % _OTHER == 0 else target)
            for number, (source, target) in enumerate(beads)
        ]
        for path, some in ((bitext, beads), (reference, others)):
            path.write_text("".join(f"{a}\t{b}\n" for a, b in some), encoding="utf-8")
        command = [str(bitext), "-g", "policy", "--format", "csv", "--quiet"]
        results = {
            "beads": BEADS,
            "without_reference": seconds(command),
            "with_reference": seconds([*command, "-r", str(reference)]),
        }
    print(f"without a reference {results['without_reference']:.1f} s")
    print(f"with BLEU, chrF2++, TER {results['with_reference']:.1f} s")
    if arguments.output is not None:
        used = {"policy": sorted(folder.glob("*.jsonl")), "glossary": [glossary_path("policy")]}
        write_results(arguments.output, "score_speed", signature(f"beads={BEADS}", used), results)


if __name__ == "__main__":
    execute(run, options("score_speed", __doc__, "folder with policy/").parse_args())
