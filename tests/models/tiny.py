"""Tiny models with random weights, in folders as transformers writes them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path

CHINESE = (
    "发展新质生产力。",
    "我们要推动高质量发展。",
    "中国坚持对外开放。",
    "经济运行总体平稳。",
    "改善人民生活。",
    "保护环境，建设美丽中国。",
)
ENGLISH = (
    "Develop new quality productive forces.",
    "We will promote high-quality development.",
    "China stays open to the world.",
    "The economy ran smoothly on the whole.",
    "Improve people's lives.",
    "Protect the environment and build a beautiful China.",
)
_SPECIAL = ("<pad>", "</s>", "<unk>")


def tiny_marian(folder: Path, seed: int = 1) -> Path:
    """Write a Chinese–English Marian model of two small layers that has learnt nothing."""
    import torch
    from transformers import GenerationConfig, MarianConfig, MarianMTModel, MarianTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    pieces: dict[str, int] = {}
    for name, texts in (("source", CHINESE), ("target", ENGLISH)):
        _train_pieces(folder / f"{name}.spm", texts, 60)
        for piece in _pieces(folder / f"{name}.spm"):
            pieces.setdefault(piece, len(pieces) + 2)
    vocabulary = {"</s>": 0, "<unk>": 1} | {
        piece: number for piece, number in pieces.items() if piece not in ("</s>", "<unk>")
    }
    vocabulary = {piece: number for number, piece in enumerate(vocabulary)}
    vocabulary["<pad>"] = len(vocabulary)
    (folder / "vocab.json").write_text(json.dumps(vocabulary, ensure_ascii=False), "utf-8")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It recommends a package.
        tokenizer = MarianTokenizer(
            vocab=str(folder / "vocab.json"),
            source_spm=str(folder / "source.spm"),
            target_spm=str(folder / "target.spm"),
            source_lang="zh",
            target_lang="en",
        )
    torch.manual_seed(seed)
    pad = vocabulary["<pad>"]
    config = MarianConfig(
        vocab_size=len(vocabulary), d_model=16, encoder_layers=2, decoder_layers=2,
        encoder_attention_heads=2, decoder_attention_heads=2, encoder_ffn_dim=32,
        decoder_ffn_dim=32, max_position_embeddings=128, pad_token_id=pad, eos_token_id=0,
        bos_token_id=None, decoder_start_token_id=pad, forced_eos_token_id=0,
    )  # fmt: skip
    model = MarianMTModel(config)
    model.generation_config = GenerationConfig(  # type: ignore[no-untyped-call]  # as it is there
        max_length=64, pad_token_id=pad, eos_token_id=0, decoder_start_token_id=pad,
        bad_words_ids=[[pad]],
    )  # fmt: skip
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def tiny_encoder(folder: Path, seed: int = 1) -> Path:
    """Write a BERT encoder over single characters that has learnt nothing."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    characters = sorted(set("".join(CHINESE + ENGLISH).lower()) - {" "})
    letters = [f"##{one}" for one in characters if one.isascii()]
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *characters, *letters]
    (folder / "vocab.txt").write_text("\n".join(words) + "\n", "utf-8")
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(words), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=128,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder)
    BertTokenizer(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    return folder


def _train_pieces(path: Path, texts: tuple[str, ...], size: int) -> None:
    import sentencepiece

    with path.open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(texts), model_writer=stream, vocab_size=size,
            hard_vocab_limit=False, character_coverage=1.0, bos_id=-1, minloglevel=2,
        )  # fmt: skip


def _pieces(path: Path) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]
