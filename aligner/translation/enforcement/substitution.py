"""The third step: the words that stand for a term are replaced by its rendering.

One term at a time: what is known to be wrong first, then where attention and lexicon say that the
term stands. Where a model can score, it tells which of several places reads best.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aligner.translation.base import Attention, Engine, Steerable
from aligner.translation.enforcement.constrained import is_verb
from aligner.translation.enforcement.draft import Draft, rewritten
from aligner.translation.enforcement.location import Location, Passage, locate, passage_of
from aligner.translation.enforcement.mending import put
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.work import Work

_BASES = 3  # drafts of a request that words are replaced in
_SAFE = 0.5  # confidence in a place, if no model tells how the result reads
_WEIGHT = 1.0  # of the confidence against the mean log probability of a token


@dataclass(frozen=True, slots=True)
class _Base:
    """A draft to replace words in, and the requirement whose words they are."""

    work: int
    draft: Draft
    number: int  # of the requirement


@dataclass(frozen=True, slots=True)
class _Proposal:
    """A draft with words replaced."""

    work: int
    draft: Draft
    confidence: float

    @property
    def rank(self) -> float:
        """The higher, the better."""
        return (self.draft.score or 0.0) + _WEIGHT * self.confidence


def substituted(
    works: Sequence[Work], numbers: Sequence[int], engine: Engine, asked: Requirements
) -> list[list[Draft]]:
    """Return for each work drafts in which one wrong requirement is put right, the best first.

    Args:
        works: none of which is done.
        numbers: the requirement of each.
        engine: whose attention tells where, if it has any, and whose scores what reads best.
        asked: judges.
    """
    bases = [
        _Base(index, draft, number)
        for index, (work, number) in enumerate(zip(works, numbers, strict=True))
        for draft in _bases(work)
        if number in draft.wrong
    ]
    pairs = [(works[base.work].request.text, base.draft.text) for base in bases]
    looked: Sequence[Attention | None] = [None] * len(bases)
    if isinstance(engine, Steerable) and pairs:
        looked = engine.attention(pairs)
    proposals = [
        proposal
        for base, pair, attention in zip(bases, pairs, looked, strict=True)
        for proposal in _proposals(
            works[base.work], base, passage_of(*pair, engine.direction, attention), asked
        )
    ]
    found: list[list[Draft]] = [[] for _ in works]
    for proposal in _ranked(works, proposals, engine):
        found[proposal.work].append(proposal.draft)
    return found


def _bases(work: Work) -> list[Draft]:
    """Return the current draft, and others of the engine in which nothing else is wrong."""
    others = [one for one in work.others if one.faulty <= work.current.faulty]
    return [work.current, *others][:_BASES]


def _proposals(work: Work, base: _Base, passage: Passage, asked: Requirements) -> list[_Proposal]:
    requirement, judged = work.request.requirements[base.number], base.draft.judged
    if not requirement.renderings:
        return []
    rendering = requirement.renderings[0]
    protected = [span for number, span in enumerate(judged.spans) if span and number != base.number]
    known = [span for number, span in judged.forbidden if number == base.number]
    if known and judged.spans[base.number]:
        return []  # It is said rightly besides: put right, it would be said twice.
    language = passage.direction.target
    size = len(rendering.split()) if language == "en" else 1
    proposals = []
    for place in locate(passage, requirement.span, protected, known, size):
        new = put(base.draft.text, place.span, rendering, language, is_verb(requirement))
        draft = rewritten(asked, work.request, base.draft, new.text)
        draft = replace(draft, step="substituted", score=None)
        proposals.append(_Proposal(base.work, draft, _confidence(place, known)))
    return proposals


def _confidence(place: Location, known: Sequence[object]) -> float:
    return 1.0 if known else place.confidence


def _ranked(
    works: Sequence[Work], proposals: Sequence[_Proposal], engine: Engine
) -> list[_Proposal]:
    """Return the proposals by how they read and how sure their place is."""
    if isinstance(engine, Steerable) and proposals:
        pairs = [(works[one.work].request.text, one.draft.text) for one in proposals]
        scores = engine.scores(pairs)
        proposals = [
            replace(one, draft=replace(one.draft, score=score))
            for one, score in zip(proposals, scores, strict=True)
        ]
    else:
        proposals = [one for one in proposals if one.confidence >= _SAFE]
    return sorted(proposals, key=lambda one: -one.rank)
