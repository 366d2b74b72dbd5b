"""``aligner glossary convert``: a glossary from one format to another."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

import typer

from aligner.cli.glossary import options as given
from aligner.cli.glossary.delivery import check_output, deliver
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.glossary.files import FORMATS, read_glossary
from aligner.glossary.loading import glossary_path
from aligner.messages import translate

_NAMES = ", ".join(FORMATS)
From = Annotated[
    str | None,
    typer.Option("--from", metavar="FORMAT", help="Format of GLOSSARY, if not its suffix's."),
]
To = Annotated[
    str | None,
    typer.Option(metavar="FORMAT", help=f"Format of FILE, if not its suffix's: {_NAMES}."),
]


def convert(
    glossary: given.Glossary,
    output: given.Out = None,
    from_format: From = None,
    to: To = None,
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Convert a glossary to another format; what that cannot hold is counted on stderr."""
    headers = given.headers(columns)
    path = glossary_path(glossary)
    name = check_output(output, to, path)
    read = read_glossary(path, from_format, headers)
    lost = deliver(read, output, name)
    note(translate("; ").join([translate(f"{len(read)} terms"), *_lost(lost)]))


def _lost(lost: Counter[str]) -> list[str]:
    if not lost:
        return []
    parts = [f"{count} {translate(what)}" for what, count in sorted(lost.items())]
    return [translate(f"not kept: {', '.join(parts)}")]
