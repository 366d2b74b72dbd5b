"""``aligner convert``: a bitext from one format to another, or back into the file it came from."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, cast

import typer

from aligner.bead import Bitext
from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.delivery import left_out
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.document import Language
from aligner.errors import UsageError
from aligner.formats import (
    FORMATS,
    ReadOptions,
    WriteOptions,
    WritesBack,
    Written,
    format_for,
    format_to_write,
    load_format,
    read_bitext,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import Output, check_destination

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
    Language, typer.Option(help="Language of the source, where IN does not say it.")
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
    source_lang: SourceLanguage = "zh",
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
    target_lang: Language = "en" if source_lang == "zh" else "zh"
    read = ReadOptions(source_lang, target_lang, headers)
    written = WriteOptions(source_code, target_code, min_probability, (), check_below)
    _check_output(output, [path for path in (source, into) if path])
    bitext = read_bitext(source, from_format, read)
    if into is not None:
        counts = _write_back(bitext, into, output)
    else:
        name = to or (format_for(output) if output else "tsv")
        # Headers are for the table that is read, if both sides of the conversion are tables.
        if headers and "columns" in load_format(name).takes and not _takes_columns(source):
            written = WriteOptions(source_code, target_code, min_probability, headers, check_below)
        counts = _write(bitext, output, name, written)
    _report(counts)


def _takes_columns(path: Path) -> bool:
    name = next((n for n, e in FORMATS.items() if path.suffix.lower() in e.suffixes), None)
    return name is not None and "columns" in load_format(name).takes


def _check_output(output: Path | None, inputs: list[Path]) -> None:
    """Fail before the work where the result could not be written after it."""
    if output is None:
        return
    check_destination(output)
    if os.path.realpath(output) in {os.path.realpath(path) for path in inputs}:
        raise UsageError("would overwrite an input", place=str(output))


def _write(bitext: Bitext, output: Path | None, name: str, options: WriteOptions) -> Written:
    format_to_write(name, options)
    if output is not None:
        return write_bitext(bitext, output, name, options)
    sys.stdout.flush()
    written = write_bitext(bitext, sys.stdout.buffer, name, options)
    sys.stdout.buffer.flush()
    return written


def _write_back(bitext: Bitext, original: Path, output: Path | None) -> Written:
    suffix = original.suffix.lower()
    name = next((name for name, entry in FORMATS.items() if suffix in entry.suffixes), None)
    chosen = load_format(name) if name else None
    if not hasattr(chosen, "write_back"):
        able = [name for name in FORMATS if hasattr(load_format(name), "write_back")]
        raise UsageError(
            f"{suffix} files are not written back into",
            place=str(original),
            way_out=f"--into takes {', '.join(able)}",
        )
    if output is None:
        raise UsageError("--into needs the name of the new file", way_out="add OUT")
    with Output(output) as out:
        return cast(WritesBack, chosen).write_back(original, bitext, out)


def _report(written: Written) -> None:
    parts = [translate(f"{written.beads} beads"), *left_out(written)]
    if written.lost:
        lost = [f"{count} {translate(kind)}" for kind, count in sorted(written.lost.items())]
        parts.append(translate(f"not kept: {', '.join(lost)}"))
    note(translate("; ").join(parts))
