"""Analysing many beads at once: the searches run over all their texts together."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from aligner.analysis.bead import NEIGHBOURS, BeadAnalysis, Origin
from aligner.analysis.chunk import Chunk
from aligner.analysis.side import Side
from aligner.bead import Bead
from aligner.document import Language
from aligner.glossary.matching import Occurrence, TermMatcher
from aligner.glossary.model import Glossary
from aligner.glossary.verdict import judge
from aligner.text.quantities import Quantity, find_quantities, with_yen

_CHUNK = 252  # beads looked at together: more are hardly faster, and take memory


class Analyst:
    """Knows the glossary and finds out about beads."""

    def __init__(self, glossary: Glossary, date: datetime.date | None = None) -> None:
        """Prepare the searches.

        Args:
            glossary: its terms are looked for; it may be empty.
            date: of the texts; terms not valid then are left out. Unknown: all are valid.
        """
        self.glossary = glossary
        self.matcher = TermMatcher(glossary, date) if len(glossary) else None
        lapsed = tuple(term for term in glossary if not term.is_valid(date))
        self._lapsed = TermMatcher(replace(glossary, terms=lapsed)) if lapsed else None

    def analyse(self, beads: Sequence[Bead], origin: Origin, first: int = 0) -> list[BeadAnalysis]:
        """Return the analyses of consecutive beads, each with its neighbours among them.

        Time grows linearly with the texts. ``first`` is the index of the first bead in its file.
        """
        analyses = [BeadAnalysis(first + i, bead, origin) for i, bead in enumerate(beads)]
        for i, analysis in enumerate(analyses):
            analysis.before = tuple(analyses[max(0, i - NEIGHBOURS) : i])
            analysis.after = tuple(analyses[i + 1 : i + 1 + NEIGHBOURS])
        for i in range(0, len(analyses), _CHUNK):
            chunk = analyses[i : i + _CHUNK]
            shared = Chunk(chunk)
            for analysis in chunk:
                analysis.chunk = shared
        self._judge(analyses)
        _find_quantities([analysis.chinese for analysis in analyses], "zh")
        _find_quantities([analysis.english for analysis in analyses], "en")
        for analysis in analyses:
            chinese, english = analysis.chinese, analysis.english
            english.quantities = with_yen(english.quantities, english.text, chinese.quantities)
        return analyses

    def _judge(self, analyses: Sequence[BeadAnalysis]) -> None:
        if self.matcher is None:
            return
        sides = [analysis.chinese for analysis in analyses]
        found = _occurrences(self.matcher, sides)
        for analysis, occurrences in zip(analyses, found, strict=True):
            analysis.matcher = self.matcher
            if occurrences:
                analysis.judgement = judge(occurrences, analysis.english.words)
        if self._lapsed is not None:
            for analysis, lapsed in zip(analyses, _occurrences(self._lapsed, sides), strict=True):
                analysis.lapsed = lapsed


def _occurrences(matcher: TermMatcher, sides: Sequence[Side]) -> list[list[Occurrence]]:
    """Return the terms in each of many texts, which are searched together."""
    starts, text = _on_lines(sides)
    found: list[list[Occurrence]] = [[] for _ in sides]
    for one in matcher.occurrences(text):
        number = bisect_right(starts, one.start) - 1
        start = starts[number]
        found[number].append(Occurrence(one.term, one.start - start, one.end - start, one.others))
    return found


def _on_lines(sides: Sequence[Side]) -> tuple[list[int], str]:
    """Return all texts, each on a line of its own, and where each begins."""
    starts = [0, *accumulate(len(side.text) + 1 for side in sides)]
    return starts, "\n".join(side.text for side in sides)


def _find_quantities(sides: Sequence[Side], language: Language) -> None:
    starts, text = _on_lines(sides)
    found: list[list[Quantity]] = [[] for _ in sides]
    for one in find_quantities(text, language):
        number = bisect_right(starts, one.start) - 1
        found[number].append(one.moved(-starts[number]))
    for side, quantities in zip(sides, found, strict=True):
        side.quantities = quantities
