"""``aligner align``: two documents, or the pairs of a manifest, to bitexts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.app import new_app
from aligner.cli.delivery import Delivery
from aligner.cli.pipeline import AlignOptions, Level, align_files
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.document import Language
from aligner.errors import UsageError
from aligner.formats import FORMATS, WriteOptions

app = new_app()
_FORMAT_HELP = f"Format of the output: {', '.join(FORMATS)}. By default the suffix of OUT says it."


@app.command()
def align(
    source: Annotated[
        Path | None,
        typer.Argument(metavar="SOURCE", help="Document, Chinese or English; - is standard input."),
    ] = None,
    target: Annotated[
        Path | None, typer.Argument(metavar="TARGET", help="Its translation.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="File; with --pairs a folder."),
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="FORMAT", help=_FORMAT_HELP)] = None,
    pairs: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Manifest, one pair a line: source, target, output, tab-separated."
        ),
    ] = None,
    jobs: Annotated[
        int,
        typer.Option(min=1, metavar="N", help="Pairs aligned at a time.", show_default="all cores"),
    ] = os.cpu_count() or 1,
    source_lang: Annotated[
        Language | None, typer.Option(help="Language of SOURCE; by default told by its script.")
    ] = None,
    target_lang: Annotated[Language | None, typer.Option(help="Language of TARGET.")] = None,
    presegmented: Annotated[
        bool, typer.Option("--presegmented", help="Every line is one sentence, blank ones too.")
    ] = False,
    level: Annotated[
        Level, typer.Option(help="Align sentences, or clauses in long ones too.")
    ] = "sentence",
    lexicon: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Lexicon made by aligner lexicon train.")
    ] = None,
    check_below: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="Mark beads of a lower probability.")
    ] = 0.9,
    min_probability: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="P", help="Leave less probable beads out (tmx, moses)."),
    ] = 0.0,
    source_code: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Language code in TMX, suffix in Moses, such as zh-CN."),
    ] = None,
    target_code: Annotated[
        str | None, typer.Option(metavar="CODE", help="The same for TARGET.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Align SOURCE with its translation TARGET.

    Without -o, a terminal shows a readable view, and a pipe gets tab-separated values.
    """
    options = AlignOptions(source_lang, target_lang, presegmented, level, lexicon)
    delivery = Delivery(to, WriteOptions(source_code, target_code, min_probability), check_below)
    if pairs is not None:
        from aligner.cli.batch import align_manifest

        if source is not None:
            raise UsageError("both documents and --pairs", way_out="give one of them")
        align_manifest(pairs, output, options, delivery, jobs)
        return
    if source is None or target is None:
        raise UsageError("two documents are needed", way_out="aligner align SOURCE TARGET")
    delivery.check(output, [source, target])
    alignment = align_files(source, target, options)
    if output is None:
        delivery.show(alignment)
    else:
        note(delivery.write(alignment, output))
