"""Vocabularies of a small Marian model, and sentences as numbers of their pieces.

SentencePiece (Kudo & Richardson 2018) cuts Chinese and English each by a unigram model of its own.
One list numbers the pieces of both, as ``MarianTokenizer`` wants it: the end, the unknown, all
English pieces, then those that only Chinese has, the padding last. So all that a translation can
be made of comes first, and training computes no probabilities of the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.held_back import Pair

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

END, UNKNOWN, PADDING = "</s>", "<unk>", "<pad>"
SOURCE_MODEL, TARGET_MODEL, PIECES = "source.spm", "target.spm", "vocab.json"
LONGEST = 256  # pieces the model takes
_COVERAGE = (0.999, 1.0)  # share of the characters that become pieces, Chinese and English


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Numbers of pieces, and the models that cut sentences into them."""

    numbers: dict[str, int]
    targets: int  # numbers below this are the end, the unknown, and English
    cutters: tuple[SentencePieceProcessor, SentencePieceProcessor]  # Chinese, English

    @property
    def padding(self) -> int:
        """The number that fills up shorter sentences, and begins every translation."""
        return self.numbers[PADDING]

    @property
    def end(self) -> int:
        """The number behind the last piece of a sentence."""
        return self.numbers[END]

    def encode(self, pairs: Sequence[Pair]) -> list[tuple[list[int], list[int]]]:
        """Return the numbers of both sides of each pair, the end behind them."""
        sources = self._numbers(0, [pair.source for pair in pairs])
        targets = self._numbers(1, [pair.target for pair in pairs])
        return list(zip(sources, targets, strict=True))

    def _numbers(self, side: int, sentences: Sequence[str]) -> list[list[int]]:
        unknown, numbers = self.numbers[UNKNOWN], self.numbers
        cut = self.cutters[side].encode(list(sentences), out_type=str)
        return [[*(numbers.get(piece, unknown) for piece in row), self.end] for row in cut]


def build_vocabulary(pairs: Sequence[Pair], sizes: tuple[int, int], folder: Path) -> Vocabulary:
    """Learn the pieces of both languages and store them where a tokenizer finds them.

    Args:
        pairs: what the pieces are learnt from.
        sizes: most pieces of Chinese and of English; fewer where the pairs have no more.
        folder: gets ``source.spm``, ``target.spm``, ``vocab.json``, and the tokenizer's settings.
    """
    folder.mkdir(parents=True, exist_ok=True)
    _learn((pair.source for pair in pairs), sizes[0], _COVERAGE[0], folder / SOURCE_MODEL)
    _learn((pair.target for pair in pairs), sizes[1], _COVERAGE[1], folder / TARGET_MODEL)
    chinese, english = (_pieces(_cutter(folder / name)) for name in (SOURCE_MODEL, TARGET_MODEL))
    known = dict.fromkeys([END, UNKNOWN, *english])
    order = [*known, *(piece for piece in dict.fromkeys(chinese) if piece not in known), PADDING]
    numbers = {piece: number for number, piece in enumerate(order)}
    text = json.dumps(numbers, ensure_ascii=False, indent=0)
    (folder / PIECES).write_text(text, encoding="utf-8", newline="\n")
    settings = {
        "tokenizer_class": "MarianTokenizer",
        "source_lang": "zh",
        "target_lang": "en",
        "model_max_length": LONGEST,
        "separate_vocabs": False,
        "eos_token": END,
        "unk_token": UNKNOWN,
        "pad_token": PADDING,
    }
    text = json.dumps(settings, indent=2)
    (folder / "tokenizer_config.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return read_vocabulary(folder)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Return the vocabulary that ``build_vocabulary`` stored in a folder."""
    numbers = json.loads((folder / PIECES).read_text(encoding="utf-8"))
    cutters = _cutter(folder / SOURCE_MODEL), _cutter(folder / TARGET_MODEL)
    targets = 2 + len(set(_pieces(cutters[1])) - {END, UNKNOWN})
    return Vocabulary(numbers, targets, cutters)


def _learn(sentences: Iterable[str], size: int, coverage: float, path: Path) -> None:
    import sentencepiece

    with path.open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_writer=stream,
            vocab_size=size,
            hard_vocab_limit=False,
            character_coverage=coverage,
            model_type="unigram",
            num_threads=1,  # several give other pieces from run to run
            bos_id=-1,
            unk_id=1,
            eos_id=0,
            minloglevel=2,
        )


def _cutter(path: Path) -> SentencePieceProcessor:
    import sentencepiece

    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def _pieces(cutter: SentencePieceProcessor) -> list[str]:
    return [cutter.id_to_piece(number) for number in range(cutter.get_piece_size())]
