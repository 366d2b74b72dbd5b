"""Sentence vectors through transformers: any encoder, pooled as its folder says, kept on disk."""

from aligner.encoders.encoder import Encoder, open_encoder
from aligner.encoders.similarity import similarities

__all__ = ["Encoder", "open_encoder", "similarities"]
