"""From texts to vectors: one loaded model, its tokenizer, and what is done with its output.

Nothing here is kept on disk; see ``encoder``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.encoders.recipe import Pooling, Recipe
from aligner.errors import InputError
from aligner.models import ModelFolder
from aligner.models.batching import batches, halving
from aligner.models.loading import load_encoder, load_tokenizer
from aligner.models.runtime import Runtime

if TYPE_CHECKING:
    import torch

    from aligner.encoders.encoder import FloatArray

# Tokens and texts in a batch, padding counted.
_BATCH = {"cpu": (4_096, 64), "cuda": (32_768, 512)}
_ACTIVATIONS = ("Tanh", "Identity", "GELU", "ReLU", "Sigmoid")

Ids = Sequence[int]


class VectorModel:
    """A model ready to encode."""

    def __init__(self, folder: ModelFolder, recipe: Recipe, runtime: Runtime) -> None:
        self._recipe, self._runtime = recipe, runtime
        self._tokenizer: Any = load_tokenizer(folder)
        self._model: Any = load_encoder(folder, runtime)
        if self._tokenizer.pad_token_id is None:
            # What stands there is masked; it only has to be a token.
            self._tokenizer.pad_token_id = 0
        if recipe.pooling == "pooler" and getattr(self._model, "pooler", None) is None:
            raise InputError(
                "this model has no pooler", place=str(folder.path), way_out="say --pooling mean"
            )
        self._dense = [_dense_layer(path, runtime) for path in recipe.dense]

    def tokens(self, texts: Sequence[str]) -> tuple[list[Ids], int]:
        """Return the tokens of each text, as far as the model reads, and how many were cut."""
        prefixed = [self._recipe.prefix + text for text in texts]
        longest = self._recipe.longest
        whole = self._tokenizer(prefixed, truncation=False, verbose=False)["input_ids"]
        too_long = [i for i, one in enumerate(whole) if longest and len(one) > longest]
        if too_long:
            some = [prefixed[i] for i in too_long]
            cut = self._tokenizer(some, truncation=True, max_length=longest)["input_ids"]
            for i, ids in zip(too_long, cut, strict=True):
                whole[i] = ids
        return whole, len(too_long)

    def batches(self, ids: Sequence[Ids]) -> Iterator[tuple[list[int], FloatArray]]:
        """Yield, for batches of texts of like length, which they are and their vectors."""
        tokens, most = _BATCH[self._runtime.device]
        for batch in batches([max(len(one), 1) for one in ids], tokens, most):
            vectors: list[FloatArray] = halving(self._rows, [ids[index] for index in batch])
            yield batch, np.stack(vectors)

    def _rows(self, ids: Sequence[Ids]) -> list[FloatArray]:
        """Return the unit vector of each text of a batch."""
        import torch

        padded = self._tokenizer.pad({"input_ids": list(ids)}, return_tensors="pt")
        padded = {name: tensor.to(self._runtime.device) for name, tensor in padded.items()}
        with torch.inference_mode():
            found = pooled(self._model(**padded), padded["attention_mask"], self._recipe.pooling)
            for layer in self._dense:
                found = layer(found)
            # Half precision would lose digits of the sum of squares.
            found = torch.nn.functional.normalize(found.float(), dim=-1)
        return [*found.cpu().numpy()]


def pooled(output: Any, mask: torch.Tensor, pooling: Pooling) -> torch.Tensor:  # noqa: ANN401
    """Return one vector a text: (texts, dimensions).

    Args:
        output: of a model of transformers: each has a class of its own.
        mask: 1 for tokens, 0 for padding: (texts, tokens).
        pooling: how the tokens' vectors are taken together.
    """
    import torch

    if pooling == "pooler":
        found: torch.Tensor = output.pooler_output
        return found
    states, real = output.last_hidden_state, mask[:, :, None].bool()
    if pooling == "max":
        return torch.as_tensor(states.masked_fill(~real, -torch.inf).amax(1))
    if pooling == "mean":
        # In half precision the sum over a long text would be coarse.
        total = states.float().masked_fill(~real, 0.0).sum(1)
        return torch.as_tensor((total / real.sum(1).clamp(min=1)).to(states.dtype))
    # Padding may stand on either side.
    first = mask.argmax(1)
    place = first if pooling == "cls" else first + mask.sum(1).clamp(min=1) - 1
    return torch.as_tensor(states[torch.arange(len(mask), device=mask.device), place])


def _dense_layer(path: Path, runtime: Runtime) -> torch.nn.Module:
    """Load a dense layer of sentence-transformers, such as LaBSE's."""
    import torch

    from aligner.encoders.recipe import read_mapping

    config, weights = read_mapping(path / "config.json"), _weights(path)
    name = str(config.get("activation_function", "Tanh")).rpartition(".")[2]
    if name not in _ACTIVATIONS or "linear.weight" not in weights:
        raise InputError("this kind of dense layer is not known here", place=str(path))
    matrix = weights["linear.weight"]
    linear = torch.nn.Linear(matrix.shape[1], matrix.shape[0], bias="linear.bias" in weights)
    linear.load_state_dict({key.removeprefix("linear."): one for key, one in weights.items()})
    layer = torch.nn.Sequential(linear, getattr(torch.nn, name)())
    return layer.to(runtime.device, runtime.dtype).eval()


def _weights(path: Path) -> dict[str, torch.Tensor]:
    import torch

    try:
        if (path / "model.safetensors").is_file():
            from safetensors.torch import load_file

            return load_file(path / "model.safetensors")
        found: dict[str, torch.Tensor] = torch.load(
            path / "pytorch_model.bin", map_location="cpu", weights_only=True
        )
    # Each format fails in its own ways; none may end in a traceback.
    except Exception as error:
        raise InputError(
            "the weights of this dense layer cannot be read",
            place=str(path),
            way_out="copy the whole folder of the model",
        ) from error
    return found
