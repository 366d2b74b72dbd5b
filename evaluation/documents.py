"""Documents in files of every kind: ``python -m evaluation.documents --data DIR``.

DIR holds the ``*.jsonl`` reports of ``evaluation.policy``. Two things are measured:

- ``kinds``: the project's own article and every report are written as text, Markdown, HTML, docx,
  PDF and as a docx with two columns, and aligned from each; the score is the share of the beads of
  the text files that are found again, with the same texts on both sides.
- ``interleaved``: all documents with their paragraphs taken in turns from both languages, in one
  file, split again; the score is the share of the paragraphs on the right side.

Then both once more without the passages that ``evaluation.known_faults`` names: a sentence in the
wrong row of a table contradicts the text, and no reading is right.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from aligner import pipeline
from aligner.bead import Alignment, join
from aligner.correction.location import bare
from aligner.errors import InputError
from aligner.readers.bilingual import assign
from evaluation.command import execute, options
from evaluation.known_faults import faulty_blocks, without_faults
from evaluation.rendering import KINDS, as_table
from evaluation.results_file import signature, write_results
from evaluation.system import align_files

Row = tuple[list[str], list[str]]  # paragraphs in Chinese and in English that belong together
ARTICLE = Path(__file__).with_name("gold")
TABLE = "two columns"


def read_rows(path: Path) -> list[Row]:
    """Return the passages of a report, white space normalised."""
    blocks = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(_clean(block["zh"]), _clean(block["en"])) for block in blocks]


def article_rows() -> list[Row]:
    """Return the paragraphs of the project's own article; the last have no Chinese."""
    zh, en = (
        _clean((ARTICLE / f"article.{code}.txt").read_text(encoding="utf-8").splitlines())
        for code in ("zh", "en")
    )
    return [(zh[n : n + 1], en[n : n + 1]) for n in range(max(len(zh), len(en)))]


def _clean(paragraphs: Sequence[str]) -> list[str]:
    return [" ".join(text.split()) for text in paragraphs if text.strip()]


def align_kinds(rows: Sequence[Row], folder: Path) -> dict[str, Alignment]:
    """Return the alignment of a document from files of each kind."""
    sides = {
        "zh": [text for zh, _ in rows for text in zh],
        "en": [text for _, en in rows for text in en],
    }
    made: dict[str, Alignment] = {}
    for suffix, render in KINDS.items():
        files = {language: folder / f"{language}{suffix}" for language in sides}
        for language, paragraphs in sides.items():
            render(paragraphs, language, files[language])
        made[suffix] = align_files(files["zh"], files["en"], presegmented=False)
    table = folder / "both.docx"
    as_table(rows, table)
    made[TABLE] = pipeline.align_bilingual(table, pipeline.AlignOptions(source_language="zh"))
    return made


def beads_of(alignment: Alignment) -> Counter[tuple[str, str]]:
    """Return the beads as pairs of texts without white space."""
    return Counter(
        (bare(join(bead.source, "zh")), bare(join(bead.target, "en"))) for bead in alignment.beads
    )


def same_beads(rows: Sequence[Row], folder: Path) -> dict[str, dict[str, Any]]:
    """Return, by kind, how many of the beads of the text files are found again."""
    aligned = align_kinds(rows, folder)
    expected = beads_of(aligned[".txt"])
    found = {kind: beads_of(alignment) for kind, alignment in aligned.items()}
    return {
        kind: {
            "share": (beads & expected).total() / expected.total(),
            "same": (beads & expected).total(),
            "beads": beads.total(),
        }
        for kind, beads in found.items()
    }


def right_sides(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many interleaved paragraphs get on the right side, and how many there are."""
    paragraphs = [(text, side) for row in rows for side in (0, 1) for text in row[side]]
    assigned = assign([text for text, _ in paragraphs])
    right = sum(
        ("zh", "en")[side] == language
        for (_, side), language in zip(paragraphs, assigned, strict=True)
    )
    return right, len(paragraphs)


def measure_kinds(documents: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Any]]:
    """Return what ``same_beads`` gives for each document, and print it."""
    found = {}
    for name, rows in documents.items():
        with tempfile.TemporaryDirectory() as folder:
            found[name] = same_beads(rows, Path(folder))
        print(f"{name}: beads of the text files found again")
        for kind, one in found[name].items():
            print(f"  {one['share']:.4f}  {one['same']:4} ({one['beads']} beads)  {kind}")
    return found


def measure_interleaved(documents: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Return what ``right_sides`` gives for all documents together, and print it."""
    counts = [right_sides(rows) for rows in documents.values()]
    right, total = sum(one for one, _ in counts), sum(one for _, one in counts)
    print(f"interleaved: {right} of {total} paragraphs on the right side, {right / total:.4f}")
    return {"share": right / total, "right": right, "paragraphs": total}


def run(arguments: argparse.Namespace) -> None:
    """Measure, print and store."""
    paths = sorted(arguments.data.glob("*.jsonl"))
    documents = {path.stem: read_rows(path) for path in paths}
    reports = {name: rows for name, rows in documents.items() if "report" in name}
    if not reports:
        raise InputError("no report *.jsonl here", place=str(arguments.data))
    results = {
        "kinds": measure_kinds({"article": article_rows(), **reports}),
        "interleaved": measure_interleaved(documents),
    }
    if faulty := [name for name in documents if faulty_blocks(name)]:
        print("\nwithout passages that are faulty in the data:")
        left = {name: without_faults(name, rows) for name, rows in documents.items()}
        again = measure_kinds({name: left[name] for name in faulty})
        results["without_faults"] = {
            "kinds": results["kinds"] | again,
            "interleaved": measure_interleaved(left),
        }
    if arguments.output is not None:
        signed = signature("segmented", {"policy": paths})
        write_results(arguments.output, "documents", signed, results)


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    return options("documents", __doc__, "folder with *.jsonl").parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
