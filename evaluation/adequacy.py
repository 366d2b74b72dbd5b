"""How well adequacy ranks beads with errors: ``python -m evaluation.adequacy --data DIR``.

DIR holds ``policy/*.jsonl``. Into right translations, aligned by us, errors are put as
``evaluation.check_catches`` does. Of each kind the area under the ROC curve is told: the
probability that a bead with such an error has a lower adequacy than a clean bead, ties counted
half; 0.5 is no better than chance. Beads are judged alone, without their neighbours.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aligner.analysis import Analyst
from aligner.bead import Bead
from aligner.glossary.loading import glossary_path, load_glossaries
from aligner.scoring.completeness import completeness_of
from evaluation.check_catches import KINDS, bead_cases
from evaluation.checking import Text, policy_texts
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results
from evaluation.term_seeding import TermSeeder

_AT_A_TIME = 1000


def adequacies(analyst: Analyst, text: Text, beads: Sequence[Bead]) -> list[float]:
    """Return the adequacy of each bead, looked at alone."""
    found: list[float] = []
    for first in range(0, len(beads), _AT_A_TIME):
        analyses = analyst.analyse(beads[first : first + _AT_A_TIME], text.origin)
        for one in analyses:
            one.before = one.after = ()
        found += [one.adequacy for one in completeness_of(analyses)]
    return found


def area(wrong: npt.NDArray[np.float64], clean: npt.NDArray[np.float64]) -> float:
    """Return the probability that a wrong value is below a clean one, ties counted half.

    >>> area(np.array([0.1, 0.5]), np.array([0.5, 0.9]))
    0.875
    """
    ordered = np.sort(clean)
    above = len(clean) - np.searchsorted(ordered, wrong, "right")
    ties = np.searchsorted(ordered, wrong, "right") - np.searchsorted(ordered, wrong, "left")
    return float((above + ties / 2).mean() / len(clean))


def run(arguments: argparse.Namespace) -> None:
    """Print the area of each kind, store them."""
    texts = list(policy_texts(arguments.data / "policy"))
    glossary = load_glossaries(["policy"])
    seeder, analyst = TermSeeder(glossary), Analyst(glossary)
    both = [[bead for bead in text.beads if bead.source and bead.target] for text in texts]
    clean = [
        value
        for text, beads in zip(texts, both, strict=True)
        for value in adequacies(analyst, text, beads)
    ]
    results = {}
    for kind in KINDS:
        cases = bead_cases(kind, texts, seeder)
        wrong = adequacies(analyst, texts[0], [case.bead for case in cases])
        if wrong:
            auc = area(np.array(wrong), np.array(clean))
            results[kind] = {"cases": len(wrong), "auc": auc}
            print(f"{kind:22} {len(wrong):4} {auc:.3f}")
    print(f"{len(clean)} clean beads, mean adequacy {np.mean(clean):.3f}")
    if arguments.output is not None:
        used = {
            "policy": sorted((arguments.data / "policy").glob("*.jsonl")),
            "glossary": [glossary_path("policy")],
        }
        record = {"clean": len(clean), "kinds": results}
        write_results(arguments.output, "adequacy", signature("adequacy", used), record)


if __name__ == "__main__":
    execute(run, options("adequacy", __doc__, "folder with policy/").parse_args())
