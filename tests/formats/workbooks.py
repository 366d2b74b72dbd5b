"""Excel files as other programs make them, for the tests."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

TABLE = (("中文", "英文"), ("会议推迟。", "The meeting is put off."), ("欢迎。", "Welcome."))


def save(
    path: Path,
    rows: Sequence[Sequence[object]],
    change: Callable[[Worksheet], object] | None = None,
) -> Path:
    """Write rows with openpyxl, and change the sheet before it is saved."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def edit_part(path: Path, part: str, change: Callable[[str], str]) -> Path:
    """Change the XML of one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = change(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
