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


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule over whole jobs notes of a bead."""

    key: str  # what is compared: a term's source, a sentence without its numbers
    value: str  # how it is in this bead: a rendering, the other side's text
    chinese: Span | None = None
    english: Span | None = None


class Noted:
    """A fact and where it stands."""

    __slots__ = ("_row", "code", "fact", "file")

    def __init__(self, fact: Fact, finding: Finding, file: int = 0) -> None:
        """Keep a fact.

        Args:
            fact: what is noted.
            finding: with everything but message, way out and suggestion.
            file: of the job, from 0.
        """
        self.fact = fact
        self.file = file
        self.code = finding.code
        self._row = _row(finding)

    @classmethod
    def at(cls, fact: Fact, code: str, severity: Severity, bead: BeadAnalysis, file: int) -> Noted:
        """Keep a fact of a bead, without making a finding first: most facts lead to none."""
        source, target = bead.source, bead.target
        noted = cls.__new__(cls)
        noted.fact, noted.code, noted.file = fact, code, file
        spans = (fact.chinese, fact.english)
        noted._row = (
            severity,
            not target.text and bool(source.text),
            bead.index,
            bead.bead.probability,
            bead.bead.unit,
            _side_cells(source, spans[source.language == "en"]),
            _side_cells(target, spans[target.language == "en"]),
        )
        return noted

    @property
    def finding(self) -> Finding:
        """A finding with everything but message, way out and suggestion."""
        severity, is_source, bead, probability, unit, *sides = self._row
        source, target = (_passage(*cells) for cells in sides)
        main, entry = source if is_source else target, RULES.get(self.code)
        return Finding(
            self.code,
            entry.name if entry else "",
            severity,
            main.file,
            main.place,
            "",
            category=entry.category if entry else "",
            context=Context(bead, source, target, probability, unit),
        )

    @property
    def names(self) -> tuple[str, str]:
        """The files of source and target."""
        return self._row[5][0], self._row[6][0]

    @property
    def texts(self) -> tuple[str, str]:
        """The texts of source and target."""
        return self._row[5][_TEXT], self._row[6][_TEXT]

    def __reduce__(self) -> tuple[Callable[..., Noted], tuple[Any, ...]]:
        """Be sent as plain texts and numbers, at a third of the cost of a dataclass."""
        fact = self.fact
        spans = (fact.chinese, fact.english)
        flat = (None if one is None else (one.start, one.end) for one in spans)
        return _restored, (self.code, self.file, fact.key, fact.value, *flat, self._row)


def _restored(
    code: str,
    file: int,
    key: str,
    value: str,
    chinese: tuple[int, int] | None,
    english: tuple[int, int] | None,
    row: tuple[Any, ...],
) -> Noted:
    noted = Noted.__new__(Noted)
    noted.code, noted.file, noted._row = code, file, row
    noted.fact = Fact(key, value, chinese and Span(*chinese), english and Span(*english))
    return noted


def _row(finding: Finding) -> tuple[Any, ...]:
    context = finding.context
    if context is None:
        raise ValueError(f"{finding.code}: what is noted stands in a bead")
    source, target = context.source, context.target
    is_source = (finding.file, finding.place) == (source.file, source.place)
    beginning = (finding.severity, is_source, context.bead, context.probability, context.unit)
    return (*beginning, _cells(source), _cells(target))


def passage_of(side: Side, span: Span | None) -> Passage:
    """Return a side of a bead with what is marked in it."""
    if span is None:
        return Passage(side.file, side.place(), side.text)
    last = side.place(span.end - 1) if span.end > span.start else None
    return Passage(side.file, side.place(span.start), side.text, span.start, span.end, last)


def _side_cells(side: Side, span: Span | None) -> _Cells:
    return _unmarked_cells(side) if span is None else _cells(passage_of(side, span))


@lru_cache(maxsize=4)  # for the facts of one bead
def _unmarked_cells(side: Side) -> _Cells:
    return _cells(passage_of(side, None))


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
