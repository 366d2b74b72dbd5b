"""Bitexts with empty targets filled; what has a target stays as it is."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from aligner.bead import Bead, Bitext, join
from aligner.document import Language, Sentence
from aligner.formats.base import Side
from aligner.translation.base import Direction
from aligner.translation.job import Job
from aligner.translation.sentences import Asks, Line, Rendered, render


@dataclass(frozen=True, slots=True)
class Filling:
    """How a bitext is filled."""

    again: bool = False  # translate what has a target, too, unless a person stands behind it
    with_status: bool = False  # mark what is filled, as files of translation programs do

    def wants(self, bead: Bead, source: str) -> bool:
        """Tell whether a bead is to be translated."""
        if bead.locked or not source:
            return False
        has_target = any(sentence.text.strip() for sentence in bead.target)
        return not has_target or (self.again and not bead.is_confirmed)

    def status(self, bead: Bead, rendered: Rendered) -> Bead:
        """Return a bead with what is to be said of its translation."""
        if not rendered.outcome.text:
            note = "; ".join(filter(None, [bead.note, rendered.outcome.why]))
            return replace(bead, note=note)
        return replace(bead, status="translated") if self.with_status else bead


def fill(
    bitext: Bitext,
    job: Job,
    asks: Asks,
    filling: Filling,
    seen: Callable[[Bead, Rendered], None],
) -> Bitext:
    """Return a bitext whose empty targets are filled as its beads are read.

    Args:
        bitext: read as its beads are asked for, a window of the job ahead.
        job: translates.
        asks: what the glossary asks of a text.
        filling: which beads, and how.
        seen: is told of each bead when it is done.

    Raises:
        AlignerError: the translator's, or a file's, while beads are read.
    """
    direction = Direction(bitext.source_language, bitext.target_language)
    return replace(bitext, beads=_filled(bitext, direction, job, asks, filling, seen))


def _filled(
    bitext: Bitext,
    direction: Direction,
    job: Job,
    asks: Asks,
    filling: Filling,
    seen: Callable[[Bead, Rendered], None],
) -> Iterator[Bead]:
    waiting: deque[Bead] = deque()
    side = Side()
    lines = _lines(bitext, filling, waiting)
    for rendered in render(lines, direction, job, asks):
        bead = waiting.popleft()
        if rendered.line.is_done:
            bead = replace(bead, target=tuple(_renumbered(bead, side)))
        else:
            target = side.sentences(rendered.outcome.text)
            bead = filling.status(replace(bead, target=target), rendered)
        seen(bead, rendered)
        yield bead


def _renumbered(bead: Bead, side: Side) -> Iterator[Sentence]:
    """Yield the sentences of a target with the numbers they have among the others."""
    for sentence in bead.target:
        yield from side.sentences(sentence.text)


def _lines(bitext: Bitext, filling: Filling, waiting: deque[Bead]) -> Iterator[Line]:
    """Yield the source of each bead with those around it, noting the beads."""
    window: deque[tuple[Bead, str]] = deque(maxlen=3)
    for bead in bitext.beads:
        window.append((bead, _source(bead, bitext.source_language)))
        if len(window) > 1:
            yield _line(window, len(window) - 2, filling, waiting)
    if window:
        yield _line(window, len(window) - 1, filling, waiting)


def _line(
    window: deque[tuple[Bead, str]], index: int, filling: Filling, waiting: deque[Bead]
) -> Line:
    bead, source = window[index]
    waiting.append(bead)
    return Line(
        source,
        window[index - 1][1] if index else "",
        window[index + 1][1] if index + 1 < len(window) else "",
        is_done=not filling.wants(bead, source),
    )


def _source(bead: Bead, language: Language) -> str:
    return join(bead.source, language)
