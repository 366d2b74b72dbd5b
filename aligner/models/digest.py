"""What a model folder holds, as one hash: caches name models by it.

A hash of gigabytes takes seconds, so that of a large file is remembered by its path, size and time
of change.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

from aligner.cachefolder import cache_folder
from aligner.errors import InputError
from aligner.models.store import Store, content_key

_SCHEMA = "aligner model folder 1"
_SUFFIXES = {".bin", ".json", ".model", ".safetensors", ".spm", ".txt"}
# What training leaves behind decides on nothing; trainer_state.json may be large.
_IDLE = {"all_results.json", "eval_results.json", "train_results.json", "trainer_state.json"}
_IDLE |= {"optimizer.bin", "scheduler.bin", "training_args.bin"}
_SMALL = 1 << 20  # bytes; hashed each time
_SETTLED_NS = 2_000_000_000  # A younger file may change again without getting another time.


def folder_digest(path: Path) -> str:
    """Return a hash of the names and contents of configuration, weights and tokenizer: 64 digits.

    Weights in the older format count only where there are none in safetensors, as in transformers;
    pooling and the like, in folders such as ``1_Pooling``, count too.

    Raises:
        InputError: the folder or a file cannot be read.
    """
    state = hashlib.sha256(_SCHEMA.encode())
    try:
        with Store(cache_folder("models") / "digests.sqlite") as store:
            for file in model_files(path):
                name = file.relative_to(path).as_posix()
                state.update(content_key(name) + _file_digest(file, store))
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", place=str(error.filename or path)
        ) from error
    return state.hexdigest()


def model_files(path: Path) -> list[Path]:
    """Return the files that decide on what a model gives, by name.

    Raises:
        OSError: there is no such folder.
    """
    found = [file for file in _candidates(path) if file.suffix in _SUFFIXES]
    # Without training's leftovers, which are of no model.
    found = [file for file in found if file.name not in _IDLE and file.is_file()]
    has_safetensors = any(file.suffix == ".safetensors" and file.parent == path for file in found)
    if has_safetensors:
        found = [file for file in found if not file.name.startswith("pytorch_model")]
    return sorted(found, key=lambda file: file.relative_to(path).as_posix())


def _candidates(path: Path) -> Iterator[Path]:
    yield from path.iterdir()
    yield from path.glob("[0-9]_*/*")  # modules of sentence-transformers


def _file_digest(file: Path, store: Store) -> bytes:
    state = file.stat()
    if state.st_size <= _SMALL:
        return hashlib.sha256(file.read_bytes()).digest()
    # Resolved, because the hub's cache links to the same file from many folders.
    key = content_key(str(file.resolve()), str(state.st_size), str(state.st_mtime_ns))
    if key in (known := store.get([key])):
        return known[key]
    with file.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").digest()
    if time.time_ns() - state.st_mtime_ns > _SETTLED_NS:
        store.put({key: digest})
    return digest
