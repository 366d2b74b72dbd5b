"""What every engine of the table promises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aligner.translation.base import Direction, Engine, Request, Steerable, batch_size
from aligner.translation.build import _made
from aligner.translation.engines import ENGINES
from aligner.translation.options import EngineName, EngineOptions
from tests.models.tiny import CHINESE, ENGLISH
from tests.translation.chat_server import running

DIRECTION = Direction("zh", "en")
REQUESTS = [*map(Request, CHINESE[:4]), Request("，"), Request("")]
KEY, HIDDEN = "sk-not-to-be-told", "also-secret"
Make = Callable[[], Engine]
NAMES: list[EngineName] = ["seq2seq", "ctranslate2", "chat", "memory"]


def test_the_table_is_whole() -> None:
    assert set(NAMES) == set(ENGINES)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a chat server."""
    with running() as one:
        yield f"http://127.0.0.1:{one.port}/good/contract/v1?key={HIDDEN}"


@pytest.fixture(params=NAMES)
def make(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return what makes one engine of the table."""
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / "home"))
    monkeypatch.setenv("ALIGNER_API_KEY", KEY)
    name: EngineName = request.param
    options = EngineOptions(DIRECTION, device="cpu", longest=12)
    if name in ("seq2seq", "ctranslate2"):
        pytest.importorskip("torch")
        pytest.importorskip("ctranslate2" if name == "ctranslate2" else "transformers")
        folder = request.getfixturevalue("translators") / "marian"
        options = EngineOptions(DIRECTION, str(folder), device="cpu", longest=12)
    elif name == "chat":
        url = request.getfixturevalue("server")
        options = EngineOptions(DIRECTION, "some-model", url=url)
    else:
        memory = tmp_path / "memory.tsv"
        rows = (f"{one}\t{other}\n" for one, other in zip(CHINESE, ENGLISH, strict=True))
        memory.write_text("".join(rows), encoding="utf-8")
        options = EngineOptions(DIRECTION, memories=(memory,))
    return lambda: _made(name, options)


def test_it_translates(make: Make) -> None:
    engine = make()
    assert isinstance(engine, Engine)
    assert engine.direction == DIRECTION
    found = engine.translate(REQUESTS, 2)
    assert len(found) == len(REQUESTS)
    for some in found:
        assert isinstance(some, tuple)
        assert len({one.text for one in some}) == len(some) <= 2
        assert all(one.text.strip() for one in some)
        assert all(one.score is None or one.score <= 0 for one in some)
        assert all(one.similarity is None or 0 <= one.similarity <= 1 for one in some)
    assert any(found)
    assert found[-1] == ()


def test_the_same_again(make: Make) -> None:
    engine, other = make(), make()
    found = engine.translate(REQUESTS)
    assert other.translate(REQUESTS) == found
    # Nothing depends on how requests are put together, but that scores have rounding errors.
    texts = [[one.text for one in some] for some in found]
    backwards = engine.translate(REQUESTS[::-1])[::-1]
    assert [[one.text for one in some] for some in backwards] == texts


def test_a_batch_has_something_in_it(make: Make) -> None:
    engine = make()
    for count in range(1, len(REQUESTS)):
        assert 1 <= batch_size(engine, REQUESTS[-count:]) <= count


def test_nothing_to_do(make: Make) -> None:
    assert make().translate([]) == []


def test_the_signature(make: Make, tmp_path: Path) -> None:
    engine = make()
    signature = engine.signature
    assert make().signature == signature
    engine.translate(REQUESTS[:1])
    assert engine.signature == signature
    assert "\n" not in signature
    assert KEY not in signature
    assert HIDDEN not in signature
    assert str(tmp_path) not in signature  # Elsewhere the same model is the same.


def test_only_models_are_steered(make: Make) -> None:
    engine = make()
    assert isinstance(engine, Steerable) == (type(engine).__name__ == "Seq2SeqEngine")
