"""Time translating against a bare loop of ``generate``: ``python -m evaluation.translate_speed``.

A Marian of the size of Marian-base (d 512, 6 and 6 layers, vocabulary of 58,000) with random
weights translates made-up sentences of 5 to 60 tokens into 25 tokens each: the weights are kept
from ending a translation, so that both have the same to do. Four hypotheses are followed. The bare
loop takes 32 sentences at a time in the order of the file, tokenises them and calls ``generate``;
the engine works as behind ``aligner translate``, where it gets the longest sentences first. Both
take turns on parts of the sentences, so that a busy machine slows both. Seconds of another number
of sentences follow from the throughput: it does not depend on their number.

Memory is the peak of a process of its own that translates 500, and of one that translates 2,000,
with a small model, which hides less of what grows with the text.
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
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from aligner.translation.base import Direction, Request
from aligner.translation.chain import Plain
from aligner.translation.engines.seq2seq import Seq2SeqEngine
from aligner.translation.job import Job
from aligner.translation.options import EngineOptions
from evaluation.command import execute
from evaluation.results_file import signature, write_results

SENTENCES = 128
TOKENS = 25  # of every translation
BATCH = 32  # sentences of the bare loop
BEAM = 4
PART = 32  # sentences of a turn
COUNTS = (500, 2000)  # sentences, for the memory
_LETTERS = (
    "经济发展改革开放人民生活质量创新建设国家政策中央地方农村城市教育科技文化环境保护能源安全"
)
_NEVER = -1e9  # what is added to the logit of the end


def write_model(folder: Path, width: int = 512, layers: int = 6, vocabulary: int = 58_000) -> None:
    """Write a model with random weights; of the vocabulary, only characters are in texts."""
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    _write_vocabulary(folder, vocabulary)
    torch.manual_seed(1)
    pad, heads, inner = vocabulary - 1, width // 64, 4 * width
    config = MarianConfig(
        vocab_size=vocabulary, d_model=width, encoder_layers=layers, decoder_layers=layers,
        encoder_attention_heads=heads, decoder_attention_heads=heads, encoder_ffn_dim=inner,
        decoder_ffn_dim=inner, max_position_embeddings=512, pad_token_id=pad, eos_token_id=0,
        bos_token_id=None, decoder_start_token_id=pad,
    )  # fmt: skip
    MarianMTModel(config).save_pretrained(folder)
    MarianTokenizer(
        vocab=str(folder / "vocab.json"), source_spm=str(folder / "source.spm"),
        target_spm=str(folder / "target.spm"), source_lang="zh", target_lang="en",
    ).save_pretrained(folder)  # fmt: skip


def _write_vocabulary(folder: Path, size: int) -> None:
    import sentencepiece

    for side in ("source", "target"):
        with (folder / f"{side}.spm").open("wb") as stream:
            sentencepiece.SentencePieceTrainer.train(
                sentence_iterator=iter([_LETTERS]), model_writer=stream, model_type="char",
                vocab_size=len(set(_LETTERS)) + 4, hard_vocab_limit=False, minloglevel=2,
            )  # fmt: skip
    pieces = ["</s>", "<unk>", "▁", *sorted(set(_LETTERS))]
    pieces += [f"▁w{number}" for number in range(size - len(pieces) - 1)]
    numbers = {piece: number for number, piece in enumerate([*pieces, "<pad>"])}
    (folder / "vocab.json").write_text(json.dumps(numbers, ensure_ascii=False), "utf-8")


def sentences(count: int) -> list[str]:
    """Return made-up sentences of 5 to 60 characters, in no order of length."""
    chance = random.Random(1)
    return ["".join(chance.choices(_LETTERS, k=chance.randint(5, 60))) for _ in range(count)]


def engine_of(folder: Path) -> Seq2SeqEngine:
    """Return the engine, on a processor, of a model that never ends by itself."""
    direction = Direction("zh", "en")
    options = EngineOptions(direction, str(folder), device="cpu", beam=BEAM, longest=TOKENS)
    engine = Seq2SeqEngine(options)
    engine._model.model.final_logits_bias[0, 0] = _NEVER
    return engine


def bare_loop(folder: Path) -> Callable[[Sequence[str]], list[str]]:
    """Return what translates as one would write it down."""
    import torch
    from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

    model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()
    model.final_logits_bias[0, 0] = _NEVER
    tokenizer: Any = AutoTokenizer.from_pretrained(folder)

    def translate(texts: Sequence[str]) -> list[str]:
        found: list[str] = []
        for start in range(0, len(texts), BATCH):
            some = list(texts[start : start + BATCH])
            inputs = tokenizer(some, return_tensors="pt", padding=True)
            with torch.inference_mode():
                output = model.generate(**inputs, num_beams=BEAM, max_new_tokens=TOKENS)
            found += tokenizer.batch_decode(output, skip_special_tokens=True)
        return found

    return translate


def measured(folder: Path, count: int) -> dict[str, Any]:
    """Return sentences a second of both, and their ratio."""
    engine, bare = engine_of(folder), bare_loop(folder)
    texts = sentences(count)
    by_length = sorted(texts, key=len, reverse=True)
    # What is done once, and caches filled.
    engine.translate([Request(texts[0])])
    bare(texts[:1])
    spent = {"engine": 0.0, "generate": 0.0}
    for number, start in enumerate(range(0, count, PART)):
        ours, theirs = by_length[start : start + PART], texts[start : start + PART]
        turns = [
            ("engine", lambda some=ours: engine.translate([Request(one) for one in some])),
            ("generate", lambda some=theirs: bare(some)),
        ]
        for name, turn in turns if number % 2 else turns[::-1]:
            before = time.perf_counter()
            turn()  # type: ignore[no-untyped-call]  # lambdas
            spent[name] += time.perf_counter() - before
    speeds = {f"{name}_sentences_per_second": count / some for name, some in spent.items()}
    return {"sentences": count, **speeds, "ratio": spent["generate"] / spent["engine"]}


def peak(folder: Path, count: int) -> float:
    """Return the peak memory, in MB, of a process that translates so many sentences."""
    command = [sys.executable, "-m", "evaluation.translate_speed", "--peak", str(folder)]
    run = subprocess.run(
        [*command, "--sentences", str(count)], capture_output=True, text=True, check=True
    )
    return float(run.stdout.split()[-1])


def _print_peak(folder: Path, count: int) -> None:
    job = Job(Plain(engine_of(folder), "seq2seq"))
    for _ in job.run(Request(text) for text in sentences(count)):
        pass
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6)


def run(arguments: argparse.Namespace) -> None:
    """Measure, print, store the results."""
    import torch
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # as it is there
    torch.set_num_threads(arguments.threads)
    if arguments.peak is not None:
        _print_peak(arguments.peak, arguments.sentences)
        return
    with tempfile.TemporaryDirectory() as name, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Making a tokenizer recommends packages.
        large, small = Path(name, "large"), Path(name, "small")
        for folder in (large, small):
            folder.mkdir()
        write_model(small, 64, 1, 2000)
        # First: to the system, a process has the peak of the one that started it.
        peaks = {f"peak_mb_{count}": peak(small, count) for count in COUNTS}
        write_model(large)
        results = measured(large, arguments.sentences) | peaks
    for what, value in results.items():
        print(f"{what:30} {value:10.3f}")
    if arguments.output is not None:
        options = f"sentences={arguments.sentences}, tokens={TOKENS}, beam={BEAM}, batch={BATCH}"
        options += f", threads={arguments.threads}"
        write_results(arguments.output, "translate_speed", signature(options, {}), results)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.translate_speed")
    parser.add_argument("--sentences", type=int, default=SENTENCES)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--peak", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, help="write the results there, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
