"""A tiny T5 with random weights: no language tokens, relative positions."""

from __future__ import annotations

from pathlib import Path

from tests.models.tiny import CHINESE, ENGLISH


def tiny_t5(folder: Path) -> Path:
    """Write a model as T5's are, over single characters."""
    import torch
    from transformers import T5Config, T5ForConditionalGeneration, T5Tokenizer

    characters = sorted(set("".join(CHINESE + ENGLISH)) - {" "})
    special = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", -2.0)]
    pieces = [*special, *((piece, -1.0) for piece in ("▁", *characters))]
    tokenizer = T5Tokenizer(vocab=pieces, extra_ids=4)
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=len(tokenizer), d_model=16, d_kv=8, d_ff=32, num_layers=2, num_heads=2,
        decoder_start_token_id=0,  # type: ignore[call-arg]  # as every model may have
    )  # fmt: skip
    T5ForConditionalGeneration(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
