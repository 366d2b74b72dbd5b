"""Time large glossaries: ``python -m evaluation.glossary_speed [--text FILE]``.

A glossary of 20,000 terms, words of the embedded lexicon with made-up renderings, and 10 MB of
Chinese, by default words of the lexicon drawn by their probability from a fixed seed. Whole
commands are processes of their own, median of five; ``matching`` is the search alone, in this
process. Beside it stands what Python needs for the same text to be read and split at its
punctuation: ratios hold where seconds do not. ``quarter`` is the matching of the first quarter of
the text: time is linear if it takes a quarter.
"""

from __future__ import annotations

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from aligner.glossary.files import write_glossary
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Forbidden, Glossary, Rendering, Term
from aligner.lexicon import load_lexicon
from evaluation.command import execute
from evaluation.results_file import signature, write_results
from evaluation.speed import median_run

TERMS = 20_000
BYTES = 10_000_000
SEED = 20
_WORDS = ("national", "rural", "economic", "development", "system", "reform", "plan", "work")
_SENTENCE_END = re.compile("[。，]")


def made_glossary(terms: int = TERMS) -> Glossary:
    """Return a glossary of the longest words of the lexicon, in order."""
    words = sorted(load_lexicon().words, key=lambda word: (-len(word), word))[:terms]
    return Glossary("made", tuple(_term(i, word) for i, word in enumerate(words))).in_order()


def _term(index: int, source: str) -> Term:
    target = f"{_WORDS[index % 8]} {_WORDS[index // 8 % 8]} {index}"
    forbidden = (Forbidden(f"bad {target}", "made up"),) if index % 5 == 0 else ()
    return Term(source, target, variants=(Rendering(f"the {target} plan"),), forbidden=forbidden)


def made_text(size: int = BYTES, seed: int = SEED) -> str:
    """Return about so many bytes of nonsense with the words of Chinese as frequent as they are."""
    lexicon = load_lexicon()
    probabilities = lexicon.arrays.chinese.astype(np.float64)
    generator = np.random.default_rng(seed)
    # A word has about five bytes; every tenth is followed by punctuation.
    drawn = generator.choice(len(probabilities), size // 5, p=probabilities / probabilities.sum())
    words = [lexicon.words[index] for index in drawn.tolist()]
    ends = ("，", "。\n")
    text = "".join(
        word + (ends[position // 10 % 2] if position % 10 == 9 else "")
        for position, word in enumerate(words)
    )
    return text.encode()[:size].decode("utf-8", "ignore")


def median_seconds(work: Callable[[], object], runs: int = 5) -> float:
    """Return the median processor time of some work after a run that is not counted."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def run(arguments: argparse.Namespace) -> None:
    """Time everything in one run, print it, store the results."""
    glossary = made_glossary()
    text = arguments.text.read_text("utf-8") if arguments.text else made_text()
    with tempfile.TemporaryDirectory() as name:
        terms, file = Path(name) / "made.tsv", Path(name) / "text.txt"
        write_glossary(glossary, terms, "tsv")
        file.write_text(text, encoding="utf-8")
        matcher = TermMatcher(glossary)
        found = len(matcher.occurrences(text))
        baseline = median_seconds(lambda: _SENTENCE_END.split(file.read_text("utf-8")))
        matching = median_seconds(lambda: matcher.occurrences(text))
        quarter = median_seconds(lambda: matcher.occurrences(text[: len(text) // 4]))
        results: dict[str, Any] = {
            "terms": len(glossary),
            "bytes": len(text.encode()),
            "occurrences": found,
            "matching": {"seconds": matching, "times_reading_and_splitting": matching / baseline},
            "quarter": {"seconds": quarter, "share": quarter / matching},
            "match": median_run(["glossary", "match", str(terms), str(file), "--quiet"]),
            "lint": median_run(["glossary", "lint", str(terms), "--quiet"]),
        }
    for what in ("matching", "quarter", "match", "lint"):
        print(f"{what:9} {results[what]['seconds']:6.3f} s")
    print(f"{found} occurrences; {matching / baseline:.1f} times reading and splitting")
    if arguments.output is not None:
        options = f"terms={len(glossary)}, bytes={len(text.encode())}, seed={SEED}"
        data = {"text": [arguments.text]} if arguments.text else {}
        write_results(arguments.output, "glossary_speed", signature(options, data), results)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.glossary_speed")
    parser.add_argument("--text", type=Path, help="Chinese text to search instead of a made-up one")
    parser.add_argument("--output", type=Path, help="write the results there, as JSON")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
