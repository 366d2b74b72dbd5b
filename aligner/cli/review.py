"""``aligner review``: correct an alignment in the terminal."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.verbosity import Quiet, Verbose
from aligner.document import Language
from aligner.errors import UsageError
from aligner.formats import FORMATS, format_for, load_format, suffix_format
from aligner.output import check_destination

app = new_app()


@app.command()
def review(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Bitext: TMX, TSV, JSONL …")],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="OUT", help="Save here; by default in FILE."),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help=f"Format where no suffix says it: {', '.join(FORMATS)}.",
        ),
    ] = None,
    check_below: Annotated[
        float, typer.Option(min=0, max=1, metavar="P", help="Beads less probable are doubtful.")
    ] = 0.9,
    source_lang: Annotated[
        Language | None,
        typer.Option(help="Language of the source; by default told by FILE, or by its script."),
    ] = None,
    columns: given.TableColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Correct the alignment in FILE: merge, split, move sentences, confirm.

    Press ? in the program for its keys. FILE stays as it is until you save.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError(
            "not a terminal", way_out="run aligner review in one, without pipes or redirection"
        )
    output_format = None if output is None else _output_format(output, to)
    check_destination(output or file)
    from aligner.review.bitext_file import BitextFile

    options = given.reading(source_lang, given.columns(columns))
    opened = BitextFile.open(file, _input_format(file, to), options, check_below)
    from aligner.review.app import ReviewApp

    program = ReviewApp(opened, output, output_format)
    program.run()
    if program.return_code:
        raise typer.Exit(program.return_code)


def _input_format(file: Path, to: str | None) -> str:
    """Return the format of FILE; ``--to`` counts where the suffix says nothing."""
    return suffix_format(file) or to or format_for(file)


def _output_format(output: Path, to: str | None) -> str:
    """Return the format of OUT, checked before anyone works for an hour."""
    name = to or format_for(output)
    load_format(name)
    return name
