"""How alike the sides of beads are to an encoder."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from aligner.cli import main
from aligner.encoders.encoder import open_encoder
from aligner.pipeline.encoding import opened
from aligner.scoring.observations import Observations
from aligner.scoring.scorer import ScoreOptions
from aligner.scoring.similarity import score_similarity
from tests.models.tiny import CHINESE, ENGLISH, tiny_encoder


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a tiny encoder; nothing is kept of other tests."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    opened.cache_clear()
    return tiny_encoder(tmp_path / "tiny")


def observed() -> Observations:
    """Return beads of which one has an empty side."""
    seen = Observations(document_of=[0] * 7)
    seen.chinese, seen.english = [*CHINESE, "多余。"], [*ENGLISH, ""]
    return seen


def test_the_mean_of_cosines_with_an_empty_side_as_nothing(model: Path) -> None:
    encoder = open_encoder(str(model))
    score = score_similarity(observed(), encoder, ScoreOptions(samples=0))
    sides = encoder.encode(CHINESE), encoder.encode(ENGLISH)
    cosines = np.maximum((sides[0] * sides[1]).sum(axis=1), 0)
    assert score.value == pytest.approx(cosines.sum() / 7, abs=1e-6)
    assert (score.name, score.count, score.of) == ("adequacy.encoder", 7, "beads")
    assert score.range == (0.0, 1.0)


def test_the_signature_names_the_encoder(model: Path) -> None:
    options = ScoreOptions(samples=0)
    mean, cls = (
        score_similarity(observed(), open_encoder(str(model), pooling), options).signature
        for pooling in ("mean", "cls")
    )
    assert "|encoder:tiny@" in mean
    assert mean != cls


def test_the_command_tells_it(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = zip(CHINESE, ENGLISH, strict=True)
    (tmp_path / "a.tsv").write_text("".join(f"{zh}\t{en}\n" for zh, en in rows), "utf-8")
    command = ["score", str(tmp_path / "a.tsv"), "--format", "json"]
    assert main(command) == 0
    without = {one["name"] for one in json.loads(capsys.readouterr().out)["scores"]}
    assert main([*command, "--encoder", str(model)]) == 0
    found = {one["name"]: one for one in json.loads(capsys.readouterr().out)["scores"]}
    assert found.keys() - without == {"adequacy.encoder"}
    assert found["adequacy.encoder"]["low"] is None  # one block of beads has no interval
