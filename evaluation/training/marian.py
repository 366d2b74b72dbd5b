"""Train a small Marian model: ``python -m evaluation.training.marian --data FILE --output DIR``.

FILE holds Chinese and English sentences, a pair a line (.tsv or .tsv.xz); what
``evaluation.held_back`` keeps from training is left out, and so is what is long or dubious
(``evaluation.training.marian_pairs``). DIR becomes a folder that ``AutoModelForSeq2SeqLM`` and
``AutoTokenizer`` load without a network. It is saved every few minutes; the same command goes on
after a kill. With the same pairs, seed and number of steps (``--steps``) the same model comes out
on the same machine; ended by time (``--minutes``), the number of steps varies.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from aligner.errors import InputError
from aligner.lexicon import load_lexicon
from evaluation.command import execute
from evaluation.held_back import HeldBack, Pair, held_back, read_pairs, training_pairs
from evaluation.training.marian_pairs import adequate_pairs, clean_pairs
from evaluation.training.marian_steps import (
    NO_LIMIT,
    SEED,
    STATE,
    Facts,
    Plan,
    Shape,
    Trainer,
    build_model,
    write_facts,
)
from evaluation.training.marian_vocabulary import build_vocabulary, read_vocabulary

SIZES = (6000, 5000)  # pieces, Chinese and English


@dataclass(frozen=True, slots=True)
class Sentences:
    """What is learnt from, and what the loss is measured on besides."""

    training: tuple[Pair, ...]
    development: tuple[Pair, ...]


def read_sentences(data: Path, also: Sequence[Path], held: HeldBack) -> Sentences:
    """Return the pairs to train on and the development pairs.

    Raises:
        InputError: no file, a malformed line, or no pair that may be trained on.
    """
    every = chain.from_iterable(map(read_pairs, (data, *also)))
    clean = list(clean_pairs(training_pairs(every, held)))
    training = adequate_pairs(clean, load_lexicon())
    if not training:
        raise InputError("no pair to train on", place=str(data))
    return Sentences(tuple(training), tuple(clean_pairs(held.development)))


def train(
    sentences: Sentences,
    folder: Path,
    plan: Plan,
    shape: Shape | None = None,
    sizes: tuple[int, int] = SIZES,
) -> Facts:
    """Train a model into a folder, going on where an earlier run ended."""
    import torch

    torch.manual_seed(plan.seed)
    goes_on = (folder / STATE).is_file()
    vocabulary = (
        read_vocabulary(folder) if goes_on else build_vocabulary(sentences.training, sizes, folder)
    )
    pairs = vocabulary.encode(sentences.training)
    trainer = Trainer(build_model(vocabulary, shape or Shape()), vocabulary, plan)
    trainer.resume(folder)
    note(f"{len(pairs):,} pairs, {trainer.model.num_parameters():,} parameters, {trainer.device}")
    trainer.train(pairs, folder, note)
    facts = trainer.facts(pairs, vocabulary.encode(sentences.development))
    write_facts(facts, folder)
    return facts


def note(line: str) -> None:
    """Tell how far it is."""
    print(line, file=sys.stderr, flush=True)


def run(arguments: argparse.Namespace) -> None:
    """Train, and print what was done."""
    if arguments.threads:
        import torch

        torch.set_num_threads(arguments.threads)
    held = held_back(arguments.data)
    sentences = read_sentences(arguments.data, arguments.also, held)
    plan = Plan(arguments.minutes, arguments.steps, seed=arguments.seed)
    print(train(sentences, arguments.output, plan))


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(
        prog="python -m evaluation.training.marian", description=__doc__
    )
    parser.add_argument("--data", type=Path, required=True, help="sentence pairs, .tsv or .tsv.xz")
    parser.add_argument("--also", type=Path, action="append", default=[], help="more of them")
    parser.add_argument("--output", type=Path, required=True, help="folder of the model")
    parser.add_argument("--minutes", type=float, default=60.0, help="time to train for")
    parser.add_argument("--steps", type=int, default=NO_LIMIT, help="most steps")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--threads", type=int, default=0, help="of the CPU; 0: all")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
