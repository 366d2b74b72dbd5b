"""Telling a report of findings from the bitexts among which it was written."""

from __future__ import annotations

import zipfile
from pathlib import Path

_WORKBOOK, _SHEET = "xl/workbook.xml", b'name="findings"'
_LINE = b'{"code": "'  # of a report in JSON lines; records of a bitext begin with their schema


def is_report(path: Path) -> bool:
    """Tell whether ``aligner check`` wrote a file; False for what cannot be read."""
    suffix = path.suffix.lower()
    try:
        if suffix == ".jsonl":
            with path.open("rb") as stream:
                return stream.read(len(_LINE)) == _LINE
        if suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                return _SHEET in archive.read(_WORKBOOK)
    except (OSError, KeyError, zipfile.BadZipFile):
        pass  # who reads it says what is wrong
    return False
