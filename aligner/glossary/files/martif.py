"""MARTIF, the kind of TBX before ISO 30042:2019: read, but no longer written.

Its elements are called otherwise (``termEntry``, ``langSet``, ``tig`` or ``ntig``); the reader is
the one of ``aligner.glossary.files.tbx``. Sources: ISO 12200:1999; ISO 30042:2008.
"""

from __future__ import annotations

from aligner.errors import UsageError
from aligner.formats.base import Columns
from aligner.glossary.files.keeps import Keeps
from aligner.glossary.files.tbx_reading import read_tbx
from aligner.glossary.model import Glossary
from aligner.output import Output


class Martif:
    """MARTIF, or TBX v2."""

    keeps = Keeps()

    def read(self, data: bytes, name: str, columns: Columns) -> Glossary:
        """Read one term an entry that has Chinese and English.

        Raises:
            FormatError: no TBX, malformed XML with its line, or declared entities.
        """
        return read_tbx(data, name)

    def write(self, glossary: Glossary, output: Output, columns: Columns) -> None:
        """Refuse to write.

        Raises:
            UsageError: always.
        """
        raise UsageError("martif is only read", way_out="write tbx, its successor")
