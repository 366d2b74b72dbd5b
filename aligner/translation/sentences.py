"""Sentences through a job: what needs no engine beside what one translates, in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Request, Requirement
from aligner.translation.finishing import finished, made, moved
from aligner.translation.job import Job
from aligner.translation.outcome import Outcome, TermOutcome
from aligner.translation.units import Unit, unit_of

# What a glossary asks of the translation of a text; called in the order of a document, since a
# term that was mentioned before may be rendered by its short form.
Asks = Callable[[str], tuple[Requirement, ...]]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence on one line, where it stands."""

    text: str
    before: str = ""  # the sentences around it, for engines that look at them
    after: str = ""
    begins: bool = True  # whether its translation begins with a capital
    is_done: bool = False  # it has a translation, and needs none
    code: tuple[str, ...] = ()  # what of it is code, by its look in the document


@dataclass(frozen=True, slots=True)
class Rendered:
    """A line with its translation; term spans are offsets into both of them."""

    line: Line
    outcome: Outcome
    is_copied: bool = False  # nothing of it had to be translated
    marker: tuple[int, int] = (0, 0)  # code points of the number before it, in both of them


def render(lines: Iterable[Line], direction: Direction, job: Job, asks: Asks) -> Iterator[Rendered]:
    """Yield the lines translated, in order; of those that are done the outcome is empty.

    Raises:
        AlignerError: the translator's.
    """
    waiting: deque[tuple[Line, Unit]] = deque()

    def requests() -> Iterator[Request]:
        for line in lines:
            unit = Unit(line.text, "", 0, "") if line.is_done else unit_of(line.text, direction)
            waiting.append((line, unit))
            if unit.ready is None:
                yield Request(unit.text, asks(unit.text), line.before, line.after)

    for outcome in job.run(requests()):
        yield from _copied(waiting)
        line, unit = waiting.popleft()
        marker = unit.start, len(unit.marker)
        yield Rendered(line, _finished(outcome, line, unit, direction), marker=marker)
    yield from _copied(waiting)


def _copied(waiting: deque[tuple[Line, Unit]]) -> Iterator[Rendered]:
    """Yield what needs no engine, up to what does."""
    while waiting and waiting[0][1].ready is not None:
        line, unit = waiting.popleft()
        yield Rendered(line, Outcome(unit.ready or ""), is_copied=True)


def _finished(outcome: Outcome, line: Line, unit: Unit, direction: Direction) -> Outcome:
    """Return an outcome as it stands in the document: mended, its marker before it."""
    terms = (_in_source(term, unit.start) for term in outcome.terms)
    if not outcome.text.strip():
        return replace(outcome, text="", terms=tuple(terms))
    edits = finished(
        outcome.text, unit.text, direction.target, begins=line.begins or bool(unit.marker)
    )
    text = unit.marker + made(outcome.text, edits)

    def place(span: Span) -> Span:
        ahead = len(unit.marker)
        return Span(moved(span.start, edits) + ahead, moved(span.end, edits) + ahead)

    placed = tuple(replace(term, span=term.span and place(term.span)) for term in terms)
    return replace(outcome, text=text, terms=placed)


def _in_source(term: TermOutcome, start: int) -> TermOutcome:
    span = term.requirement.span
    moved_span = Span(span.start + start, span.end + start)
    return replace(term, requirement=replace(term.requirement, span=moved_span))
