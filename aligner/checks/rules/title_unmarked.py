"""A title in 《》 is not marked as a title in the English.

Quotation marks, capitals, italics and Markdown emphasis all count. Without any, a reader does not
see that a document is meant, and cannot look it up.

Bad:  《外商投资法》 → the law on investment by foreigners
Good: 《外商投资法》 → the Foreign Investment Law

Reported only where the words of the title are found in the English, all in small letters.

Known false alarms: a document spoken of by its kind, “the draft plan” for 《纲要草案》.
"""

from __future__ import annotations

from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Problem, Settings
from aligner.checks.titles import (
    enclosed,
    has_acronym,
    is_marked,
    locate,
    other_marks,
    titles_in,
)


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem for each title that is found in the English without a mark."""
    titles = titles_in(bead.chinese.text)
    english = bead.english.text
    if not titles or not english:
        return
    enclosures = enclosed(english)
    spare = other_marks(english, enclosures) - len(titles)
    if spare >= 0:
        return  # as many marks as titles: whose is whose, word links cannot tell for sure
    for title in titles:
        places = locate(title, english)
        if not places or any(is_marked(place, english, enclosures) for place in places):
            continue
        best = places[0].window
        is_sure = not has_acronym(english) and len(best.rendering) > 1
        yield Problem(
            f"the title 《{title.text}》 is not marked as one",
            "write it in capitals, italics or quotation marks",
            title.span,
            best.span,
            severity="error" if is_sure else "warning",
        )
