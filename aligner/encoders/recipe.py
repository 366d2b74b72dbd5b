"""How a model's output becomes the vector of a sentence: pooling, dense layers, prefix, length.

Models come with this as sentence-transformers writes it: ``modules.json`` and a folder a module.
Those that come without are known by their names. Whatever is guessed can be overridden.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from aligner.errors import InputError
from aligner.models import ModelFolder

Pooling = Literal["cls", "mean", "max", "last", "pooler"]

# The names of 1_Pooling/config.json, in the order in which they are looked for.
_MODES: Mapping[str, Pooling] = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_lasttoken": "last",
}
_UNNAMED: Mapping[str, Pooling] = {"cls": "cls", "mean": "mean", "max": "max", "lasttoken": "last"}
_PASSED_OVER = ("Transformer", "Normalize")  # the model itself; vectors get length 1 anyway
_ABSOLUTE = 1_000_000  # tokenizers say a number beyond it where they know no limit

# What the models' own cards say, for folders without modules.json: (name, pooling, prefix).
_KNOWN: tuple[tuple[str, Pooling, str], ...] = (
    (r"\be5\b.*instruct", "mean", "Instruct: Retrieve parallel sentences.\nQuery: "),
    (r"\be5\b", "mean", "query: "),
    (r"\blabse\b", "pooler", ""),
    (r"\bbge\b|\bgte\b", "cls", ""),
)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How vectors are made from what a model gives for each token."""

    pooling: Pooling
    prefix: str = ""  # before every text
    longest: int | None = None  # tokens of a text that are read; None: the tokenizer knows
    dense: tuple[Path, ...] = ()  # folders of dense layers, applied one after the other

    def __str__(self) -> str:
        """Return what caches are to tell apart, besides the contents of the model's folder."""
        return f"{self.pooling}|{self.prefix}|{self.longest}|{len(self.dense)}"


def recipe_of(
    folder: ModelFolder, pooling: Pooling | None = None, prefix: str | None = None
) -> Recipe:
    """Return how a folder's vectors are made, by its own configuration.

    Args:
        folder: of the model.
        pooling: to be taken instead of that of the folder; its dense layers are left out then, as
            they were trained with the other.
        prefix: to be taken instead.

    Raises:
        InputError: part of the configuration cannot be read or asks for something unknown.
    """
    name = _name(folder)
    known = [one for one in _KNOWN if re.search(one[0], name)]
    guessed = _by_modules(folder.path) or Recipe(known[0][1] if known else "mean")
    if pooling is not None and pooling != guessed.pooling:
        guessed = replace(guessed, pooling=pooling, dense=())
    if prefix is None:
        prompt = _default_prompt(folder.path)
        prefix = (known[0][2] if known else "") if prompt is None else prompt
    return replace(guessed, prefix=prefix, longest=_longest(folder))


def _name(folder: ModelFolder) -> str:
    """Return what a model is called: by its folders, the hub's among them, and by itself."""
    own = str(folder.config.get("_name_or_path", ""))
    parts = [own, *folder.path.resolve().parts[-3:]]
    return re.sub(r"[_/\\]|--", " ", " ".join(parts)).lower()


def _by_modules(path: Path) -> Recipe | None:
    """Return the recipe of ``modules.json``, or None where there is none."""
    modules = _read(path / "modules.json")
    if modules is None:
        return None
    if not isinstance(modules, list) or not all(isinstance(one, dict) for one in modules):
        raise InputError("no list of modules", place=str(path / "modules.json"))
    pooling: Pooling = "mean"
    dense: list[Path] = []
    for module in modules:
        kind = str(module.get("type", "")).rpartition(".")[2]
        where = path / str(module.get("path", ""))
        if kind == "Pooling":
            pooling = _pooling(where / "config.json")
        elif kind == "Dense":
            dense.append(where)
        elif kind not in _PASSED_OVER:
            raise InputError(
                f"this model needs a module that is not known here: {kind}",
                place=str(path / "modules.json"),
                way_out="say --pooling mean, or take another model",
            )
    return Recipe(pooling, dense=tuple(dense))


def _pooling(path: Path) -> Pooling:
    config = read_mapping(path)
    unnamed = _UNNAMED.get(str(config.get("pooling_mode")))
    for name, mode in _MODES.items():
        if config.get(name):
            return mode
    if unnamed is not None:
        return unnamed
    raise InputError(
        "this way of pooling is not known here", place=str(path), way_out="say --pooling"
    )


def _default_prompt(path: Path) -> str | None:
    """Return the prompt that a model is used with unless something else is said."""
    config = read_mapping(path / "config_sentence_transformers.json")
    prompts, name = config.get("prompts"), config.get("default_prompt_name")
    if not isinstance(prompts, dict) or not name:
        return None
    found = prompts.get(name)
    return found if isinstance(found, str) else None


def _longest(folder: ModelFolder) -> int | None:
    """Return how many tokens of a text a model reads."""
    said = read_mapping(folder.path / "sentence_bert_config.json").get("max_seq_length")
    tokenizer = read_mapping(folder.path / "tokenizer_config.json").get("model_max_length")
    positions = folder.config.get("max_position_embeddings", folder.config.get("n_positions"))
    if isinstance(positions, int) and "roberta" in folder.model_type:
        positions -= 2  # which the architecture keeps for padding
    limits = [one for one in (said, tokenizer, positions) if isinstance(one, int)]
    return min((one for one in limits if 0 < one < _ABSOLUTE), default=None)


def read_mapping(path: Path) -> Mapping[str, Any]:
    """Return the content of a JSON file; empty where there is none."""
    content = _read(path)
    return content if isinstance(content, dict) else {}


def _read(path: Path) -> object:
    """Return the content of a JSON file; None where there is no such file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read ({error})", place=str(path)) from error
