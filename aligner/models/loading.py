"""Tokenizers and models out of a folder, and in one line what is wrong where that fails.

Nothing is fetched, and no code of a folder is run. transformers initialises at random whatever the
weights lack, and says so in a log; here such a model is refused: it would translate or compare
without a word of warning.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal, NoReturn

from aligner.errors import AlignerError, InputError
from aligner.models.batching import is_out_of_memory
from aligner.models.folder import ModelFolder
from aligner.models.runtime import Runtime, require_torch

if TYPE_CHECKING:
    from transformers import PreTrainedModel, PreTrainedTokenizerBase

Attention = Literal["eager", "sdpa"]

_LOCAL = {"local_files_only": True, "trust_remote_code": False}
_LONGEST = 200  # characters of what a library says
_POOLER = "pooler."
_LAYER = re.compile(r"\.\d+\.")  # in the name of a weight
# What transformers says -> what we say, and the way out. The first that fits.
_KNOWN = (
    (
        "PathLike object, not NoneType",
        "files of the tokenizer's vocabulary are missing",
        "copy all files of the tokenizer from the same model",
    ),
    (
        "contains custom code",
        "this model needs code of its own, which is not run",
        "take one that transformers has the code of: opus-mt, NLLB, LaBSE, E5, BGE-M3",
    ),
    (
        "does not recognize this architecture|Unrecognized model",
        "this transformers does not know the model's architecture",
        "check model_type in config.json, or update transformers",
    ),
    (
        "Unrecognized configuration class",
        "transformers has no such model for this purpose",
        "aligner models check tells what a folder is for",
    ),
    (
        "size mismatch|ignore_mismatched_sizes",
        "the weights do not fit config.json",
        "copy both from the same model",
    ),
    (
        "GLOBAL \\S+ (was not an allowed|whose module)",
        "the weights hold code, which is not run",
        "take them in the format safetensors",
    ),
    (
        "deserializing header|MetadataIncompleteBuffer|incomplete metadata"
        "|Weights only load failed|PytorchStreamReader|central directory",
        "the weights are damaged",
        "copy them again; a pointer file of Git LFS is no weights",
    ),
)


def load_tokenizer(folder: ModelFolder) -> PreTrainedTokenizerBase:
    """Load the tokenizer of a folder.

    Raises:
        InputError: files of it are missing or damaged, it needs a library or code that is not
            there, or it is of another model.
        UsageError: torch is not installed.
    """
    require_torch()
    from transformers import AutoTokenizer

    with explained(folder, "tokenizer"):
        tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(folder.path, **_LOCAL)
    _check_vocabulary(folder, tokenizer)
    return tokenizer


def load_seq2seq(
    folder: ModelFolder, runtime: Runtime, attention: Attention = "sdpa"
) -> PreTrainedModel:
    """Load a model that translates, ready to generate.

    Args:
        folder: of the model.
        runtime: device and number format.
        attention: "eager" where attention weights are asked for; it is slower.

    Raises:
        InputError: the folder's model does not translate, or cannot be loaded as it should be.
        UsageError: torch is not installed.
    """
    folder.require("translation")
    require_torch()
    from transformers import AutoModelForSeq2SeqLM

    # None lets transformers choose: sdpa wherever the architecture has it.
    chosen = "eager" if attention == "eager" else None
    model, missing = _loaded(
        AutoModelForSeq2SeqLM.from_pretrained, folder, runtime, attn_implementation=chosen
    )
    _refuse_missing(folder, missing)
    return model


def load_encoder(folder: ModelFolder, runtime: Runtime) -> PreTrainedModel:
    """Load a model that encodes; its ``pooler`` is None where the weights have none.

    Raises:
        InputError: the folder's model encodes nothing, or cannot be loaded as it should be.
        UsageError: torch is not installed.
    """
    folder.require("encoder")
    require_torch()
    from transformers import AutoModel, AutoModelForTextEncoding

    # Of models such as T5, AutoModel is encoder and decoder, and the latter has no weights here.
    half = folder.architecture.endswith("EncoderModel")
    loader = AutoModelForTextEncoding if half else AutoModel
    model, missing = _loaded(loader.from_pretrained, folder, runtime)
    _refuse_missing(folder, [key for key in missing if not key.startswith(_POOLER)])
    if any(key.startswith(_POOLER) for key in missing):
        # Otherwise it would give vectors of random weights.
        model.pooler = None  # type: ignore[assignment]  # torch allows for None
    return model


def _loaded(
    load: Callable[..., Any], folder: ModelFolder, runtime: Runtime, **options: object
) -> tuple[PreTrainedModel, list[str]]:
    """Return a model in the mode for use, and the names of what its weights lack."""
    with explained(folder, "model"):
        model, info = load(
            folder.path, dtype=runtime.dtype, output_loading_info=True, **_LOCAL, **options
        )
        model = model.to(runtime.device).eval()
    _refuse_layers(folder, info["unexpected_keys"])
    return model, sorted(info["missing_keys"])


def _refuse_missing(folder: ModelFolder, missing: list[str]) -> None:
    if missing:
        raise InputError(
            f"the weights lack {len(missing)} parts of the model, {missing[0]} among them",
            place=str(folder.path),
            way_out="copy weights and config.json from the same model",
        )


def _refuse_layers(folder: ModelFolder, unexpected: set[str]) -> None:
    """Refuse weights with more layers than the configuration; heads for other tasks may be."""
    layers = sorted(key for key in unexpected if _LAYER.search(key))
    if layers:
        raise InputError(
            f"the weights have {len(layers)} parts that config.json does not, {layers[0]}"
            " among them",
            place=str(folder.path),
            way_out="copy weights and config.json from the same model",
        )


def _check_vocabulary(folder: ModelFolder, tokenizer: PreTrainedTokenizerBase) -> None:
    """Refuse the tokenizer of another model, and one that transformers made up without files."""
    if len(tokenizer) <= len(tokenizer.all_special_ids):
        raise InputError(
            "the tokenizer has no vocabulary",
            place=str(folder.path),
            way_out="copy tokenizer.json or the vocabulary's files from the same model",
        )
    # M2M100 has its languages' tokens behind the vocabulary.
    size = max(len(tokenizer), *(number + 1 for number in tokenizer("中国 China")["input_ids"]))
    known = folder.config.get("vocab_size")
    if isinstance(known, int) and size > known:
        raise InputError(
            f"the tokenizer has {size} tokens, the model {known}",
            place=str(folder.path),
            way_out="copy the tokenizer's files from the same model",
        )


@contextmanager
def explained(folder: ModelFolder, part: str, action: str = "loaded") -> Iterator[None]:
    """Say in one line why a part of a model, "tokenizer" or "model", cannot be loaded or "run".

    Raises:
        InputError: for whatever is raised inside.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # They recommend packages, or speak of the next version.
            yield
    except AlignerError:
        raise
    # Each architecture and file format fails in its own way; none may end in a traceback.
    except Exception as error:
        _explain(folder, part, action, error)


def _explain(folder: ModelFolder, part: str, action: str, error: Exception) -> NoReturn:
    place, said = str(folder.path), str(error)
    if is_out_of_memory(error):
        raise InputError(
            "the model does not fit into memory",
            place=place,
            way_out="take a smaller one, or --precision float16 on a GPU",
        ) from error
    if isinstance(error, ImportError):
        raise InputError(
            f"the {part} needs a library: {_in_one_line(said)}",
            place=place,
            way_out="install it with pip",
        ) from error
    for pattern, problem, way_out in _KNOWN:
        if re.search(pattern, said):
            raise InputError(problem, place=place, way_out=way_out) from error
    raise InputError(
        f"the {part} cannot be {action} ({_in_one_line(said) or type(error).__name__})",
        place=place,
        way_out="look whether all its files are there, as save_pretrained writes them",
    ) from error


def _in_one_line(text: str) -> str:
    line = " ".join(text.split()).rstrip(".")
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
