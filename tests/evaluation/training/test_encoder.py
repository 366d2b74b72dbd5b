"""A small encoder trained on a few sentences: it learns, and loads as any other."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest

from aligner.encoders.encoder import open_encoder
from aligner.errors import InputError
from aligner.pipeline.encoding import opened
from evaluation.training.encoder import Settings, batches_of, read_pairs, run

WORDS = {
    "经济": "economy", "教育": "education", "环境": "environment", "交通": "transport",
    "医疗": "health care", "农业": "farming", "科技": "science", "文化": "culture",
}  # fmt: skip
DEEDS = {"发展": "develop", "改善": "improve", "保护": "protect", "支持": "support"}


def pairs() -> Iterator[tuple[str, str]]:
    """Yield sentences of two words in both languages, all alike in the rest."""
    chooser = random.Random(1)
    for _ in range(400):
        deed, thing = chooser.choice([*DEEDS]), chooser.choice([*WORDS])
        yield f"我们要{deed}{thing}。", f"We will {DEEDS[deed]} the {WORDS[thing]}."


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Train an encoder for some seconds at most."""
    folder = tmp_path_factory.mktemp("training")
    file = folder / "pairs.tsv"
    file.write_text("".join(f"{zh}\t{en}\n" for zh, en in pairs()), encoding="utf-8")
    settings = Settings(minutes=5, dimensions=16, vocabulary=120, batch=128, steps=150)
    run(file, folder / "model", settings)
    return folder / "model"


def test_translations_are_nearest(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / ".home"))
    opened.cache_clear()
    encoder = open_encoder(str(trained))
    assert encoder.recipe.pooling == "mean"
    chinese = [f"我们要{deed}{thing}。" for deed in DEEDS for thing in WORDS]
    english = [
        f"We will {deed} the {thing}." for deed in DEEDS.values() for thing in WORDS.values()
    ]
    nearest = (encoder.encode(chinese) @ encoder.encode(english).T).argmax(axis=1)
    assert (nearest == np.arange(len(chinese))).mean() > 0.9


def test_the_folder_is_a_standard_one(trained: Path) -> None:
    modules = json.loads((trained / "modules.json").read_text("utf-8"))
    kinds = [module["type"].rpartition(".")[2] for module in modules]
    assert kinds == ["Transformer", "Pooling", "Normalize"]
    assert (trained / "model.safetensors").is_file()


def test_a_layer_can_be_put_on_top(trained: Path, tmp_path: Path) -> None:
    settings = Settings(minutes=5, layers=1, dimensions=16, vocabulary=120, batch=64, steps=3)
    run(trained.parent / "pairs.tsv", tmp_path / "model", settings, begin=trained)
    config = json.loads((tmp_path / "model" / "config.json").read_text("utf-8"))
    assert (config["architectures"], config["num_hidden_layers"]) == (["BertModel"], 1)
    known, taken = (
        (folder / "tokenizer.json").read_bytes() for folder in (trained, tmp_path / "model")
    )
    assert taken == known


def test_batches_hold_runs_of_lines_each_once_a_round() -> None:
    batches = [*islice(batches_of(64 * 5, Settings(1.0, batch=128)), 2)]
    assert [len(batch) for batch in batches] == [128, 128]
    for batch in batches:
        assert {b - a for a, b in pairwise(batch[:64])} == {1}
    assert not {*batches[0]} & {*batches[1]}


def test_too_few_pairs_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("一\tone\n" * 20, encoding="utf-8")
    with pytest.raises(InputError, match="20 pairs are too few"):
        run(file, tmp_path / "model", Settings(0.01, vocabulary=50))


def test_lines_without_two_sides_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "pairs.tsv"
    file.write_text("一\tone\n二\n\ttwo\n三\tthree\n", encoding="utf-8")
    assert read_pairs(file) == [("一", "one"), ("三", "three")]
    assert read_pairs(file, most=1) == [("一", "one")]
