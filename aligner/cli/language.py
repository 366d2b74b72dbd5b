"""The language of messages and help: ``--lang zh`` anywhere, or ``ALIGNER_LANG=zh``."""

from __future__ import annotations

import os
from typing import Any, get_args

from aligner.errors import UsageError
from aligner.messages import Interface, interface, set_interface, translate

_OPTION = "--lang"
_VARIABLE = "ALIGNER_LANG"


def take_language(arguments: list[str]) -> list[str]:
    """Choose the language and return the arguments without the option.

    It is looked for here, before any command is known, because help is made while arguments are
    read.

    Raises:
        UsageError: a language that there is not.
    """
    left: list[str] = []
    given = os.environ.get(_VARIABLE, "en")[:2]
    chosen = given if given in get_args(Interface) else "en"
    words = iter(arguments)
    for word in words:
        if word == "--":
            left += [word, *words]
        elif word == _OPTION:
            chosen = next(words, "")
        elif word.startswith(_OPTION + "="):
            chosen = word.removeprefix(_OPTION + "=")
        else:
            left.append(word)
    for known in get_args(Interface):
        if chosen == known:
            set_interface(known)
            return left
    raise UsageError(f"--lang {chosen}", way_out=f"choose from {', '.join(get_args(Interface))}")


def localised(command: Any) -> Any:  # noqa: ANN401  # Typer exports no type for commands
    """Return a command with its help in the language chosen."""
    if interface() == "en":
        return command
    from aligner.cli.help import Context

    command.context_class = Context
    command.help = "\n\n".join(map(translate, paragraphs(command.help)))
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = translate(parameter.help)
    for inner in getattr(command, "commands", {}).values():
        localised(inner)
    return command


def paragraphs(text: str | None) -> list[str]:
    """Return the paragraphs of a help text, each on one line."""
    return [" ".join(paragraph.split()) for paragraph in (text or "").split("\n\n")]
