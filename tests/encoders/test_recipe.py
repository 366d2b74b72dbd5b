"""How a folder says what becomes of a model's output, and what is guessed where it does not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from aligner.encoders.recipe import Pooling, recipe_of
from aligner.errors import InputError
from aligner.models import ModelFolder

LABSE = {
    "modules.json": [
        {"idx": 0, "path": "", "type": "sentence_transformers.models.Transformer"},
        {"idx": 1, "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"idx": 2, "path": "2_Dense", "type": "sentence_transformers.models.Dense"},
        {"idx": 3, "path": "3_Normalize", "type": "sentence_transformers.models.Normalize"},
    ],
    "1_Pooling/config.json": {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": False},
}


def folder(path: Path, files: Mapping[str, Any] | None = None, **config: Any) -> ModelFolder:  # noqa: ANN401 - any JSON value
    """Write files of a model folder, without the model itself."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in (files or {}).items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_text(json.dumps(content), encoding="utf-8")
    return ModelFolder(path, str(config.get("model_type", "bert")), "BertModel", config)


def test_modules_say_pooling_and_dense_layers(tmp_path: Path) -> None:
    recipe = recipe_of(folder(tmp_path / "any", LABSE))
    assert (recipe.pooling, recipe.dense) == ("cls", (tmp_path / "any" / "2_Dense",))


def test_another_pooling_leaves_the_dense_layers_out(tmp_path: Path) -> None:
    given = folder(tmp_path / "any", LABSE)
    assert recipe_of(given, "cls").dense
    assert (recipe_of(given, "mean").pooling, recipe_of(given, "mean").dense) == ("mean", ())


@pytest.mark.parametrize(
    ("config", "pooling"),
    [
        ({"pooling_mode_mean_tokens": True}, "mean"),
        ({"pooling_mode_max_tokens": True}, "max"),
        ({"pooling_mode_lasttoken": True}, "last"),
        ({"pooling_mode": "cls"}, "cls"),
    ],
)
def test_every_way_of_pooling(tmp_path: Path, config: object, pooling: str) -> None:
    files = {**LABSE, "1_Pooling/config.json": config}
    assert recipe_of(folder(tmp_path / "any", files)).pooling == pooling


@pytest.mark.parametrize(
    ("name", "pooling", "prefix"),
    [
        ("multilingual-e5-base", "mean", "query: "),
        ("models--intfloat--multilingual-e5-small/snapshots/0a1b", "mean", "query: "),
        (
            "multilingual-e5-large-instruct",
            "mean",
            "Instruct: Retrieve parallel sentences.\nQuery: ",
        ),
        ("LaBSE", "pooler", ""),
        ("bge-m3", "cls", ""),
        ("gte-multilingual-base", "cls", ""),
        ("xlm-roberta-base", "mean", ""),
        ("the5th", "mean", ""),
    ],
)
def test_models_without_modules_are_known_by_name(
    tmp_path: Path, name: str, pooling: Pooling, prefix: str
) -> None:
    recipe = recipe_of(folder(tmp_path / name))
    assert (recipe.pooling, recipe.prefix) == (pooling, prefix)


def test_the_default_prompt_stands_before_every_text(tmp_path: Path) -> None:
    prompts = {
        "prompts": {"query": "find: ", "passage": "text: "},
        "default_prompt_name": "passage",
    }
    files: dict[str, Any] = {"config_sentence_transformers.json": prompts}
    assert recipe_of(folder(tmp_path / "e5", files)).prefix == "text: "
    files = {"config_sentence_transformers.json": {**prompts, "default_prompt_name": None}}
    assert recipe_of(folder(tmp_path / "e5", files)).prefix == "query: "


def test_what_is_said_goes_before_what_is_guessed(tmp_path: Path) -> None:
    recipe = recipe_of(folder(tmp_path / "e5"), "cls", "")
    assert (recipe.pooling, recipe.prefix) == ("cls", "")


def test_the_shortest_limit_holds(tmp_path: Path) -> None:
    files = {
        "sentence_bert_config.json": {"max_seq_length": 300},
        "tokenizer_config.json": {"model_max_length": 10**30},
    }
    roberta: dict[str, Any] = {"model_type": "xlm-roberta", "max_position_embeddings": 514}
    assert recipe_of(folder(tmp_path / "a", files, **roberta)).longest == 300
    assert recipe_of(folder(tmp_path / "b", **roberta)).longest == 512
    assert recipe_of(folder(tmp_path / "c")).longest is None


def test_an_unknown_module_is_refused(tmp_path: Path) -> None:
    files = {"modules.json": [{"path": "1_CNN", "type": "sentence_transformers.models.CNN"}]}
    with pytest.raises(InputError, match=r"modules\.json: .*not known here: CNN"):
        recipe_of(folder(tmp_path / "any", files))


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"a": 1}', b"[1]"])
def test_broken_modules_are_refused(tmp_path: Path, content: bytes) -> None:
    given = folder(tmp_path / "any")
    (given.path / "modules.json").write_bytes(content)
    with pytest.raises(InputError, match=r"modules\.json"):
        recipe_of(given)
