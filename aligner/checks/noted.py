"""What rules over whole jobs note, in a form that hundreds of thousands of may be kept.

They are sent from the processes that note them to the one that concludes; of most of them no
finding is ever made. So where each stands is kept in rows, which it shares with the others of its
bead, and the finding is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from aligner.analysis import BeadAnalysis, Side
from aligner.checks.table import RULES
from aligner.document import Place
from aligner.findings import Context, Finding, Passage, Severity
from aligner.glossary.rendering import Span

_Cells = tuple[Any, ...]  # of a passage, its places as their parts
_TEXT = 4  # the cell of its text
_SOURCE, _TARGET = 4, 5  # the cells of both sides in a row


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule over whole jobs notes of a bead."""

    key: str  # what is compared: a term's source, a sentence without its numbers
    value: str  # how it is in this bead: a rendering, the other side's text
    chinese: Span | None = None
    english: Span | None = None
    text: str = ""  # what is compared besides, where hashes are not enough


_Row = tuple[Any, ...]  # of a bead, its sides as cells
_Rules = tuple[tuple[str, Severity], ...]


class Noted:
    """A fact and where it stands."""

    __slots__ = ("_row", "fact", "file", "rules")

    def __init__(self, fact: Fact, rules: _Rules, file: int, row: _Row) -> None:
        """Keep a fact; ``at`` is the way to make one."""
        self.fact = fact
        self.rules = rules  # that look at it, and how severe their findings are
        self.file = file  # of the job, from 0
        self._row = row

    @classmethod
    def at(cls, fact: Fact, rules: _Rules, bead: BeadAnalysis, file: int) -> Noted:
        """Keep a fact of a bead, without making a finding first: most facts lead to none.

        Args:
            fact: what is noted.
            rules: that look at it, and how severe their findings are.
            bead: where it stands.
            file: of the job, from 0.
        """
        is_unmarked = fact.chinese is None and fact.english is None
        row = _unmarked_row(bead) if is_unmarked else _marked_row(bead, fact)
        return cls(fact, rules, file, row)

    def finding(self, code: str) -> Finding:
        """Return a finding of a rule with everything but message, way out and suggestion."""
        is_source, bead, probability, unit, *sides = self._row
        source, target = (_passage(*cells) for cells in sides)
        main, entry = source if is_source else target, RULES.get(code)
        return Finding(
            code,
            entry.name if entry else "",
            dict(self.rules)[code],
            main.file,
            main.place,
            "",
            category=entry.category if entry else "",
            context=Context(bead, source, target, probability, unit),
        )

    @property
    def names(self) -> tuple[str, str]:
        """The files of source and target."""
        return self._row[_SOURCE][0], self._row[_TARGET][0]

    @property
    def texts(self) -> tuple[str, str]:
        """The texts of source and target."""
        return self._row[_SOURCE][_TEXT], self._row[_TARGET][_TEXT]

    def __reduce__(self) -> tuple[Callable[..., Noted], tuple[Any, ...]]:
        """Be sent as plain texts and numbers, at a third of the cost of a dataclass."""
        fact = self.fact
        spans = (fact.chinese, fact.english)
        flat = (None if one is None else (one.start, one.end) for one in spans)
        about = (self.rules, self.file, fact.key, fact.value, fact.text)
        return _restored, (*about, *flat, self._row)


def _restored(
    rules: _Rules,
    file: int,
    key: str,
    value: str,
    text: str,
    chinese: tuple[int, int] | None,
    english: tuple[int, int] | None,
    row: _Row,
) -> Noted:
    fact = Fact(key, value, chinese and Span(*chinese), english and Span(*english), text)
    return Noted(fact, rules, file, row)


@lru_cache(maxsize=1)  # all facts of a bead share it, when they are sent as well
def _unmarked_row(bead: BeadAnalysis) -> _Row:
    return _bead_row(bead, None, None)


def _marked_row(bead: BeadAnalysis, fact: Fact) -> _Row:
    spans = (fact.chinese, fact.english)
    return _bead_row(bead, spans[bead.source.language == "en"], spans[bead.target.language == "en"])


def _bead_row(bead: BeadAnalysis, source: Span | None, target: Span | None) -> _Row:
    is_source = not bead.target.text and bool(bead.source.text)
    return (
        is_source,
        bead.index,
        bead.bead.probability,
        bead.bead.unit,
        _side_cells(bead.source, source),
        _side_cells(bead.target, target),
    )


def passage_of(side: Side, span: Span | None) -> Passage:
    """Return a side of a bead with what is marked in it."""
    if span is None:
        return Passage(side.file, side.place(), side.text)
    last = side.place(span.end - 1) if span.end > span.start else None
    return Passage(side.file, side.place(span.start), side.text, span.start, span.end, last)


def _side_cells(side: Side, span: Span | None) -> _Cells:
    return _unmarked_cells(side) if span is None else _cells(passage_of(side, span))


@lru_cache(maxsize=2)  # of a bead
def _unmarked_cells(side: Side) -> _Cells:
    return (side.file, *side.place(), side.text, 0, 0, None)


def _cells(passage: Passage) -> _Cells:
    place, last = passage.place, passage.last
    span = (passage.start, passage.end, last and (last.line, last.column, last.part))
    return (passage.file, place.line, place.column, place.part, passage.text, *span)


def _passage(
    file: str,
    line: int,
    column: int,
    part: str,
    text: str,
    start: int,
    end: int,
    last: tuple[int, int, str] | None,
) -> Passage:
    return Passage(file, Place(line, column, part), text, start, end, last and Place(*last))
