"""The options of ``aligner translate``, and what they say together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from aligner.document import Language
from aligner.formats import FORMATS

# Spelt out, as the modules that name them load numpy, which --help must not.
FailOn = Literal["error", "warning", "info", "never"]
Device = Literal["auto", "cpu", "cuda"]
Engine = Literal["seq2seq", "ctranslate2", "chat", "memory"]

Sources = Annotated[
    list[Path],
    typer.Argument(metavar="SOURCE...", help="Documents or bitexts; - is standard input."),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="File; for several sources a folder."),
]
To = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help=f"document, text, or {', '.join(FORMATS)}. By default the suffix of OUT says it.",
    ),
]
Bitext = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write source and translation as a bitext too.")
]
Model = Annotated[
    str | None,
    typer.Option(metavar="MODEL", help="Model folder or hub name; of a chat server its name."),
]
WhichEngine = Annotated[
    Engine | None, typer.Option("--engine", help="By default as --model, --url or --memory say.")
]
Memories = Annotated[
    list[Path] | None,
    typer.Option("--memory", metavar="FILE", help="Bitext to take known sentences from."),
]
Url = Annotated[
    str | None,
    typer.Option(metavar="URL", help="OpenAI-compatible chat server, up to and with /v1."),
]
Glossaries = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary", "-g", metavar="GLOSSARY", help="Terms to enforce; the first given decides."
    ),
]
SourceLang = Annotated[
    Language | None, typer.Option(help="Language of SOURCE; by default told by its script.")
]
TargetLang = Annotated[Language | None, typer.Option(help="Language to translate into.")]
Beam = Annotated[int, typer.Option(min=1, metavar="N", help="Hypotheses that are followed.")]
OnDevice = Annotated[Device, typer.Option("--device", help="Where the model runs.")]
Numbers = Annotated[
    Literal["auto", "float32", "float16", "bfloat16"],
    typer.Option("--precision", help="Format of the model's numbers."),
]
BatchTokens = Annotated[
    int, typer.Option(min=1, metavar="N", help="Tokens the model works on at a time.")
]
Piece = Annotated[
    int | None,
    typer.Option(
        min=1, metavar="N", help="Characters of a sentence translated at a time; cut at clauses."
    ),
]
Similarity = Annotated[
    float,
    typer.Option(
        "--min-similarity",
        min=0,
        max=1,
        metavar="S",
        help="Least similarity of what is taken from a memory alone.",
    ),
]
Again = Annotated[
    bool, typer.Option("--again", help="In bitexts, translate unconfirmed targets anew.")
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Translate anew what an earlier run has translated.")
]
Report = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Check and score the result: .html, .json or .md."),
]
Date = Annotated[
    str | None, typer.Option(metavar="DATE", help="Date of the texts; terms must be valid then.")
]
Fail = Annotated[FailOn, typer.Option(help="Least severity of exit code 1.")]
