"""The system under test: files in, alignment out, exactly as the command line does it."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from aligner import pipeline
from aligner.bead import Alignment
from aligner.document import Document


def align_files(source: Path, target: Path, *, presegmented: bool) -> Alignment:
    """Align a Chinese and an English file with the embedded default.

    Args:
        source: the Chinese text.
        target: the English text.
        presegmented: every line is a sentence; otherwise we segment.
    """
    options = pipeline.AlignOptions(
        source_language="zh", target_language="en", presegmented=presegmented
    )
    return pipeline.align_files(source, target, options)


def read_presegmented(source: Path, target: Path) -> tuple[Document, Document]:
    """Read a Chinese and an English file of a sentence a line."""
    options = pipeline.AlignOptions(source_language="zh", target_language="en", presegmented=True)
    return pipeline.read_pair(source, target, options)


def peak_mebibytes(usage: resource.struct_rusage) -> float:
    """Return the largest memory a process held, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return usage.ru_maxrss * unit / 2**20
