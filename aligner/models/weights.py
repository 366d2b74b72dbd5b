"""The weights of a model as they lie on the disk."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.models.digest import model_files
from aligner.models.folder import ModelFolder

_HEADER_LENGTH = 8  # bytes, little-endian, before the header of a safetensors file
_LONGEST_HEADER = 100 << 20  # bytes, as the format says
_FORMATS = {"F64": "float64", "F32": "float32", "F16": "float16", "BF16": "bfloat16"}


@dataclass(frozen=True, slots=True)
class Weights:
    """The files with weights."""

    size: int  # bytes, all files
    container: str  # "safetensors", "bin"
    # Of most numbers: "float32", "float16"; "" where only loading would tell.
    precision: str


def weights_of(folder: ModelFolder) -> Weights:
    """Return how large the weights are, and in what format.

    Raises:
        InputError: a file cannot be read.
    """
    files = [file for file in model_files(folder.path) if file.suffix in (".safetensors", ".bin")]
    size = sum(file.stat().st_size for file in files)
    first = next(file for file in files if file.parent == folder.path)
    if first.suffix == ".bin":
        said = folder.config.get("dtype") or folder.config.get("torch_dtype") or ""
        return Weights(size, "bin", str(said))
    return Weights(size, "safetensors", _precision(first))


def _precision(file: Path) -> str:
    """Return the number format of most of a file's numbers, by its header."""
    try:
        with file.open("rb") as stream:
            length = int.from_bytes(stream.read(_HEADER_LENGTH), "little")
            header = json.loads(stream.read(min(length, _LONGEST_HEADER)))
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", place=str(file)) from error
    except ValueError:
        return ""  # Loading says what is wrong.
    counts: dict[str, int] = {}
    for name, tensor in header.items():
        if name != "__metadata__":
            begin, end = tensor["data_offsets"]
            counts[tensor["dtype"]] = counts.get(tensor["dtype"], 0) + end - begin
    most = max(counts, key=lambda name: counts[name], default="")
    return _FORMATS.get(most, most)
