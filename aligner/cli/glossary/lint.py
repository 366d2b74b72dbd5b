"""``aligner glossary lint`` and ``aligner glossary test``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.colour import wants_colour
from aligner.cli.glossary import options as given
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import InputError, UsageError
from aligner.findings import Finding, Severity
from aligner.formats.base import Columns
from aligner.glossary.loading import glossary_path
from aligner.glossary.model import Glossary
from aligner.glossary.pairs import TermPair
from aligner.messages import translate

FINDINGS = 1
_MENDED = ("tsv", "csv")  # formats of which every text is read and written back
Fix = Annotated[bool, typer.Option("--fix", help="Mend what is safe to mend, in the file.")]
Show = Annotated[Severity, typer.Option(help="Least severity looked for.")]
As = Annotated[str, typer.Option("--format", metavar="FORMAT", help="text or json.")]


def lint(
    glossaries: given.GlossaryFiles,
    fix: Fix = False,
    show: Show = "warning",
    form: As = "text",
    pairs: given.Pairs = None,
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check glossaries for mistakes; exit code 1 if there are errors.

    The pairs beside a glossary are run too. See docs/glossary.md for the codes.
    """
    from aligner.glossary.files import read_glossary
    from aligner.glossary.lint import lint as find
    from aligner.report.findings import finding_lines, finding_summary, findings_json

    if form not in ("text", "json"):
        raise UsageError(f"unknown format {form!r}", way_out="choose from text, json")
    found: list[Finding] = []
    headers = given.headers(columns)
    for name in glossaries:
        path = glossary_path(name)
        glossary = read_glossary(path, columns=headers)
        if fix:
            glossary = _mend(glossary, path, headers)
        own, place = _own_pairs(path, pairs)
        found += find(glossary, str(path), own, str(place), show)
    if form == "json":
        print(findings_json(found))
    else:
        for line in finding_lines(found, wants_colour(sys.stdout)):
            print(line)
    note(finding_summary(found))
    if any(finding.severity == "error" for finding in found):
        raise typer.Exit(FINDINGS)


def run_tests(
    glossaries: given.GlossaryFiles,
    pairs: given.Pairs = None,
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Run the pairs of glossaries; exit code 1 if one is not judged as it must be."""
    from aligner.glossary.files import read_glossary
    from aligner.glossary.lint import check_pairs
    from aligner.report.findings import finding_lines

    failed = total = 0
    for name in glossaries:
        path = glossary_path(name)
        glossary = read_glossary(path, columns=given.headers(columns))
        own, place = _own_pairs(path, pairs)
        if not own:
            raise InputError(
                "no pairs to run", place=str(place), way_out="write some, or name them with --pairs"
            )
        found = check_pairs(glossary, own, str(place))
        for line in finding_lines(found, wants_colour(sys.stdout)):
            print(line)
        failed, total = failed + len(found), total + len(own)
    note(translate(f"{total} pairs, {failed} failed"))
    if failed:
        raise typer.Exit(FINDINGS)


def _own_pairs(path: Path, pairs: Path | None) -> tuple[tuple[TermPair, ...], Path]:
    """Return the pairs of a glossary and their file; none if it has none."""
    from aligner.glossary.pairs import pairs_path, read_pairs

    place = pairs or pairs_path(path)
    return (read_pairs(place) if pairs or place.is_file() else ()), place


def _mend(glossary: Glossary, path: Path, headers: Columns) -> Glossary:
    """Mend the glossary in its file; return it as it is there then."""
    from aligner.glossary.files import format_for, read_glossary, write_glossary
    from aligner.glossary.lint import fix

    name = format_for(path)
    if name not in _MENDED:
        # A workbook may have other sheets, TBX other languages: what is not read would be lost.
        raise UsageError(
            f"--fix writes {', '.join(_MENDED)} only", place=str(path), way_out="convert it to tsv"
        )
    mended = fix(glossary)
    if mended != glossary:
        write_glossary(mended, path, name, headers)
        note(f"{path}: mended")
    return read_glossary(path, columns=headers)
