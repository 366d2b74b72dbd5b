"""The engine over tiny models of every architecture: what it promises of any of them."""

from __future__ import annotations

import itertools
import logging
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from aligner.document import Language
from aligner.errors import InputError
from aligner.glossary.english import words_of
from aligner.glossary.rendering import Span, pattern_of
from aligner.translation.base import Direction, Hypothesis, Request, Requirement, Steerable
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.neural import search
from aligner.translation.neural.forced import Pair, forced_scores
from aligner.translation.options import EngineOptions
from tests.models.tiny import CHINESE, ENGLISH

ZH_EN, EN_ZH = Direction("zh", "en"), Direction("en", "zh")
REQUESTS = [Request(text) for text in CHINESE]
EVERY = ["marian", "nllb", "m2m100", "mbart", "t5"]
every_model = pytest.mark.parametrize("name", EVERY)


def engine_of(
    folder: Path,
    direction: Direction = ZH_EN,
    **options: Any,  # noqa: ANN401 - fields of EngineOptions
) -> Seq2SeqEngine:
    """Return the engine of a folder; translations are short, because they end by chance only."""
    return Seq2SeqEngine(
        EngineOptions(model=str(folder), direction=direction, **{"longest": 20, **options})
    )


@pytest.fixture(scope="module")
def marian(translators: Path) -> Seq2SeqEngine:
    """Return the engine of the tiny Marian."""
    return engine_of(translators / "marian", longest=40)


def texts(found: list[tuple[Hypothesis, ...]]) -> list[list[str]]:
    """Return the texts of hypotheses."""
    return [[one.text for one in some] for some in found]


def requiring(text: str, *renderings: tuple[str, ...]) -> Request:
    """Return a request with requirements side by side at the beginning of the text."""
    found = [
        Requirement(Span(place, place + 1), text[place], some)
        for place, some in enumerate(renderings)
    ]
    return Request(text, tuple(found))


@every_model
@pytest.mark.parametrize("direction", [ZH_EN, EN_ZH])
def test_every_architecture_translates_both_ways(
    translators: Path, name: str, direction: Direction
) -> None:
    if (name, direction) == ("marian", EN_ZH):
        pytest.skip("a Marian goes one way")
    engine = engine_of(translators / name, direction)
    assert isinstance(engine, Steerable)
    assert engine.direction == direction
    found = engine.translate([Request(one) for one in sides(direction)[0]], n=3)
    for some in found:
        scores = [one.score or 0.0 for one in some]
        assert 1 <= len(some) <= 3
        assert len({one.text for one in some}) == len(some)
        assert all(score < 0 for score in scores)
        assert scores == sorted(scores, reverse=True)


def sides(direction: Direction) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return sources and targets for a direction."""
    return (CHINESE, ENGLISH) if direction.source == "zh" else (ENGLISH, CHINESE)


@every_model
def test_translations_depend_on_nothing_but_the_text(translators: Path, name: str) -> None:
    engine = engine_of(translators / name)
    together = texts(engine.translate(REQUESTS))
    assert texts(engine.translate(REQUESTS[::-1])) == together[::-1]
    alone = [texts(engine.translate([request]))[0] for request in REQUESTS]
    assert alone == together
    assert texts(engine_of(translators / name, batch_tokens=1).translate(REQUESTS)) == together


@every_model
def test_what_the_model_is_told_of_languages(translators: Path, name: str) -> None:
    """No translation holds special tokens or tokens of languages."""
    engine = engine_of(translators / name)
    for text in itertools.chain.from_iterable(texts(engine.translate(REQUESTS, n=4))):
        assert not re.search(r"[<>_]|[a-z]{2,3}_[A-Z]", text), text


@pytest.mark.parametrize(
    ("name", "source", "target"),
    [("nllb", "zho_Hans", "eng_Latn"), ("m2m100", "__zh__", "__en__"), ("mbart", "zh_CN", "en_XX")],
)
def test_language_tokens(translators: Path, name: str, source: str, target: str) -> None:
    model = engine_of(translators / name)._model
    to_ids = model.tokenizer.convert_tokens_to_ids
    assert to_ids(source) in model.source_tokens([CHINESE[0]])[0]
    assert model.start.tokens[-1] == to_ids(target)
    assert to_ids(source) not in model.target_tokens([ENGLISH[0]])[0]


def test_a_language_the_tokenizer_does_not_know(translators: Path) -> None:
    with pytest.raises(InputError, match="knows no language xx_Yyyy"):
        engine_of(translators / "nllb", codes={"zh": "zho_Hans", "en": "xx_Yyyy"}).translate(
            REQUESTS
        )


def test_the_same_as_generate_of_transformers(marian: Seq2SeqEngine) -> None:
    """Beam search of our own finds what the reference finds, with the same scores."""
    import torch

    model = marian._model
    for source, some in zip(CHINESE, marian.translate(REQUESTS, n=4), strict=True):
        tokens = model.source_tokens([source])
        output = model.model.generate(
            torch.tensor(tokens), num_beams=4, num_return_sequences=4, output_scores=True,
            max_new_tokens=model.limit(tokens[0]), return_dict_in_generate=True,
            bad_words_ids=[[one] for one in model.unwanted], length_penalty=1.0,
        )  # fmt: skip
        assert [one.text for one in some] == list(map(model.text, output.sequences.tolist()))
        expected = output.sequences_scores.tolist()
        assert [one.score for one in some] == pytest.approx(expected, abs=1e-4)


def test_scores_of_what_was_translated(translators: Path) -> None:
    """A translation is as probable when it is forced as when it was found."""
    model = engine_of(translators / "marian")._model
    model.model.final_logits_bias[0, model.end] = 2.0  # Otherwise it would hardly ever end.
    sources = model.source_tokens(CHINESE)
    ended = [
        (tuple(source), one)
        for source, found in zip(
            sources, search.search(model, sources, search.Width(4)), strict=True
        )
        for one in found
        if len(one.tokens) < model.limit(source)
    ]
    scores = forced_scores(model, [Pair(source, one.tokens) for source, one in ended])
    assert len(ended) > len(CHINESE)
    assert scores == pytest.approx([one.score for _, one in ended], abs=1e-4)


def test_scores_do_not_depend_on_the_batch(marian: Seq2SeqEngine) -> None:
    pairs = list(zip(CHINESE, ENGLISH, strict=True))
    alone = [marian.scores([pair])[0] for pair in pairs]
    assert marian.scores(pairs) == pytest.approx(alone, abs=1e-5)
    assert all(score < 0 for score in alone)


@every_model
def test_attention_has_a_row_a_token_and_stretches_of_the_texts(
    translators: Path, name: str
) -> None:
    engine = engine_of(translators / name)
    pairs = list(zip(CHINESE, ENGLISH, strict=True))
    for (source, target), seen in zip(pairs, engine.attention(pairs), strict=True):
        assert seen.weights.shape == (len(seen.target), len(seen.source))
        assert np.allclose(seen.weights.sum(1), 1, atol=1e-4)
        for text, spans in ((source, seen.source), (target, seen.target)):
            joined = "".join(text[span.start : span.end] for span in spans)
            assert joined.replace(" ", "") == text.replace(" ", "")


def test_what_is_longer_than_the_window_has_no_translation(
    marian: Seq2SeqEngine, caplog: pytest.LogCaptureFixture
) -> None:
    long = "发展新质生产力，" * 60
    found = marian.translate([Request(CHINESE[0]), Request(long), Request("  ")])
    assert list(map(len, found)) == [1, 0, 0]
    assert "is not translated" in caplog.text
    assert marian.scores([(long, "Develop."), ("发展。", "Develop " * 90)]) == [-np.inf] * 2
    assert marian.attention([(long, "Develop.")])[0].source == ()


def test_nothing_to_do(marian: Seq2SeqEngine) -> None:
    assert marian.translate([]) == marian.constrained([], 2) == []
    assert marian.scores([]) == []
    assert marian.attention([]) == []


def test_out_of_memory_halves_the_batch(
    marian: Seq2SeqEngine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    expected = texts(marian.translate(REQUESTS))
    batch = marian._model.batch

    def small(sources: list[list[int]]) -> object:
        if len(sources) > 2:
            raise MemoryError
        return batch(sources)

    monkeypatch.setattr(marian._model, "batch", small)
    with caplog.at_level(logging.WARNING):
        assert texts(marian.translate(REQUESTS)) == expected
    assert "out of memory" in caplog.text


def test_the_signature_tells_what_decides(translators: Path) -> None:
    signature = engine_of(translators / "marian").signature
    assert re.search(r"seq2seq:marian@[0-9a-f]{16}\|direction:zh-en\|.*\|beam:4\|", signature)
    assert engine_of(translators / "marian").signature == signature
    assert engine_of(translators / "marian", beam=5).signature != signature
    assert engine_of(translators / "nllb").signature != signature


SETS = [
    (("improve",),),
    (("people's lives",),),
    (("high-quality development", "development of high quality"),),
    (("develop",), ("economy",)),
    (("open",), ("environment",), ("beautiful China",)),
    (("forces",), ("forces",)),
]
NESTED = (("productive forces",), ("forces",))  # one stands inside the other, and on its own


def test_every_term_is_there_and_none_twice(marian: Seq2SeqEngine) -> None:
    holds_each_once(marian, SETS)
    holds_each_once(marian, [NESTED])


@pytest.mark.parametrize("name", EVERY[1:])
def test_terms_with_other_architectures(translators: Path, name: str) -> None:
    holds_each_once(engine_of(translators / name, longest=40), [SETS[3], NESTED])


def holds_each_once(engine: Seq2SeqEngine, sets: list[tuple[tuple[str, ...], ...]]) -> None:
    """Demand all terms of each set in a translation, as often as they are asked for."""
    requests = [requiring(text, *terms) for text, terms in zip(CHINESE, sets, strict=False)]
    for terms, some in zip(sets, engine.constrained(requests, 2), strict=True):
        assert some
        for one in some:
            words = words_of(one.text)
            for renderings in terms:
                places = {
                    span.start for each in renderings for span in pattern_of(each).find(words)
                }
                wanted = [each for each in terms if renderings[0] in each[0]]
                assert len(places) == len(wanted), (one.text, renderings)


@pytest.mark.parametrize("name", ["nllb", "m2m100", "mbart"])
def test_terms_in_chinese(translators: Path, name: str) -> None:
    engine = engine_of(translators / name, EN_ZH, longest=40)
    request = requiring(ENGLISH[0], ("生产力",), ("人民", "民"))
    for one in engine.constrained([request], 3)[0]:
        assert one.text.count("生产力") == 1
        assert one.text.count("民") == 1


def test_terms_do_not_depend_on_the_batch(marian: Seq2SeqEngine) -> None:
    requests = [requiring(text, ("economy",), ("people",)) for text in CHINESE[:3]]
    together = texts(marian.constrained(requests, 2))
    assert together == [texts(marian.constrained([one], 2))[0] for one in requests]


def test_requests_without_terms_are_just_translated(marian: Seq2SeqEngine) -> None:
    assert texts(marian.constrained(REQUESTS[:2], 2)) == texts(marian.translate(REQUESTS[:2], 2))
    mixed = [REQUESTS[0], requiring(CHINESE[1], ("people",))]
    assert texts(marian.constrained(mixed, 1))[0] == texts(marian.translate(REQUESTS[:1]))[0]


def test_a_term_longer_than_any_translation_is_not_forced(translators: Path) -> None:
    engine = engine_of(translators / "marian", longest=12)
    found = engine.constrained([requiring(CHINESE[0], ("beautiful environment " * 8,))], 2)
    assert found[0]  # what lacks it, as nothing else was found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_direction_of_a_marian(translators: Path, language: Language) -> None:
    other: Language = "en" if language == "zh" else "zh"
    if language == "en":
        with pytest.raises(InputError, match="does not translate from en to zh"):
            engine_of(translators / "marian", Direction(language, other))
    else:
        assert engine_of(translators / "marian", Direction(language, other))
