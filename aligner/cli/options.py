"""The options of ``aligner align``, each with its help line, for use in signatures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from aligner.cli.pipeline import Level
from aligner.document import Language
from aligner.formats import FORMATS

Source = Annotated[
    Path | None,
    typer.Argument(metavar="SOURCE", help="Document, Chinese or English; - is standard input."),
]
Target = Annotated[Path | None, typer.Argument(metavar="TARGET", help="Its translation.")]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="File; with --pairs a folder."),
]
To = Annotated[
    str | None,
    typer.Option(
        metavar="FORMAT",
        help=f"Format of OUT: {', '.join(FORMATS)}. By default its suffix says it.",
    ),
]
Pairs = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Manifest, one pair a line: source, target, output, tab-separated."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Pairs aligned at a time; by default one a core."),
]
SourceLang = Annotated[
    Language | None, typer.Option(help="Language of SOURCE; by default told by its script.")
]
TargetLang = Annotated[Language | None, typer.Option(help="Language of TARGET.")]
Presegmented = Annotated[
    bool, typer.Option("--presegmented", help="Every line is one sentence, blank ones too.")
]
AtLevel = Annotated[Level, typer.Option(help="Align sentences, or clauses in long ones too.")]
Lexicon = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Lexicon made by aligner lexicon train.")
]
CheckBelow = Annotated[
    float, typer.Option(min=0, max=1, metavar="P", help="Mark beads of a lower probability.")
]
MinProbability = Annotated[
    float,
    typer.Option(min=0, max=1, metavar="P", help="Leave less probable beads out (tmx, moses)."),
]
SourceCode = Annotated[
    str | None,
    typer.Option(metavar="CODE", help="Language code in TMX, suffix in Moses, such as zh-CN."),
]
TargetCode = Annotated[str | None, typer.Option(metavar="CODE", help="The same for TARGET.")]
