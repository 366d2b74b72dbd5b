"""Beam search, and beam search in banks where translations must hold terms.

Without constraints: hypotheses of one length compete by their log probability, those that end are
kept, and the search ends when none that goes on has a better mean than the worst kept. With
constraints, hypotheses compete only with those that still need as many tokens for their terms, so
that words the model would not choose survive until they are complete: grid beam search (Hokamp &
Liu 2017) with the places of one beam shared out among the banks (Post & Vilar 2018). Terms may have
several renderings, and whatever is begun may be given up again; where a term belongs is told by the
model's attention (see ``guidance``).

A step costs one run of the decoder over all hypotheses of all sources of a batch; sources that are
finished leave the batch.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aligner.translation.neural.constraints import Constraints, Progress
from aligner.translation.neural.decoder import Decoder, Step
from aligner.translation.neural.forced import eager_attention
from aligner.translation.neural.guidance import Guidance
from aligner.translation.neural.model import TranslationModel

if TYPE_CHECKING:
    import torch

_MOST_ROWS = 40  # hypotheses of one source that are followed, however many terms it has
_LIKELY = math.log(0.5)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A translation in tokens."""

    tokens: tuple[int, ...]  # without what stands before the first and without the end
    score: float  # mean log probability of a token, the end counted, ≤ 0
    needed: int = 0  # tokens of constraints that it lacks
    rank: float = 0.0  # by which it was chosen


@dataclass(frozen=True, slots=True)
class Width:
    """How widely to search."""

    beams: int  # hypotheses of a source that are followed; more where there are constraints


class Beam(NamedTuple):
    """A hypothesis that goes on."""

    tokens: tuple[int, ...]
    gains: tuple[float, ...]  # the log probability of each token
    total: float  # their sum
    cost: float  # what guidance takes off
    progress: Progress

    def rank(self, source: int, price: float = 0.0) -> float:
        """Return how good it is, to be compared with hypotheses of any length.

        The mean log probability of the model's own tokens, and what the terms cost, shared out
        among as many tokens as the source has: otherwise idle words behind them would make the
        same terms look cheaper.

        Args:
            source: its tokens.
            price: of each token that is still needed, in nats.
        """
        own = (self.total + self._paid) / max(len(self.gains) - self._bound, 1)
        return own - (self._paid + self.cost + price * self.progress.needed) / source

    @property
    def price(self) -> float:
        """What a token of the terms has cost, in nats; 0 without terms."""
        return (self._paid + self.cost) / self._bound if self._bound else 0.0

    @property
    def _bound(self) -> int:
        """The tokens of terms."""
        return sum(match.end - match.start for match in self.progress.done)

    @property
    def _paid(self) -> float:
        """The negative log probability of the tokens of terms."""
        return -sum(sum(self.gains[match.start : match.end]) for match in self.progress.done)


class _Candidate(NamedTuple):
    """A hypothesis with one more token; sorted by what it loses, then by place."""

    loss: float  # of all tokens: cost - log probability
    parent: int  # its row among those of the source
    token: int
    cost: float


class _Offer(NamedTuple):
    """A token that may come next."""

    token: int
    gain: float  # its log probability


class _Search:
    """The search for the translation of one source."""

    def __init__(
        self, constraints: Constraints, source: int, limit: int, beams: int, end: int
    ) -> None:
        self.constraints = constraints
        self.rows = [Beam((), (), 0.0, 0.0, constraints.begin())]
        self.finished: list[Decoded] = []
        self.partial: list[Decoded] = []
        self._source = source  # its length in tokens
        self._price = math.inf  # the least that a token of the terms cost in what is finished
        self._limit = limit
        self._beams = beams
        self._end = end
        extra = self.rows[0].progress.needed
        self._places = min(beams + 2 * extra, max(_MOST_ROWS, beams)) if extra else beams

    def advance(
        self, offers: Sequence[Sequence[_Offer]], guides: Sequence[Guidance | None]
    ) -> list[_Candidate]:
        """Take the tokens offered to each row; return what goes on, and keep what ends."""
        length = len(self.rows[0].tokens) + 1
        banks: dict[int, list[tuple[_Candidate, Progress]]] = {}
        for place, candidate in enumerate(self._candidates(offers, guides)):
            parent = self.rows[candidate.parent]
            if candidate.token == self._end:
                self._end_one(self._row(candidate, parent.progress), place)
                continue
            progress = self.constraints.advance(parent.progress, candidate.token)
            if progress is None:
                continue
            if length >= self._limit:
                self._end_one(self._row(candidate, progress), place)
                continue
            banks.setdefault(progress.needed, []).append((candidate, progress))
        chosen = _shared_out(banks, self._places)
        rows = [self._row(one, progress) for one, progress in chosen]
        self.rows = [] if self._is_over(rows) else rows
        return [one for one, _ in chosen] if self.rows else []

    def results(self) -> list[Decoded]:
        """Return what was found: those that hold everything, else those that lack least."""
        return self.finished or self.partial

    def _row(self, one: _Candidate, progress: Progress) -> Beam:
        parent, total = self.rows[one.parent], one.cost - one.loss
        tokens = parent.tokens if one.token == self._end else (*parent.tokens, one.token)
        return Beam(tokens, (*parent.gains, total - parent.total), total, one.cost, progress)

    def _candidates(
        self, offers: Sequence[Sequence[_Offer]], guides: Sequence[Guidance | None]
    ) -> list[_Candidate]:
        found = []
        for number, (row, offered) in enumerate(zip(self.rows, offers, strict=True)):
            if row.progress.needed and row.tokens:
                offered = self._ended(offered)
            guide = guides[number] if guides else None
            for token, gain in offered:
                cost = row.cost
                if guide is not None and token != self._end:
                    cost += guide.cost(token)
                found.append(_Candidate(cost - row.total - gain, number, token, cost))
        return sorted(found)

    def _ended(self, offered: Sequence[_Offer]) -> Sequence[_Offer]:
        """Offer nothing but the end where the model would end: terms would stand behind it all."""
        ends = [one for one in offered if one.token == self._end and one.gain > _LIKELY]
        return ends or offered

    def _end_one(self, row: Beam, place: int) -> None:
        needed = row.progress.needed
        score = row.total / len(row.gains)
        ended = Decoded(row.tokens, score, needed, row.rank(self._source))
        if needed:
            self.partial = _best([*self.partial, ended], self._beams)
        elif place < self._beams or self.constraints.all:
            self.finished = _best([*self.finished, ended], self._beams)
            self._price = min(self._price, row.price)

    def _is_over(self, rows: Sequence[Beam]) -> bool:
        if not rows:
            return True
        if len(self.finished) < self._beams:
            return False
        best = max(row.rank(self._source, self._price) for row in rows)
        return best <= self.finished[-1].rank


def _best(found: list[Decoded], most: int) -> list[Decoded]:
    # Sorting is stable: of equals the one found first.
    return sorted(found, key=lambda one: (one.needed, -one.rank))[:most]


def _shared_out(
    banks: dict[int, list[tuple[_Candidate, Progress]]], places: int
) -> list[tuple[_Candidate, Progress]]:
    """Choose as many as there are places: of each bank the same number, then by probability.

    The result is sorted by parent: rows stay where they are, if they can.
    """
    chosen: list[tuple[_Candidate, Progress]] = []
    rest: list[tuple[_Candidate, Progress]] = []
    quota = max(places // len(banks), 1) if banks else 0
    for number in sorted(banks):
        chosen += banks[number][:quota]
        rest += banks[number][quota:]
    rest.sort(key=lambda one: one[0])
    chosen = (chosen[:places] + rest)[:places]
    return sorted(chosen, key=lambda one: (one[0].parent, one[0].loss, one[0].token))


def search(
    model: TranslationModel,
    sources: Sequence[Sequence[int]],
    width: Width,
    constraints: Sequence[Constraints] | None = None,
) -> list[list[Decoded]]:
    """Return the best translations of each source of a batch, the best first.

    Up to ``width.beams`` of each; with constraints, those that meet all of them, and only where
    there are none those that lack least.
    """
    import torch

    steering = constraints or [Constraints()] * len(sources)
    searches = [
        _Search(one, len(source), model.limit(source), width.beams, model.end)
        for source, one in zip(sources, steering, strict=True)
    ]
    looks = any(one.all for one in steering)
    with torch.inference_mode(), eager_attention(model) if looks else nullcontext():
        _run(model, Decoder(model, sources, looks), searches, width)
    return [one.results() for one in searches]


def _run(
    model: TranslationModel, decoder: Decoder, searches: Sequence[_Search], width: Width
) -> None:
    step, going = decoder.first(), list(searches)
    while going:
        offers = _offers(model, step.logits, going, width)
        guides = _guides(model, step, going)
        parents: list[int] = []
        tokens: list[int] = []
        first = 0
        for one in going:
            after = first + len(one.rows)
            for chosen in one.advance(offers[first:after], guides[first:after]):
                parents.append(first + chosen.parent)
                tokens.append(chosen.token)
            first = after
        going = [one for one in going if one.rows]
        if going:
            step = decoder.next(parents, tokens)


def _guides(
    model: TranslationModel, step: Step, searches: Sequence[_Search]
) -> list[Guidance | None]:
    """Return what the model's attention says of each row; empty where it is not asked."""
    if step.looks is None:
        return []
    looks = step.looks.tolist()
    rows = [(one.constraints, row.progress) for one in searches for row in one.rows]
    return [
        Guidance.of(model, constraints, progress, look) if constraints.all else None
        for (constraints, progress), look in zip(rows, looks, strict=True)
    ]


def _offers(
    model: TranslationModel,
    logits: torch.Tensor,
    searches: Sequence[_Search],
    width: Width,
) -> list[list[_Offer]]:
    """Return tokens and their log probabilities, for each row: what terms want, and the best."""
    total = logits.logsumexp(-1, keepdim=True)
    logits[:, model.unwanted] = -math.inf
    offers = _wanted(model, logits, total, searches)
    best = logits.topk(min(width.beams + 1, logits.shape[-1]), dim=-1)
    gains = (best.values - total).tolist()
    for offered, tokens, gained in zip(offers, best.indices.tolist(), gains, strict=True):
        known = {one.token for one in offered}
        offered += [
            _Offer(token, gain)
            for token, gain in zip(tokens, gained, strict=True)
            if token not in known and gain > -math.inf
        ]
    return offers


def _wanted(
    model: TranslationModel,
    logits: torch.Tensor,
    total: torch.Tensor,
    searches: Sequence[_Search],
) -> list[list[_Offer]]:
    """Return what constraints want of each row; close the rows where a term has just ended."""
    rows = [(one.constraints, row.progress) for one in searches for row in one.rows]
    offers: list[list[_Offer]] = [[] for _ in rows]
    wanted = [
        (number, token)
        for number, (constraints, progress) in enumerate(rows)
        if constraints.all
        for token in sorted(constraints.proposals(progress))
    ]
    if wanted:
        numbers, tokens = (list(column) for column in zip(*wanted, strict=True))
        gains = (logits[numbers, tokens] - total[numbers, 0]).tolist()
        for number, token, gain in zip(numbers, tokens, gains, strict=True):
            if gain > -math.inf:
                offers[number].append(_Offer(token, gain))
    for number, (_, progress) in enumerate(rows):
        if progress.is_closed:
            logits[number].masked_fill_(model.inside_words, -math.inf)
    return offers
