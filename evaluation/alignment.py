"""Score the aligner on gold sets: ``python -m evaluation.alignment --data DIR``.

DIR holds one folder a set, each with ``NAME.zh``, ``NAME.en`` and ``NAME.beads``. Printed and
stored: strict and lax precision, recall and F1 (see ``evaluation.metrics``), recall by bead
shape, calibration, seconds and peak memory, beside the published figures of other aligners.
``--errors`` lists the wrong beads with their text, on the terminal only.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.bead import Alignment, Bead, join
from evaluation.command import execute, options
from evaluation.gold_sets import GoldDocument, links_of, neighbours, probabilities_of, read_set
from evaluation.metrics import (
    Agreement,
    Link,
    calibration_error,
    doubt,
    judge,
    lax,
    recall_by_shape,
    strict,
)
from evaluation.published import PUBLISHED, SOURCE
from evaluation.results_file import signature, write_results
from evaluation.system import align_files, peak_mebibytes

SETS = ("political", "magazine", "academic", "literary")
NON_LITERARY = ("political", "magazine", "academic")
OPTIONS = "presegmented"

Aligner = Callable[[Path, Path], Alignment]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the aligner made of one gold document."""

    document: GoldDocument
    links: tuple[Link, ...]
    probabilities: tuple[float, ...]
    seconds: float


def align_presegmented(source: Path, target: Path) -> Alignment:
    """Align two files of one sentence a line with the embedded default."""
    return align_files(source, target, presegmented=True)


def measure(document: GoldDocument, align: Aligner) -> tuple[Outcome, Alignment]:
    """Align one gold document and time it, reading included."""
    start = time.perf_counter()
    alignment = align(document.source, document.target)
    seconds = time.perf_counter() - start
    links, probabilities = links_of(alignment), probabilities_of(alignment)
    return Outcome(document, tuple(links), tuple(probabilities), seconds), alignment


def summarise(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return all measures of some documents, pooled, as a JSON record."""
    pairs = [(outcome.document.links, outcome.links) for outcome in outcomes]
    judged = [
        prediction
        for outcome in outcomes
        for prediction in judge(outcome.document.links, outcome.links, outcome.probabilities)
    ]
    doubted = doubt(judged)
    return {
        "documents": len(outcomes),
        "beads": sum(len(gold) for gold, _ in pairs),
        "strict": _record(sum((strict(*pair) for pair in pairs), Agreement())),
        "lax": _record(sum((lax(*pair) for pair in pairs), Agreement())),
        "shapes": {
            one.shape: {"found": one.found, "gold": one.gold} for one in recall_by_shape(pairs)
        },
        "calibration": {
            "error": calibration_error(judged),
            "wrong": doubted.wrong,
            "doubtful": doubted.doubtful,
            "caught": doubted.caught,
            "share": doubted.share,
            "attainable": doubted.attainable,
            "precision": doubted.precision,
        },
        "seconds": sum(outcome.seconds for outcome in outcomes),
    }


def _record(agreement: Agreement) -> dict[str, float]:
    return {
        "precision": agreement.precision,
        "recall": agreement.recall,
        "f1": agreement.f1,
    }


def summaries(outcomes: dict[str, list[Outcome]]) -> dict[str, dict[str, Any]]:
    """Return the measures of every set, of the non-literary sets pooled, and of all pooled."""
    result = {name: summarise(members) for name, members in outcomes.items()}
    if set(NON_LITERARY) <= set(outcomes):
        members = [outcome for name in NON_LITERARY for outcome in outcomes[name]]
        result["non-literary"] = summarise(members)
    result["all"] = summarise([outcome for members in outcomes.values() for outcome in members])
    return result


def print_table(results: dict[str, dict[str, Any]]) -> None:
    """Print one line a set."""
    print(f"{'':12} {'strict':17} {'lax':17} {'calibration':>11} {'wrong':>5}  of these among the")
    names = " ".join(f"{name:>5}" for name in ("P", "R", "F1") * 2)
    print(f"{'set':12} {names} {'error':>11} {'beads':>5}  5 % least probable     seconds")
    for name, one in results.items():
        figures = [one[kind][part] for kind in ("strict", "lax") for part in one[kind]]
        scores = " ".join(f"{figure:.3f}" for figure in figures)
        trust = one["calibration"]
        print(
            f"{name:12} {scores} {trust['error']:11.3f} {trust['wrong']:5}"
            f"  {trust['share']:6.1%} (at most {trust['attainable']:4.0%}) {one['seconds']:8.2f}"
        )


def print_shapes(results: dict[str, dict[str, Any]]) -> None:
    """Print strict recall by bead shape, the frequent shapes first."""
    print("\nfound by shape")
    for name, one in results.items():
        shapes = (f"{shape} {n['found']}/{n['gold']}" for shape, n in one["shapes"].items())
        print(f"{name:12} " + " · ".join(shapes))


def print_published() -> None:
    """Print what others reach, with the source."""
    print(f"\npublished strict F1 ({SOURCE}; whole test sets)\nnon-literary literary  system")
    for one in PUBLISHED:
        print(f"{one.non_literary:12.3f} {one.literary:8.3f}  {one.system} ({one.needs})")


def print_errors(outcome: Outcome, alignment: Alignment) -> None:
    """Print every wrong bead with its text and the gold beads it touches."""
    gold = outcome.document.links
    known = set(gold)
    for bead, link, probability in zip(
        alignment.beads, outcome.links, outcome.probabilities, strict=True
    ):
        if link in known:
            continue
        touched = ", ".join(str(other) for other in neighbours(link, gold))
        print(f"\n{outcome.document.name} {link} p={probability:.4f}; gold {touched}")
        for text in _sides(bead):
            print(f"    {text}")


def _sides(bead: Bead) -> Iterable[str]:
    for sentence in bead.source:
        yield f"{sentence.index:4} {join([sentence], 'zh')}"
    for sentence in bead.target:
        yield f"{sentence.index:4} {join([sentence], 'en')}"


def run(arguments: argparse.Namespace, align: Aligner = align_presegmented) -> None:
    """Align all documents of the sets asked for, print the tables, store the results."""
    outcomes: dict[str, list[Outcome]] = {}
    for name in arguments.sets:
        outcomes[name] = []
        for document in read_set(arguments.data / name):
            outcome, alignment = measure(document, align)
            outcomes[name].append(outcome)
            if arguments.errors:
                print_errors(outcome, alignment)
    results = summaries(outcomes)
    peak = peak_mebibytes(resource.getrusage(resource.RUSAGE_SELF))
    print_table(results)
    print_shapes(results)
    print(f"\npeak memory {peak:.0f} MiB")
    print_published()
    if arguments.output is not None:
        data = {name: sorted((arguments.data / name).iterdir()) for name in arguments.sets}
        signed = signature(OPTIONS, data)
        stored = {"sets": results, "peak_mebibytes": peak}
        write_results(arguments.output, "alignment", signed, stored)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("alignment", __doc__, "folder with one folder a set")
    parser.add_argument(
        "--sets", type=lambda names: names.split(","), default=list(SETS), help="such as a,b"
    )
    parser.add_argument("--errors", action="store_true", help="list the wrong beads")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
