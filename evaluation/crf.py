"""Weights for the bead model: training of a semi-Markov conditional random field.

Sarawagi & Cohen (2004). The lattice of a document pair is cut down to the beads that the present
model finds possible at all; the weights then maximise how probable the right beads are, with a
Gaussian prior around the present weights. Where the right alignment is known in part only, the
likelihood of all alignments that agree with what is known is maximised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from aligner.alignment import model as models
from aligner.alignment.align import SearchSpace, search_space
from aligner.alignment.candidates import Candidates, log_sums
from aligner.alignment.model import BeadModel, embedded_model
from aligner.alignment.window import Array, Evidence, IntArray, Shape, Window
from aligner.document import Document

_CONSIDERED = 1e-7  # beads less probable under the present model are left out
_MISSED = 0.1  # c: probability at which a right bead is nearly given up
_STEP = 1e-4  # of numerical differences
_PRIOR_STRENGTH = 15.0  # of a feature's squared deviation from the present weight, over variance
_SHAPE_STRENGTH = 1.5
_SLOPES = ("one_to_many", "many_to_one", "many_to_many")
# Features that speak against a bead: their weights cannot be positive; the others', not negative.
_ORDER = "order."  # before the name of a feature: the weight of what word order adds to it
_AGAINST = ("length.", "mark.", "quotation.", "paragraph.border", "paragraph.cross")

Loss = Callable[[Array, Sequence["Example"]], tuple[float, Array]]


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
    exact: npt.NDArray[np.bool_]  # beads that are right for certain


def parameter_names(model: BeadModel) -> list[str]:
    """Return the names of all parameters: weights of evidence and of word order, shapes, slopes."""
    shapes = [f"{a}-{b}" for a, b in model.shapes if (a, b) != (1, 1)]
    return [*model.weights, *(_ORDER + name for name in model.order), *shapes, *_SLOPES]


def parameter_values(model: BeadModel) -> Array:
    """Return the parameters of a model in the order of `parameter_names`."""
    shapes = [value for shape, value in model.shapes.items() if shape != (1, 1)]
    slopes = [getattr(model, slope) for slope in _SLOPES]
    return np.array([*model.weights.values(), *model.order.values(), *shapes, *slopes])


def model_of(names: Sequence[str], values: Array) -> BeadModel:
    """Return the model with these parameters, its probabilities not calibrated."""
    data = dict(zip(names, (round(float(value), 4) for value in values), strict=True))
    shapes = {"1-1": 0.0} | {name: v for name, v in data.items() if name[0].isdigit()}
    slopes = {slope: data[slope] for slope in _SLOPES}
    named = {name: v for name, v in data.items() if "." in name}
    return models.parse_model(
        {
            "schema": models.SCHEMA,
            "calibration": {"intercept": 0.0, "slope": 1.0},
            "shapes": shapes,
            "weights": {name: v for name, v in named.items() if not name.startswith(_ORDER)},
            "order": {
                name.removeprefix(_ORDER): v for name, v in named.items() if name.startswith(_ORDER)
            },
            **slopes,
        },
        "tuned",
    )


def _shape_features(model: BeadModel, names: Sequence[str], shape: Shape) -> Array:
    """Return the gradient of a shape's log prior; it is linear in the parameters."""
    base = parameter_values(model)
    gradient = np.zeros(len(names))
    for index in range(len(model.weights) + len(model.order), len(names)):
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
    model: BeadModel | None = None,
) -> Example:
    """Return a document pair ready for tuning.

    Args:
        name: for messages.
        chinese: the source.
        english: the target.
        evidence: the kinds of evidence whose weights are tuned.
        rectangles: parts of the search space in which the right beads lie, in order.
        model: the present one; its weights stand in the order of the evidence.
    """
    model = model or embedded_model()
    names = parameter_names(model)
    space = search_space(chinese, english, evidence, model)
    beads = space.lattice(model).candidates(_CONSIDERED)
    features = np.zeros((len(beads.rows), len(names)))
    shapes: list[Shape] = [(a, b) for a, b in beads.shapes.tolist()]
    gradients = {shape: _shape_features(model, names, shape) for shape in set(shapes)}
    features[:] = [gradients[shape] for shape in shapes]
    evidence_count = len(model.weights)
    features[:, :evidence_count] = list(_evidence_features(space, beads))
    for index, gains in enumerate(space.order_gains(model, beads), evidence_count):
        features[:, index] = gains
    begins, ends = beads.positions()
    right, exact = _right(beads, rectangles)
    return Example(
        name, tuple(shapes), beads.rows, beads.columns, begins, ends, features, right, exact
    )


def _evidence_features(space: SearchSpace, beads: Candidates) -> Iterator[Array]:
    """Yield the features of each bead."""
    windows = {row: window for window in space.windows for row in window.rows}
    last: Window | None = None
    for (a, b), row, column in zip(
        beads.shapes.tolist(), beads.rows.tolist(), beads.columns.tolist(), strict=True
    ):
        window = windows[row]
        if window is not last:
            last = window
            features = np.concatenate([scorer.features(window) for _, scorer in space.prepared])
        place = row - window.rows.start, column - window.columns.start
        yield features[:, window.shapes.index((a, b)), *place]


def _right(
    beads: Candidates, rectangles: Sequence[Rectangle]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Tell which beads are, or may be, right, and which are for certain."""
    right, exact = np.zeros((2, len(beads.rows)), bool)
    first_rows, first_columns = beads.first_rows, beads.first_columns
    for part in rectangles:
        inside = (first_rows >= part.first_row) & (beads.rows <= part.last_row)
        inside &= (first_columns >= part.first_column) & (beads.columns <= part.last_column)
        if part.whole:
            inside &= (first_rows == part.first_row) & (beads.rows == part.last_row)
            inside &= (first_columns == part.first_column) & (beads.columns == part.last_column)
            exact |= inside
        right |= inside
    return right, exact


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


def marginal_loss(values: Array, examples: Sequence[Example]) -> tuple[float, Array]:
    """Return −Σ log(c + P(bead)) over the right beads, and its gradient.

    The likelihood of each bead rather than of the whole alignment (Kakade, Teh & Roweis 2002), as
    posterior decoding chooses beads; and bounded by c, so that beads which cannot be found do not
    decide the weights.
    """
    total, gradient = 0.0, np.zeros(len(values))
    for item in examples:
        scores = item.features @ values
        _, posteriors = log_sums(item.begins, item.ends, scores)
        found = _MISSED + posteriors[item.exact]
        total -= float(np.log(found).sum())
        # The gradient of Σ gain · P is the covariance of gain and features, which is the change of
        # the expected features when the gains are added to the scores.
        gains = np.zeros(len(scores))
        gains[item.exact] = 1.0 / found
        step = _STEP * _MISSED
        (_, more), (_, less) = (
            log_sums(item.begins, item.ends, scores + sign * step * gains) for sign in (1, -1)
        )
        gradient -= (more - less) @ item.features / (2 * step)
    return total, gradient


def tune(
    examples: Sequence[Example],
    start: BeadModel,
    tuned: Callable[[str], bool],
    measured: Loss = marginal_loss,
    near: BeadModel | None = None,
) -> BeadModel:
    """Return the model whose ``tuned`` parameters suit the examples best, by the loss measured.

    Args:
        examples: what the weights are to suit.
        start: the present weights, from which the Gaussian prior keeps them.
        tuned: tells which parameters may move.
        measured: what is made small.
        near: where the search begins, by default at the start; it saves time only.
    """
    names, centre = parameter_names(start), parameter_values(start)
    begin = parameter_values(near) if near else centre
    moving = np.array([tuned(name) for name in names])
    spread = np.concatenate([item.features for item in examples]).std(axis=0)
    weights = len(start.weights) + len(start.order)
    strength = np.where(
        np.arange(len(names)) < weights,
        _PRIOR_STRENGTH * np.minimum(spread**2, 4.0) + 0.01,
        _SHAPE_STRENGTH,
    )

    def objective(moved: Array) -> tuple[float, Array]:
        values = centre.copy()
        values[moving] = moved
        total, gradient = measured(values, examples)
        deviation = values - centre
        gradient = gradient + 2 * strength * deviation
        return total + float(strength @ deviation**2), gradient[moving]

    bounds = [_bounds(name) for name, is_moving in zip(names, moving, strict=True) if is_moving]
    best = minimize(objective, begin[moving], jac=True, method="L-BFGS-B", bounds=bounds)
    centre[moving] = best.x
    return model_of(names, centre)


def _bounds(name: str) -> tuple[float | None, float | None]:
    if "." not in name:
        return None, None
    return (None, 0.0) if name.startswith(_AGAINST) else (0.0, None)
