"""Tune the bead model: ``python -m evaluation.tuning --data DIR [--write | --calibrate]``.

DIR holds the gold sets. The weights of paragraph borders are fitted afterwards on the reports of
the policy folder, whose paragraphs are paired: there all alignments inside the paragraph pairs
count as right. Tune on development texts only.

Prints how well weights do that were tuned on the other documents (cross-validation); ``--write``
then tunes on all of them and writes the result into the package.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from aligner.alignment import align
from aligner.alignment import model as models
from aligner.alignment.model import BeadModel, embedded_model
from aligner.alignment.window import Evidence
from aligner.document import Document
from aligner.evidence import default_evidence
from aligner.readers import read_document
from evaluation.crf import (
    Example,
    Rectangle,
    example,
    loss,
    marginal_loss,
    parameter_values,
    tune,
)
from evaluation.gold_sets import GoldDocument, links_of, probabilities_of, read_set
from evaluation.metrics import (
    Agreement,
    Link,
    Prediction,
    calibration_error,
    doubt,
    judge,
    strict,
)
from evaluation.policy import read_side

SETS = ("political", "magazine", "academic", "literary")
PARAMETERS = Path(models.__file__).with_name("parameters.json")


def read_pair(document: GoldDocument) -> tuple[Document, Document]:
    """Return both sides of a gold document, a sentence a line."""
    return (
        read_document(document.source, language="zh", presegmented=True),
        read_document(document.target, language="en", presegmented=True),
    )


def rectangles(links: Sequence[Link]) -> Iterator[Rectangle]:
    """Yield the smallest parts of the search space that hold one gold bead, or crossing ones."""
    first, last, counts, beads = [0, 0], [0, 0], [0, 0], 0
    for link in links:
        beads += 1
        for side, indices in enumerate((link.source, link.target)):
            counts[side] += len(indices)
            last[side] = max([last[side], *(index + 1 for index in indices)])
        if counts == [last[0] - first[0], last[1] - first[1]]:  # no sentence is missing
            yield Rectangle(first[0], last[0], first[1], last[1], whole=beads == 1)
            first, counts, beads = list(last), [0, 0], 0


def gold_examples(
    folder: Path, evidence: Sequence[Evidence], model: BeadModel | None = None
) -> list[tuple[GoldDocument, Example]]:
    """Return the examples of all gold sets, by default under the embedded model."""
    return [(d, _gold_example(d, evidence, model)) for n in SETS for d in read_set(folder / n)]


def _gold_example(
    document: GoldDocument, evidence: Sequence[Evidence], model: BeadModel | None
) -> Example:
    parts = [*rectangles(document.links)]
    return example(document.name, *read_pair(document), evidence, parts, model)


def policy_examples(folder: Path, evidence: Sequence[Evidence]) -> list[Example]:
    """Return the examples of all reports, with their paragraphs on lines of their own."""
    examples = []
    for path in sorted(folder.glob("*.jsonl")):
        with tempfile.TemporaryDirectory() as temporary:
            documents, sides = [], []
            for language in ("zh", "en"):
                side = read_side(path, language, "paragraphs")
                file = Path(temporary, f"{language}.txt")
                file.write_text(side.text, encoding="utf-8")
                documents.append(read_document(file, language=language))
                sides.append([min(side.blocks_of(s)) for s in documents[-1].sentences])
        pairs = _block_rectangles(*sides)
        examples.append(example(path.stem, documents[0], documents[1], evidence, pairs))
    return examples


def _block_rectangles(source: Sequence[int], target: Sequence[int]) -> list[Rectangle]:
    """Return the rectangles of the blocks, given the block of each sentence."""
    result = []
    row = column = 0
    for block in sorted({*source, *target}):
        rows, columns = source.count(block), target.count(block)
        result.append(Rectangle(row, row + rows, column, column + columns, whole=False))
        row, column = row + rows, column + columns
    return result


def is_general(name: str) -> bool:
    """Tell whether a parameter is tuned on the gold sets, which have no paragraphs."""
    return not name.startswith("paragraph.")


def cross_validate(
    examples: Sequence[tuple[GoldDocument, Example]], folds: int, start: BeadModel | None = None
) -> list[tuple[GoldDocument, BeadModel]]:
    """Return for each document a model tuned on the other folds, by default from the embedded."""
    start = model = start or embedded_model()
    result = []
    for fold in range(folds):
        rest = [item for index, (_, item) in enumerate(examples) if index % folds != fold]
        model = tune(rest, start, is_general, near=model)
        result += [(d, model) for index, (d, _) in enumerate(examples) if index % folds == fold]
        print(f"fold {fold + 1} of {folds} tuned", flush=True)
    return result


def report(judged: Sequence[tuple[GoldDocument, BeadModel]], evidence: Sequence[Evidence]) -> None:
    """Print strict F1 for each set, the non-literary ones together, and calibration."""
    agreements: dict[str, Agreement] = {}
    predictions: list[Prediction] = []
    for document, model in judged:
        alignment = align(*read_pair(document), evidence, model)
        links = links_of(alignment)
        name = document.name.split("/")[0]
        for pool in {name, "non-literary" if name != "literary" else name, "all"}:
            before = agreements.get(pool, Agreement())
            agreements[pool] = before + strict(document.links, links)
        predictions += judge(document.links, links, probabilities_of(alignment))
    for pool, agreement in sorted(agreements.items()):
        print(f"{pool:<14}F1 {agreement.f1:.4f}")
    error, seen = calibration_error(predictions), doubt(predictions)
    print(f"calibration error {error:.4f}, {seen.wrong} wrong beads,", end=" ")
    print(f"{seen.share:.1%} of them among the least probable")


def calibrated(
    model: BeadModel, documents: Sequence[GoldDocument], evidence: Sequence[Evidence]
) -> BeadModel:
    """Return the model with the logistic curve that makes its probabilities come true."""
    raw = replace(model, calibration=(0.0, 1.0))
    logits: list[float] = []
    signs: list[int] = []
    for document in documents:
        alignment, gold = align(*read_pair(document), evidence, raw), set(document.links)
        for probability, link in zip(probabilities_of(alignment), links_of(alignment), strict=True):
            bounded = min(max(probability, 1e-4), 1 - 1e-4)  # four digits are kept
            logits.append(math.log(bounded / (1 - bounded)))
            signs.append(1 if link in gold else -1)
    x, y = np.array(logits), np.array(signs)

    def objective(curve: npt.NDArray[np.float64]) -> float:
        return float(np.logaddexp(0.0, -y * (curve[0] + curve[1] * x)).sum())

    intercept, slope = minimize(objective, np.array([0.0, 1.0])).x
    return replace(model, calibration=(round(float(intercept), 3), round(float(slope), 3)))


def write(model: BeadModel, note: str, path: Path | None = None) -> None:
    """Write the model into the package, by default as the one for the default evidence."""
    data = {
        "schema": models.SCHEMA,
        "made_by": note,
        "calibration": dict(zip(("intercept", "slope"), model.calibration, strict=True)),
        "shapes": {f"{a}-{b}": value for (a, b), value in model.shapes.items()},
        "one_to_many": model.one_to_many,
        "many_to_one": model.many_to_one,
        "many_to_many": model.many_to_many,
        "weights": dict(model.weights),
        "order": dict(model.order),
    }
    (path or PARAMETERS).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the gold sets")
    parser.add_argument("--policy", type=Path, help="folder of reports with paired paragraphs")
    parser.add_argument("--folds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="tune on everything and keep it")
    parser.add_argument("--calibrate", action="store_true", help="keep the weights, fit the curve")
    options = parser.parse_args()
    evidence = default_evidence()
    documents = [d for name in SETS for d in read_set(options.data / name)]
    if options.calibrate:
        write(calibrated(embedded_model(), documents, evidence), "weights kept, curve fitted")
        return
    examples = gold_examples(options.data, evidence)
    items = [item for _, item in examples]
    before, _ = marginal_loss(parameter_values(embedded_model()), items)
    print(f"{sum(len(item.rows) for item in items)} beads considered; loss now {before:.1f}")
    if options.folds > 1:
        report(cross_validate(examples, options.folds), evidence)
    if options.write:
        model = tune(items, embedded_model(), is_general)
        if options.policy:
            reports = policy_examples(options.policy, evidence)
            model = tune(reports, model, lambda name: not is_general(name), loss)
        write(calibrated(model, documents, evidence), "tuned on the development sets")


if __name__ == "__main__":
    main()
