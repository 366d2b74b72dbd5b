"""``aligner convert``: a bitext from one format to another, or back into the file it came from."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast

import typer

from aligner.bead import Bitext
from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.delivery import write_to_stdout
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.document import Language
from aligner.errors import UsageError
from aligner.formats import (
    FORMATS,
    WriteOptions,
    WritesBack,
    Written,
    format_for,
    load_format,
    read_bitext,
    suffix_format,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import Output
from aligner.pipeline.writing import check_outputs, left_out

app = new_app()

In = Annotated[Path, typer.Argument(metavar="IN", help="Bitext.")]
OutFile = Annotated[
    Path | None, typer.Argument(metavar="OUT", help="Bitext; by default standard output.")
]
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="Format of IN. By default its suffix says it."),
]
SourceLanguage = Annotated[
    Language | None,
    typer.Option(help="Language of the source; by default told by IN, or by its script."),
]
Into = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="File of a CAT tool: OUT is a copy of it with the translations of IN put in.",
    ),
]


@app.command()
def convert(
    source: In,
    output: OutFile = None,
    from_format: From = None,
    to: given.To = None,
    into: Into = None,
    source_lang: SourceLanguage = None,
    columns: given.TableColumns = None,
    min_probability: given.MinProbability = 0.0,
    source_code: given.SourceCode = None,
    target_code: given.TargetCode = None,
    check_below: given.CheckBelow = 0.9,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert the bitext IN to OUT, whose suffix or --to says the format.

    What the new format cannot hold is counted on stderr. With --into, the translations, states and
    notes go back into a file such as an SDLXLIFF, and everything else in it stays as it is.
    """
    headers = given.columns(columns)
    bitext = read_bitext(source, from_format, given.reading(source_lang, headers))
    if into is not None:
        _refuse(
            to=to, source_code=source_code, target_code=target_code, min_probability=min_probability
        )
        _report(_write_back(bitext, source, into, output))
        return
    name = to or (format_for(output) if output else "tsv")
    # Headers are for the table that is read; for the one written if no table is read.
    is_for_output = headers and not _has_headers(from_format or format_for(source))
    options = WriteOptions(
        given.code(source_code),
        given.code(target_code),
        min_probability,
        headers if is_for_output else (),
        check_below,
    )
    outputs = [output] if output else []
    check_outputs(outputs, name, options, [source])
    _report(
        write_bitext(bitext, output, name, options)
        if output
        else write_to_stdout(bitext, name, options)
    )


def _refuse(**useless: object) -> None:
    """Refuse options that say how a new file is written, where none is."""
    for name, value in useless.items():
        if value:
            option = name.replace("_", "-")
            raise UsageError(f"--{option} has no effect with --into", way_out="leave it out")


def _has_headers(format_name: str) -> bool:
    return "columns" in load_format(format_name).takes


def _write_back(bitext: Bitext, source: Path, original: Path, output: Path | None) -> Written:
    name = suffix_format(original)
    chosen = load_format(name) if name else None
    if name is None or not hasattr(chosen, "write_back"):
        able = [name for name in FORMATS if hasattr(load_format(name), "write_back")]
        raise UsageError(
            f"{original.suffix} files are not written back into",
            place=str(original),
            way_out=f"--into takes {', '.join(able)}",
        )
    if output is None:
        raise UsageError("--into needs the name of the new file", way_out="add OUT")
    check_outputs([output], name, WriteOptions(), [source, original])
    with Output(output) as out:
        return cast(WritesBack, chosen).write_back(original, bitext, out)


def _report(written: Written) -> None:
    parts = [translate(f"{written.beads} beads"), *left_out(written)]
    if written.lost:
        lost = [f"{count} {translate(kind)}" for kind, count in sorted(written.lost.items())]
        parts.append(translate(f"not kept: {', '.join(lost)}"))
    note(translate("; ").join(parts))
