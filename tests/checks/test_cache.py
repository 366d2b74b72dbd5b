"""Results of earlier runs."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from aligner.checks import cache as cache_module
from aligner.checks.cache import Cache, Stored, key_of
from aligner.document import Place
from aligner.findings import Finding
from tests.checks.findings import finding

RESULT = Stored(
    (
        finding(),
        replace(finding(1), context=None, place=Place(2, 1, "page 3")),
        Finding("A1", "a", "info", "f", Place(1, 1), ""),
    ),
    7,
)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "deep" / "cache")
    assert cache.get("k") is None
    cache.put("k", RESULT)
    assert cache.get("k") == RESULT
    assert cache.get("other") is None
    assert [path.name for path in cache.folder.iterdir()] == ["k.json"]


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"findings": [{"code": 1}], "beads": 1}', '{"findings": [], "beads": ""}'],
)
def test_what_cannot_be_read_is_no_result(text: str, tmp_path: Path) -> None:
    (tmp_path / "k.json").write_text(text, encoding="utf-8")
    assert Cache(tmp_path).get("k") is None


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put("k", RESULT)
    assert cache.get("k") is None


def test_a_name_that_is_no_text_is_not_kept(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("k", Stored((finding(file="\udcff.tsv"),), 1))
    assert [*tmp_path.iterdir()] == []


def test_the_oldest_go_first(tmp_path: Path) -> None:
    probe = Cache(tmp_path)
    probe.put("probe", RESULT)
    size = (tmp_path / "probe.json").stat().st_size
    (tmp_path / "probe.json").unlink()
    cache = Cache(tmp_path, largest=2 * size)
    for age, key in ((30, "a"), (20, "b")):
        cache.put(key, RESULT)
        os.utime(tmp_path / f"{key}.json", (1000 - age, 1000 - age))
    assert cache.get("a") == RESULT  # its use makes it the newest
    cache.put("c", RESULT)
    assert {path.stem for path in tmp_path.iterdir()} == {"a", "c"}


def test_the_key_is_of_contents_choices_and_this_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("x", encoding="utf-8")
    key = key_of([path], ["choice"])
    assert key == key_of([path], ["choice"])
    assert key != key_of([path], ["other"])
    path.write_text("y", encoding="utf-8")
    other = key_of([path], ["choice"])
    assert other != key
    monkeypatch.setattr(cache_module, "package_digest", lambda: "other rules")
    assert key_of([path], ["choice"]) != other
    assert key_of([tmp_path / "none"], []) is None
