"""Time translating against a bare loop of ``generate``: ``python -m evaluation.translate_speed``.

A Marian of the size of Marian-base (d 512, 6 and 6 layers, vocabulary of 60,000) with random
weights translates sentences of 5 to 60 tokens, four hypotheses followed, every translation of the
same fixed length, which random weights would not end by themselves. The bare loop takes the
sentences in the order of the file, as many at a time as the engine at most, tokenises them and
calls ``generate``. Both take turns on the same parts of the sentences, so that a busy machine slows
both. Memory is the peak of a process of its own that translates 500, and one that translates 2,000.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from aligner.translation.base import Direction, Request
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.neural.search import Width, search
from aligner.translation.neural.texts import batched, sources_of
from aligner.translation.options import EngineOptions
from evaluation.results_file import RESULTS, signature, write_results

TOKENS = 30  # of every translation
BATCH = 32  # sentences
_PARTS = 10
_BEAM = 4
_VOCABULARY = 60_000
_LETTERS = (
    "经济发展改革开放人民生活质量创新建设国家政策中央地方农村城市教育科技文化环境保护能源安全"
)


def write_model(folder: Path) -> None:
    """Write the model; of the vocabulary, only single characters are used."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    for side in ("source", "target"):
        with (folder / f"{side}.spm").open("wb") as stream:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter([_LETTERS]), model_writer=stream, model_type="char",
                vocab_size=len(set(_LETTERS)) + 4, hard_vocab_limit=False, minloglevel=2,
            )  # fmt: skip
    pieces = ["</s>", "<unk>", "▁", *sorted(set(_LETTERS))]
    pieces += [f"▁w{number}" for number in range(_VOCABULARY - len(pieces) - 1)]
    numbers = {piece: number for number, piece in enumerate([*pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False), "utf-8")
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=_VOCABULARY, d_model=512, encoder_layers=6, decoder_layers=6,
        encoder_attention_heads=8, decoder_attention_heads=8, encoder_ffn_dim=2048,
        decoder_ffn_dim=2048, max_position_embeddings=512, pad_token_id=_VOCABULARY - 1,
        eos_token_id=0, bos_token_id=None, decoder_start_token_id=_VOCABULARY - 1,
    )  # fmt: skip
    MarianMTModel(config).save_pretrained(folder)
    MarianTokenizer(
        vocab=str(folder / "vocab.json"), source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"), source_lang="zh", target_lang="en",
    ).save_pretrained(folder)  # fmt: skip


def sentences(count: int) -> list[str]:
    """Return made-up sentences of 5 to 60 characters, in no order of length."""
    chance = random.Random(1)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(5, 60))) for _ in range(count)]


def ours(engine: Seq2SeqEngine, texts: Sequence[str]) -> None:
    """Translate as the engine does, with translations of the fixed length."""
    model = engine._model
    sources = sources_of(model, [Request(text) for text in texts])
    width = Width(_BEAM, shortest=TOKENS)
    found = batched(
        lambda some: search(model, [sources[one] for one in some], width), sources, 4096, BATCH
    )
    for some in found:
        model.text(some[0].tokens if some else ())


def bare(model: Any, tokenizer: Any, texts: Sequence[str]) -> None:  # noqa: ANN401 - untyped there
    """Translate as one would write it down."""
    import torch

    for start in range(0, len(texts), BATCH):
        inputs = tokenizer(list(texts[start : start + BATCH]), return_tensors="pt", padding=True)
        with torch.inference_mode():
            output = model.generate(
                **inputs, num_beams=_BEAM, min_new_tokens=TOKENS, max_new_tokens=TOKENS
            )
        tokenizer.batch_decode(output, skip_special_tokens=True)


def engine_of(folder: Path) -> Seq2SeqEngine:
    """Return the engine, on a processor."""
    options = EngineOptions(
        Direction("zh", "en"), str(folder), device="cpu", beam=_BEAM, longest=TOKENS
    )
    return Seq2SeqEngine(options)


def peak(folder: Path, count: int) -> float:
    """Return the peak memory, in MB, of a process that translates so many sentences."""
    command = [sys.executable, "-m", "evaluation.translate_speed", "--peak", str(count)]
    run = subprocess.run(
        [*command, "--model", str(folder)], capture_output=True, text=True, check=True
    )
    return float(run.stdout.split()[-1])


def measure(folder: Path, count: int, threads: int) -> dict[str, object]:
    """Return seconds of both, their ratio, and the memory."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    torch.set_num_threads(threads)
    engine = engine_of(folder)
    model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It recommends a package.
        tokenizer = AutoTokenizer.from_pretrained(folder)
    texts = sentences(count)
    seconds = {"engine": 0.0, "generate": 0.0}
    size = max(1, count // _PARTS)
    for number, start in enumerate(range(0, count, size)):
        part = texts[start : start + size]
        turns = [
            ("engine", lambda part=part: ours(engine, part)),
            ("generate", lambda part=part: bare(model, tokenizer, part)),
        ]
        for name, turn in turns if number % 2 else turns[::-1]:
            before = time.perf_counter()
            turn()  # type: ignore[no-untyped-call]  # as it is there
            seconds[name] += time.perf_counter() - before
    return {"sentences": count, **seconds, "ratio": seconds["generate"] / seconds["engine"]}


def main() -> None:
    """Measure, print, store."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--no-memory", action="store_true")
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--model", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("-o", "--output", type=Path, default=RESULTS / "translate_speed.json")
    arguments = parser.parse_args()
    if arguments.peak is not None:
        ours(engine_of(arguments.model), sentences(arguments.peak))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Making a tokenizer recommends packages.
        folder = Path(name)
        write_model(folder)
        results = measure(folder, arguments.sentences, arguments.threads)
        if not arguments.no_memory:
            results |= {f"peak_mb_{count}": peak(folder, count) for count in (500, 2000)}
    print(*(f"{key} {value}" for key, value in results.items()), sep="\n")
    told = f"sentences={arguments.sentences},threads={arguments.threads},tokens={TOKENS}"
    write_results(arguments.output, "translate_speed", signature(told, {}), results)


if __name__ == "__main__":
    main()
