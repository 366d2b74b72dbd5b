"""The bead model: its file, priors of shapes, the sum of the evidence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.model import BeadModel, bead_shapes, embedded_model, parse_model
from aligner.alignment.window import FloatArray, Scorer, Window
from aligner.errors import FormatError
from aligner.evidence import default_evidence

DATA: Mapping[str, object] = {
    "schema": 1,
    "shapes": {"1-1": 0, "1-2": -1.5, "3-1": -2.5, "2-2": -4, "0-1": -3},
    "one_to_many": -0.5,
    "many_to_one": -0.75,
    "many_to_many": -2,
    "weights": {"word": 0.5, "length": -1},
    "order": {"word": 0.25},
    "calibration": {"intercept": 0.5, "slope": 0.8},
}


@dataclass(frozen=True, slots=True)
class Constant:
    """Evidence with the same features for every bead."""

    values: tuple[float, ...]

    def features(self, window: Window) -> FloatArray:
        """Return the constants."""
        column = np.array(self.values, np.float32)[:, None, None, None]
        return np.broadcast_to(column, (len(self.values), *window.size))


def test_parsing() -> None:
    model = parse_model(json.loads(json.dumps(DATA)), "model.json")
    assert model.weights == {"word": 0.5, "length": -1.0}
    assert model.order == {"word": 0.25}
    assert model.shapes[3, 1] == -2.5
    assert model.calibration == (0.5, 0.8)
    assert (model.one_to_many, model.many_to_one, model.many_to_many) == (-0.5, -0.75, -2.0)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"schema": 2}, "unknown schema"),
        ({"schema": None}, "unknown schema"),
        ({"shapes": None}, "an object was expected"),
        ({"shapes": {"1-x": 0}}, "not a bead model"),
        ({"shapes": {"1-1-1": 0}}, "not a bead model"),
        ({"shapes": {"1-1": "small"}}, "not a bead model"),
        ({"shapes": {"1-1": None}}, "not a bead model"),
        ({"weights": []}, "an object was expected"),
        ({"weights": {"word": [1]}}, "not a bead model"),
        ({"order": {"word": "last"}}, "not a bead model"),
        ({"many_to_one": "steep"}, "not a bead model"),
        ({"calibration": {"slope": 1}}, "not a bead model"),
    ],
    ids=str,
)
def test_a_bad_file_is_named(change: Mapping[str, object], problem: str) -> None:
    with pytest.raises(FormatError, match=problem) as raised:
        parse_model({**DATA, **change}, "model.json")
    assert str(raised.value).startswith("model.json: ")


@pytest.mark.parametrize("part", DATA)
def test_missing_parts(part: str) -> None:
    with pytest.raises(FormatError, match=r"^model\.json: "):
        parse_model({name: value for name, value in DATA.items() if name != part}, "model.json")


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        ((1, 1), 0),
        ((1, 2), -1.5),
        ((1, 3), -2.0),
        ((1, 12), -6.5),
        ((3, 1), -2.5),
        ((5, 1), -4.0),
        ((2, 2), -4),
        ((2, 3), -6),
        ((3, 3), -8),
    ],
)
def test_log_priors(shape: tuple[int, int], expected: float) -> None:
    assert parse_model(DATA, "model.json").log_prior(shape) == pytest.approx(expected)


def test_longer_beads_are_less_likely() -> None:
    model = embedded_model()
    for shapes in ([(1, n) for n in range(4, 30)], [(n, 1) for n in range(4, 30)]):
        priors = [model.log_prior(shape) for shape in shapes]
        assert priors == sorted(priors, reverse=True)


def test_the_embedded_model_weighs_all_default_features_and_no_others() -> None:
    names = {name for evidence in default_evidence() for name in evidence.features}
    assert embedded_model().weights.keys() == names
    assert embedded_model().order.keys() <= names


def test_score_is_prior_and_weighted_evidence() -> None:
    model = BeadModel({"word": 0.5, "length": -1.0, "idle": 0.0}, {(1, 1): 0.0}, -0.5, -2.0, -4.0)
    window = Window(range(2), range(3), ((1, 1), (1, 2)))
    evidence: list[tuple[tuple[str, ...], Scorer]] = [
        (("word", "length"), Constant((3.0, 0.25))),
        (("idle",), Constant((9.0,))),
    ]
    scores = model.score(window, evidence)
    assert scores.shape == window.size
    assert (scores[0] == 1.25).all()
    assert (scores[1] == 0.75).all()


def test_shapes() -> None:
    shapes = bead_shapes(4, 6)
    assert len(set(shapes)) == len(shapes)
    assert {s for s in shapes if s[0] == 1} == {(1, b) for b in range(7)}
    assert {s for s in shapes if s[1] == 1} == {(a, 1) for a in range(5)}
    assert {(2, 2), (2, 3), (3, 2), (3, 3)} <= set(shapes)
    assert (0, 0) not in shapes
    assert bead_shapes(4, 6) == shapes


@given(st.floats(0, 1), st.floats(0, 1))
def test_calibration_keeps_the_order_and_the_range(one: float, other: float) -> None:
    model = parse_model(DATA, "model.json")
    low, high = (model.calibrated(posterior) for posterior in sorted((one, other)))
    assert 0 <= low <= high <= 1


def test_without_calibration_posteriors_stay() -> None:
    model = BeadModel({}, {}, 0.0, 0.0, 0.0)
    for posterior in (0.0, 0.01, 0.5, 0.99, 1.0):
        assert model.calibrated(posterior) == pytest.approx(posterior, abs=1e-5)
