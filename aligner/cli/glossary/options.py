"""Options that several commands of ``aligner glossary`` have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.formats import base as formats
from aligner.formats.columns import parse_columns
from aligner.glossary.cells import NAMES


def headers(text: str | None) -> formats.Columns:
    """Read the value of ``--columns`` for tables of terms.

    Raises:
        UsageError: it is not of the form FIELD=HEADER,…
    """
    return () if text is None else parse_columns(text, NAMES)


Glossary = Annotated[
    str, typer.Argument(metavar="GLOSSARY", help="File, or name of a shipped glossary: policy.")
]
GlossaryFiles = Annotated[
    list[str], typer.Argument(metavar="GLOSSARY...", help="Files, or names of shipped glossaries.")
]
Glossaries = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary", "-g", metavar="GLOSSARY", help="By default policy; the first given decides."
    ),
]
More = Annotated[
    list[str] | None,
    typer.Option("--glossary", "-g", metavar="GLOSSARY", help="Further ones; those before decide."),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="By default standard output."),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=HEADER,…",
        help="Headers of tables, such as source=中文,target=英文.",
    ),
]
Pairs = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Pairs that must pass or fail; by default those beside the glossary.",
    ),
]
