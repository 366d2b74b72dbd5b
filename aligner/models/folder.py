"""Model folders in the standard layout of transformers, looked at before anything is loaded.

Loading a folder that lacks something ends, in transformers, in a long message about hubs. Here the
folder is looked at first, and what is missing is said in one line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from aligner.errors import InputError

ModelKind = Literal["translation", "encoder", "other"]

# Of the weights, one of these; an index names the shards of a large model.
_WEIGHTS = (
    "model.safetensors",
    "model.safetensors.index.json",
    "pytorch_model.bin",
    "pytorch_model.bin.index.json",
)
_TOKENIZERS = (
    "tokenizer.json",
    "tokenizer_config.json",
    "source.spm",
    "sentencepiece.bpe.model",
    "spiece.model",
    "tokenizer.model",
    "vocab.txt",
)
# Endings of the architectures' names in config.json.
_TRANSLATES = ("ForConditionalGeneration", "MTModel", "Seq2SeqLM")
_HALVES = "EncoderModel"  # T5EncoderModel, though its configuration is that of T5
_ENCODES = ("Model", "ForMaskedLM", "ForPreTraining")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A folder with configuration, weights and tokenizer."""

    path: Path
    model_type: str  # "marian", "m2m_100", "xlm-roberta", …
    architecture: str  # "MarianMTModel"; empty if the configuration does not say
    config: Mapping[str, object] = field(repr=False)

    @property
    def kind(self) -> ModelKind:
        """What the model is for, by its architecture."""
        if self.architecture.endswith(_HALVES):
            return "encoder"
        if self.architecture.endswith(_TRANSLATES) or self.config.get("is_encoder_decoder"):
            return "translation"
        if self.architecture.endswith(_ENCODES) or not self.architecture:
            return "encoder"
        return "other"

    def require(self, kind: ModelKind) -> None:
        """Refuse a model that is for something else.

        Raises:
            InputError: it is.
        """
        if self.kind == kind:
            return
        name = self.architecture or self.model_type
        raise InputError(
            f"{name} does not translate" if kind == "translation" else f"{name} encodes nothing",
            place=str(self.path),
            way_out="aligner models check tells what a folder is for",
        )


def find_model(name: str) -> ModelFolder:
    """Return the folder of a model: a path, or a name on the hub, downloaded if need be.

    Raises:
        InputError: there is no such folder or name, the network is missing, or the folder lacks
            configuration, weights or tokenizer.
    """
    path = Path(name)
    if path.is_dir():
        return open_folder(path)
    if path.exists() or not _may_be_hub_name(name):
        raise InputError("no such model folder", place=name, way_out="give a folder or hub name")
    from aligner.models.hub import downloaded, local_copy

    if copy := local_copy(name):
        # It may lack something: another program fetched a part, or this one was killed.
        with suppress(InputError):
            return open_folder(copy)
    return open_folder(downloaded(name))


def open_folder(path: Path) -> ModelFolder:
    """Look at a local folder.

    Raises:
        InputError: it lacks configuration, weights or tokenizer.
    """
    config = _configuration(path)
    for names, problem in (
        (_WEIGHTS, "no weights in this model folder"),
        (_TOKENIZERS, "no tokenizer in this model folder"),
    ):
        if not any((path / name).is_file() for name in names):
            raise InputError(
                problem,
                place=str(path),
                way_out=f"it needs {names[0]} or the like, as save_pretrained writes them",
            )
    _check_shards(path)
    named = config.get("architectures")
    architecture = str(named[0]) if isinstance(named, list) and named else ""
    return ModelFolder(path, str(config.get("model_type", "")), architecture, config)


def read_json(file: Path) -> Mapping[str, object]:
    """Return what a JSON file of a model says; nothing if there is no such file.

    Raises:
        InputError: it cannot be read, or is no JSON object.
    """
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", place=str(file)) from error
    if not isinstance(data, dict):
        raise InputError("no configuration of a model", place=str(file))
    return data


def _configuration(path: Path) -> Mapping[str, object]:
    file = path / "config.json"
    if not file.is_file():
        raise InputError(
            "no config.json in this folder",
            place=str(path),
            way_out="give a model folder as save_pretrained writes it",
        )
    return read_json(file)


def _check_shards(path: Path) -> None:
    """Refuse a folder that lacks a part of weights in several files."""
    for name in _WEIGHTS:
        if (path / name).is_file():
            break
    if not name.endswith(".index.json"):
        return
    parts = read_json(path / name).get("weight_map")
    files = {str(part) for part in parts.values()} if isinstance(parts, dict) else set()
    if missing := sorted(part for part in files if not (path / part).is_file()):
        raise InputError(
            f"a part of the weights is missing: {missing[0]}",
            place=str(path),
            way_out="fetch or copy the model again",
        )


def _may_be_hub_name(name: str) -> bool:
    """Tell whether a name could be one on the hub: ``owner/name``, or a bare name."""
    return name.count("/") <= 1 and not name.startswith((".", "/", "~")) and "\\" not in name
