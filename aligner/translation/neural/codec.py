"""The text side of a model: tokens of texts and texts of tokens, languages, limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from aligner.models import ModelFolder
from aligner.models.loading import load_tokenizer
from aligner.translation.neural.choice import Choice
from aligner.translation.neural.languages import set_codes, target_token

_UNLIMITED = 1 << 20  # tokenizers without a limit of their own say 10 ** 30
_DEFAULT_WINDOW = 512
_MARKS = "▁Ġ"  # in pieces: a blank stood before them
_APOSTROPHES = tuple("'’")
# Words of grammar: they are written before a word while the model looks at it already.
# fmt: off
_GRAMMAR = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "into",
    "is", "its", "of", "on", "or", "our", "that", "the", "their", "this", "to", "was", "were",
    "which", "will", "with", "的", "了", "和", "在", "是", "与", "及", "等", "对", "为",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Start:
    """What stands before the first token of a translation."""

    token: int  # with which the decoder starts
    forced: tuple[int, ...] = ()  # the target language, where it is a token of its own

    @property
    def tokens(self) -> list[int]:
        """All of them."""
        return [self.token, *self.forced]


class Codec:
    """The tokenizer of a model that translates in one direction.

    Raises:
        InputError: the tokenizer cannot be loaded, or knows no such language.
        UsageError: torch is not installed.
    """

    def __init__(self, choice: Choice) -> None:
        options, codes = choice.options, choice.codes
        self.folder: ModelFolder = choice.folder
        self.direction = options.direction
        self.prefix = codes[1].prefix  # before every source text
        self.tokenizer: Any = load_tokenizer(self.folder)
        set_codes(self.folder, self.tokenizer, codes)
        self._told = _generation(self.folder)
        config = self.folder.config
        self.pad = _first(self.tokenizer.pad_token_id, config.get("pad_token_id"))
        self.end = _first(self._told.eos_token_id, config.get("eos_token_id"))
        self.start = self._start(target_token(self.folder, self.tokenizer, codes[1]))
        self.window = _window(self.tokenizer, config)
        self.longest = min(options.longest, self.window - len(self.start.tokens))

    def source_tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of source texts, special ones among them."""
        if not texts:
            return []
        found = self.tokenizer([self.prefix + text for text in texts])["input_ids"]
        return [list(tokens) for tokens in found]

    def target_tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the tokens of target texts, without special ones."""
        if not texts:
            return []
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

    @property
    def size(self) -> int:
        """The tokens that the model can write."""
        config = self.folder.config
        return _first(config.get("decoder_vocab_size"), config.get("vocab_size"))

    @cached_property
    def unwanted(self) -> list[int]:
        """The tokens that no translation has: special ones, languages, unused numbers."""
        words: list[list[int]] = self._told.bad_words_ids or []
        unusable = {"", *self.tokenizer.all_special_tokens}
        found = {
            *(word[0] for word in words if len(word) == 1),
            *(self._told.suppress_tokens or ()),
            *self.tokenizer.all_special_ids,
            *getattr(self.tokenizer, "lang_token_to_id", {}).values(),
            *(number for number, piece in enumerate(self.pieces) if piece in unusable),
        }
        return sorted(number for number in found if number != self.end and number < self.size)

    @cached_property
    def pieces(self) -> list[str]:
        """The tokens as they are written in the vocabulary, by number."""
        known = min(self.size, len(self.tokenizer))
        pieces: list[str | None] = self.tokenizer.convert_ids_to_tokens(list(range(known)))
        return [piece or "" for piece in pieces] + [""] * (self.size - known)

    @cached_property
    def begins_word(self) -> list[bool]:
        """Whether a token cannot go on with the word before it, by number; Chinese has no words."""
        if self.direction.target == "zh":
            return [True] * self.size
        special = set(self.tokenizer.all_special_ids)
        return [
            number in special or not _goes_on(piece) for number, piece in enumerate(self.pieces)
        ]

    @cached_property
    def quiet(self) -> frozenset[int]:
        """The tokens that say nothing of their own: marks, articles, prepositions."""
        return frozenset(
            number
            for number, piece in enumerate(self.pieces)
            if not any(map(str.isalnum, piece)) or piece.lstrip(_MARKS).lower() in _GRAMMAR
        )

    def _start(self, target: int | None) -> Start:
        """Return how the decoder starts: mBART's first token is the language, NLLB's the second."""
        start = _first(
            self._told.decoder_start_token_id, self.folder.config.get("decoder_start_token_id")
        )
        if target is None:
            forced = self._told.forced_bos_token_id
            return Start(start, () if forced is None else (forced,))
        if type(self.tokenizer).__name__.startswith("MBartTokenizer"):
            return Start(target)
        return Start(start, (target,))


def _generation(folder: ModelFolder) -> Any:  # noqa: ANN401 - transformers types few of these
    """Return what the folder says of generating, from either of the two files that may."""
    from transformers import AutoConfig, GenerationConfig

    if (folder.path / "generation_config.json").is_file():
        return GenerationConfig.from_pretrained(folder.path)
    return GenerationConfig.from_model_config(AutoConfig.from_pretrained(folder.path))


def _goes_on(piece: str) -> bool:
    """Tell whether a piece goes on with a word; the sign of a blank and a possessive do not."""
    first = piece[:1]
    return (first.isalnum() and first not in _MARKS) or (first in _APOSTROPHES and piece[1:] != "s")


def _first(*values: object) -> int:
    """Return the first number there is, alone or in a list."""
    for value in values:
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, int):
            return value
    return 0


def _window(tokenizer: Any, config: Any) -> int:  # noqa: ANN401 - as above
    """Return the most tokens the model can look at, special ones counted."""
    limits = [config.get("max_position_embeddings"), config.get("n_positions")]
    known = [
        value
        for value in (*limits, tokenizer.model_max_length)
        if isinstance(value, int) and 0 < value < _UNLIMITED
    ]
    return min(known, default=_DEFAULT_WINDOW)
