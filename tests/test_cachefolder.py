"""The cache folder of each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.cachefolder import cache_folder, package_digest


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


def test_a_changed_module_changes_the_digest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "__init__.py").write_text("", encoding="utf-8")
    (tmp_path / "rule.py").write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr("aligner.__file__", str(tmp_path / "__init__.py"))
    before = package_digest()
    (tmp_path / "rule.pyc").write_bytes(b"compiled")
    assert package_digest() == before
    (tmp_path / "rule.py").write_text("a = 2", encoding="utf-8")
    assert package_digest() != before
