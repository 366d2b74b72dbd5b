"""``aligner update``: an old bitext and a new version of its documents."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from aligner.bead import Bitext
from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.colour import wants_colour
from aligner.cli.delivery import write_to_stdout
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.formats import WriteOptions, write_bitext
from aligner.messages import translate
from aligner.pipeline import AlignOptions, read_beads, read_one, read_pair
from aligner.pipeline.writing import check_outputs, left_out, numbered

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

    Lists changed, new and dropped beads. With -o or --to, writes the bitext of the new version
    instead: unchanged beads as they were, changed ones with the old target and a note, to be
    mended, new ones without target.
    """
    from aligner.report.revision import render_revision, revision_summary
    from aligner.revision import revise

    options = AlignOptions(source_lang, target_lang, lexicon=lexicon)
    inputs = [path for path in (old, source, target, lexicon) if path]
    if output or to:
        check_outputs([output] if output else [], to, WriteOptions(), inputs)
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
    if not (output or to):
        for line in render_revision(revision, wants_colour(sys.stdout)):
            print(line)
        return
    new = Bitext(
        bitext.source_language,
        bitext.target_language,
        numbered(replace(bead, unit="") for bead in revision.beads()),
    )
    new = replace(new, source_name=str(source), target_name=str(target or ""))
    written = write_bitext(new, output, to) if output else write_to_stdout(new, to or "tsv")
    note(translate("; ").join([revision_summary(revision), *left_out(written)]))
