"""``aligner models``: look into a model's folder, and what models gave before. A module each."""

from __future__ import annotations

import typer

from aligner.cli.app import new_app
from aligner.cli.models.cache import cache
from aligner.cli.models.check import check

app = new_app()


@app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """Look into models of your own: whether they are usable, for what, and how fast here."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


for command in (check, cache):
    app.command()(command)
