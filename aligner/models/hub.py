"""Models by their name on the Hugging Face hub."""

from __future__ import annotations

from pathlib import Path

from aligner.errors import InputError

# What transformers reads; other frameworks' weights would double the download.
_WANTED = ["*.json", "*.txt", "*.model", "*.spm", "*.safetensors", "*.bin"]
_UNWANTED = ["onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot", "training_args.bin"]


def downloaded(name: str) -> Path:
    """Return the local copy of a model of the hub; what is there already is not fetched again.

    Raises:
        InputError: there is none, or it cannot be fetched.
    """
    import huggingface_hub
    from huggingface_hub import errors

    try:
        return Path(
            huggingface_hub.snapshot_download(
                name, allow_patterns=_WANTED, ignore_patterns=_UNWANTED
            )
        )
    except errors.RepositoryNotFoundError as error:
        raise InputError(
            "neither a folder nor a model of the hub", place=name, way_out="check the name"
        ) from error
    except (errors.HfHubHTTPError, errors.LocalEntryNotFoundError, OSError, ValueError) as error:
        raise InputError(
            "no such folder, and the hub cannot be reached",
            place=name,
            way_out="give a local folder, or fetch the model while online",
        ) from error
