"""A title in 《》 is not marked as a title in the English.

Quotation marks, capitals, italics and Markdown emphasis all count. Without any, a reader does not
see that a document is meant, and cannot look it up.

Bad:  《外商投资法》 → the foreign investment law
Good: 《外商投资法》 → the Foreign Investment Law

Reported only where the words of the title are found in the English, all in small letters.

Known false alarms: a document spoken of by its kind, “the draft plan” for 《纲要草案》; titles in
sentence case (“Opinions on deepening reform”) inside a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.links import words_in
from aligner.checks.titles import (
    Located,
    begins_sentence,
    enclosed,
    has_own_capital,
    is_marked,
    locate,
    titles_in,
)
from aligner.glossary.rendering import Span

_MOSTLY = 0.5  # of a title's words must be rendered in one stretch for it to be found
_FEWEST = 2  # words; 《纲要草案》 may be “the draft”
_PARTLY = 0.4  # are enough where the stretch is marked


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each title that is found in the English without a mark."""
    english = bead.english.text
    titles = titles_in(bead.chinese.text)
    enclosures = enclosed(english) if titles else []
    for title in titles:
        if not english:
            continue
        places = locate(title.text, english)
        if not places or places[0].window.coverage < _MOSTLY:
            continue
        if not (places[0].is_sure or _is_bare(english, enclosures)):
            continue
        best = places[0].window
        if any(
            _may_be(place, places[0]) and is_marked(place, english, enclosures) for place in places
        ):
            continue
        if len(best.rendering) < _FEWEST:
            continue
        yield Problem(
            f"the title 《{title.text}》 is not marked as one",
            "write it in capitals, italics or quotation marks",
            title.span,
            best.span,
            # Its first word would have a capital here in sentence case too, which some houses use.
            severity="warning" if begins_sentence(best.rendering[0], english) else "error",
        )


def _is_bare(english: str, enclosures: Sequence[Span]) -> bool:
    """Tell whether nothing at all is marked: then the title is not, wherever it stands."""
    return not enclosures and not any(has_own_capital(word, english) for word in words_in(english))


def _may_be(place: Located, best: Located) -> bool:
    """Tell whether a stretch may be the title's name as well as the best one.

    The Exchange Fund is no Exchange Fund Ordinance: it does not say what kind of document it is.
    """
    coverage, span = place.window.coverage, place.window.span
    if place is not best and span.overlaps(best.window.span):
        return False
    return coverage >= best.window.coverage or (place.names_kind and coverage >= _PARTLY)
