"""Models by their name on the Hugging Face hub.

What was fetched before is used as it is, so that the same name means the same model today and
tomorrow, and no network is needed; ``hf cache rm`` drops it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable
from pathlib import Path

from aligner.errors import InputError

# What transformers reads, without the weights of other frameworks.
_TEXTS = ["*.json", "*.txt", "*.model", "*.spm"]
_UNWANTED = ["onnx/*", "openvino/*", "training_args.bin", "optimizer.bin", "scheduler.bin"]
_PATIENCE = 10.0  # seconds until the hub answers
_logger = logging.getLogger(__name__)


def local_copy(name: str) -> Path | None:
    """Return the copy of a model that was fetched before; it may lack weights."""
    import huggingface_hub

    try:
        return Path(
            huggingface_hub.snapshot_download(
                name, local_files_only=True, allow_patterns=_TEXTS, ignore_patterns=_UNWANTED
            )
        )
    except (OSError, ValueError) as error:
        _logger.debug("%s: no copy here: %s", name, error)
        return None


def downloaded(name: str) -> Path:
    """Fetch a model and return the local copy.

    Raises:
        InputError: there is none of this name, or it cannot be fetched.
    """
    import huggingface_hub

    _keep_quiet()
    try:
        # Asked first, because snapshot_download waits for an answer without end.
        info = huggingface_hub.HfApi().model_info(name, timeout=_PATIENCE)
        wanted = _wanted(file.rfilename for file in info.siblings or ())
        return Path(
            huggingface_hub.snapshot_download(
                name, allow_patterns=wanted, ignore_patterns=_UNWANTED
            )
        )
    # Connections, proxies and disks fail in many ways; none may end in a traceback.
    except Exception as error:
        raise _explained(name, error) from error


def _wanted(names: Iterable[str]) -> list[str]:
    """Return patterns of the files to fetch: the weights in one format only."""
    has_safetensors = any(name.endswith(".safetensors") and "/" not in name for name in names)
    # Those of modules such as 2_Dense are in the same format as the model's.
    return [*_TEXTS, "*.safetensors" if has_safetensors else "*.bin"]


def _keep_quiet() -> None:
    from huggingface_hub.utils import logging
    from huggingface_hub.utils.tqdm import disable_progress_bars

    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # as it is there
    if not sys.stderr.isatty():
        disable_progress_bars()


def _explained(name: str, error: Exception) -> InputError:
    from huggingface_hub import constants, errors

    if isinstance(error, errors.GatedRepoError):
        return InputError(
            "this model's licence has to be accepted at the hub",
            place=name,
            way_out="accept it there, then hf auth login",
        )
    if isinstance(error, errors.RepositoryNotFoundError | errors.HFValidationError):
        return InputError(
            "neither a folder nor a model of the hub", place=name, way_out="check the name"
        )
    if constants.HF_HUB_OFFLINE:
        return InputError(
            "no such folder, nor a model fetched before, and HF_HUB_OFFLINE is set",
            place=name,
            way_out="give a local folder, or fetch the model while online",
        )
    return InputError(
        "no such folder, and the hub cannot be reached",
        place=name,
        way_out="give a local folder, or fetch the model while online",
    )
