"""Tiny models, made once and copied where a test damages them."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import pytest

from tests.models.tiny import tiny_encoder, tiny_marian


@pytest.fixture(scope="session")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the models ``marian`` and ``encoder``, to be read only."""
    pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("models")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Making a tokenizer recommends packages.
        tiny_marian(folder / "marian")
        tiny_encoder(folder / "encoder")
    return folder


@pytest.fixture
def marian(models: Path, tmp_path: Path) -> Path:
    """Return a copy of the translation model."""
    return shutil.copytree(models / "marian", tmp_path / "marian")


@pytest.fixture
def encoder(models: Path, tmp_path: Path) -> Path:
    """Return a copy of the encoder."""
    return shutil.copytree(models / "encoder", tmp_path / "encoder")
