"""Maximum-likelihood weights for the bead model: a semi-Markov conditional random field.

Sarawagi & Cohen (2004). The lattice of a document pair is cut down to the beads that the present
model finds possible at all; the weights then maximise the conditional log-likelihood of the right
alignments, with a Gaussian prior around the present weights. Where the right alignment is known in
part only, all alignments that agree with what is known count as right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from aligner.alignment import model as models
from aligner.alignment.align import search_space
from aligner.alignment.model import BeadModel, embedded_model
from aligner.alignment.window import Array, Evidence, IntArray, Shape
from aligner.document import Document

_CONSIDERED = 1e-7  # beads less probable under the present model are left out
_PRIOR_STRENGTH = 10.0  # of a feature's squared deviation from the present weight, over variance
_SHAPE_STRENGTH = 0.1
_SLOPES = ("one_to_many", "many_to_one", "many_to_many")
# Features that speak against a bead: their weights cannot be positive; the others', not negative.
_AGAINST = ("length.", "mark.", "quotation.", "paragraph.border", "paragraph.cross")


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A part of the search space in which right beads lie: positions, not sentences."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int
    whole: bool  # only the bead that fills it is right; otherwise all that fit into it may be


@dataclass(frozen=True, slots=True)
class Example:
    """A document pair as a sparse lattice; arrays are by bead, in the order of their ends."""

    name: str
    shapes: tuple[Shape, ...]  # of each bead
    rows: IntArray  # where each bead ends
    columns: IntArray
    begins: IntArray  # numbers of positions, 0 for the beginning
    ends: IntArray
    features: Array  # (beads, parameters)
    right: npt.NDArray[np.bool_]  # beads that are, or may be, right


def parameter_names(model: BeadModel) -> list[str]:
    """Return the names of all parameters: evidence weights, shapes, slopes."""
    shapes = [f"{a}-{b}" for a, b in model.shapes if (a, b) != (1, 1)]
    return [*model.weights, *shapes, *_SLOPES]


def parameter_values(model: BeadModel) -> Array:
    """Return the parameters of a model in the order of `parameter_names`."""
    shapes = [value for shape, value in model.shapes.items() if shape != (1, 1)]
    slopes = [getattr(model, slope) for slope in _SLOPES]
    return np.array([*model.weights.values(), *shapes, *slopes])


def model_of(names: Sequence[str], values: Array) -> BeadModel:
    """Return the model with these parameters, its probabilities not calibrated."""
    data = dict(zip(names, (round(float(value), 4) for value in values), strict=True))
    shapes = {"1-1": 0.0} | {name: v for name, v in data.items() if name[0].isdigit()}
    slopes = {slope: data[slope] for slope in _SLOPES}
    weights = {name: v for name, v in data.items() if "." in name}
    return models.parse_model(
        {
            "schema": models.SCHEMA,
            "calibration": {"intercept": 0.0, "slope": 1.0},
            "shapes": shapes,
            "weights": weights,
            **slopes,
        },
        "tuned",
    )


def _shape_features(model: BeadModel, names: Sequence[str], shape: Shape) -> Array:
    """Return the gradient of a shape's log prior; it is linear in the parameters."""
    base = parameter_values(model)
    weights = len(model.weights)
    gradient = np.zeros(len(names))
    for index in range(weights, len(names)):
        moved = base.copy()
        moved[index] += 1.0
        gradient[index] = model_of(names, moved).log_prior(shape) - model.log_prior(shape)
    return gradient.round(3)


def example(
    name: str,
    chinese: Document,
    english: Document,
    evidence: Sequence[Evidence],
    rectangles: Sequence[Rectangle],
) -> Example:
    """Return a document pair ready for tuning.

    Args:
        name: for messages.
        chinese: the source.
        english: the target.
        evidence: the kinds of evidence whose weights are tuned.
        rectangles: parts of the search space in which the right beads lie, in order.
    """
    model = embedded_model()
    names = parameter_names(model)
    space = search_space(chinese, english, evidence, model)
    lattice = space.lattice(model)
    posteriors = lattice.posteriors()
    gradients: dict[Shape, Array] = {}
    found = []
    for window in space.windows:
        features = np.concatenate([scorer.features(window) for _, scorer in space.prepared])
        for line, row in enumerate(window.rows):
            probable = next(posteriors) > _CONSIDERED
            searched = lattice.columns(row)
            for index, near in zip(*np.nonzero(probable), strict=True):
                shape = lattice.shapes[index]
                place = searched[near] - window.columns.start
                bead = window.shapes.index(shape)
                if shape not in gradients:
                    gradients[shape] = _shape_features(model, names, shape)
                values = gradients[shape].copy()
                values[: len(features)] = features[:, bead, line, place]
                found.append((row, searched[near], shape, values))
    found.sort(key=lambda bead: (bead[0], bead[1], bead[2]))
    return _example(name, found, len(english.sentences) + 1, rectangles)


def _example(
    name: str,
    found: Sequence[tuple[int, int, Shape, Array]],
    width: int,
    rectangles: Sequence[Rectangle],
) -> Example:
    rows, columns, shapes = (np.array([bead[i] for bead in found]) for i in range(3))
    begin_rows, begin_columns = rows - shapes[:, 0], columns - shapes[:, 1]
    ends, begins = rows * width + columns, begin_rows * width + begin_columns
    positions = np.unique(np.concatenate([ends, begins]))
    right = np.zeros(len(found), bool)
    for part in rectangles:
        inside = (begin_rows >= part.first_row) & (rows <= part.last_row)
        inside &= (begin_columns >= part.first_column) & (columns <= part.last_column)
        if part.whole:
            inside &= (begin_rows == part.first_row) & (rows == part.last_row)
            inside &= (begin_columns == part.first_column) & (columns == part.last_column)
        right |= inside
    return Example(
        name,
        tuple(bead[2] for bead in found),
        rows,
        columns,
        np.searchsorted(positions, begins),
        np.searchsorted(positions, ends),
        np.array([bead[3] for bead in found]),
        right,
    )


def log_sums(begins: IntArray, ends: IntArray, scores: Array) -> tuple[float, Array]:
    """Return log Σ over all paths, and the posterior probability of each bead."""
    size = int(ends.max()) + 1
    forward, backward = [-1e30] * size, [-1e30] * size
    forward[0] = backward[-1] = 0.0
    beads = list(zip(begins.tolist(), ends.tolist(), scores.tolist(), strict=True))
    for begin, end, score in beads:
        forward[end] = _log_add(forward[end], forward[begin] + score)
    for begin, end, score in reversed(beads):
        backward[begin] = _log_add(backward[begin], backward[end] + score)
    total = forward[-1]
    through = np.array(forward)[begins] + scores + np.array(backward)[ends] - total
    return total, np.exp(np.minimum(through, 0.0))


def _log_add(a: float, b: float) -> float:
    high, low = (a, b) if a > b else (b, a)
    return high + math.log1p(math.exp(low - high))


def loss(values: Array, examples: Sequence[Example]) -> tuple[float, Array]:
    """Return the negative log-likelihood of the right alignments, and its gradient."""
    total, gradient = 0.0, np.zeros(len(values))
    for item in examples:
        scores = item.features @ values
        everything, expected = log_sums(item.begins, item.ends, scores)
        chosen = item.right
        right, wanted = log_sums(item.begins[chosen], item.ends[chosen], scores[chosen])
        if right < -1e20:  # the gold path was not considered
            continue
        total += everything - right
        gradient += expected @ item.features - wanted @ item.features[chosen]
    return total, gradient


def tune(examples: Sequence[Example], start: BeadModel, tuned: Callable[[str], bool]) -> BeadModel:
    """Return the model whose ``tuned`` parameters suit the examples best."""
    names, centre = parameter_names(start), parameter_values(start)
    moving = np.array([tuned(name) for name in names])
    spread = np.concatenate([item.features for item in examples]).std(axis=0)
    weights = len(start.weights)
    strength = np.where(
        np.arange(len(names)) < weights,
        _PRIOR_STRENGTH * np.minimum(spread**2, 4.0) + 0.01,
        _SHAPE_STRENGTH,
    )

    def objective(moved: Array) -> tuple[float, Array]:
        values = centre.copy()
        values[moving] = moved
        total, gradient = loss(values, examples)
        deviation = values - centre
        gradient = gradient + 2 * strength * deviation
        return total + float(strength @ deviation**2), gradient[moving]

    bounds = [_bounds(name) for name, is_moving in zip(names, moving, strict=True) if is_moving]
    best = minimize(objective, centre[moving], jac=True, method="L-BFGS-B", bounds=bounds)
    centre[moving] = best.x
    return model_of(names, centre)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if "." not in name:
        return None, None
    return (None, 0.0) if name.startswith(_AGAINST) else (0.0, None)
