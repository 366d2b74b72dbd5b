"""How alike pairs of texts are to an encoder."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.encoders.encoder import Encoder, FloatArray, Progress


def similarities(
    encoder: Encoder, pairs: Sequence[tuple[str, str]], progress: Progress | None = None
) -> FloatArray:
    """Return the cosine of each pair, -1 … 1; 0 where a text is blank. Shape (pairs,).

    Raises:
        InputError: the model cannot be loaded.
    """
    vectors = encoder.encode([text for pair in pairs for text in pair], progress)
    found = np.einsum("ij,ij->i", vectors[::2], vectors[1::2])
    return np.asarray(np.clip(found, -1.0, 1.0), np.float32)
