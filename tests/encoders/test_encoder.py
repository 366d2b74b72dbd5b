"""Vectors of texts: what they are, and that none is made twice."""

from __future__ import annotations

import gc
import json
import logging
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from aligner.encoders.encoder import open_encoder
from aligner.encoders.recipe import Pooling
from aligner.encoders.similarity import similarities
from aligner.errors import InputError
from aligner.models.store import Store
from tests.models.tiny import CHINESE, ENGLISH

if TYPE_CHECKING:
    import torch

TEXTS = [*CHINESE, *ENGLISH]


def test_vectors_have_length_one_and_blank_texts_none(model: Path) -> None:
    vectors = open_encoder(str(model)).encode(["发展", "", " \n", "to the world"])
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0, 1], atol=1e-6)
    assert vectors.dtype == np.float32


def test_nothing_at_all_is_encoded(model: Path) -> None:
    assert open_encoder(str(model)).encode([]).shape == (0, 0)


def test_the_mean_is_that_of_the_tokens(model: Path) -> None:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(model)
    with torch.inference_mode():
        output = AutoModel.from_pretrained(model).eval()(**tokenizer(TEXTS[0], return_tensors="pt"))
    states = output.last_hidden_state[0]
    expected = {
        "mean": states.mean(0),
        "cls": states[0],
        "max": states.amax(0),
        "last": states[-1],
        "pooler": output.pooler_output[0],
    }
    assert {*expected} == {*get_args(Pooling)}
    for pooling in get_args(Pooling):
        # The other texts are longer and shorter: padding must not count.
        vector = open_encoder(str(model), pooling).encode([*TEXTS[1:], TEXTS[0]])[-1]
        wanted = expected[pooling] / expected[pooling].norm()
        np.testing.assert_allclose(vector, wanted.numpy(), atol=1e-5)


def test_the_order_of_texts_does_not_matter(model: Path, tmp_path: Path) -> None:
    there = open_encoder(str(model)).encode(TEXTS)
    shutil.rmtree(tmp_path / ".home")
    back = open_encoder(str(model)).encode(TEXTS[::-1])[::-1]
    np.testing.assert_array_equal(there, back)


def test_equal_texts_are_encoded_once(model: Path) -> None:
    encoder = open_encoder(str(model))
    vectors = encoder.encode(["发展", "改善", "发展", " 发展 "])
    assert encoder.encoded == 2
    np.testing.assert_array_equal(vectors[0], vectors[2])
    np.testing.assert_array_equal(vectors[0], vectors[3])


def test_another_run_encodes_what_is_new(model: Path) -> None:
    first = open_encoder(str(model)).encode(TEXTS)
    encoder = open_encoder(str(model))
    np.testing.assert_array_equal(encoder.encode(TEXTS), first)
    assert encoder.encoded == 0
    encoder.encode([*TEXTS, "改善环境"])
    assert encoder.encoded == 1


def test_what_is_kept_depends_on_everything(model: Path, tmp_path: Path) -> None:
    open_encoder(str(model)).encode(TEXTS)
    for encoder in (
        open_encoder(str(model), "cls"),
        open_encoder(str(model), prefix="query: "),
        open_encoder(str(model), precision="bfloat16"),
    ):
        encoder.encode(TEXTS)
        assert encoder.encoded == len(TEXTS)
    moved = tmp_path / "elsewhere"
    shutil.copytree(model, moved)
    encoder = open_encoder(str(moved))
    encoder.encode(TEXTS)
    assert encoder.encoded == 0  # the content counts, not the place
    config = json.loads((moved / "config.json").read_text("utf-8"))
    (moved / "config.json").write_text(json.dumps(config | {"layer_norm_eps": 0.1}), "utf-8")
    encoder = open_encoder(str(moved))
    encoder.encode(TEXTS)
    assert encoder.encoded == len(TEXTS)


def test_a_long_text_is_cut_and_that_is_said_once(
    model: Path, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = open_encoder(str(model))
    with caplog.at_level(logging.WARNING, "aligner"):
        cut, same = encoder.encode(["发展" * 200, "发展" * 300])
        encoder.encode(["发展" * 400])
    np.testing.assert_array_equal(cut, same)
    assert [record.getMessage() for record in caplog.records] == [
        "the encoder reads 128 tokens of a text; 2 longer ones are cut there"
    ]


def test_a_dense_layer_is_applied(model: Path, tmp_path: Path) -> None:
    import torch
    from safetensors.torch import save_file

    folder = tmp_path / "dense"
    shutil.copytree(model, folder)
    modules = [
        {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
        {"path": "2_Dense", "type": "sentence_transformers.models.Dense"},
    ]
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    for name, content in (
        ("1_Pooling", {"pooling_mode_cls_token": True}),
        ("2_Dense", {"activation_function": "torch.nn.modules.activation.Tanh"}),
    ):
        (folder / name).mkdir()
        (folder / name / "config.json").write_text(json.dumps(content), "utf-8")
    matrix, bias = torch.randn(4, 16), torch.randn(4)
    save_file({"linear.weight": matrix, "linear.bias": bias}, folder / "2_Dense/model.safetensors")
    pooled = _raw_cls(model, TEXTS[0])
    wanted = torch.tanh(matrix @ pooled + bias)
    vector = open_encoder(str(folder)).encode([TEXTS[0]])[0]
    np.testing.assert_allclose(vector, (wanted / wanted.norm()).numpy(), atol=1e-5)
    (folder / "2_Dense/model.safetensors").write_bytes(b"no weights")
    with pytest.raises(InputError, match="2_Dense: the weights of this dense layer"):
        open_encoder(str(folder), prefix="x").encode(TEXTS)


def _raw_cls(model: Path, text: str) -> torch.Tensor:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokens = AutoTokenizer.from_pretrained(model)(text, return_tensors="pt")
    with torch.inference_mode():
        output = AutoModel.from_pretrained(model).eval()(**tokens)
    return torch.as_tensor(output.last_hidden_state[0, 0])


def test_a_model_that_translates_is_refused(model: Path, tmp_path: Path) -> None:
    folder = tmp_path / "marian"
    shutil.copytree(model, folder)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    config["architectures"] = ["MarianMTModel"]
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    with pytest.raises(InputError, match="marian: MarianMTModel encodes nothing"):
        open_encoder(str(folder))


def test_similarities_are_cosines(model: Path) -> None:
    encoder = open_encoder(str(model))
    pairs = [(CHINESE[0], ENGLISH[0]), (CHINESE[1], CHINESE[1]), ("", ENGLISH[2])]
    found = similarities(encoder, pairs)
    vectors = encoder.encode([CHINESE[0], ENGLISH[0]])
    np.testing.assert_allclose(found, [vectors[0] @ vectors[1], 1.0, 0.0], atol=1e-6)
    assert similarities(encoder, []).shape == (0,)


def test_an_encoder_closes_its_store(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[Store] = []
    monkeypatch.setattr(Store, "close", lambda store: closed.append(store))
    with open_encoder(str(model)) as encoder:
        assert encoder.encode([]).shape == (0, 0)
        before = list(closed)  # that of the digests of models
    assert closed == [*before, encoder.store]
    encoder.close()
    assert len(closed) == len(before) + 1
    dropped = open_encoder(str(model))
    store = dropped.store
    del dropped
    gc.collect()
    assert closed[-1] is store
