"""The hash of a model folder: what changes it, and that a large file is read once."""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.models import digest
from aligner.models.digest import folder_digest, model_files

LARGE = b"x" * ((1 << 20) + 1)
LONG_AGO = time.time() - 1000


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(digest, "cache_folder", lambda part: tmp_path / "cache" / part)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "model"
    path.mkdir()
    (path / "config.json").write_text("{}", "utf-8")
    (path / "vocab.txt").write_text("a\n", "utf-8")
    (path / "model.safetensors").write_bytes(LARGE)
    os.utime(path / "model.safetensors", (LONG_AGO, LONG_AGO))
    return path


def test_the_same_content_elsewhere_has_the_same_hash(folder: Path, tmp_path: Path) -> None:
    first = folder_digest(folder)
    assert len(first) == 64
    assert folder_digest(folder.rename(tmp_path / "moved")) == first


@pytest.mark.parametrize("name", ["config.json", "vocab.txt", "model.safetensors"])
def test_a_changed_byte_changes_it(folder: Path, name: str) -> None:
    before = folder_digest(folder)
    data = (folder / name).read_bytes()
    (folder / name).write_bytes(b"y" + data[1:])
    assert folder_digest(folder) != before


def test_a_name_counts(folder: Path) -> None:
    before = folder_digest(folder)
    (folder / "vocab.txt").rename(folder / "merges.txt")
    assert folder_digest(folder) != before


def test_pooling_counts(folder: Path) -> None:
    before = folder_digest(folder)
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling" / "config.json").write_text("{}", "utf-8")
    assert folder_digest(folder) != before


@pytest.mark.parametrize(
    "name", ["README.md", "trainer_state.json", "training_args.bin", "pytorch_model.bin", "tf.h5"]
)
def test_what_is_not_read_does_not_count(folder: Path, name: str) -> None:
    before = folder_digest(folder)
    (folder / name).write_bytes(b"{}")
    (folder / "checkpoint-10").mkdir()
    (folder / "checkpoint-10" / "config.json").write_text("{}", "utf-8")
    assert folder_digest(folder) == before


def test_older_weights_count_where_there_are_no_others(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    assert folder / "pytorch_model.bin" in model_files(folder)


def test_a_large_file_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = folder_digest(folder)

    def never(*_: object) -> None:
        raise AssertionError("hashed anew")

    monkeypatch.setattr(hashlib, "file_digest", never)
    assert folder_digest(folder) == first
    os.utime(folder / "model.safetensors", (LONG_AGO + 1, LONG_AGO + 1))
    with pytest.raises(AssertionError, match="anew"):
        folder_digest(folder)


def test_a_file_written_just_now_is_not_remembered(folder: Path) -> None:
    weights = folder / "model.safetensors"
    weights.write_bytes(LARGE)
    now = weights.stat()
    before = folder_digest(folder)
    weights.write_bytes(b"y" + LARGE[1:])
    os.utime(weights, ns=(now.st_mtime_ns, now.st_mtime_ns))
    assert folder_digest(folder) != before


def test_a_link_is_followed(folder: Path, tmp_path: Path) -> None:
    before = folder_digest(folder)
    blob = (folder / "model.safetensors").rename(tmp_path / "blob")
    (folder / "model.safetensors").symlink_to(blob)
    assert folder_digest(folder) == before


def test_no_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere: cannot be read"):
        folder_digest(tmp_path / "nowhere")
