"""What a glossary is made of: terms, their renderings, and what must hold of them.

A term says how one Chinese expression is put into English: the preferred rendering, others that
are allowed, those that are wrong, and where and when all this holds.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, get_args

from aligner.document import Place

Status = Literal["draft", "approved", "deprecated"]
Case = Literal["", "exact"]
STATUSES: tuple[Status, ...] = get_args(Status)
CASES: tuple[Case, ...] = get_args(Case)

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Rendering:
    """An allowed rendering, complete: never a part of one."""

    text: str
    authority: str = ""  # who renders it so: "State Council"
    reference: str = ""  # where it stands: "GWR 2018", an address


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A rendering that is wrong."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """The row of a table that a term was read from."""

    line: int  # from 1
    starts: tuple[int, ...] = ()  # column, from 1, at which the cell of each field begins
    fields: tuple[str, ...] = ()  # the field of each cell
    part: str = ""  # "sheet terms"
    file: str = ""  # its name, without folders

    @property
    def address(self) -> str:
        """Name the line, for those who look it up: ``policy.tsv:14``; empty if it is not known."""
        return f"{self.file}:{self.line}" if self.file and self.line else ""

    def place(self, name: str = "") -> Place:
        """Return where a field stands; the row's start if it has no cell."""
        starts = dict(zip(self.fields, self.starts, strict=False))  # A row may be short.
        return Place(self.line, starts.get(name, 1), self.part)


@dataclass(frozen=True, slots=True)
class Term:
    """One line of a glossary.

    Empty or contradictory texts are allowed here, so that ``aligner.glossary.lint`` can say where
    they stand; only what no file can mean is refused.

    Raises:
        ValueError: an unknown status or case rule, or a date that is none.
    """

    source: str  # Chinese, as in the glossary; matched as aligner.glossary.folding says
    target: str  # the preferred rendering
    source_variants: tuple[str, ...] = ()  # other Chinese forms
    variants: tuple[Rendering, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    status: Status = "approved"
    replaced_by: str = ""  # of a deprecated term: the source of the one to use
    domain: str = ""
    pos: str = ""  # part of speech: noun, verb, adjective, phrase, name
    case: Case = ""  # "exact": capitals as in the glossary
    first: str = ""  # at the first mention: "Communist Party of China (CPC)"
    short: tuple[str, ...] = ()  # after it: "CPC"
    when: tuple[str, ...] = ()  # holds only where one of these stands in the Chinese
    unless: tuple[str, ...] = ()  # holds only where none of these does
    valid_from: str = ""  # YYYY, YYYY-MM or YYYY-MM-DD: the first day
    valid_until: str = ""  # the last day
    authority: str = ""  # of the preferred rendering
    reference: str = ""
    note: str = ""
    extra: tuple[tuple[str, str], ...] = ()  # other columns of the file: header and text
    origin: Origin = field(default=Origin(0), compare=False)

    def __post_init__(self) -> None:
        """Check what has only a few possible values."""
        if self.status not in STATUSES:
            raise ValueError(f"unknown status {self.status!r}")
        if self.case not in CASES:
            raise ValueError(f"unknown case rule {self.case!r}")
        for text in (self.valid_from, self.valid_until):
            if text:
                first_day(text)

    def __hash__(self) -> int:
        """Hash what nearly always tells lines apart: all fields would take ten times as long."""
        return hash((self.source, self.target))

    @property
    def sources(self) -> tuple[str, ...]:
        """All Chinese forms, the main one first."""
        return (self.source, *self.source_variants)

    @property
    def renderings(self) -> tuple[str, ...]:
        """All allowed full forms: preferred, first mention, variants."""
        first = (self.first,) if self.first else ()
        return (self.target, *first, *(variant.text for variant in self.variants))

    def is_valid(self, date: datetime.date | None) -> bool:
        """Tell whether the term holds on a day; on an unknown one every term does.

        >>> Term("治理", "governance", valid_until="2017").is_valid(datetime.date(2018, 1, 1))
        False
        """
        if date is None:
            return True
        begun = not self.valid_from or first_day(self.valid_from) <= date
        return begun and (not self.valid_until or date <= last_day(self.valid_until))


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms, in the order of their file."""

    name: str
    terms: tuple[Term, ...]
    version: str = ""
    licence: str = ""

    def __iter__(self) -> Iterator[Term]:
        """Iterate over the terms."""
        return iter(self.terms)

    def __len__(self) -> int:
        """Return the number of terms."""
        return len(self.terms)

    def in_order(self) -> Glossary:
        """Return the glossary with its terms in the order of the master file."""
        return replace(self, terms=tuple(sorted(self.terms, key=sort_key)))


def sort_key(term: Term) -> tuple[str, ...]:
    """Return what terms are sorted by: source, then what tells terms of one source apart."""
    return (term.source, term.valid_from, "|".join(term.when), "|".join(term.unless), term.target)


def first_day(text: str) -> datetime.date:
    """Return the first day that a date, possibly without day or month, can mean.

    >>> first_day("2021-03")
    datetime.date(2021, 3, 1)

    Raises:
        ValueError: it is none.
    """
    year, month, day = _parts(text)
    return datetime.date(year, month or 1, day or 1)


def last_day(text: str) -> datetime.date:
    """Return the last such day.

    >>> last_day("2020-02"), last_day("2021")
    (datetime.date(2020, 2, 29), datetime.date(2021, 12, 31))

    Raises:
        ValueError: it is none.
    """
    year, month, day = _parts(text)
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def _parts(text: str) -> tuple[int, int, int]:
    match = _DATE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no date")
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise ValueError(f"{text!r} is no date") from None
    return year, month, day
