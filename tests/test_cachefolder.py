"""The cache folder of each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.cachefolder import cache_folder


@pytest.mark.parametrize(
    ("platform", "variable", "expected"),
    [
        ("linux", "XDG_CACHE_HOME", "{}/aligner/check"),
        ("win32", "LOCALAPPDATA", "{}/aligner/check"),
        ("darwin", "HOME", "{}/Library/Caches/aligner/check"),
        ("linux", "HOME", "{}/.cache/aligner/check"),
    ],
)
def test_the_folder_of_each_platform(
    platform: str, variable: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setenv(variable, str(tmp_path))
    assert cache_folder("check") == Path(expected.format(tmp_path))
