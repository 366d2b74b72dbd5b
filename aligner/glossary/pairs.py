"""A glossary's own tests: sentence pairs that must pass, and pairs that must fail.

They stand beside the glossary (``policy.pairs.tsv`` beside ``policy.tsv``), tab-separated under the
header ``expect term source target date note``. ``expect`` is ``pass`` (every occurrence of the term
is rendered as the glossary allows), ``fail`` (one at least is not), a verdict (``variant``: that of
every occurrence), or ``none`` (the term does not stand in the source).
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.errors import FormatError
from aligner.glossary.cells import unescape
from aligner.glossary.files.base import read_bytes, text_of
from aligner.glossary.folding import fold
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, first_day
from aligner.glossary.verdict import GOOD, KINDS, Verdict, judge_pair

EXPECTATIONS = ("pass", "fail", "none", *KINDS)
_COLUMNS = ("expect", "term", "source", "target", "date", "note")


@dataclass(frozen=True, slots=True)
class TermPair:
    """A sentence and its translation, and how a term in it must be judged."""

    expect: str  # one of ``EXPECTATIONS``
    term: str  # the source of the term
    source: str
    target: str
    date: str = ""
    note: str = ""
    line: int = 0  # in its file, from 1


@dataclass(frozen=True, slots=True)
class PairResult:
    """What the glossary makes of a pair."""

    pair: TermPair
    found: tuple[str, ...]  # the verdict on each occurrence of the term

    @property
    def passed(self) -> bool:
        """Whether the pair was judged as expected."""
        match self.pair.expect:
            case "none":
                return not self.found
            case "pass":
                return bool(self.found) and GOOD.issuperset(self.found)
            case "fail":
                return bool(self.found) and not GOOD.issuperset(self.found)
            case verdict:
                return bool(self.found) and set(self.found) == {verdict}


def pairs_path(glossary: Path) -> Path:
    """Return where the pairs of a glossary stand.

    >>> pairs_path(Path("terms/policy.tsv")).name
    'policy.pairs.tsv'
    """
    return glossary.with_name(f"{glossary.stem}.pairs.tsv")


def read_pairs(path: Path) -> tuple[TermPair, ...]:
    """Return the pairs in a file.

    Raises:
        InputError: it cannot be read.
        FormatError: a missing column, an unknown expectation or a malformed date, with its line.
    """
    lines = text_of(read_bytes(path), str(path)).splitlines()
    rows = [(number, line.split("\t")) for number, line in enumerate(lines, 1) if line.strip()]
    rows = [(number, row) for number, row in rows if not row[0].startswith("#")]
    header = rows[0][1] if rows else []
    missing = [name for name in _COLUMNS[:4] if name not in header]
    if missing:
        raise FormatError(
            f"no column {missing[0]!r}",
            place=f"{path}:{rows[0][0] if rows else 1}",
            way_out=f"the header is {' '.join(_COLUMNS)}",
        )
    return tuple(_pairs(rows, path))


def _pairs(rows: Sequence[tuple[int, list[str]]], path: Path) -> Iterator[TermPair]:
    header = rows[0][1]
    for number, row in rows[1:]:
        place = f"{path}:{number}"
        if len(row) > len(header):
            raise FormatError(
                f"{len(row)} cells, the header has {len(header)}",
                place=place,
                way_out="remove the tabs inside its texts, or write them as \\t",
            )
        cells = {name: unescape(cell) for name, cell in zip(header, row, strict=False)}
        values = {name: cells.get(name, "").strip() for name in _COLUMNS}
        if values["expect"] not in EXPECTATIONS:
            raise FormatError(
                f"expects {values['expect']!r}",
                place=place,
                way_out=f"write {', '.join(EXPECTATIONS)}",
            )
        if values["date"]:
            try:
                first_day(values["date"])
            except ValueError as error:
                raise FormatError(str(error), place=place, way_out="write YYYY-MM-DD") from None
        yield TermPair(**values, line=number)


def run_pairs(glossary: Glossary, pairs: Sequence[TermPair]) -> tuple[PairResult, ...]:
    """Judge every pair, each at its date."""

    @cache
    def matcher(date: str) -> TermMatcher:
        day: datetime.date | None = first_day(date) if date else None
        return TermMatcher(glossary, day)

    @cache
    def form(text: str) -> str:
        return fold(text).text

    def verdicts(pair: TermPair) -> Iterator[Verdict]:
        judgement = judge_pair(matcher(pair.date), pair.source, pair.target)
        wanted = form(pair.term)
        for verdict in (*judgement.verdicts, *judgement.stray):
            if wanted in map(form, verdict.occurrence.term.sources):
                yield verdict

    return tuple(PairResult(pair, tuple(v.kind for v in verdicts(pair))) for pair in pairs)
