"""The translation seems to be one of another sentence.

Words, terms and numbers of the two sides do not explain each other: a row was shifted, a sentence
was left out and its neighbour stands in its place, or a machine invented something. It is an error
where hardly anything fits, or where the translation fits the sentence beside it much better; a
warning where little does.

Bad:  加快建设图书馆。 → Farmers are worried about the price of seeds.
Good: 加快建设图书馆。 → We will build libraries faster.

Known false alarms: proverbs, slogans and headings that are translated freely.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from aligner.analysis import BeadAnalysis
from aligner.analysis.coverage import cover
from aligner.bead import Bead
from aligner.checks.base import Problem, Settings
from aligner.checks.completeness import is_in

# Official reports aligned by us have none below the first, and 8 in 3,300 beads below the second;
# with the next sentence put in their place two in three are below the first.
_SURE, _DOUBTFUL = 0.4, 1.45
_FEWEST, _ENOUGH = 3, 5  # content words of either side: to say anything, to be sure
_STRANGERS, _MANY = -1.5, 10  # score and words that no other alignment would explain
_QUOTED = re.compile(r'[“"「『].*[”"」』]\W*')  # a classic, a saying
_PROBABLE = 0.65  # below, the aligner says so itself
# A sentence whose translation was left out may be given a part of its neighbour's. Only where the
# aligner is not so sure, and the sides are not so related, the neighbours are tried: 25 of 7,200
# official beads. To be told, one must be nearer by the last; none of the 25 is.
_SETTLED, _RELATED, _NEARER = 0.92, 4.5, 1.0


def check(bead: BeadAnalysis, settings: Settings) -> Iterator[Problem]:
    """Yield a problem if the sides do not belong together."""
    if not bead.has_both:
        return
    relation = bead.coverage.relation
    is_strange = relation.score < _STRANGERS and relation.words >= _MANY
    if _is_neighbours(bead):
        yield Problem(
            "the translation rather belongs to the sentence beside it",
            "translate it anew, or check the alignment",
            is_sure=is_strange,
        )
        return
    if relation.words < _FEWEST or relation.score >= _DOUBTFUL:
        return
    if not (is_in(bead.english.text, "en") and is_in(bead.chinese.text, "zh")):
        return
    probability = bead.bead.probability
    is_aligned = probability is None or probability >= _PROBABLE
    is_sure = (is_aligned or is_strange) and relation.score < _SURE and relation.words >= _ENOUGH
    is_sure &= not any(map(_QUOTED.fullmatch, (bead.chinese.text, bead.english.text)))
    yield Problem(
        "the two sides hardly have a word in common",
        "translate it anew, or check the alignment",
        severity="error" if is_sure else "warning",
        is_sure=is_strange,
    )


def _is_neighbours(bead: BeadAnalysis) -> bool:
    """Tell whether the target goes much better with the source of a bead beside it."""
    probability = bead.bead.probability
    if probability is None or probability >= _SETTLED:
        return False
    own = bead.coverage.relation.score
    if own >= _RELATED:
        return False
    sources = [one.bead.source for one in (*bead.before[-1:], *bead.after[:1]) if one.source.text]
    crossed = [BeadAnalysis(0, Bead(one, bead.bead.target), bead.origin) for one in sources]
    return any(
        one.relation.words >= 2 and one.relation.score >= max(own + _NEARER, _DOUBTFUL)
        for one in cover(crossed)
    )
