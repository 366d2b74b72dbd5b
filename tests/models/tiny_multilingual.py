"""Tiny multilingual translation models with random weights: NLLB, M2M100, mBART."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.models.tiny import CHINESE, ENGLISH

_SIZES = {
    "d_model": 16, "encoder_layers": 1, "decoder_layers": 1, "encoder_attention_heads": 2,
    "decoder_attention_heads": 2, "encoder_ffn_dim": 32, "decoder_ffn_dim": 32,
    "max_position_embeddings": 128, "decoder_start_token_id": 2,
}  # fmt: skip


def tiny_nllb(folder: Path, languages: tuple[str, ...] = ("eng_Latn", "zho_Hans")) -> Path:
    """Write a model as NLLB-200's are: M2M100 with a tokenizer of other codes."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, NllbTokenizer

    vocabulary = {token: number for number, token in enumerate(_characters())}
    tokenizer = NllbTokenizer(
        vocab=vocabulary, merges=[], extra_special_tokens=list(languages), src_lang=languages[0]
    )
    _save(M2M100Config, M2M100ForConditionalGeneration, tokenizer, folder)
    return folder


def tiny_m2m100(folder: Path) -> Path:
    """Write a model as M2M100's are."""
    from transformers import M2M100Config, M2M100ForConditionalGeneration, M2M100Tokenizer

    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {token: number for number, token in enumerate(_characters())}
    (folder / "vocab.json").write_text(json.dumps(vocabulary), "utf-8")
    _train_characters(folder / "sentencepiece.bpe.model")
    tokenizer = M2M100Tokenizer(
        vocab_file=str(folder / "vocab.json"), spm_file=str(folder / "sentencepiece.bpe.model")
    )
    _save(M2M100Config, M2M100ForConditionalGeneration, tokenizer, folder)
    return folder


def tiny_mbart(folder: Path) -> Path:
    """Write a model as those of mBART-50 are."""
    from transformers import MBart50Tokenizer, MBartConfig, MBartForConditionalGeneration

    pieces = [(token, -1.0) for token in _characters()]
    tokenizer = MBart50Tokenizer(vocab=pieces, src_lang="en_XX", tgt_lang="zh_CN")
    _save(MBartConfig, MBartForConditionalGeneration, tokenizer, folder)
    return folder


def _save(config_class: Any, model_class: Any, tokenizer: Any, folder: Path) -> None:  # noqa: ANN401
    import torch

    torch.manual_seed(1)
    languages: dict[str, int] = getattr(tokenizer, "lang_token_to_id", {})
    # M2M100 has its languages' tokens, and eight more, behind the vocabulary.
    size = max([len(tokenizer), *(number + 9 for number in languages.values())])
    config = config_class(vocab_size=size, **_SIZES)
    model_class(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def _characters() -> list[str]:
    """Return the special tokens in fairseq's order, and the characters of the sample texts."""
    characters = sorted(set("".join(CHINESE + ENGLISH)) - {" "})
    return ["<s>", "<pad>", "</s>", "<unk>", "▁", *characters]


def _train_characters(path: Path) -> None:
    import sentencepiece

    with path.open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(CHINESE + ENGLISH), model_writer=stream, model_type="char",
            vocab_size=200, hard_vocab_limit=False, character_coverage=1.0, minloglevel=2,
        )  # fmt: skip
