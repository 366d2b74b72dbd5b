"""Models made to write a given translation: how probable it is to them, where they look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from aligner.translation.base import FloatArray
from aligner.translation.neural.model import TranslationModel

if TYPE_CHECKING:
    import torch

_IGNORED = -100  # as label: no token


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its translation in tokens."""

    source: tuple[int, ...]  # special ones among them
    target: tuple[int, ...]  # without special ones


def forced_scores(model: TranslationModel, pairs: Sequence[Pair]) -> list[float]:
    """Return the mean log probability of a target token, the end counted, of one batch."""
    import torch

    with torch.inference_mode():
        labels = _labels(model, pairs)
        logits = _run(model, pairs).logits[:, len(model.start.forced) :].float()
        gains = torch.nn.functional.cross_entropy(
            logits.transpose(1, 2), labels, ignore_index=_IGNORED, reduction="none"
        )
        means = -gains.sum(1) / (labels != _IGNORED).sum(1)
    found: list[float] = means.tolist()
    return found


def forced_attention(
    model: TranslationModel, pairs: Sequence[Pair], layer: int
) -> list[FloatArray]:
    """Return how much each target token looks at each source token, of one batch.

    Args:
        model: whose cross-attention is asked.
        pairs: of the batch.
        layer: of the decoder; the mean of its heads is taken.

    Returns:
        Arrays of the shape (target tokens, source tokens); special tokens of the source are
        columns, the end of the target is no row. Rows sum to 1.
    """
    import torch

    first = len(model.start.forced)
    with torch.inference_mode(), eager_attention(model):
        output = _run(model, pairs, output_attentions=True)
        weights = output.cross_attentions[layer].float().mean(1)
    return [
        np.asarray(one[first : first + len(pair.target), : len(pair.source)].cpu(), np.float32)
        for one, pair in zip(weights, pairs, strict=True)
    ]


@contextmanager
def eager_attention(model: TranslationModel) -> Iterator[None]:
    """Let the model work out attention so that it can be seen; a little slower than without."""
    used = model.model.config._attn_implementation
    if used == "eager":
        yield
        return
    model.model.set_attn_implementation("eager")
    try:
        yield
    finally:
        model.model.set_attn_implementation(used)


def _run(model: TranslationModel, pairs: Sequence[Pair], **options: bool) -> Any:  # noqa: ANN401
    batch = model.batch([pair.source for pair in pairs])
    start = model.start.tokens
    return model.model(
        input_ids=batch.tokens,
        attention_mask=batch.mask,
        decoder_input_ids=model.batch([[*start, *pair.target] for pair in pairs]).tokens,
        use_cache=False,
        return_dict=True,
        **options,
    )


def _labels(model: TranslationModel, pairs: Sequence[Pair]) -> torch.Tensor:
    """Return what is to be written after each token: (pairs, longest target + 1)."""
    import torch

    longest = max(len(pair.target) for pair in pairs) + 1
    rows = [[*pair.target, model.end] for pair in pairs]
    padded = [row + [_IGNORED] * (longest - len(row)) for row in rows]
    return torch.tensor(padded, device=model.runtime.device)
