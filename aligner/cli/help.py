"""The parts of a help page that the command-line library writes itself, in the language chosen."""

from __future__ import annotations

import re

import typer

from aligner.messages import translate

_PLACEHOLDER = re.compile(r"OPTIONS|COMMAND|ARGS")
_REMARKS = re.compile(r"(?P<text>.*?)(?:(?:^|  )\[(?P<remarks>[^\[\]]+)\])?", re.DOTALL)


# Typer exports its formatter nowhere else.
class Formatter(typer.Context.formatter_class):  # type: ignore[valid-type, misc]
    """Writes headings, the line of usage and remarks such as ``[required]`` translated."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        shown = _PLACEHOLDER.sub(lambda word: translate(word[0]), args)
        super().write_usage(prog, shown, prefix or f"{translate('Usage')}: ")

    def write_heading(self, heading: str) -> None:
        """Write what a section holds."""
        super().write_heading(translate(heading))

    def write_dl(
        self, rows: list[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write a table of names and what they mean."""
        super().write_dl([(name, _translated(text)) for name, text in rows], col_max, col_spacing)


class Context(typer.Context):
    """Makes help pages with ``Formatter``."""

    formatter_class = Formatter


def _translated(text: str) -> str:
    """Return a meaning with the remarks at its end translated.

    >>> _translated("How many.  [default: 3; required]")
    'How many.  [default: 3; required]'
    """
    found = _REMARKS.fullmatch(text)
    if found is None or not found["remarks"]:
        return translate(text)
    remarks = "; ".join(map(translate, found["remarks"].split("; ")))
    return f"{translate(found['text'])}  [{remarks}]".lstrip()
