"""The bead model: how much each kind of evidence counts, and how likely each bead shape is.

The score of a bead is log-linear: the log prior of its shape plus the weighted sum of its evidence
features, and what word order adds to them. The weights are rounded from those under which the beads
of hand-made alignments are most probable, with a Gaussian prior (a semi-Markov conditional random
field, Sarawagi & Cohen 2004).
The posterior probabilities are then calibrated by a logistic curve (Platt 1999) that was fitted on
the development texts.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np

from aligner.alignment.window import FloatArray, Scorer, Shape, Window
from aligner.errors import FormatError

SCHEMA = 1
_FOLDER = Path(__file__).parent
_DEFAULT = "parameters"
# The weights without, with nothing but, and with an encoder; the first that has all is taken.
EMBEDDED = (_DEFAULT, "parameters-encoder-only", "parameters-encoder")
_LARGEST_SQUARE = 6  # the most sentences in a bead with several on both sides


@dataclass(frozen=True, slots=True)
class BeadModel:
    """Weights of the evidence features and log priors of the bead shapes (1-1 has 0)."""

    weights: Mapping[str, float]  # by feature name
    shapes: Mapping[Shape, float]  # log prior of the shapes met often enough to have their own
    one_to_many: float  # added for each further sentence of 1-n beads beyond the shapes listed
    many_to_one: float  # the same for n-1
    many_to_many: float  # the same for beads with several sentences on both sides
    calibration: tuple[float, float] = (0.0, 1.0)  # intercept and slope on the logit scale
    # Weight of what word order adds to a feature of linked tokens, by the name of the feature.
    order: Mapping[str, float] = field(default_factory=dict)

    def calibrated(self, posterior: float) -> float:
        """Return the probability that a bead with this posterior is right (Platt 1999).

        >>> round(BeadModel({}, {}, 0, 0, 0, (1.0, 1.0)).calibrated(0.5), 3)
        0.731
        """
        certain = 1e-6  # farther out the logit is noise
        posterior = min(max(posterior, certain), 1 - certain)
        intercept, slope = self.calibration
        logit = intercept + slope * math.log(posterior / (1 - posterior))
        return 1 / (1 + math.exp(-logit))

    def log_prior(self, shape: Shape) -> float:
        """Return the unnormalised log prior of a bead shape.

        >>> model = BeadModel({}, {(1, 1): 0.0, (1, 2): -1.0}, -0.5, -0.5, -2.0)
        >>> model.log_prior((1, 2)), model.log_prior((1, 4)), model.log_prior((2, 2))
        (-1.0, -2.0, -4.0)
        """
        if shape in self.shapes:
            return self.shapes[shape]
        a, b = shape
        if a > 1 and b > 1:
            return self.many_to_many * (a + b - 2)
        # Continue from the longest listed shape of the same kind.
        slope = self.one_to_many if a == 1 else self.many_to_one
        listed = [max(s) for s in self.shapes if (s[0] == 1) == (a == 1) and min(s) == 1]
        known = max(listed, default=1)
        start = self.shapes.get((1, known) if a == 1 else (known, 1), 0.0)
        return start + slope * (max(shape) - known)

    def score(self, window: Window, evidence: Sequence[tuple[Sequence[str], Scorer]]) -> FloatArray:
        """Return the log score of every bead of a window: (shapes, rows, columns)."""
        priors = np.array([self.log_prior(shape) for shape in window.shapes], np.float32)
        total = np.broadcast_to(priors[:, None, None], window.size).copy()
        for names, scorer in evidence:
            for name, feature in zip(names, scorer.features(window), strict=True):
                total += np.float32(self.weights[name]) * feature
        return total


def bead_shapes(longest_source: int, longest_target: int) -> tuple[Shape, ...]:
    """Return the shapes to consider, ordered by source, then target sentences.

    Args:
        longest_source: the most source sentences in an n-1 bead.
        longest_target: the most target sentences in a 1-n bead.
    """
    square = range(2, _LARGEST_SQUARE - 1)
    shapes = {(a, b) for a in square for b in square if a + b <= _LARGEST_SQUARE}
    shapes |= {(1, b) for b in range(longest_target + 1)}
    shapes |= {(a, 1) for a in range(longest_source + 1)}
    return tuple(sorted(shapes))


def parse_model(data: Mapping[str, object], place: str) -> BeadModel:
    """Build a model from its JSON form.

    Raises:
        FormatError: a newer schema, or parts are missing.
    """
    if data.get("schema") != SCHEMA:
        raise FormatError("unknown schema", place=place, way_out="use a file of this version")
    try:
        shapes = {_shape(name): float(value) for name, value in _pairs(data["shapes"])}
        weights, order = (
            {name: float(value) for name, value in _pairs(data[part])}
            for part in ("weights", "order")
        )
        one_to_many, many_to_one, many_to_many = (
            float(str(data[name])) for name in ("one_to_many", "many_to_one", "many_to_many")
        )
        calibration = {name: float(value) for name, value in _pairs(data["calibration"])}
        logistic = (calibration["intercept"], calibration["slope"])
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(f"not a bead model ({error})", place=place) from error
    return BeadModel(weights, shapes, one_to_many, many_to_one, many_to_many, logistic, order)


def _pairs(value: object) -> Iterable[tuple[str, float]]:
    if not isinstance(value, dict):
        raise ValueError("an object was expected")
    return value.items()


def _shape(name: str) -> Shape:
    a, b = name.split("-")
    return int(a), int(b)


@cache
def embedded_model(name: str = _DEFAULT) -> BeadModel:
    """Return a model tuned on the development texts (see evaluation/tuning.py).

    Args:
        name: of its file: the default, or one of those for evidence of other kinds.
    """
    path = _FOLDER / f"{name}.json"
    return parse_model(json.loads(path.read_text(encoding="utf-8")), path.name)


def model_for(features: Iterable[str]) -> BeadModel:
    """Return the embedded model that has weights for all these features.

    Raises:
        ValueError: none has.
    """
    wanted = {*features}
    for name in EMBEDDED:
        if wanted <= embedded_model(name).weights.keys():
            return embedded_model(name)
    raise ValueError(f"no embedded model has weights for {', '.join(sorted(wanted))}")
