"""What a model folder is for, and whether it really works: all its files are loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from aligner.errors import InputError
from aligner.models.digest import folder_digest
from aligner.models.folder import ModelFolder
from aligner.models.languages import LanguageCodes, translation_codes
from aligner.models.loading import explained, load_encoder, load_seq2seq, load_tokenizer
from aligner.models.runtime import Runtime
from aligner.models.speed import (
    SECONDS,
    EncoderSample,
    TranslationSample,
    encoding_speed,
    translation_speed,
)
from aligner.models.weights import Weights, weights_of
from aligner.processors import available_processors

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

_LIBRARIES = ("torch", "transformers", "tokenizers")
_NO_LIMIT = 1_000_000  # tokenizers say a larger number where they know none


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a folder whose model can be used."""

    folder: ModelFolder
    codes: LanguageCodes | None  # of a translation model
    weights: Weights
    parameters: int
    dimension: int | None  # of the vectors inside; None: the configuration does not say
    longest: int | None  # tokens of a text that are read; None: there is no limit
    vocabulary: int  # tokens
    digest: str
    runtime: Runtime
    device: str  # "2 of 8 processors", "NVIDIA H100"
    sample: TranslationSample | EncoderSample | None  # None: not asked for
    libraries: Mapping[str, str]  # name -> version


def examine(folder: ModelFolder, runtime: Runtime, seconds: float = SECONDS) -> Examination:
    """Load a model, and let it work for some seconds; not at all if ``seconds`` is 0.

    Raises:
        InputError: it is for nothing here, of other languages, or cannot be loaded.
        UsageError: torch is not installed.
    """
    if folder.kind == "other":
        raise InputError(
            f"{folder.architecture} neither translates nor encodes",
            place=str(folder.path),
            way_out="take a sequence-to-sequence model or an encoder",
        )
    codes = translation_codes(folder) if folder.kind == "translation" else None
    tokenizer = load_tokenizer(folder)
    load = load_encoder if codes is None else load_seq2seq
    model = load(folder, runtime)
    sample = None
    if seconds:
        with explained(folder, "model", "run"):
            sample = _sample(model, tokenizer, codes, seconds)
    return Examination(
        folder=folder,
        codes=codes,
        weights=weights_of(folder),
        parameters=sum(values.numel() for values in model.parameters()),
        dimension=_number(folder, "hidden_size", "d_model", "n_embd"),
        longest=_longest(folder, tokenizer),
        vocabulary=len(tokenizer),
        digest=folder_digest(folder.path),
        runtime=runtime,
        device=_device(runtime),
        sample=sample,
        libraries={name: version(name) for name in _LIBRARIES},
    )


def _sample(
    model: PreTrainedModel,
    tokenizer: PreTrainedTokenizerBase,
    codes: LanguageCodes | None,
    seconds: float,
) -> TranslationSample | EncoderSample:
    if codes is None:
        return encoding_speed(model, tokenizer, seconds)
    return translation_speed(model, tokenizer, codes, seconds)


def _longest(folder: ModelFolder, tokenizer: PreTrainedTokenizerBase) -> int | None:
    positions = _number(folder, "max_position_embeddings", "n_positions")
    if positions and "roberta" in folder.model_type:
        positions -= 2  # which the architecture keeps for padding
    limits = (positions, int(tokenizer.model_max_length))
    return min((limit for limit in limits if limit and limit < _NO_LIMIT), default=None)


def _number(folder: ModelFolder, *names: str) -> int | None:
    found = (folder.config.get(name) for name in names)
    return next((number for number in found if isinstance(number, int)), None)


def _device(runtime: Runtime) -> str:
    import torch

    if runtime.device == "cuda":
        return torch.cuda.get_device_name()
    return f"{torch.get_num_threads()} of {available_processors()} processors"
