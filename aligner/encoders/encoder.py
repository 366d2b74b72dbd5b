"""Sentence vectors of one model, kept by content, so that no text is encoded twice.

The model is loaded when the first text has to be encoded: where all vectors are known from an
earlier run, torch never runs.
"""

from __future__ import annotations

import hashlib
import logging
import weakref
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

from aligner.cachefolder import cache_folder
from aligner.encoders.recipe import Pooling, Recipe, recipe_of
from aligner.encoders.vectors import VectorModel
from aligner.models import ModelFolder, find_model
from aligner.models.digest import folder_digest
from aligner.models.runtime import DeviceName, Precision, Runtime, choose_runtime
from aligner.models.store import Store, content_key

FloatArray = npt.NDArray[np.float32]
Progress = Callable[[float], None]

_SCHEMA = "aligner vectors 1"
_TOGETHER = 2_048  # texts whose tokens are held at a time
_DIGITS = 8
_logger = logging.getLogger(__name__)


class Encoder:
    """Gives vectors of length 1 to texts.

    It closes its store at the end of a ``with`` block, or when nothing uses it any more.
    """

    def __init__(self, folder: ModelFolder, recipe: Recipe, runtime: Runtime, store: Store) -> None:
        self.folder, self.recipe, self.runtime, self.store = folder, recipe, runtime, store
        self._closing = weakref.finalize(self, store.close)  # at the latest when Python ends
        self.encoded = 0  # texts that the model has run on
        self._said = False  # that long texts are cut

    def close(self) -> None:
        """Close the store; what is encoded afterwards is not kept."""
        self._closing()

    def __enter__(self) -> Self:
        """Return the encoder itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    @cached_property
    def identity(self) -> str:
        """All that decides on a text's vector, for the keys of caches."""
        libraries = (f"{name} {version(name)}" for name in ("torch", "transformers", "tokenizers"))
        parts = (folder_digest(self.folder.path), str(self.recipe), str(self.runtime), *libraries)
        return "|".join((_SCHEMA, *parts))

    @property
    def signature(self) -> str:
        """Name and eight hexadecimal digits of the identity, for signatures: ``labse@1f0c9be2``."""
        known = hashlib.sha256(self.identity.encode()).hexdigest()[:_DIGITS]
        return f"{self.folder.path.resolve().name}@{known}"

    @cached_property
    def _model(self) -> VectorModel:
        return VectorModel(self.folder, self.recipe, self.runtime)

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> FloatArray:
        """Return the vectors of texts: (texts, dimensions), each of length 1; 0 for blank ones.

        Equal texts are encoded once. At a fixed device, number format and batch the same texts get
        the same vectors; other texts in a batch may change the last digits.

        Args:
            texts: such as sentences.
            progress: called from time to time with the share that is done, 0 … 1.

        Raises:
            InputError: the model cannot be loaded.
        """
        stripped = [text.strip() for text in texts]
        keys = {text: content_key(self.identity, text) for text in stripped if text}
        known = self.store.get([*keys.values()])
        missing = [text for text, key in keys.items() if key not in known]
        for done, new in self._new(missing):
            values = {keys[text]: vector.tobytes() for text, vector in new.items()}
            self.store.put(values)
            known |= values
            if progress:
                progress(done / len(missing))
        return _rows([known.get(keys[text], b"") if text else b"" for text in stripped])

    def _new(self, texts: Sequence[str]) -> Iterator[tuple[int, dict[str, FloatArray]]]:
        """Yield the vectors of texts batch by batch, with how many are done by then."""
        done = cut = 0
        for start in range(0, len(texts), _TOGETHER):
            some = texts[start : start + _TOGETHER]
            ids, too_long = self._model.tokens(some)
            cut += too_long
            for batch, vectors in self._model.batches(ids):
                done += len(batch)
                self.encoded += len(batch)
                yield (
                    done,
                    {some[i]: vector for i, vector in zip(batch, vectors, strict=True)},
                )
        if cut and not self._said:
            self._said = True
            _logger.warning(
                "the encoder reads %d tokens of a text; %d longer ones are cut there",
                self.recipe.longest,
                cut,
            )


def _rows(values: Sequence[bytes]) -> FloatArray:
    """Return vectors as they were kept; nothing becomes 0."""
    size = max(map(len, values), default=0) // np.dtype("<f4").itemsize
    rows = np.zeros((len(values), size), np.float32)
    for row, value in zip(rows, values, strict=True):
        if value:
            row[:] = np.frombuffer(value, "<f4")
    return rows


def open_encoder(
    name: str,
    pooling: Pooling | None = None,
    prefix: str | None = None,
    device: DeviceName = "auto",
    precision: Precision = "auto",
) -> Encoder:
    """Return the encoder of a folder or of a name on the hub, its vectors kept in the user's cache.

    Args:
        name: folder, or name on the hub.
        pooling: None: as the folder's configuration has it.
        prefix: what is put before every text; None: likewise.
        device: what it runs on.
        precision: of the numbers.

    Raises:
        InputError: there is no such model, or it encodes nothing.
        UsageError: torch or the device is missing.
    """
    folder = find_model(name)
    folder.require("encoder")
    recipe = recipe_of(folder, pooling, prefix)
    runtime = choose_runtime(device, precision)
    return Encoder(folder, recipe, runtime, Store(cache_folder("models") / "vectors.sqlite"))
