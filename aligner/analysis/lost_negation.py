"""How probably a Chinese negation was lost in English, by what was seen in sentence pairs.

不忘, 不得 and 未经 are translated by a negation hardly ever, always, or mostly: what stands around
a negation tells, and the English around the words that it denies (``aligner.analysis.negations``).
A logistic regression weighs all of it; its weights, in ``lost_negation.tsv``, were fitted by
``evaluation.build_negations`` on sentence pairs as they are and with one negation of the English
taken out.

It looks only at texts in which the Chinese has more negations than the English, and one of them is
mostly translated by one: two in a hundred; these take half a millisecond each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from aligner.analysis.negations import Features, Passage, around, features, marked, passage_of
from aligner.glossary.rendering import Span

WEIGHTS = Path(__file__).with_suffix(".tsv")
BIAS = "bias"
_USUAL = -0.1  # log-odds that the context alone adds; rarely is one lost that adds less


@dataclass(frozen=True, slots=True)
class Lost:
    """A Chinese negation that the English may lack."""

    odds: float  # log-odds that it was lost
    passage: Passage
    place: int  # offset of the negation

    @property
    def span(self) -> Span:
        """The negation, and what it denies."""
        return marked(self.passage, self.place)


def lost_negations(pairs: Sequence[tuple[str, str]]) -> list[Lost | None]:
    """Return what each English text lacks of its Chinese one; None where there is no suspicion."""
    passages = [passage_of(*pair) for pair in pairs]
    kept = [i for i, one in enumerate(passages) if one is not None and _is_usual(one)]
    found: list[Lost | None] = [None] * len(pairs)
    suspected = [one for i in kept if (one := passages[i]) is not None]
    for i, passage, seen in zip(kept, suspected, features(suspected), strict=True):
        found[i] = _weigh(passage, seen)
    return found


def _is_usual(passage: Passage) -> bool:
    """Tell whether a negation in such a context is mostly translated by one."""
    weights = _weights()
    return any(
        sum(weights.get(f"c{name}", 0.0) for name in around(passage.chinese, place)) > _USUAL
        for place in passage.places
    )


def _weigh(passage: Passage, seen: Features) -> Lost:
    weights = _weights()
    total = weights[BIAS] + sum(weights.get(name, 0.0) for name in seen.shared)
    worst, at = -math.inf, passage.places[0]
    for place, names in seen.of_negations:
        own = sum(weights.get(name, 0.0) for name in names)
        total += own
        if own > worst:
            worst, at = own, place
    return Lost(total, passage, at)


@cache
def _weights() -> dict[str, float]:
    rows = [line.partition("\t") for line in WEIGHTS.read_text("utf-8").splitlines()]
    return {name: int(weight) / 100 for name, _, weight in rows if not name.startswith("#")}
