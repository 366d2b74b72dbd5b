"""Matching and verdicts on hand-labelled cases: ``python -m evaluation.term_cases``.

``tests/cases/terms.tsv`` holds a Chinese sentence, an English one, and the verdict on each term in
the order of the Chinese; ``tests/cases/terms-glossary.tsv`` is the glossary they are judged by.
Precision and recall count pairs of occurrence and verdict: one that is judged otherwise is an error
of both kinds.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.glossary.files import read_glossary
from aligner.glossary.matching import TermMatcher
from aligner.glossary.verdict import judge_pair
from evaluation.command import execute
from evaluation.results_file import signature, write_results

_FOLDER = Path(__file__).parents[1] / "tests" / "cases"
CASES = _FOLDER / "terms.tsv"
GLOSSARY = _FOLDER / "terms-glossary.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence pair and what its terms are to be judged."""

    line: int
    source: str
    target: str
    expected: tuple[str, ...]  # "新质生产力:correct", in the order of the source
    is_known_failure: bool = False  # counts all the same


def read_cases(path: Path = CASES) -> list[Case]:
    """Return the labelled cases."""
    cases = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            source, target, labels, *rest = line.split("\t")
            expected = () if labels == "-" else tuple(labels.split(" "))
            target = target.replace("\\n", "\n")
            cases.append(Case(number, source, target, expected, rest == ["known failure"]))
    return cases


def score(cases: Sequence[Case], matcher: TermMatcher) -> dict[str, Any]:
    """Return precision and recall of occurrences with their verdicts."""
    right = found = expected = 0
    for case in cases:
        verdicts = judge_pair(matcher, case.source, case.target).verdicts
        judged = Counter(f"{v.occurrence.term.source}:{v.kind}" for v in verdicts)
        right += (judged & Counter(case.expected)).total()
        found, expected = found + judged.total(), expected + len(case.expected)
    return {
        "cases": len(cases),
        "occurrences": expected,
        "precision": right / found if found else 0.0,
        "recall": right / expected if expected else 0.0,
    }


def run(arguments: argparse.Namespace) -> None:
    """Judge every case, print the score, store it."""
    result = score(read_cases(), TermMatcher(read_glossary(GLOSSARY)))
    print(
        f"{result['cases']} cases, {result['occurrences']} occurrences: "
        f"precision {result['precision']:.4f}, recall {result['recall']:.4f}"
    )
    if arguments.output is not None:
        signed = signature("hand-labelled", {"cases": [CASES, GLOSSARY]})
        write_results(arguments.output, "term_cases", signed, result)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.term_cases")
    parser.add_argument("--output", type=Path, help="write the result there, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
