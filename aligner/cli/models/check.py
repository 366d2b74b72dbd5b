"""``aligner models check``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from aligner.cli.progress import passing_lines
from aligner.cli.verbosity import Quiet, Verbose

_Name = Annotated[
    str, typer.Argument(metavar="FOLDER", help="A model's folder, or its name on the hub.")
]
_NoSpeed = Annotated[bool, typer.Option("--no-speed", help="Load the model, do not run it.")]
_Json = Annotated[bool, typer.Option("--json", help="Write a JSON object.")]
_Device = Annotated[Literal["auto", "cpu", "cuda"], typer.Option(help="What the model runs on.")]
_Precision = Annotated[
    Literal["auto", "float32", "float16", "bfloat16"],
    typer.Option(help="Number format; auto: 16 bits on CUDA, float32 elsewhere."),
]


def check(
    name: _Name,
    no_speed: _NoSpeed = False,
    as_json: _Json = False,
    device: _Device = "auto",
    precision: _Precision = "auto",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Tell whether a model is usable, for what, and how fast it is here.

    All its files are loaded; the speed is measured on sentences of our own for three seconds.
    """
    from aligner.encoders.recipe import recipe_of
    from aligner.models import find_model
    from aligner.models.examination import examine
    from aligner.models.runtime import choose_runtime
    from aligner.models.speed import SECONDS
    from aligner.report.models import examination_json, examination_lines

    folder = find_model(name)
    with passing_lines() as progress:
        progress("Loading the model")
        found = examine(folder, choose_runtime(device, precision), 0 if no_speed else SECONDS)
    recipe = recipe_of(folder) if folder.kind == "encoder" else None
    shown = [examination_json(found, recipe)] if as_json else examination_lines(found, recipe)
    for line in shown:
        print(line)
