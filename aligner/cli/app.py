"""The commands, and the root command that imports each of them only when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.core
import typer.main

from aligner import __version__
from aligner.cli.language import localised
from aligner.cli.verbosity import Quiet, Verbose, start_logging
from aligner.errors import UsageError
from aligner.messages import Interface, translate

# name -> (module, help line): enough for --help.
COMMANDS = {
    "align": ("aligner.cli.align", "Align two documents, or many, to bitexts."),
    "convert": (
        "aligner.cli.convert",
        "Convert a bitext to another format, or write it back.",
    ),
    "update": ("aligner.cli.update", "Compare a bitext with a new version of its documents."),
    "check": ("aligner.cli.check", "Check translations as a careful reviser would."),
    "score": ("aligner.cli.score", "Score translations: terms, consistency, quality."),
    "review": ("aligner.cli.review", "Correct an alignment in the terminal."),
    "glossary": ("aligner.cli.glossary", "Check, compare and use glossaries of fixed terms."),
    "lexicon": ("aligner.cli.lexicon", "Train a lexicon on translations, or look into one."),
    "models": ("aligner.cli.models", "Look into translation models and encoders of your own."),
}


# Set by the shell's completion script; see --show-completion.
_COMPLETE = "_ALIGNER_COMPLETE"


class Commands(typer.core.TyperGroup):
    """A group whose commands are looked up in ``COMMANDS`` and imported on demand."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401  # Typer exports no such type
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  # as above
        """Import the module of a command and return what its ``app`` makes."""
        if cmd_name not in COMMANDS:
            return None
        app = import_module(COMMANDS[cmd_name][0]).app
        command = typer.main.get_command(app)
        command.name = cmd_name
        return localised(command)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  # as above
        """Write the list of commands from the table, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, translate(line)) for name, (_, line) in COMMANDS.items()])


def new_app(**settings: Any) -> typer.Typer:  # noqa: ANN401  # handed through to Typer
    """Return a Typer application that starts fast: no rich layout."""
    return typer.Typer(
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        **({"add_completion": False} | settings),
    )


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Raises:
        UsageError: unknown command or option, or an argument missing.
    """
    start_logging()
    command = localised(typer.main.get_command(app))
    if _COMPLETE in os.environ:
        command.main(prog_name="aligner", complete_var=_COMPLETE)  # which ends the process
    try:
        # Not command(), which would turn errors into exit codes and messages of its own.
        with command.make_context("aligner", arguments) as context:
            command.invoke(context)
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        raise UsageError(error.format_message().rstrip("."), way_out="see --help") from error
    return 0


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"aligner {__version__}")
        raise typer.Exit


app = new_app(cls=Commands, add_completion=True)


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
    lang: Annotated[
        Interface | None, typer.Option(help="Language of messages and help, also ALIGNER_LANG.")
    ] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Align, check, score and translate Chinese–English policy texts."""
    if context.invoked_subcommand is None:
        print(context.get_help())
        raise typer.Exit(2)
