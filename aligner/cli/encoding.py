"""The encoder that ``aligner align`` is given, opened once a process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.cli.progress import progress_line
from aligner.encoders.recipe import Pooling
from aligner.errors import UsageError
from aligner.models.runtime import DeviceName

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


def encoder_options(
    name: str | None,
    alone: bool = False,
    pooling: Pooling | None = None,
    prefix: str | None = None,
    device: DeviceName | None = None,
) -> EncoderOptions | None:
    """Return the options of an encoder, None where there is to be none.

    Raises:
        UsageError: options of an encoder, but no encoder.
    """
    if name is not None:
        return EncoderOptions(name, alone, pooling, prefix, device or "auto")
    given = {"--encoder-only": alone, "--pooling": pooling, "--device": device}
    unused = [option for option, value in given.items() if value]
    if prefix is not None:
        unused.append("--prefix")
    if unused:
        raise UsageError(f"{unused[0]} needs an encoder", way_out="add --encoder FOLDER")
    return None


@cache
def opened(options: EncoderOptions) -> Encoder:
    """Return the encoder; its model is loaded when the first text is encoded.

    Raises:
        InputError: there is no such model, or it encodes nothing.
        UsageError: torch or the device is missing.
    """
    from aligner.encoders.encoder import open_encoder

    return open_encoder(options.name, options.pooling, options.prefix, options.device)


def evidence_of(lexicon: Path | None, options: EncoderOptions | None) -> Sequence[Evidence]:
    """Return the evidence an alignment is to rest on.

    Raises:
        InputError: the lexicon or the encoder cannot be read.
        UsageError: torch or the device is missing.
    """
    if options is None:
        from aligner.evidence import default_evidence

        return default_evidence(lexicon)
    from aligner.evidence import encoder_evidence

    shown = progress_line("encoding")
    return encoder_evidence(opened(options), lexicon, alone=options.alone, progress=shown)
