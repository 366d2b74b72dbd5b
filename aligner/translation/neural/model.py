"""A sequence-to-sequence model of transformers with its text side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from aligner.models.loading import load_seq2seq
from aligner.models.runtime import Runtime
from aligner.translation.neural.choice import Choice
from aligner.translation.neural.codec import Codec

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True)
class Sources:
    """Texts as the encoder wants them, padded on the right."""

    tokens: torch.Tensor  # (texts, longest text)
    mask: torch.Tensor  # the same shape; 1 token, 0 padding


class TranslationModel(Codec):
    """A loaded model that translates in one direction.

    Raises:
        InputError: tokenizer or weights cannot be loaded, or the first knows no such language.
        UsageError: torch is not installed.
    """

    def __init__(self, choice: Choice, runtime: Runtime) -> None:
        super().__init__(choice)
        self.runtime = runtime
        # On processors eager attention is the faster one for sentences, and it can be looked at.
        attention: Literal["eager", "sdpa"] = "eager" if self.runtime.device == "cpu" else "sdpa"
        self.model: Any = load_seq2seq(self.folder, self.runtime, attention)

    @property
    def size(self) -> int:
        """The tokens that the model can write."""
        rows: int = self.model.get_output_embeddings().weight.shape[0]
        return rows

    @property
    def looking_layer(self) -> int:
        """The layer of the decoder whose cross-attention tells best what translates what.

        The last but one (Garg et al. 2019); of two, the last.
        """
        config = self.model.config
        layers: int = getattr(config, "decoder_layers", None) or config.num_hidden_layers
        return layers - 2 if layers > 2 else layers - 1

    def batch(self, sources: Sequence[Sequence[int]]) -> Sources:
        """Put texts side by side on the device."""
        import torch

        longest = max(map(len, sources))
        rows = [[*tokens, *[self.pad] * (longest - len(tokens))] for tokens in sources]
        mask = [[1] * len(tokens) + [0] * (longest - len(tokens)) for tokens in sources]
        device = self.runtime.device
        return Sources(torch.tensor(rows, device=device), torch.tensor(mask, device=device))

    @cached_property
    def inside_words(self) -> torch.Tensor:
        """Whether a token may go on with an English word before it, for all tokens."""
        import torch

        return ~torch.tensor(self.begins_word, device=self.runtime.device)
