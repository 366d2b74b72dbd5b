"""Where a term belongs in a translation: where the model looks at it.

A term that is forced on a model costs about the same everywhere, so probability alone puts it
anywhere, and the model goes on to translate what the term stands for once more in words of its own.
Attention tells both: a rendering is begun best when the model looks at the term in the source, and
words of its own that are written while it looks there say the term in other words. (Hasler et al.
2018 place terms by attention as well; here it only takes part in the ranking.)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from aligner.translation.neural.constraints import Constraints, Progress
from aligner.translation.neural.model import TranslationModel

_BEGINNING = 1.0  # weight of where a rendering begins
_OTHER = 2.0  # of looking at a term while writing other words
_LEAST = 0.05  # share of attention; less is as bad


@dataclass(frozen=True, slots=True)
class Guidance:
    """What one hypothesis loses by the next token, in nats."""

    beginnings: dict[int, float]  # of tokens that begin a rendering
    going: set[int]  # tokens that go on with one: they lose nothing
    others: float  # of words that are neither
    quiet: frozenset[int]  # tokens that say nothing of their own: marks, articles, prepositions

    @classmethod
    def of(
        cls,
        model: TranslationModel,
        constraints: Constraints,
        progress: Progress,
        looks: Sequence[float],
    ) -> Guidance:
        """Work it out of where the model looks: shares of each source token."""
        shares = [_share(looks, one.source) for one in constraints.all]
        beginnings: dict[int, float] = {}
        for number in constraints.open(progress):
            cost = -_BEGINNING * math.log(max(shares[number], _LEAST))
            for token in constraints.root(number, progress.is_fresh).children:
                beginnings[token] = min(cost, beginnings.get(token, math.inf))
        going = constraints.continuations(progress)
        return cls(beginnings, going, _OTHER * max(shares), model.quiet)

    def cost(self, token: int) -> float:
        """Return what a token costs, 0 or more."""
        if token in self.going:
            return 0.0
        if token in self.beginnings:
            return self.beginnings[token]
        return 0.0 if token in self.quiet else self.others


def _share(looks: Sequence[float], span: tuple[int, int]) -> float:
    """Return how much of the attention a term has; all, where its place is not known."""
    start, end = span
    return min(1.0, sum(looks[start:end])) if end > start else 1.0
