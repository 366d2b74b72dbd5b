"""A sequence-to-sequence model with its tokenizer: texts to tokens and back, with languages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from aligner.models import find_model
from aligner.models.digest import folder_digest
from aligner.models.loading import load_seq2seq, load_tokenizer
from aligner.models.runtime import choose_runtime
from aligner.translation.neural.languages import codes_of, set_codes, target_token
from aligner.translation.options import EngineOptions

if TYPE_CHECKING:
    import torch

_UNLIMITED = 1 << 20  # tokenizers without a limit of their own say 10 ** 30
_DEFAULT_WINDOW = 512
_FIRST_HAN = "\u2e80"
_SPACES = ("▁", "Ġ")  # how pieces mark that a blank stood before them


@dataclass(frozen=True, slots=True)
class Start:
    """What stands before the first token of a translation."""

    token: int  # with which the decoder starts
    forced: tuple[int, ...] = ()  # the target language, where it is a token of its own

    @property
    def tokens(self) -> list[int]:
        """All of them."""
        return [self.token, *self.forced]


@dataclass(frozen=True, slots=True)
class Sources:
    """Source texts as the encoder wants them, padded on the right."""

    tokens: torch.Tensor  # (texts, longest text)
    mask: torch.Tensor  # the same shape; 1 token, 0 padding


class TranslationModel:
    """A loaded model that translates in one direction.

    Raises:
        InputError: no such model, not a usable one, or one of other languages.
        UsageError: torch is not installed, or there is no such device.
    """

    def __init__(self, options: EngineOptions) -> None:
        folder = find_model(options.model)
        folder.require("translation")
        self.runtime = choose_runtime(options.device, options.precision)
        self.direction = options.direction
        codes = codes_of(folder, options)
        self.prefix = codes[1].prefix
        self.model_type = folder.model_type
        self.digest = folder_digest(folder.path)
        self.tokenizer: Any = load_tokenizer(folder)
        set_codes(folder, self.tokenizer, codes)
        self.model: Any = load_seq2seq(folder, self.runtime)
        config, generation = self.model.config, self.model.generation_config
        self.pad: int = _first(self.tokenizer.pad_token_id, config.pad_token_id)
        self.end: int = _first(generation.eos_token_id, config.eos_token_id)
        self.start = _start(
            self.tokenizer, self.model, target_token(folder, self.tokenizer, codes[1])
        )
        self.unwanted: list[int] = _unwanted(generation, self.start)
        self.window = _window(self.tokenizer, config)
        self.longest = min(options.longest, self.window - len(self.start.tokens))

    @property
    def looking_layer(self) -> int:
        """The layer of the decoder whose cross-attention tells best what translates what."""
        layers: int = self.model.config.num_hidden_layers
        return max(0, layers - 2)

    def source_tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of source texts, special ones among them."""
        found = self.tokenizer([self.prefix + text for text in texts])["input_ids"]
        return [list(tokens) for tokens in found]

    def target_tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of target texts, without special ones."""
        found = self.tokenizer(text_target=list(texts), add_special_tokens=False)["input_ids"]
        return [list(tokens) for tokens in found]

    def text(self, tokens: Sequence[int]) -> str:
        """Return the target text of tokens."""
        decoded: str = self.tokenizer.decode(
            list(tokens), skip_special_tokens=True, clean_up_tokenization_spaces=False
        )
        return decoded.strip()

    def limit(self, source: Sequence[int]) -> int:
        """Return the most tokens that the translation of a source may have.

        Three times its tokens: what becomes longer repeats itself.
        """
        return min(self.longest, 3 * len(source) + 20)

    def batch(self, sources: Sequence[Sequence[int]]) -> Sources:
        """Put sources side by side on the device."""
        import torch

        longest = max(map(len, sources))
        rows = [[*tokens, *[self.pad] * (longest - len(tokens))] for tokens in sources]
        mask = [[1] * len(tokens) + [0] * (longest - len(tokens)) for tokens in sources]
        device = self.runtime.device
        return Sources(torch.tensor(rows, device=device), torch.tensor(mask, device=device))

    @cached_property
    def pieces(self) -> list[str]:
        """The vocabulary of the target as it is written in the tokens, by number."""
        size = self.model.get_output_embeddings().weight.shape[0]
        known = len(self.tokenizer)
        pieces: list[str] = self.tokenizer.convert_ids_to_tokens(list(range(min(size, known))))
        return [piece or "" for piece in pieces] + [""] * (size - len(pieces))

    @cached_property
    def begins_word(self) -> torch.Tensor:
        """Whether a token cannot go on with an English word before it, for all tokens."""
        import torch

        special = set(self.tokenizer.all_special_ids)
        begins = [
            number in special or not _is_letter(piece[:1])
            for number, piece in enumerate(self.pieces)
        ]
        return torch.tensor(begins, device=self.runtime.device)


def _is_letter(character: str) -> bool:
    """Tell whether a character goes on with an English word; the sign of a blank does not."""
    return character.isalnum() and character not in _SPACES and character < _FIRST_HAN


def _first(*values: int | Sequence[int] | None) -> int:
    """Return the first number there is."""
    for value in values:
        if isinstance(value, int):
            return value
        if value:
            return value[0]
    return 0


def _start(tokenizer: Any, model: Any, target: int | None) -> Start:  # noqa: ANN401 - untyped
    """Return how the decoder starts: mBART's first token is the language, NLLB's the second."""
    generation, config = model.generation_config, model.config
    start = _first(generation.decoder_start_token_id, config.decoder_start_token_id)
    if target is None:
        forced = generation.forced_bos_token_id
        return Start(start, () if forced is None else (forced,))
    if type(tokenizer).__name__.startswith("MBartTokenizer"):
        return Start(target)
    return Start(start, (target,))


def _unwanted(generation: Any, start: Start) -> list[int]:  # noqa: ANN401 - untyped there
    """Return the tokens that are never written: mostly the padding."""
    words: list[list[int]] = generation.bad_words_ids or []
    found = {word[0] for word in words if len(word) == 1}
    return sorted(found | set(generation.suppress_tokens or ()) - set(start.forced))


def _window(tokenizer: Any, config: Any) -> int:  # noqa: ANN401 - untyped there
    """Return the most tokens the model can look at, special ones counted."""
    known = [
        value
        for value in (
            getattr(config, "max_position_embeddings", None),
            getattr(config, "n_positions", None),
            tokenizer.model_max_length,
        )
        if isinstance(value, int) and 0 < value < _UNLIMITED
    ]
    return min(known, default=_DEFAULT_WINDOW)
