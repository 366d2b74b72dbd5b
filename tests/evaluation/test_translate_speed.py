"""What the benchmark of translating measures, with a small model."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.translation.base import Request
from evaluation import translate_speed


@pytest.mark.filterwarnings("ignore")  # Making a tokenizer recommends packages.
def test_both_do_the_same_work(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    translate_speed.write_model(tmp_path, 64, 1, 100)
    results = translate_speed.measured(tmp_path, 3)
    assert results["sentences"] == 3
    assert results["ratio"] == pytest.approx(
        results["engine_sentences_per_second"] / results["generate_sentences_per_second"]
    )
    texts = translate_speed.sentences(3)
    engine = translate_speed.engine_of(tmp_path)
    found = engine.translate([Request(text) for text in texts], translate_speed.BEAM)
    lengths = [len(engine._model.target_tokens([some[0].text])[0]) for some in found]
    assert len(lengths) == len(translate_speed.bare_loop(tmp_path)(texts)) == 3
