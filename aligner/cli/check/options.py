"""The options of ``aligner check``, and what they say together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from aligner.checks.configuration import (
    NO_CONFIGURATION,
    Choices,
    Configuration,
    FailOn,
    severity_choices,
)
from aligner.checks.configuration_file import find_configuration, read_configuration
from aligner.checks.selection import is_known, nearest, split
from aligner.cli.day import day_of
from aligner.errors import UsageError
from aligner.findings import SEVERITIES, Severity
from aligner.report.base import REPORTS

Files = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="FILE...", help="A document and its translation, bitexts, or folders of them."
    ),
]
Glossaries = Annotated[
    list[str] | None,
    typer.Option(
        "--glossary", "-g", metavar="GLOSSARY", help="Terms to check; the first given decides."
    ),
]
Date = Annotated[
    str | None, typer.Option(metavar="DATE", help="Date of the texts; terms must be valid then.")
]
Memory = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Bitext of published translations.")
]
Select = Annotated[
    list[str] | None,
    typer.Option(metavar="CODES", help="Rules to run: codes, families such as NUM, or ALL."),
]
Ignore = Annotated[list[str] | None, typer.Option(metavar="CODES", help="Rules not to run.")]
Severities = Annotated[
    list[str] | None,
    typer.Option("--severity", metavar="CODE=LEVEL", help="error, warning, info or off."),
]
Form = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=f"{', '.join(REPORTS)}; by default as the suffix of FILE says, or text.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="By default standard output."),
]
Fail = Annotated[
    FailOn | None,
    typer.Option(help="Least severity of exit code 1; by default error."),
]
Show = Annotated[Severity, typer.Option(help="Least severity shown.")]
Statistics = Annotated[
    bool, typer.Option("--statistics", help="Show how often each rule found something.")
]
Explain = Annotated[
    str | None, typer.Option(metavar="CODE", help="Print what a rule reports and why.")
]
Config = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Configuration; by default the nearest aligner.toml."),
]
Isolated = Annotated[bool, typer.Option("--isolated", help="Use no configuration file.")]
BaselineFile = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="Accepted findings, which do not count."),
]
UpdateBaseline = Annotated[
    bool, typer.Option("--update-baseline", help="Accept what is found now.")
]
Decisions = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Accept only what has a status in this table of findings."),
]
Pairs = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Manifest, one pair a line: source, target, tab-separated."),
]
Jobs = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Processes; by default one a core.")
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Check anew what an earlier run has checked.")
]


def choices(
    glossaries: Sequence[str] | None,
    select: Iterable[str] | None,
    ignore: Iterable[str] | None,
    severities: Iterable[str] | None,
    date: str | None,
    memory: Path | None,
    fail_on: FailOn | None,
    baseline: Path | None,
) -> Choices:
    """Return what the command line says.

    Raises:
        UsageError: an unknown code, severity or date.
    """
    said = severity_choices(dict(map(_severity, severities or ())))
    return Choices(
        tuple(glossaries) if glossaries else None,
        None if select is None else _selectors("--select", select),
        _selectors("--ignore", ignore or ()) + said.ignore,
        said.severities,
        day_of(date),
        memory,
        fail_on,
        baseline,
    )


def configuration(path: Path | None, isolated: bool, first: Path) -> Configuration:
    """Return the configuration in a file, else in the nearest one upward from the first input.

    Raises:
        InputError: it cannot be read, or says what has no meaning.
        UsageError: options that exclude each other.
    """
    if isolated:
        if path is not None:
            raise UsageError("--config and --isolated", way_out="leave one of them out")
        return NO_CONFIGURATION
    # As it was named: a file that is a link is configured where the link is.
    found = path or find_configuration(first if first.is_dir() else first.parent)
    if found and found.is_absolute() and found.is_relative_to(Path.cwd()):
        found = found.relative_to(Path.cwd())  # as people would name it
    return read_configuration(found) if found else NO_CONFIGURATION


def _selectors(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    selectors = split(texts)
    for one in selectors:
        _refuse_unknown(option, one)
    return selectors


def _severity(text: str) -> tuple[str, str]:
    code, _, word = (part.strip() for part in text.partition("="))
    if word not in (*SEVERITIES, "off"):
        raise UsageError(f"--severity {text}", way_out="write CODE=error, warning, info or off")
    _refuse_unknown("--severity", code.upper())
    return code.upper(), word


def _refuse_unknown(option: str, selector: str) -> None:
    if not is_known(selector):
        raise UsageError(
            f"unknown code {selector}", place=option, way_out=f"the nearest is {nearest(selector)}"
        )
