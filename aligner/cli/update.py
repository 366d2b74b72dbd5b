"""``aligner update``: an old bitext and a new version of its documents."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.bead import Bead, Bitext
from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.delivery import left_out
from aligner.cli.pipeline import AlignOptions, read_beads, read_one, read_pair
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import UsageError
from aligner.formats import WriteOptions, format_for, format_to_write, write_bitext
from aligner.messages import translate
from aligner.output import check_destination

app = new_app()

Old = Annotated[Path, typer.Argument(metavar="OLD", help="Bitext of the old version.")]
NewSource = Annotated[Path, typer.Argument(metavar="SOURCE", help="New version of the source.")]
NewTarget = Annotated[
    Path | None, typer.Argument(metavar="TARGET", help="New version of the translation, if any.")
]


@app.command()
def update(
    old: Old,
    source: NewSource,
    target: NewTarget = None,
    output: given.Out = None,
    to: given.To = None,
    source_lang: given.SourceLang = None,
    target_lang: given.TargetLang = None,
    lexicon: given.Lexicon = None,
    columns: given.TableColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Find what a new version of a text leaves of its old translation OLD.

    Lists changed, new and dropped beads. With -o, also writes the bitext of the new version:
    unchanged beads as they were, changed ones with the old target and a note, to be mended, new
    ones without target.
    """
    from aligner.report.revision import render_revision, revision_summary
    from aligner.revision import revise

    options = AlignOptions(source_lang, target_lang, lexicon=lexicon)
    _check(output, to, [path for path in (old, source, target) if path])
    headers = given.columns(columns)
    if target is None:
        new_source = read_one(source, source_lang, options)
        bitext = read_beads(old, new_source.language, headers)
        revision = revise(bitext, new_source)
    else:
        from aligner.evidence import default_evidence

        new_source, new_target = read_pair(source, target, options)
        bitext = read_beads(old, new_source.language, headers)
        revision = revise(bitext, new_source, new_target, default_evidence(lexicon))
    if output is None:
        colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        for line in render_revision(revision, colour):
            print(line)
        return
    new = Bitext(bitext.source_language, bitext.target_language, _numbered(revision.beads()))
    new = replace(new, source_name=str(source), target_name=str(target or ""))
    written = write_bitext(new, output, to)
    note(translate("; ").join([revision_summary(revision), *left_out(written)]))


def _numbered(beads: Iterator[Bead]) -> Iterator[Bead]:
    return (replace(bead, unit=str(number)) for number, bead in enumerate(beads, start=1))


def _check(output: Path | None, to: str | None, inputs: list[Path]) -> None:
    """Fail before the work where the result could not be written after it."""
    if output is None:
        return
    format_to_write(to or format_for(output), WriteOptions())
    check_destination(output)
    if os.path.realpath(output) in {os.path.realpath(path) for path in inputs}:
        raise UsageError("would overwrite an input", place=str(output))
