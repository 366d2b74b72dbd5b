"""Sentence vectors through transformers: any encoder, pooled as its folder says, kept on disk.

    open_encoder (encoder) ─ recipe: how the folder's vectors are made ─ vectors: the model itself
    similarities (similarity)

Nothing is imported here: options are listed without numpy.
"""
