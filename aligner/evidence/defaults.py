"""The evidence an alignment rests on unless the caller says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligner.alignment.window import Evidence
from aligner.evidence.anchors import AnchorEvidence
from aligner.evidence.lexical import LexicalEvidence
from aligner.evidence.sentences import EncoderEvidence, Progress, VectorMaker
from aligner.evidence.surface import LengthEvidence, ParagraphEvidence, PunctuationEvidence
from aligner.lexicon import load_lexicon

# What needs no lexicon and no model.
_BESIDES: Sequence[Evidence] = (
    AnchorEvidence(),
    LengthEvidence(),
    PunctuationEvidence(),
    ParagraphEvidence(),
)


def default_evidence(lexicon: Path | None = None) -> Sequence[Evidence]:
    """Return the default evidence, with the embedded lexicon or another one.

    Raises:
        InputError: the lexicon cannot be read.
    """
    return (LexicalEvidence(load_lexicon(lexicon)), *_BESIDES)


def encoder_evidence(
    encoder: VectorMaker,
    lexicon: Path | None = None,
    alone: bool = False,
    progress: Progress | None = None,
) -> Sequence[Evidence]:
    """Return the default evidence and that of an encoder's vectors.

    Args:
        encoder: what gives vectors to texts; see `aligner.encoders.open_encoder`.
        lexicon: None: the embedded one.
        alone: take no lexicon at all.
        progress: called while sentences are encoded, with the share that is done, 0 … 1.

    Raises:
        InputError: the lexicon cannot be read.
    """
    with_words = () if alone else (LexicalEvidence(load_lexicon(lexicon)),)
    return (*with_words, *_BESIDES, EncoderEvidence(encoder, progress))
