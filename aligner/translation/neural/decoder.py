"""One step of decoding for many hypotheses of many sources at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from aligner.translation.neural.model import TranslationModel

if TYPE_CHECKING:
    import torch


class Step(NamedTuple):
    """What the decoder says of the next token of each hypothesis."""

    logits: torch.Tensor  # (rows, vocabulary)
    looks: torch.Tensor | None  # (rows, source tokens): where it looks; rows sum to 1


class Decoder:
    """Follows hypotheses, one row each, all of the same length.

    What the decoder worked out for earlier tokens is kept. Hypotheses of one source stand side by
    side; memory grows with rows × (source + translation).

    Args:
        model: that decodes.
        sources: of the batch.
        looks: whether to tell where the model looks; the model's attention has to be eager.
    """

    def __init__(
        self, model: TranslationModel, sources: Sequence[Sequence[int]], looks: bool = False
    ) -> None:
        from transformers import DynamicCache, EncoderDecoderCache

        batch = model.batch(sources)
        self._model = model
        self._looks = looks
        self._mask = batch.mask
        self._states = model.model.get_encoder()(
            input_ids=batch.tokens, attention_mask=batch.mask, return_dict=True
        )
        config = model.model.config
        self._cache: Any = EncoderDecoderCache(
            DynamicCache(config=config), DynamicCache(config=config)
        )
        self._owners = list(range(len(sources)))  # the source of each row

    def first(self) -> Step:
        """Return what is said of the first token, a row each source."""
        start = self._model.start.tokens
        return self._forward([start] * len(self._owners))

    def next(self, parents: Sequence[int], tokens: Sequence[int]) -> Step:
        """Return what is said behind one more token.

        Args:
            parents: of each new row, the row that it goes on with.
            tokens: of each new row, the token that it adds.
        """
        self._choose(parents)
        return self._forward([[token] for token in tokens])

    def _choose(self, parents: Sequence[int]) -> None:
        import torch

        owners = [self._owners[parent] for parent in parents]
        if list(parents) == list(range(len(self._owners))):
            return
        index = torch.tensor(parents, device=self._mask.device)
        self._cache.self_attention_cache.reorder_cache(index)
        # The larger part, and mostly the same: as long as each source keeps its number of rows.
        if owners != self._owners:
            self._cache.cross_attention_cache.reorder_cache(index)
            self._mask = self._mask.index_select(0, index)
            hidden = self._states.last_hidden_state
            self._states.last_hidden_state = hidden.index_select(0, index)
        self._owners = owners

    def _forward(self, rows: list[list[int]]) -> Step:
        import torch

        output = self._model.model(
            encoder_outputs=self._states,
            attention_mask=self._mask,
            decoder_input_ids=torch.tensor(rows, device=self._mask.device),
            past_key_values=self._cache,
            use_cache=True,
            return_dict=True,
            **({"output_attentions": True} if self._looks else {}),
        )
        logits = output.logits[:, -1].float()
        if not self._looks:
            return Step(logits, None)
        weights = output.cross_attentions[self._model.looking_layer]
        return Step(logits, weights[:, :, -1].float().mean(1))
