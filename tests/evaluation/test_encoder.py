"""What an encoder brings, measured on the project's own texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import encoder as measured
from evaluation.gold_sets import OWN_GOLD, read_set
from tests.models.tiny import tiny_encoder


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the folder of a tiny encoder; nothing is kept of other tests."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    return str(tiny_encoder(tmp_path / "tiny"))


def test_texts_are_counted_and_times_compared(model: str) -> None:
    documents = read_set(OWN_GOLD)[:1]
    share = measured.encoded_share(measured.open_fresh(model), documents)
    assert 0.5 < share <= 1.5  # equal sentences are encoded once, merges at most half as often
    times = measured.seconds(measured.open_fresh(model), documents)
    assert times["ratio"] == pytest.approx(times["ours"] / times["bertalign"])


def test_the_command_writes_results_and_weights(
    model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "gold").symlink_to(OWN_GOLD)
    for module in ("encoder", "tuning"):
        monkeypatch.setattr(f"evaluation.{module}.SETS", ("gold",))
    monkeypatch.setattr(measured, "_TIMED", "gold")
    monkeypatch.setattr(measured, "PARAMETERS", tmp_path / "parameters.json")
    output = tmp_path / "encoder.json"
    arguments = ["--data", str(data), "--encoder", model, "--folds", "2", "--write"]
    measured.run(measured.parse([*arguments, "--output", str(output)]))
    record = json.loads(output.read_text("utf-8"))
    assert record["f1"].keys() == {"lexicon alone", "encoder alone", "both"}
    assert all(0.5 < one["gold"] <= 1 for one in record["f1"].values())
    assert "encoder:" in record["signature"]
    written = json.loads((tmp_path / "parameters-encoder.json").read_text("utf-8"))
    assert {"encoder.english", "lexicon.english"} <= written["weights"].keys()
    alone = json.loads((tmp_path / "parameters-encoder-only.json").read_text("utf-8"))
    assert "lexicon.english" not in alone["weights"]
    assert not (tmp_path / "parameters.json").exists()
    assert "both" in capsys.readouterr().out
