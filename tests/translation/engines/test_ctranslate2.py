"""CTranslate2: converted once, the same translations where numbers are as exact."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aligner.errors import InputError, UsageError
from aligner.translation.base import Direction, Engine, Request
from aligner.translation.engines.ctranslate2 import CTranslate2Engine
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.options import EngineOptions
from tests.models.tiny import CHINESE

REQUESTS = [Request(text) for text in CHINESE]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let converted models be kept in a folder of the test's own."""
    pytest.importorskip("ctranslate2")
    folder = tmp_path / "cache"
    name = "aligner.translation.engines.ctranslate2.cache_folder"
    monkeypatch.setattr(name, lambda part: folder / part)
    return folder


def options(folder: Path, precision: str = "float32") -> EngineOptions:
    """Return the options of a folder."""
    return EngineOptions(
        Direction("zh", "en"),
        str(folder),
        device="cpu",
        precision=precision,  # type: ignore[arg-type]  # one of them
        longest=12,
    )


@pytest.mark.parametrize("name", ["marian", "nllb"])
def test_the_same_as_the_other_engine(translators: Path, cache: Path, name: str) -> None:
    engine = CTranslate2Engine(options(translators / name))
    assert isinstance(engine, Engine)
    expected = Seq2SeqEngine(options(translators / name)).translate(REQUESTS, 2)
    found = engine.translate([*REQUESTS, Request(""), Request("发展" * 200)], 2)
    assert list(map(len, found[-2:])) == [0, 0]
    assert [some[0].text for some in found[:-2]] == [some[0].text for some in expected]
    scores = [some[0].score for some in found[:-2]]
    # It shares out what unwanted tokens would have among the others.
    assert scores == pytest.approx([some[0].score for some in expected], abs=0.05)


def test_converted_once(translators: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = CTranslate2Engine(options(translators / "marian", "auto"))
    assert "cpu/int8" in first.signature
    assert not cache.exists()
    expected = first.translate(REQUESTS)
    kept = [path.name for path in (cache / "models" / "ctranslate2").iterdir()]
    assert len(kept) == 1
    monkeypatch.setattr("aligner.translation.engines.ctranslate2._convert", None)
    second = CTranslate2Engine(options(translators / "marian", "auto"))
    assert second.translate(REQUESTS) == expected


def test_what_cannot_be_converted(translators: Path, cache: Path) -> None:
    with pytest.raises(InputError, match="CTranslate2 cannot convert this model"):
        CTranslate2Engine(options(translators / "mbart")).translate(REQUESTS)
    assert not list((cache / "models" / "ctranslate2").iterdir())


def test_without_the_library(translators: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(UsageError, match="CTranslate2 is not installed"):
        CTranslate2Engine(options(translators / "marian"))
