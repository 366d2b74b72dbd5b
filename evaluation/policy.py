"""Segment and align whole reports: ``python -m evaluation.policy --data DIR``.

DIR holds ``*.jsonl`` files, one block a line: ``{"block": n, "zh": [paragraphs], "en": […]}``.
The paragraphs of all blocks become one Chinese and one English document; we segment and align
them knowing nothing of the blocks. The score is the part of the Chinese characters (white space
left out) whose bead lies inside one block: all its sentences, Chinese and English, belong to the
same block. A bead without English is inside only where its block has no English.

Measured twice: with paragraphs on lines of their own, and with all of a document on one line.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aligner.bead import Alignment, Bead
from aligner.document import Language, Sentence
from aligner.errors import InputError
from evaluation.command import execute, options
from evaluation.results_file import signature, write_results
from evaluation.system import align_files

REPORTS = "report-on-the-work-of-the-government"
LAYOUTS = ("paragraphs", "joined")  # how the blocks' paragraphs are laid out in the document


@dataclass(frozen=True, slots=True)
class Side:
    """One language of a report as a document, and which block every character is from."""

    text: str
    blocks: tuple[int, ...]  # block of each code point of text
    filled: frozenset[int]  # blocks that have text in this language

    def blocks_of(self, sentence: Sentence) -> set[int]:
        """Return the blocks a sentence has characters of, white space left out."""
        return {
            self.blocks[offset]
            for offset in range(sentence.start, sentence.end)
            if not self.text[offset].isspace()
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """Chinese characters, white space left out, and those in beads inside one block."""

    inside: int = 0
    characters: int = 0

    def __add__(self, other: Coverage) -> Coverage:
        """Pool two documents."""
        return Coverage(self.inside + other.inside, self.characters + other.characters)

    @property
    def share(self) -> float:
        """Part of the characters that are inside, 0 … 1."""
        return self.inside / self.characters if self.characters else 0.0


def read_side(path: Path, language: Language, layout: str) -> Side:
    """Return one language of a report in one layout."""
    between = {"paragraphs": "\n", "joined": " " if language == "en" else ""}[layout]
    text, blocks, filled = "", [], set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        for paragraph in json.loads(line)[language]:
            piece = " ".join(paragraph.split())
            if piece:
                text += piece + between
                blocks += [number] * (len(piece) + len(between))
                filled.add(number)
    return Side(text, tuple(blocks), frozenset(filled))


def coverage(alignment: Alignment, source: Side, target: Side) -> Coverage:
    """Return how many Chinese characters are in beads inside one block."""
    total = Coverage()
    for bead in alignment.beads:
        size = sum(
            not character.isspace() for sentence in bead.source for character in sentence.text
        )
        total += Coverage(size if is_inside(bead, source, target) else 0, size)
    return total


def is_inside(bead: Bead, source: Side, target: Side) -> bool:
    """Tell whether all sentences of a bead are from one block, and rightly without English."""
    blocks = {block for sentence in bead.source for block in source.blocks_of(sentence)}
    blocks |= {block for sentence in bead.target for block in target.blocks_of(sentence)}
    return len(blocks) == 1 and (bool(bead.target) or blocks.isdisjoint(target.filled))


def evaluate(path: Path, layout: str, folder: Path) -> tuple[Coverage, float]:
    """Return the coverage of one report and the seconds spent; files go into ``folder``."""
    source, target = read_side(path, "zh", layout), read_side(path, "en", layout)
    files = folder / "report.zh.txt", folder / "report.en.txt"
    for file, side in zip(files, (source, target), strict=True):
        file.write_text(side.text, encoding="utf-8", newline="\n")
    start = time.perf_counter()
    alignment = align_files(*files, presegmented=False)
    seconds = time.perf_counter() - start
    # Offsets would lead to other blocks if a reader changed the text.
    if (alignment.source.text, alignment.target.text) != (source.text, target.text):
        raise InputError("the text read is not the text written", place=str(path))
    return coverage(alignment, source, target), seconds


def pooled(coverages: Iterable[Coverage]) -> dict[str, Any]:
    """Return pooled coverage as a JSON record."""
    total = sum(coverages, Coverage())
    return {"share": total.share, "inside": total.inside, "characters": total.characters}


def run(arguments: argparse.Namespace) -> None:
    """Evaluate every report in both layouts, print a table, store the results."""
    paths = sorted(arguments.data.glob("*.jsonl"))
    if not paths:
        raise InputError("no *.jsonl file here", place=str(arguments.data))
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for layout in LAYOUTS:
            found = {path.stem: evaluate(path, layout, Path(folder)) for path in paths}
            covered = {name: one for name, (one, _) in found.items()}
            results[layout] = {
                "reports": pooled(one for name, one in covered.items() if REPORTS in name),
                "all": pooled(covered.values()),
                "documents": {name: pooled([one]) for name, one in covered.items()},
                "seconds": sum(seconds for _, seconds in found.values()),
            }
            print_layout(layout, results[layout])
    if arguments.output is not None:
        signed = signature("segmented", {"policy": paths})
        write_results(arguments.output, "policy", signed, {"layouts": results})


def print_layout(layout: str, result: dict[str, Any]) -> None:
    """Print the characters inside one block, document by document and pooled."""
    print(f"{layout}: characters in beads inside one block ({result['seconds']:.1f} s)")
    rows = {**result["documents"], "the reports": result["reports"], "all": result["all"]}
    for name, one in rows.items():
        print(f"  {one['share']:.4f}  {one['inside']:6} of {one['characters']:6}  {name}")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    return options("policy", __doc__, "folder with *.jsonl").parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
