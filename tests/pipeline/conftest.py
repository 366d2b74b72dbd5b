"""Two documents and a glossary in an empty folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.checking import HOUSE
from tests.cli.conftest import EN, ZH


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder, with zh.txt, en.txt and house.tsv."""
    for name, text in (("zh.txt", ZH), ("en.txt", EN), ("house.tsv", HOUSE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
