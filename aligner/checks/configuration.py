"""What users choose: in ``aligner.toml``, in ``pyproject.toml``, on the command line.

    [check]                                # in pyproject.toml: [tool.aligner.check]
    glossaries = ["policy", "house.tsv"]   # paths relative to this file
    ignore = ["LAW"]

    [[check.overrides]]
    paths = ["laws/**"]
    select = ["LAW", "TERM"]

An override adds to what stands above it, and the command line to all of it: what is ignored and the
severities are added, everything else takes the place of what was said before. A ``select`` sets
aside all that was ignored before it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Literal, TypeVar

from aligner.checks.base import Settings
from aligner.checks.selection import CODES, chosen, covers
from aligner.findings import SEVERITIES, Severity

T = TypeVar("T")
FailOn = Literal["error", "warning", "info", "never"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be said in each place; None and empty: nothing is said."""

    glossaries: tuple[str, ...] | None = None  # files, or names of shipped ones
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severities: tuple[tuple[str, Severity], ...] = ()  # the last one of a code counts
    date: datetime.date | None = None
    memory: Path | None = None
    fail_on: FailOn | None = None
    baseline: Path | None = None

    def over(self, other: Choices) -> Choices:
        """Return these choices, completed by those of a place that counts less."""
        return Choices(
            _first(self.glossaries, other.glossaries),
            _first(self.select, other.select),
            self.ignore if self.select is not None else other.ignore + self.ignore,
            other.severities + self.severities,
            _first(self.date, other.date),
            _first(self.memory, other.memory),
            _first(self.fail_on, other.fail_on),
            _first(self.baseline, other.baseline),
        )

    @property
    def settings(self) -> Settings:
        """What the rules are told."""
        severities: Mapping[str, Severity] = dict(self.severities)
        return Settings(chosen(self.select, self.ignore), severities, self.date, self.memory)


@dataclass(frozen=True, slots=True)
class Override:
    """Choices for some files."""

    paths: tuple[str, ...]  # patterns, relative to the configuration's folder
    choices: Choices


@dataclass(frozen=True, slots=True)
class Configuration:
    """The content of a configuration file; without file nothing is chosen."""

    file: Path | None = None
    choices: Choices = Choices()
    overrides: tuple[Override, ...] = ()

    def choices_for(self, paths: Iterable[Path]) -> Choices:
        """Return the choices for files that are checked together, such as a document pair."""
        found = self.choices
        names = [self._relative(path) for path in paths]
        for override in self.overrides:
            if any(matches(name, pattern) for name in names for pattern in override.paths):
                found = override.choices.over(found)
        # These two are of the whole run.
        return replace(found, fail_on=self.choices.fail_on, baseline=self.choices.baseline)

    def _relative(self, path: Path) -> str:
        """Return the path of a file inside the configuration's folder; elsewhere the whole path."""
        folder = (self.file or Path()).absolute().parent.resolve()
        whole = path.absolute().resolve()
        return (whole.relative_to(folder) if whole.is_relative_to(folder) else whole).as_posix()


def severity_choices(words: Mapping[str, str]) -> Choices:
    """Return the choices that are made by giving codes or families a severity, or "off".

    >>> severity_choices({"TERM002": "info", "IGNORE": "off"}).ignore
    ('IGNORE',)
    """
    given = [
        (code, severity)
        for selector, word in words.items()
        for severity in SEVERITIES
        if severity == word
        for code in CODES
        if covers(selector, code)
    ]
    return Choices(
        ignore=tuple(selector for selector, word in words.items() if word == "off"),
        severities=tuple(given),
    )


NO_CONFIGURATION = Configuration()
_PARTS: Mapping[str, str] = MappingProxyType(
    {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
)


def matches(name: str, pattern: str) -> bool:
    """Tell whether a path with slashes fits a pattern; one without slash fits in every folder.

    >>> matches("laws/2024/a.tmx", "laws/**"), matches("laws/a.tmx", "*.tmx")
    (True, True)
    >>> matches("laws/2024/a.tmx", "laws/*")
    False
    """
    pattern = pattern.removeprefix("./")
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern if "/" in pattern else f"**/{pattern}")
    return re.fullmatch("".join(_PARTS.get(one, re.escape(one)) for one in parts), name) is not None


def _first(value: T | None, other: T | None) -> T | None:
    return other if value is None else value
