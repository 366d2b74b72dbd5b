"""The page of all results, and those of them that stand in the README."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from evaluation.pages import alignment, checks, documents, glossary, models
from evaluation.pages.table import Section, table
from evaluation.results_file import RESULTS, read_results

_INTRODUCTION = """\
# Results

Written by `python -m evaluation.pages` from the files in `evaluation/results`, which `make eval`
and `make eval-models` write; [CONTRIBUTING.md](../CONTRIBUTING.md) says what data they need. Each
section ends with the signatures of its results: version, hashes of the code and the lexicon,
options, hashes of the data. Two results with the same signature were made by the same code on the
same texts.

Weights, thresholds and the glossary were developed on these texts unless a row says otherwise:
expect somewhat less on others. Times are of whole commands on two cores, and of the day.
"""
_HEAD = ("measured", "result", "goal")


def sections(results: Path = RESULTS) -> Iterator[Section]:
    """Yield all sections, also of what is not yet measured."""

    def read(benchmark: str) -> Mapping[str, Any]:
        return read_results(results / f"{benchmark}.json")

    for module in (alignment, documents, glossary, checks, models):
        yield from module.sections(read)


def page(results: Path = RESULTS) -> str:
    """Return ``docs/results.md``."""
    parts = [_INTRODUCTION]
    for section in sections(results):
        rows = ((row.what, row.result, row.goal) for row in section.rows)
        parts.append(f"## {section.title}\n\n{section.preface}{table(_HEAD, rows)}")
        parts += [f"`{line}`\n" for line in _signatures(section, results)]
    return "\n".join(parts)


def headlines(results: Path = RESULTS) -> str:
    """Return what stands in the README, ending in a line break."""
    every = list(sections(results))
    rows = [(row.what, row.result) for section in every for row in section.rows if row.headline]
    return f"{every[0].preface}{table(_HEAD[:2], rows)}"


def _signatures(section: Section, results: Path) -> Iterator[str]:
    """Yield date and signature of every result there is."""
    for benchmark in section.benchmarks:
        if record := read_results(results / f"{benchmark}.json"):
            yield f"{record['benchmark']} {record['date']} {record['signature']}"
