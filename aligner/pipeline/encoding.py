"""The encoder that alignments are given, opened once a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.encoders.recipe import Pooling
from aligner.models.runtime import DeviceName
from aligner.pipeline.progress import Progress, silent

if TYPE_CHECKING:
    from aligner.alignment.window import Evidence
    from aligner.encoders.encoder import Encoder


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """Which encoder to use, and how."""

    name: str  # folder, or name on the hub
    alone: bool = False  # without the lexicon
    pooling: Pooling | None = None  # None: as the model's folder says
    prefix: str | None = None
    device: DeviceName = "auto"


@cache
def opened(options: EncoderOptions) -> Encoder:
    """Return the encoder; its model is loaded when the first text is encoded.

    Raises:
        InputError: there is no such model, or it encodes nothing.
        UsageError: torch or the device is missing.
    """
    from aligner.encoders.encoder import open_encoder

    return open_encoder(options.name, options.pooling, options.prefix, options.device)


def evidence_of(
    lexicon: Path | None, options: EncoderOptions | None, progress: Progress = silent
) -> Sequence[Evidence]:
    """Return the evidence an alignment is to rest on.

    Raises:
        InputError: the lexicon or the encoder cannot be read.
        UsageError: torch or the device is missing.
    """
    if options is None:
        from aligner.evidence import default_evidence

        return default_evidence(lexicon)
    from aligner.evidence import encoder_evidence

    told = progress("encoding")
    return encoder_evidence(opened(options), lexicon, alone=options.alone, progress=told)
