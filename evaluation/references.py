"""Look up what a glossary cites: ``python -m evaluation.references --data DIR``.

DIR holds reports as ``*-report-*.jsonl``, one block a line, ``{"zh": [paragraphs], "en": […]}``. A
rendering with the reference ``GWR 2018`` must stand in a block of that year's report whose Chinese
has the term. Listed are those that do not; other references are not looked up.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.errors import InputError
from aligner.glossary.english import Words, words_of
from aligner.glossary.files import read_glossary
from aligner.glossary.folding import fold, fold_all
from aligner.glossary.loading import glossary_path
from aligner.glossary.model import Glossary, Term
from aligner.glossary.rendering import pattern_of
from evaluation.command import execute, options
from evaluation.terminology import blocks, year_of

_CITED = re.compile("GWR ([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Citation:
    """A rendering and the report that it is said to stand in."""

    term: Term
    rendering: str
    year: str


Report = Sequence[tuple[str, Words]]  # the Chinese of each block, folded, and its English


def citations(glossary: Glossary) -> Iterator[Citation]:
    """Yield what a glossary says stands in reports."""
    for term in glossary:
        cited = [(term.target, term.reference)]
        cited += [(variant.text, variant.reference) for variant in term.variants]
        for rendering, reference in cited:
            for year in _CITED.findall(reference):
                yield Citation(term, rendering, year)


def stands(citation: Citation, report: Report) -> bool:
    """Tell whether the rendering stands in a block that has the term."""
    forms = [form for form in fold_all(citation.term.sources) if form]
    pattern = pattern_of(citation.rendering)
    return any(
        any(form in chinese for form in forms) and bool(pattern.find(english))
        for chinese, english in report
    )


def unfounded(glossary: Glossary, reports: Mapping[str, Report]) -> list[Citation]:
    """Return the citations of the reports given that do not hold."""
    return [
        citation
        for citation in citations(glossary)
        if citation.year in reports and not stands(citation, reports[citation.year])
    ]


def read_report(path: Path) -> Report:
    """Return the blocks of a report, ready to be looked through."""
    return [(fold(unit.source).text, words_of(unit.target)) for unit in blocks(path)]


def run(arguments: argparse.Namespace) -> None:
    """Look every citation up, list those that do not hold."""
    paths = sorted(arguments.data.glob("*-report-*.jsonl"))
    if not paths:
        raise InputError("no *-report-*.jsonl here", place=str(arguments.data))
    glossary = read_glossary(glossary_path(arguments.glossary))
    reports = {year_of(path): read_report(path) for path in paths}
    looked_up = sum(citation.year in reports for citation in citations(glossary))
    wrong = unfounded(glossary, reports)
    for citation in wrong:
        print(f"{citation.term.source} = {citation.rendering}: not in GWR {citation.year}")
    print(f"{looked_up} citations looked up, {len(wrong)} do not hold")


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the command-line options."""
    parser = options("references", __doc__, "folder with *-report-*.jsonl")
    parser.add_argument("--glossary", default="policy", help="file or name of a shipped glossary")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    execute(run, parse())
