"""``aligner glossary match``: the terms in texts, and in bitexts how they are rendered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from aligner.bead import Bead
from aligner.cli.day import day_of
from aligner.cli.glossary import options as given
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.document import Language, Place
from aligner.errors import InputError
from aligner.glossary.loading import load_glossaries
from aligner.glossary.matching import TermMatcher
from aligner.messages import translate

Texts = Annotated[
    list[Path], typer.Argument(metavar="TEXT...", help="Chinese documents, or bitexts.")
]
Count = Annotated[bool, typer.Option("--count", help="Only how often each term occurs.")]
Date = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Date of the texts; terms not valid then are left out."),
]


def match(
    glossary: given.Glossary,
    texts: Texts,
    more: given.More = None,
    count: Count = False,
    date: Date = None,
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """List where the terms of GLOSSARY stand in TEXT, a line each, tab-separated.

    Place, text, term, preferred rendering, status. For bitexts (tmx, xliff, tsv …) also the verdict
    (correct, variant, short, forbidden, missing) and the rendering found.
    """
    terms = load_glossaries([glossary, *(more or ())], given.headers(columns))
    matcher = TermMatcher(terms, day_of(date))
    rows = (row for path in texts for row in _rows(matcher, path))
    number = _print_counts(rows) if count else _print_rows(rows)
    note(translate(f"{number} occurrences"))


def _print_rows(rows: Iterable[tuple[str, ...]]) -> int:
    """Print the occurrences as they are found; return how many there are."""
    number = 0
    for row in rows:
        print(*row, sep="\t")
        number += 1
    return number


def _print_counts(rows: Iterable[tuple[str, ...]]) -> int:
    """Print how often each term occurs, the most frequent first; return how often all do."""
    counts = Counter(row[2:6] for row in rows)  # without place, text and rendering found
    for key, number in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        print(number, *key, sep="\t")
    return counts.total()


def _rows(matcher: TermMatcher, path: Path) -> Iterator[tuple[str, ...]]:
    from aligner.formats import suffix_format
    from aligner.readers import READERS

    suffix = path.suffix.lower()
    if suffix not in READERS and suffix_format(path):
        return _bitext_rows(matcher, path)
    return _document_rows(matcher, path)


def _document_rows(matcher: TermMatcher, path: Path) -> Iterator[tuple[str, ...]]:
    from aligner.readers import extract
    from aligner.text.language import detect_language

    name = str(path)
    extraction = extract(name)
    if detect_language(extraction.text) != "zh":
        raise InputError("not Chinese", place=name, way_out="give the Chinese text, or a bitext")
    text, locate = extraction.text, extraction.places.locate
    for term, start, end, _ in matcher.occurrences(text):
        form = text[start:end].replace("\n", " ")
        yield f"{name}:{locate(start)}", form, term.source, term.target, term.status


def _bitext_rows(matcher: TermMatcher, path: Path) -> Iterator[tuple[str, ...]]:
    from aligner.bead import join
    from aligner.formats import read_bitext
    from aligner.glossary.verdict import judge_pair

    bitext = read_bitext(path)
    for number, bead in enumerate(bitext.beads, start=1):
        source = join(bead.source, bitext.source_language)
        target = join(bead.target, bitext.target_language)
        if bitext.source_language == "en":
            source, target = target, source
        judgement = judge_pair(matcher, source, target)
        for verdict in (*judgement.verdicts, *judgement.stray):
            term, start, end, _ = verdict.occurrence
            span = verdict.span
            found = target[span.start : span.end] if span else ""
            form = source[start:end]
            row = (form, term.source, term.target, term.status, verdict.kind, found)
            yield f"{path}:{_place(bead, bitext.source_language, start) or number}", *row


def _place(bead: Bead, source_language: Language, offset: int) -> Place | None:
    """Return where the Chinese text of a bead has an offset; a cell of a workbook as a whole."""
    if bead.places is None:
        return None
    place = bead.places[source_language == "en"]
    return place if place.part else place._replace(column=place.column + offset)
