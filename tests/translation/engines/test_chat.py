"""The chat engine against a real server process: what it asks, accepts, and survives."""

from __future__ import annotations

import asyncio
import logging
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest

from aligner.errors import InputError, UsageError
from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Engine, Request, Requirement, Steerable
from aligner.translation.engines.chat import ChatEngine, ChatOptions, Patience
from aligner.translation.memory import Match
from tests.translation.chat_server import DICTIONARY, Running, running

ZH_EN = Direction("zh", "en")
TEXTS = [text for text in DICTIONARY if not text.isascii()]
TERM = Requirement(
    Span(2, 7), "新质生产力", ("new quality productive forces",), ("new productivity",)
)


@pytest.fixture(scope="module")
def server() -> Iterator[Running]:
    """Start a server; every mode is an address of it."""
    with running() as server:
        yield server


@pytest.fixture(autouse=True)
def no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the keys of whoever runs the tests out of them."""
    for name in ("ALIGNER_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.delenv(name, raising=False)


def engine(
    url: str,
    *,
    timeout: float = 5.0,
    retries: int = 2,
    batch: int = 10,
    parallel: int = 4,
    temperature: float = 0.0,
) -> ChatEngine:
    patience = Patience(timeout=timeout, connect=2.0, retries=retries, pause=0.01)
    return ChatEngine(
        ChatOptions(
            url,
            "made-up",
            ZH_EN,
            temperature=temperature,
            batch=batch,
            parallel=parallel,
            patience=patience,
        )
    )


def translations(engine: ChatEngine, texts: list[str]) -> list[str]:
    """Return the translations, empty where there is none."""
    results = engine.translate([Request(text) for text in texts])
    return ["".join(hypothesis.text for hypothesis in some) for some in results]


def expected(texts: list[str]) -> list[str]:
    return [DICTIONARY[text] for text in texts]


def test_sentences_are_translated_in_one_question(server: Running) -> None:
    url = server.url("good")
    made = engine(url)
    assert isinstance(made, Engine)
    assert not isinstance(made, Steerable)
    assert translations(made, TEXTS) == expected(TEXTS)
    (seen,) = server.seen(url)
    assert seen["question"]["temperature"] == 0
    assert seen["question"]["seed"] == 1
    assert seen["question"]["model"] == "made-up"
    assert seen["authorization"] is None


def test_half_a_surrogate_pair_is_sent(server: Running) -> None:
    url = server.url("good")
    assert translations(engine(url), ["\ud800坏"]) == ["Text of 2 characters."]
    assert server.asked(url)[0]["text"] == "\ud800坏"


def test_results_stand_in_order_whichever_comes_first(server: Running) -> None:
    url = server.url("slow")
    assert translations(engine(url, batch=1, parallel=3), TEXTS) == expected(TEXTS)
    assert len(server.seen(url)) == len(TEXTS)


def test_it_works_inside_a_running_event_loop(server: Running) -> None:
    async def notebook() -> list[str]:
        return translations(engine(server.url("good")), TEXTS[:1])

    assert asyncio.run(notebook()) == expected(TEXTS[:1])


def test_english_into_chinese(server: Running) -> None:
    url = server.url("good")
    made = ChatEngine(ChatOptions(url, "made-up", Direction("en", "zh")))
    request = Request("China stays open to the world.")
    assert made.translate([request])[0][0].text == "中国坚持对外开放。"
    assert "from English into Chinese" in server.seen(url)[0]["question"]["messages"][0]["content"]


@pytest.mark.parametrize("mode", ["chatty", "prose", "short", "reset", "busy", "copy"])
def test_what_can_be_mended_is(server: Running, mode: str) -> None:
    assert translations(engine(server.url(mode)), TEXTS) == expected(TEXTS)


def test_a_server_says_how_long_to_wait(server: Running) -> None:
    patience = Patience(timeout=5.0, pause=30.0)  # The server says 0.
    made = ChatEngine(ChatOptions(server.url("busy"), "made-up", ZH_EN, patience=patience))
    start = time.monotonic()
    assert translations(made, TEXTS) == expected(TEXTS)
    assert time.monotonic() - start < 10.0


def test_only_what_is_missing_is_asked_again(server: Running) -> None:
    url = server.url("short")
    translations(engine(url), TEXTS)
    assert [len(asked.get("texts", "1")) for asked in server.asked(url)] == [len(TEXTS), 1]


@pytest.mark.parametrize("mode", ["refuse", "cut", "broken", "html", "empty"])
def test_what_stays_wrong_is_no_translation(
    server: Running, mode: str, caplog: pytest.LogCaptureFixture
) -> None:
    url = server.url(mode)
    with caplog.at_level(logging.WARNING, "aligner"):
        assert translations(engine(url), TEXTS[:2]) == ["", ""]
    assert "2 sentences without translation" in caplog.text
    assert len(server.seen(url)) <= 5  # A batch and two tries each, or three of the batch.


@pytest.mark.parametrize("mode", ["hang", "drip"])
def test_a_server_that_hangs_is_given_up(server: Running, mode: str) -> None:
    url = server.url(mode)
    made = engine(url, timeout=0.2, retries=0, batch=1, parallel=1)
    start = time.monotonic()
    assert translations(made, TEXTS * 20) == [""] * len(TEXTS) * 20
    assert time.monotonic() - start < 3.0
    assert len(server.seen(url)) == 3
    assert translations(made, TEXTS[:1]) == [""]
    assert len(server.seen(url)) == 3


def test_a_timeout_is_tried_once_more(server: Running) -> None:
    url = server.url("hang")
    assert translations(engine(url, timeout=0.2, retries=5), TEXTS[:2]) == ["", ""]
    assert len(server.seen(url)) == 2


def test_what_came_before_the_server_hung_is_kept(server: Running) -> None:
    made = engine(server.url("hangs_later"), timeout=0.3, retries=0, batch=1, parallel=1)
    assert translations(made, TEXTS) == [DICTIONARY[TEXTS[0]], "", "", "", ""]


def test_one_sentence_filtered_leaves_the_others(server: Running) -> None:
    texts = ["改善人民生活。", "保护环境。"]
    assert translations(engine(server.url("filter")), texts) == ["Improve people's lives.", ""]


@pytest.mark.parametrize(
    ("mode", "problem"),
    [
        ("locked", "the key is not accepted; put a valid one into ALIGNER_API_KEY"),
        ("unknown", "no chat model 'made-up' at this address"),
        ("picky", "does not take the question: HTTP 400 seed is not supported"),
        ("moved", "redirects elsewhere"),
    ],
)
def test_what_no_retry_mends_ends_the_run(server: Running, mode: str, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as error:
        translations(engine(server.url(mode)), TEXTS)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith(f"http://127.0.0.1:{server.port}/{mode}/")


def test_a_redirect_is_not_followed(server: Running) -> None:
    with pytest.raises(InputError):
        translations(engine(server.url("moved")), TEXTS[:1])
    assert server.seen(f"http://127.0.0.1:{server.port}/good/stolen/v1") == []


def test_no_server_there_is_one_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        with pytest.raises(InputError, match="cannot be reached; is it running"):
            translations(engine(f"http://127.0.0.1:{port}/v1"), TEXTS)


def test_the_key_comes_from_the_environment_and_shows_nowhere(
    server: Running, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("ALIGNER_API_KEY", "right")
    url = server.url("locked")
    made = engine(url)
    with caplog.at_level(logging.DEBUG, "aligner"):
        assert translations(made, TEXTS) == expected(TEXTS)
    assert server.seen(url)[0]["authorization"] == "Bearer right"
    assert "right" not in made.signature + caplog.text


def test_a_wrong_key_is_not_shown(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALIGNER_API_KEY", "wrong-key")
    with pytest.raises(InputError) as error:
        translations(engine(server.url("locked")), TEXTS)
    assert "wrong-key" not in str(error.value)


def test_terms_and_surroundings_are_told(server: Running) -> None:
    url = server.url("good")
    requests = [
        Request("发展新质生产力。", (TERM, TERM), before="开头。", after="改善人民生活。"),
        Request("改善人民生活。", before="发展新质生产力。", after="结尾。"),
    ]
    engine(url).translate(requests)
    first, second = server.asked(url)[0]["texts"]
    assert first["terms"] == [
        {
            "source": "新质生产力",
            "use": ["new quality productive forces"],
            "never": ["new productivity"],
        }
    ]
    assert first["before"] == "开头。"
    assert "after" not in first  # It is the next text.
    assert second == {"id": 2, "text": "改善人民生活。", "after": "结尾。"}


def test_complaints_are_fed_back_alone(server: Running) -> None:
    url = server.url("stubborn")
    made = engine(url, parallel=1)
    text = "发展新质生产力。"
    (first,) = made.translate([Request(text, (TERM,))])[0]
    assert first.text == "Develop new productivity."
    told = Request(
        text, (TERM,), previous=first.text, complaints=("“new productivity” is forbidden",)
    )
    answers = made.translate([told, Request(text, (TERM,), previous="x", complaints=("y",))])
    assert [one.text for (one,) in answers] == ["Develop new quality productive forces."] * 2
    asked = server.asked(url)
    assert len(asked) == 3
    assert asked[1]["previous"] == "Develop new productivity."
    assert asked[1]["problems"] == ["“new productivity” is forbidden"]


def test_examples_are_shown(server: Running) -> None:
    class Examples:
        signature = "examples 1"

        def alike(self, text: str, most: int) -> list[Match]:
            return [Match("改善生活。", "Improve lives.", 0.8)][:most]

    url = server.url("good")
    options = ChatOptions(url, "made-up", ZH_EN)
    made = ChatEngine(options, Examples())
    made.translate([Request("改善人民生活。")])
    assert server.asked(url)[0]["examples"] == [
        {"source": "改善生活。", "translation": "Improve lives."}
    ]
    assert made.signature.endswith("examples=2 of examples 1")
    assert made.signature != ChatEngine(options).signature


def test_the_signature_tells_what_decides() -> None:
    one = engine("http://localhost:1/v1")
    assert one.signature == engine("http://localhost:1/v1/", timeout=9).signature
    assert one.signature != engine("http://localhost:1/v1", temperature=0.5).signature
    assert one.signature != engine("http://localhost:1/v1", batch=2).signature
    assert one.signature != engine("http://localhost:2/v1").signature


def test_nothing_to_translate_asks_nobody() -> None:
    assert engine("http://localhost:1/v1").translate([]) == []


@pytest.mark.parametrize(
    "options",
    [{"model": " "}, {"batch": 0}, {"parallel": 0}, {"patience": Patience(timeout=0)}],
)
def test_useless_options_are_refused(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        ChatOptions(**({"url": "http://x/v1", "model": "m", "direction": ZH_EN} | options))
