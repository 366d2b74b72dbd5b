"""What the pages of results are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

MISSING = "not yet measured"

Read = Callable[[str], Mapping[str, Any]]  # a benchmark's name to its results, empty if none


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured."""

    what: str
    result: str
    goal: str = ""  # what it is meant to reach, if anything
    headline: bool = False  # stands in the README as well


@dataclass(frozen=True, slots=True)
class Section:
    """Things that are measured together."""

    title: str
    benchmarks: tuple[str, ...]  # files in ``evaluation/results``, without suffix
    rows: tuple[Row, ...]
    preface: str = ""  # stands before the rows, ends in an empty line


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    r"""Return a Markdown table.

    >>> table(("a", "b"), [("1", "2")])
    '| a | b |\n| --- | --- |\n| 1 | 2 |\n'
    """
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
