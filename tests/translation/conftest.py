"""Tiny folders of every architecture that the neural engines are tested with."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from tests.models.tiny import tiny_marian
from tests.models.tiny_multilingual import tiny_m2m100, tiny_mbart, tiny_nllb
from tests.models.tiny_t5 import tiny_t5


@pytest.fixture(scope="session")
def translators(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with tiny models, one folder each, to be read only."""
    torch = pytest.importorskip("torch")
    torch.set_num_threads(1)
    folder = tmp_path_factory.mktemp("translators")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Making a tokenizer recommends packages.
        tiny_marian(folder / "marian")
        tiny_nllb(folder / "nllb")
        tiny_m2m100(folder / "m2m100")
        tiny_mbart(folder / "mbart")
        tiny_t5(folder / "t5")
    return folder
