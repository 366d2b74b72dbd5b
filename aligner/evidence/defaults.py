"""The evidence an alignment rests on unless the caller says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from aligner.alignment.window import Evidence
from aligner.evidence.anchors import AnchorEvidence
from aligner.evidence.lexical import LexicalEvidence
from aligner.evidence.surface import LengthEvidence, ParagraphEvidence, PunctuationEvidence
from aligner.lexicon import load_lexicon


def default_evidence(lexicon: Path | None = None) -> Sequence[Evidence]:
    """Return the default evidence, with the embedded lexicon or another one.

    Raises:
        InputError: the lexicon cannot be read.
    """
    return (
        LexicalEvidence(load_lexicon(lexicon)),
        AnchorEvidence(),
        LengthEvidence(),
        PunctuationEvidence(),
        ParagraphEvidence(),
    )
