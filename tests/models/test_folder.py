"""Model folders before they are loaded: what they are for, and what they lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.models import ModelKind, find_model
from aligner.models.folder import ModelFolder, open_folder


def model_folder(path: Path, *files: str, config: object = None) -> Path:
    """Write a folder with a configuration and empty files."""
    path.mkdir(parents=True, exist_ok=True)
    (path / "config.json").write_text(json.dumps({} if config is None else config), "utf-8")
    for name in files or ("model.safetensors", "tokenizer.json"):
        (path / name).write_text("{}", "utf-8")
    return path


@pytest.mark.parametrize(
    ("architecture", "kind"),
    [
        ("MarianMTModel", "translation"),
        ("M2M100ForConditionalGeneration", "translation"),
        ("MBartForConditionalGeneration", "translation"),
        ("T5ForConditionalGeneration", "translation"),
        ("BertModel", "encoder"),
        ("BertForPreTraining", "encoder"),
        ("XLMRobertaModel", "encoder"),
        ("XLMRobertaForMaskedLM", "encoder"),
        ("T5EncoderModel", "encoder"),
        ("NewModel", "encoder"),
        ("", "encoder"),
        ("LlamaForCausalLM", "other"),
        ("BertForSequenceClassification", "other"),
    ],
)
def test_the_kind_by_the_architecture(architecture: str, kind: ModelKind) -> None:
    assert ModelFolder(Path("x"), "", architecture, {}).kind == kind


def test_the_kind_by_the_configuration() -> None:
    decoding = {"is_encoder_decoder": True}
    assert ModelFolder(Path("x"), "bart", "BartModel", decoding).kind == "translation"
    # The configuration of T5's encoder is that of T5.
    assert ModelFolder(Path("x"), "t5", "T5EncoderModel", decoding).kind == "encoder"


def test_a_good_folder(tmp_path: Path) -> None:
    config = {"model_type": "marian", "architectures": ["MarianMTModel"]}
    folder = find_model(str(model_folder(tmp_path, config=config)))
    assert (folder.path, folder.model_type, folder.kind) == (tmp_path, "marian", "translation")
    folder.require("translation")
    with pytest.raises(InputError, match="MarianMTModel encodes nothing; aligner models check"):
        folder.require("encoder")


@pytest.mark.parametrize(
    "files",
    [
        ("pytorch_model.bin", "vocab.txt"),
        ("model.safetensors", "source.spm", "target.spm"),
        ("model.safetensors", "sentencepiece.bpe.model"),
        ("model.safetensors.index.json", "tokenizer.json"),
    ],
)
def test_weights_and_tokenizers_of_other_names(tmp_path: Path, files: tuple[str, ...]) -> None:
    assert open_folder(model_folder(tmp_path, *files)).architecture == ""


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        (("tokenizer.json",), "no weights in this model folder; it needs model.safetensors"),
        (("tf_model.h5", "tokenizer.json"), "no weights in this model folder"),
        (("model.safetensors",), "no tokenizer in this model folder; it needs tokenizer.json"),
    ],
)
def test_something_is_missing(tmp_path: Path, files: tuple[str, ...], problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        open_folder(model_folder(tmp_path, *files))


def test_a_part_of_the_weights_is_missing(tmp_path: Path) -> None:
    names = ["model-1.safetensors", "model-2.safetensors"]
    model_folder(tmp_path, "model.safetensors.index.json", "tokenizer.json", names[0])
    index = {"weight_map": {"a": names[0], "b": names[1]}}
    (tmp_path / "model.safetensors.index.json").write_text(json.dumps(index), "utf-8")
    with pytest.raises(InputError, match=r"a part of the weights is missing: model-2\.safeten"):
        open_folder(tmp_path)
    (tmp_path / names[1]).touch()
    open_folder(tmp_path)


def test_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no config\.json in this folder; give a model folder"):
        find_model(str(tmp_path))


@pytest.mark.parametrize("text", ["{", "\udcff", "[]", "null"])
def test_a_broken_configuration(tmp_path: Path, text: str) -> None:
    model_folder(tmp_path)
    (tmp_path / "config.json").write_text(text, "utf-8", errors="surrogateescape")
    with pytest.raises(InputError, match=r"config\.json: (cannot be read|no configuration)"):
        open_folder(tmp_path)


@pytest.mark.parametrize("name", ["./no-such", "/no/such", "~/no-such", "a/b/c", "no\\such"])
def test_what_can_be_no_name_of_the_hub_is_not_looked_for_there(name: str) -> None:
    with pytest.raises(InputError, match="no such model folder; give a folder or hub name"):
        find_model(name)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    file = tmp_path / "model.bin"
    file.touch()
    with pytest.raises(InputError, match="no such model folder"):
        find_model(str(file))
