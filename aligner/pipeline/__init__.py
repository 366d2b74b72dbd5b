"""From files to results: what every command calls, and Python users may.

    alignment = align_files(Path("report.zh.docx"), Path("report.en.docx"))

``aligning`` aligns two documents, ``batch`` many, which ``folders`` or a ``manifest`` name;
``checking`` checks and ``scoring`` scores ``inputs``. ``workers`` are the processes that share the
work. Nothing is printed.
"""

from aligner.pipeline.aligning import (
    AlignOptions,
    Level,
    align_around,
    align_bilingual,
    align_files,
    read_beads,
    read_one,
    read_pair,
)
from aligner.pipeline.encoding import EncoderOptions

__all__ = [
    "AlignOptions",
    "EncoderOptions",
    "Level",
    "align_around",
    "align_bilingual",
    "align_files",
    "read_beads",
    "read_one",
    "read_pair",
]
