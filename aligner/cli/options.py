"""The options of ``aligner align``, each with its help line, for use in signatures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from aligner.document import Language, other_language
from aligner.encoders.recipe import Pooling
from aligner.errors import UsageError
from aligner.formats import FORMATS, ReadOptions
from aligner.formats.base import Columns
from aligner.models.runtime import DeviceName
from aligner.pipeline import EncoderOptions, Level

_CODE = re.compile("[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*")


def columns(text: str | None) -> Columns:
    """Read the value of ``--columns``.

    Raises:
        UsageError: it is not of the form FIELD=HEADER,…
    """
    if text is None:
        return ()
    from aligner.formats.columns import parse_columns

    return parse_columns(text)


def reading(source_language: Language | None, headers: Columns) -> ReadOptions:
    """Return how a bitext is read whose source is in the language given, if one is."""
    source = source_language or "zh"
    return ReadOptions(source, other_language(source), headers, are_said=bool(source_language))


def code(text: str | None) -> str | None:
    """Read the value of ``--source-code`` or ``--target-code``.

    Raises:
        UsageError: no language code; files with it would be invalid, or have odd names.
    """
    if text and not _CODE.fullmatch(text):
        raise UsageError(f"no language code: {text}", way_out="write it like zh-CN or en")
    return text


def encoder_options(
    name: str | None,
    alone: bool = False,
    pooling: Pooling | None = None,
    prefix: str | None = None,
    device: DeviceName | None = None,
) -> EncoderOptions | None:
    """Return the options of an encoder, None where there is to be none.

    Raises:
        UsageError: options of an encoder, but no encoder.
    """
    if name is not None:
        return EncoderOptions(name, alone, pooling, prefix, device or "auto")
    given = {"--encoder-only": alone, "--pooling": pooling, "--device": device}
    unused = [option for option, value in given.items() if value]
    if prefix is not None:
        unused.append("--prefix")
    if unused:
        raise UsageError(f"{unused[0]} needs an encoder", way_out="add --encoder FOLDER")
    return None


Source = Annotated[
    Path | None,
    typer.Argument(metavar="SOURCE", help="Document or folder; - is standard input."),
]
Target = Annotated[
    Path | None,
    typer.Argument(metavar="TARGET", help="Its translation; none if SOURCE holds both languages."),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="OUT", help="File; for many documents a folder."),
]
Keep = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Bitext corrected by hand: keep its confirmed rows."),
]
TableColumns = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="FIELD=HEADER,…",
        help="Headers of tables, such as source=中文,target=英文.",
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Keep no record of what is done: align all pairs anew.")
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
EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder", metavar="MODEL", help="Sentence encoder: a model folder, or a name on the hub."
    ),
]
EncoderOnly = Annotated[
    bool, typer.Option("--encoder-only", help="Use the encoder without the lexicon.")
]
EncoderPooling = Annotated[
    Pooling | None,
    typer.Option("--pooling", help="How the encoder's tokens become a vector; its folder says it."),
]
EncoderPrefix = Annotated[
    str | None,
    typer.Option(
        "--prefix", metavar="TEXT", help="What the encoder wants before each sentence; likewise."
    ),
]
Device = Annotated[
    DeviceName | None,
    typer.Option("--device", help="What the encoder runs on; CUDA where there is any."),
]
Html = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write a page with the text side by side too.")
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
