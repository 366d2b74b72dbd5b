"""The cascade on a real engine: a tiny model that has learnt nothing, and says what it must."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.translation.enforcement import Enforcer, Options, requests_of
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.options import EngineOptions
from tests.translation.enforcement.scripted import ZH_EN, asked

TEXTS = ("发展新质生产力。", "我们要推动高质量发展。", "改善人民生活。")


@pytest.fixture(scope="module")
def engine(translators: Path) -> Seq2SeqEngine:
    return Seq2SeqEngine(EngineOptions(ZH_EN, str(translators / "marian"), beam=2, longest=24))


def test_what_comes_out_is_what_is_told_of_it(engine: Seq2SeqEngine) -> None:
    by = asked()
    requests = requests_of(by, TEXTS)
    # Whatever it says is improbable: no floor.
    enforcer = Enforcer(engine, by, Options(floor=1e9))
    found = enforcer.outcomes(requests)
    for request, outcome in zip(requests, found, strict=True):
        judged = by.judged(request.requirements, outcome.text)
        for number, term in enumerate(outcome.terms):
            assert (term.step == "failed") == (number in judged.wrong)
            assert term.step == "failed" or term.span == judged.spans[number]
    assert found[2].terms == ()
    assert found[2].text == engine.translate([requests[2]], 1)[0][0].text
    assert enforcer.outcomes(requests) == found
