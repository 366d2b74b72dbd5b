"""``aligner glossary``: keep, check, compare and use glossaries. One module a command."""

from __future__ import annotations

import typer

from aligner.cli.app import new_app
from aligner.cli.glossary.convert import convert
from aligner.cli.glossary.diff import diff
from aligner.cli.glossary.extract import extract
from aligner.cli.glossary.lint import lint, run_tests
from aligner.cli.glossary.lookup import lookup
from aligner.cli.glossary.match import match

app = new_app()


@app.callback(invoke_without_command=True)
def glossary(context: typer.Context) -> None:
    """Keep glossaries of fixed terms: check, test, compare, convert, look up, find in texts."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)


app.command()(lint)
app.command("test")(run_tests)
for command in (match, lookup, extract, diff, convert):
    app.command()(command)
