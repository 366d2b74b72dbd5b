"""``aligner models``: what a folder is for, how fast it is, and what is kept."""

from __future__ import annotations

import json
import re
import shutil
import warnings
from pathlib import Path

import pytest

from aligner.models import speed
from tests.cli.conftest import Run
from tests.models.tiny import tiny_encoder, tiny_marian

pytest.importorskip("torch")
NUMBER = re.compile(r"\d[\d,]*\.\d+(?= sentences)|0\.\d\d|\d+ of \d+(?= proc)|torch.*|[0-9a-f]{64}")
MARIAN = """\
folder          marian
usable for      translating zh → en
architecture    MarianMTModel
parameters      16,960
weights         0.1 MB, safetensors, float32
dimension       16
longest text    128 tokens
vocabulary      108 tokens
digest          #
runs on         cpu/float32, # processors
libraries       #
speed           # sentences a second in batches of 8, beam 4
sample          今年上半年，全市新增就业岗位一万二千个。 → """
ENCODER = """\
folder          encoder
usable for      aligning, with aligner align --encoder
architecture    BertModel
parameters      6,208
weights         0.0 MB, safetensors, float32
dimension       16
longest text    128 tokens
vocabulary      100 tokens
digest          #
runs on         cpu/float32, # processors
libraries       #
pooling         mean
speed           # sentences a second in batches of 8
similarity      translations #, other sentences #
"""


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Making a tokenizer recommends packages.
        tiny_marian(folder / "marian")
        tiny_encoder(folder / "encoder")
    return folder


@pytest.fixture(autouse=True)
def _here(models: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have copies of the models in the working folder, little time, and patience on any machine."""
    for name in ("marian", "encoder"):
        shutil.copytree(models / name, folder / name)
    monkeypatch.setattr(speed, "SECONDS", 0.01)
    monkeypatch.setattr(speed, "_PATIENCE", 600.0)
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)


def test_a_translation_model(run: Run) -> None:
    result = run("models", "check", "marian")
    assert (result.code, result.err) == (0, "")
    shown = NUMBER.sub("#", result.out)
    assert shown.startswith(MARIAN)
    assert len(shown.splitlines()) == len(MARIAN.splitlines())


def test_an_encoder(run: Run) -> None:
    result = run("models", "check", "encoder")
    assert (result.code, result.err) == (0, "")
    assert NUMBER.sub("#", result.out) == ENCODER


def test_no_speed(run: Run) -> None:
    result = run("models", "check", "encoder", "--no-speed")
    assert NUMBER.sub("#", result.out) == "".join(ENCODER.splitlines(keepends=True)[:-2])


def test_json(run: Run, folder: Path) -> None:
    found = json.loads(run("models", "check", "marian", "--json").out)
    assert found["schema"] == 1
    assert (found["use"], found["directions"]) == ("translation", [["zh", "en"]])
    size = (folder / "marian" / "model.safetensors").stat().st_size
    assert found["weights"] == {"bytes": size, "container": "safetensors", "precision": "float32"}
    assert found["runtime"]["precision"] == "float32"
    assert found["speed"]["sentences_per_second"] > 0
    assert found["sample"]["source"].startswith("今年")
    found = json.loads(run("models", "check", "encoder", "--json").out)
    assert found["use"] == "encoder"
    assert -1 <= found["similarity"]["others"] <= 1


def test_pooling_and_prefix_as_the_folder_has_them(run: Run, folder: Path) -> None:
    (folder / "encoder" / "config_sentence_transformers.json").write_text(
        json.dumps({"prompts": {"q": "query: "}, "default_prompt_name": "q"}), "utf-8"
    )
    result = run("models", "check", "encoder", "--no-speed")
    assert result.out.endswith("pooling         mean\nprefix          'query: '\n")
    found = json.loads(run("models", "check", "encoder", "--no-speed", "--json").out)
    assert (found["pooling"], found["prefix"], found["dense_layers"]) == ("mean", "query: ", 0)


def test_another_number_format(run: Run) -> None:
    result = run("models", "check", "encoder", "--precision", "bfloat16")
    assert "runs on         cpu/bfloat16" in result.out


def test_in_chinese(run: Run) -> None:
    result = run("models", "check", "marian", "--lang", "zh")
    assert "用途            翻译 zh → en\n" in result.out
    assert "句/秒，束宽 4\n" in result.out
    assert not re.search(r"parameters|weights|tokens|sentences", result.out)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        (
            "nowhere/at/all",
            "error: nowhere/at/all: no such model folder; give a folder or hub name",
        ),
        (".", "error: .: no config.json in this folder; give a model folder as save_pretrained"),
    ],
)
def test_no_model(run: Run, name: str, problem: str) -> None:
    result = run("models", "check", name)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(problem)
    assert result.err.count("\n") == 1


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        (
            {"architectures": ["LlamaForCausalLM"]},
            "LlamaForCausalLM neither translates nor encodes",
        ),
        ({"num_hidden_layers": 2}, "the weights lack 16 parts of the model"),
    ],
)
def test_a_model_of_no_use(run: Run, folder: Path, values: dict[str, object], problem: str) -> None:
    file = folder / "encoder" / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | values), "utf-8")
    result = run("models", "check", "encoder")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"error: encoder: {problem}")
    assert result.err.count("\n") == 1


def test_a_model_that_cannot_be_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexError("piece id is out of range.")

    monkeypatch.setattr("transformers.MarianMTModel.generate", fail)
    result = run("models", "check", "marian")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        "error: marian: the model cannot be run (piece id is out of range); look whether"
    )


def test_a_slow_model_translates_one_sentence_only(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speed, "_PATIENCE", 0.0)
    assert " sentences a second in batches of 1, beam 4\n" in run("models", "check", "marian").out


def test_a_model_of_other_languages(run: Run, folder: Path) -> None:
    file = folder / "marian" / "tokenizer_config.json"
    said = json.loads(file.read_text("utf-8")) | {"source_lang": "de", "target_lang": "fr"}
    file.write_text(json.dumps(said), "utf-8")
    result = run("models", "check", "marian", "--no-speed")
    assert result.code == 2
    assert "a model of other languages (de → fr)" in result.err


def test_no_torch(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "torch", None)
    result = run("models", "check", "encoder")
    assert (result.code, result.out) == (2, "")
    assert result.err == "error: models need torch; pip install 'aligner[neural]'\n"


def test_what_is_kept(run: Run) -> None:
    from aligner.cachefolder import cache_folder
    from aligner.models.store import Store

    kept = cache_folder("models")
    with Store(kept / "vectors.sqlite") as store:
        store.put({b"key": b"x" * 500_000})
    shown = run("models", "cache").out
    assert f"{kept}\t0.5 MB\n" in shown
    assert run("models", "cache", "--clear").out == shown
    assert not kept.exists()
    assert f"{kept}\t0.0 MB\n" in run("models", "cache").out
