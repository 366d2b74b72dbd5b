"""Time large translation memories: ``python -m evaluation.memory_speed [--memory FILE]``.

By default a memory of 500,000 made-up Chinese sentences, words of the embedded lexicon drawn by
their probability from a fixed seed; or any bitext. Looked up are sentences of it as they are, and
with a tenth of their characters replaced by other ones. ``found`` is the share of those whose most
similar sentence the index finds, among those for which comparing all sentences finds one: that is
done for the first hundred, and shows what the index saves.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extractOne

from aligner.bead import join
from aligner.formats import read_bitext
from aligner.translation.base import Direction, Request
from aligner.translation.engines.memory import MemoryEngine, MemoryOptions
from aligner.translation.memory.folding import fold_all
from aligner.translation.options import LEAST_SIMILARITY
from evaluation.command import execute
from evaluation.glossary_speed import made_text
from evaluation.results_file import signature, write_results

UNITS = 500_000
LOOKED_UP = 1000
COMPARED = 100
SEED = 30
_SHORTEST = 12  # characters: of shorter ones a tenth is none
_REPLACED = 0.1
_BYTES = 60  # of a made-up sentence, with room to spare
_COMMON = "的一是在有和了不人大"


def made_memory(path: Path, units: int = UNITS) -> None:
    """Write a memory of about so many made-up sentences, each with its number as translation."""
    sentences = re.split(r"[。，]\n?", made_text(units * _BYTES))[:units]
    rows = (f"{sentence}。\tSentence {i}.\n" for i, sentence in enumerate(sentences) if sentence)
    path.write_text("".join(rows), encoding="utf-8")


def altered(text: str, generator: random.Random, share: float = _REPLACED) -> str:
    """Return a text with a share of its characters replaced by frequent ones.

    >>> altered("经济运行总体平稳", random.Random(1), 0.25)
    '经济一行有体平稳'
    """
    characters = list(text)
    for place in generator.sample(range(len(text)), max(int(len(text) * share), 1)):
        characters[place] = generator.choice(_COMMON)
    return "".join(characters)


def seconds(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(path: Path) -> dict[str, Any]:
    """Return the figures for a memory from Chinese into English."""
    made: list[MemoryEngine] = []
    options = MemoryOptions((path,), Direction("zh", "en"))
    reading = seconds(lambda: made.append(MemoryEngine(options)))
    (memory,) = made
    # The source as the file has it: whichever side that is, it is Chinese in a made-up one.
    texts = [join(bead.source, "zh") for bead in read_bitext(path).beads]
    generator = random.Random(SEED)
    known = generator.sample(texts, min(LOOKED_UP, len(texts)))
    new = [altered(text, generator) for text in known if len(text) >= _SHORTEST]
    exact = seconds(lambda: [memory.exact(Request(text)) for text in known])
    index = seconds(lambda: memory.alike("建立索引。", 1))
    found = [memory.alike(text, 1) for text in new]
    alike = seconds(lambda: [memory.alike(text, 1) for text in new])
    folded, asked = list(dict.fromkeys(fold_all(texts, "zh"))), fold_all(new[:COMPARED], "zh")
    best: list[float] = []
    comparing = seconds(lambda: best.extend(_best(text, folded) for text in asked))
    pairs = [(b, f[0].similarity if f else 0.0) for b, f in zip(best, found, strict=False) if b]
    return {
        "units": len(memory),
        "reading_seconds": reading,
        "index_seconds": index,
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "exact_milliseconds": exact / len(known) * 1000,
        "alike_milliseconds": alike / len(new) * 1000,
        "comparing_all_milliseconds": comparing / len(asked) * 1000,
        "found": sum(similarity >= min(b, 0.99) - 1e-9 for b, similarity in pairs) / len(pairs),
    }


def _best(text: str, texts: Sequence[str]) -> float:
    scorer = Levenshtein.normalized_similarity
    found = extractOne(text, texts, scorer=scorer, score_cutoff=LEAST_SIMILARITY)
    return found[1] if found else 0.0


def run(arguments: argparse.Namespace) -> None:
    """Measure, print, store the results."""
    with tempfile.TemporaryDirectory() as name:
        path = arguments.memory or Path(name) / "made.tsv"
        if arguments.memory is None:
            made_memory(path, arguments.units)
        results = measured(path)
    for what, value in results.items():
        print(f"{what:27} {value:12.3f}")
    if arguments.output is not None:
        options = f"units={results['units']}, seed={SEED}"
        data = {"memory": [arguments.memory]} if arguments.memory else {}
        write_results(arguments.output, "memory_speed", signature(options, data), results)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.memory_speed")
    parser.add_argument("--memory", type=Path, help="bitext, Chinese first, not a made-up one")
    parser.add_argument("--units", type=int, default=UNITS, help="sentences that are made up")
    parser.add_argument("--output", type=Path, help="write the results there, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
