"""``aligner check``: what a careful reviser would mark in a translation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.app import new_app
from aligner.cli.colour import wants_colour
from aligner.cli.pipeline import AlignOptions, align_files
from aligner.cli.verbosity import Quiet, Verbose, note

app = new_app()

Files = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="A document and its translation, or bitexts."),
]
Glossaries = Annotated[
    list[str] | None, typer.Option("--glossary", "-g", metavar="GLOSSARY", help="Terms to check.")
]


@app.command()
def check(
    files: Files, glossary: Glossaries = None, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Check translations."""
    from aligner.analysis import Origin
    from aligner.checks import Checker, Settings, conclude
    from aligner.formats import read_bitext
    from aligner.glossary.loading import load_glossaries
    from aligner.glossary.model import Glossary
    from aligner.report.findings import finding_lines, finding_summary

    terms = load_glossaries(glossary) if glossary else Glossary("", ())
    checker = Checker(terms, Settings())
    if len(files) == 2:
        alignment = align_files(files[0], files[1], AlignOptions())
        source, target = alignment.source, alignment.target
        origin = Origin(source.name, target.name, source.language, source.locate, target.locate)
        outcome = checker.check(alignment.beads, origin)
    else:
        bitext = read_bitext(files[0])
        name = str(files[0])
        origin = Origin(name, name, bitext.source_language)
        outcome = checker.check(list(bitext.beads), origin)
    found = [*outcome.findings, *conclude(outcome.noted, checker.settings)]
    for line in finding_lines(found, wants_colour(sys.stdout)):
        print(line)
    note(finding_summary(found))
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(1)
