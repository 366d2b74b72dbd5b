"""Loading: what comes out of a good folder, and one line for each that is not."""

from __future__ import annotations

import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from aligner.errors import InputError
from aligner.models.folder import open_folder
from aligner.models.loading import load_encoder, load_seq2seq, load_tokenizer
from aligner.models.runtime import Runtime

torch = pytest.importorskip("torch")
RUNTIME = Runtime("cpu", "float32")
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 12\n"


def change(file: Path, **values: object) -> None:
    """Set values in a JSON file."""
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(data | values), "utf-8")


def as_bin(folder: Path) -> Path:
    """Turn the weights into the older format."""
    from safetensors.torch import load_file

    weights = load_file(folder / "model.safetensors")
    (folder / "model.safetensors").unlink()
    torch.save(weights, folder / "pytorch_model.bin")
    return folder / "pytorch_model.bin"


def load_all(folder: Path) -> Any:  # noqa: ANN401  # models of torch say little of their types
    found = open_folder(folder)
    load_tokenizer(found)
    load = load_encoder if found.kind == "encoder" else load_seq2seq
    return load(found, RUNTIME)


def test_a_translation_model(marian: Path) -> None:
    folder = open_folder(marian)
    model = load_seq2seq(folder, RUNTIME)
    assert not model.training
    batch = load_tokenizer(folder)(["中国"], return_tensors="pt")
    assert model.generate(**batch, max_new_tokens=3).shape[0] == 1  # type: ignore[operator]


def test_attention_weights_come_with_eager(marian: Path) -> None:
    model = load_seq2seq(open_folder(marian), RUNTIME, "eager")
    ids = torch.tensor([[5, 6, 0]])
    output = model(input_ids=ids, decoder_input_ids=ids, output_attentions=True)
    assert output.cross_attentions[0].shape == (1, 2, 3, 3)


def test_the_number_format(encoder: Path) -> None:
    assert load_encoder(open_folder(encoder), Runtime("cpu", "bfloat16")).dtype == torch.bfloat16


def test_older_weights(marian: Path) -> None:
    as_bin(marian)
    load_all(marian)


def test_a_missing_pooler_gives_nothing(encoder: Path) -> None:
    from safetensors.torch import load_file, save_file

    weights = load_file(encoder / "model.safetensors")
    kept = {name: value for name, value in weights.items() if not name.startswith("pooler")}
    assert len(kept) < len(weights)
    save_file(kept, encoder / "model.safetensors", {"format": "pt"})
    model = load_all(encoder)
    assert model(input_ids=torch.tensor([[2, 5, 3]])).pooler_output is None


def test_a_head_for_another_task_is_left_out(encoder: Path) -> None:
    from transformers import BertConfig, BertForMaskedLM

    change(encoder / "config.json", architectures=["BertForMaskedLM"])
    BertForMaskedLM(BertConfig.from_pretrained(encoder)).save_pretrained(encoder)
    assert type(load_all(encoder)).__name__ == "BertModel"


def test_the_encoder_of_an_encoder_and_decoder(encoder: Path) -> None:
    from transformers import T5Config, T5EncoderModel

    config = T5Config(
        vocab_size=200, d_model=16, d_kv=8, d_ff=32, num_layers=1, num_heads=2,
        is_encoder_decoder=True,
    )  # fmt: skip
    T5EncoderModel(config).save_pretrained(encoder)
    assert type(load_encoder(open_folder(encoder), RUNTIME)).__name__ == "T5EncoderModel"


Damage = Callable[[Path], object]


def config(**values: object) -> Damage:
    return lambda folder: change(folder / "config.json", **values)


def content(name: str, data: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(data)


def without(*names: str) -> Damage:
    def remove(folder: Path) -> None:
        for name in names:
            (folder / name).unlink(missing_ok=True)

    return remove


def cut(name: str, end: int) -> Damage:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:end])


WEIGHTS = "model.safetensors"
MARIAN: dict[str, tuple[Damage, str]] = {
    "cut header": (cut(WEIGHTS, 1000), "the weights are damaged; copy them again"),
    "cut end": (cut(WEIGHTS, -1000), "the weights are damaged"),
    "empty": (content(WEIGHTS, b""), "the weights are damaged"),
    "pointer": (content(WEIGHTS, POINTER), "the weights are damaged; .*Git LFS"),
    "older, cut": (lambda f: cut("pytorch_model.bin", 3000)(as_bin(f).parent), "are damaged"),
    "older, pointer": (lambda f: as_bin(f).write_bytes(POINTER), "the weights are damaged"),
    "older, text": (lambda f: as_bin(f).write_bytes(b"abc"), "the model cannot be loaded"),
    "width": (config(d_model=32), "the weights do not fit config.json"),
    "vocabulary": (config(vocab_size=500), "the weights do not fit config.json"),
    "more layers": (config(encoder_layers=4), r"weights lack 32 parts .*layers\.2\."),
    "fewer layers": (config(encoder_layers=1), r"have 16 parts that config\.json .*layers\.1\."),
    "no vocabulary": (without("vocab.json"), "files of the tokenizer's vocabulary are missing"),
    "no pieces": (without("source.spm"), "files of the tokenizer's vocabulary are missing"),
    "bad pieces": (content("source.spm", b"abc"), "tokenizer cannot be loaded .*source.spm"),
    "other vocabulary": (config(vocab_size=9), "the tokenizer has 108 tokens, the model 9"),
    "no dictionary": (content("vocab.json", b"{"), "the tokenizer cannot be loaded"),
}
ENCODER: dict[str, tuple[Damage, str]] = {
    "own code": (
        config(
            model_type="new",
            architectures=["NewModel"],
            auto_map={"AutoConfig": "c.NewConfig", "AutoModel": "m.NewModel"},
        ),
        "needs code of its own",
    ),
    "unknown": (config(model_type="frobnicate"), "does not know the model's architecture"),
    "no type": (content("config.json", b"{}"), "does not know the model's architecture"),
    "heads": (config(num_attention_heads=3), "the model cannot be loaded .*16.*3"),
    "not a number": (config(hidden_size="a"), "cannot be loaded .*expected int, got str"),
    "layers": (config(num_hidden_layers=3), "the weights lack 32 parts"),
    "no tokens": (without("tokenizer.json", "vocab.txt"), "the tokenizer has no vocabulary"),
    "bad tokens": (content("tokenizer.json", b"{"), "the tokenizer cannot be loaded"),
    "library": (
        lambda f: change(
            f / "tokenizer_config.json",
            tokenizer_class="BertJapaneseTokenizer",
            word_tokenizer_type="mecab",
        ),
        "the tokenizer needs a library: .*; install it",
    ),
}


@pytest.mark.parametrize(("damage", "problem"), MARIAN.values(), ids=MARIAN)
def test_a_damaged_translation_model(marian: Path, damage: Damage, problem: str) -> None:
    damage(marian)
    refuse(marian, problem)


@pytest.mark.parametrize(("damage", "problem"), ENCODER.values(), ids=ENCODER)
def test_a_damaged_encoder(encoder: Path, damage: Damage, problem: str) -> None:
    damage(encoder)
    refuse(encoder, problem)


def refuse(folder: Path, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        load_all(folder)
    line = str(caught.value)
    assert line.startswith(f"{folder}: ")
    assert "\n" not in line
    assert len(line) < 500


class Evil:
    """What a pickle may hold."""

    def __init__(self, made: Path) -> None:
        self.made = made

    def __reduce__(self) -> tuple[object, ...]:
        """Make a file when it is loaded."""
        return os.mkdir, (str(self.made),)


def test_code_in_weights_is_not_run(marian: Path, tmp_path: Path) -> None:
    evil = Evil(tmp_path / "made")
    pickle.loads(pickle.dumps(evil))
    evil.made.rmdir()  # So it would have been run.
    torch.save({"a": evil}, as_bin(marian))
    refuse(marian, "the weights hold code, which is not run; take them in the format safetensors")
    assert not evil.made.exists()


def test_a_model_of_the_other_kind_is_refused_first(models: Path) -> None:
    with pytest.raises(InputError, match="MarianMTModel encodes nothing"):
        load_encoder(open_folder(models / "marian"), RUNTIME)
    with pytest.raises(InputError, match="BertModel does not translate"):
        load_seq2seq(open_folder(models / "encoder"), RUNTIME)


def test_out_of_memory(marian: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried")

    monkeypatch.setattr("transformers.AutoModelForSeq2SeqLM.from_pretrained", full)
    refuse(marian, "the model does not fit into memory")
