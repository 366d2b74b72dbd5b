"""Reading configuration files, with the line of every mistake."""

from __future__ import annotations

import datetime
import difflib
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from aligner.checks.configuration import (
    Choices,
    Configuration,
    FailOn,
    Override,
    severity_choices,
)
from aligner.checks.selection import is_known, nearest, split
from aligner.errors import FormatError, InputError
from aligner.findings import SEVERITIES
from aligner.glossary.model import first_day

OWN_NAME = "aligner.toml"
_SHARED = "pyproject.toml"
_KEYS = ("glossaries", "select", "ignore", "severities", "date", "memory")
_RUN_KEYS = ("fail-on", "baseline", "overrides")


def find_configuration(start: Path) -> Path | None:
    """Return the nearest configuration file in a file's folder or one above it."""
    start = start.absolute()
    for folder in (start, *start.parents):
        if (folder / OWN_NAME).is_file():
            return folder / OWN_NAME
        if (folder / _SHARED).is_file() and _section(folder / _SHARED) is not None:
            return folder / _SHARED
    return None


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file.

    Raises:
        InputError: it cannot be read.
        FormatError: malformed, an unknown key or code, or a value of the wrong kind; with its line.
    """
    whole = _load(path)
    is_shared = path.name == _SHARED
    data = _section(path) if is_shared else whole
    prefix = "tool.aligner." if is_shared else ""
    top = _Table(path, path.read_text(encoding="utf-8"), data or {}, 0)
    top.refuse_unknown(("check",))
    table = top.table("check", f"[{prefix}check]")
    table.refuse_unknown((*_KEYS, *_RUN_KEYS))
    overrides = tuple(_override(one) for one in table.tables("overrides", prefix))
    return Configuration(path, _choices(table), overrides)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file, with where it begins."""

    path: Path
    text: str  # of the whole file
    data: dict[str, Any]
    start: int  # offset of its header

    def refuse_unknown(self, known: Sequence[str]) -> None:
        """Fail if there is a key that has no meaning."""
        for key in self.data:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1, cutoff=0.0)[0]
                raise self.error(f"unknown key {key}", f"the nearest is {near}", key)

    def error(self, problem: str, way_out: str, *words: str) -> FormatError:
        """Return the error at the first line that has these words, in this order."""
        place = self.start
        for word in words:
            found = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])").search(self.text, place)
            place = found.start() if found else place
        line = self.text.count("\n", 0, place) + 1
        return FormatError(problem, place=f"{self.path}:{line}", way_out=way_out)

    def table(self, key: str, header: str) -> _Table:
        """Return a table inside; an empty one if it is not there."""
        data = self.data.get(key, {})
        if not isinstance(data, dict):
            raise self.error(f"{key} is no table", f"write {header}", key)
        return _Table(self.path, self.text, data, max(self.text.find(header), self.start))

    def tables(self, key: str, prefix: str) -> Iterator[_Table]:
        """Yield the tables of an array."""
        rows = self.data.get(key, [])
        header = f"[[{prefix}check.{key}]]"
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.error(f"{key} is no array of tables", f"write {header}", key)
        start = self.start
        for row in rows:
            start = max(self.text.find(header, start + 1), start)
            yield _Table(self.path, self.text, row, start)

    def texts(self, key: str) -> tuple[str, ...] | None:
        """Return a list of texts, or one text alone."""
        value = self.data.get(key)
        if value is None:
            return None
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
            raise self.error(f"{key} is no list of texts", f'write {key} = ["…"]', key)
        return tuple(values)

    def word(self, key: str, known: Sequence[str] = ()) -> str | None:
        """Return a text, one of those known if any are."""
        value = self.data.get(key)
        if value is None or (isinstance(value, str) and (value in known or not known)):
            return value
        way_out = f"choose from {', '.join(known)}" if known else "write a text in quotes"
        raise self.error(f"{key}: {value!r} cannot be", way_out, key)

    def selectors(self, key: str) -> tuple[str, ...] | None:
        """Return a list of codes and families."""
        texts = self.texts(key)
        return None if texts is None else tuple(self.known(one, key) for one in split(texts))

    def known(self, selector: str, key: str) -> str:
        """Return a code or family in capitals, if it is one."""
        if is_known(selector.upper()):
            return selector.upper()
        near = nearest(selector)
        raise self.error(f"unknown code {selector}", f"the nearest is {near}", key, selector)

    def file(self, key: str) -> Path | None:
        """Return a path, relative to the configuration's folder."""
        word = self.word(key)
        return None if word is None else self.path.parent / word

    def day(self, key: str) -> datetime.date | None:
        """Return a date, written as TOML does or as a text."""
        value = self.data.get(key)
        if value is None or type(value) is datetime.date:
            return value
        try:
            return first_day(value)
        except (ValueError, TypeError, AttributeError):
            raise self.error(f"{key}: {value!r} cannot be", "write YYYY-MM-DD", key) from None


def _choices(table: _Table) -> Choices:
    names = table.texts("glossaries")
    fail_on: Any = table.word("fail-on", get_args(FailOn))
    said = _severities(table)
    return Choices(
        None if names is None else tuple(_glossary(table.path.parent, name) for name in names),
        table.selectors("select"),
        (table.selectors("ignore") or ()) + said.ignore,
        said.severities,
        table.day("date"),
        table.file("memory"),
        fail_on,
        table.file("baseline"),
    )


def _override(table: _Table) -> Override:
    table.refuse_unknown(("paths", *_KEYS))
    paths = table.texts("paths")
    if not paths:
        raise table.error("an override without paths", 'write paths = ["folder/**"]')
    return Override(paths, _choices(table))


def _severities(table: _Table) -> Choices:
    """Return what is said of severities; a family stands for its codes."""
    inside = table.table("severities", "severities")
    words = {
        inside.known(code, code): inside.word(code, (*SEVERITIES, "off")) or ""
        for code in inside.data
    }
    return severity_choices(words)


def _glossary(folder: Path, name: str) -> str:
    """Return a glossary's path; the name of a shipped one stays a name."""
    path = folder / name
    return str(path) if path.exists() or path.suffix else name


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", place=str(path), way_out="check the path"
        ) from None
    except UnicodeDecodeError:
        raise FormatError("not UTF-8", place=str(path), way_out="save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\s*\(at line (\d+).*\)|\s*\(at end of document\)", str(error))
        line = f":{at[1]}" if at and at[1] else ""
        problem = str(error).replace(at[0], "") if at else str(error)
        raise FormatError(
            f"no TOML: {problem}", place=f"{path}{line}", way_out="see https://toml.io"
        ) from None


def _section(path: Path) -> dict[str, Any] | None:
    """Return what a ``pyproject.toml`` says of this program."""
    tool = _load(path).get("tool", {})
    section = tool.get("aligner") if isinstance(tool, dict) else None
    return section if isinstance(section, dict) else None
