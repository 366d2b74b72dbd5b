"""Beam search, and beam search in banks where translations must hold terms.

Without constraints: hypotheses of one length compete by their log probability, those that end are
kept, and the search ends when none that goes on has a better mean than the worst kept. With
constraints, hypotheses compete only with those that still need as many tokens for their terms, so
that words the model would not choose survive until they are complete: grid beam search (Hokamp &
Liu 2017) with the places of one beam shared out among the banks (Post & Vilar 2018). Terms may have
several renderings, and whatever is begun may be given up again.

A step costs one run of the decoder over all hypotheses of all sources of a batch; sources that are
finished leave the batch.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from aligner.translation.neural.constraints import Constraints, Progress
from aligner.translation.neural.decoder import Decoder
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


@dataclass(frozen=True, slots=True)
class Width:
    """How widely to search."""

    beams: int  # hypotheses of a source that are followed; more where there are constraints
    shortest: int = 0  # tokens of a translation at least


class _Beam(NamedTuple):
    """A hypothesis that goes on."""

    tokens: tuple[int, ...]
    total: float  # log probability
    progress: Progress


class _Candidate(NamedTuple):
    """A hypothesis with one more token; sorted by probability, then by place."""

    loss: float  # -log probability of all tokens
    parent: int  # its row among those of the source
    token: int


class _Search:
    """The search for the translation of one source."""

    def __init__(self, constraints: Constraints, limit: int, beams: int, end: int) -> None:
        self.constraints = constraints
        self.rows = [_Beam((), 0.0, constraints.begin())]
        self.finished: list[Decoded] = []
        self.partial: list[Decoded] = []
        self._limit = limit
        self._beams = beams
        self._end = end
        extra = self.rows[0].progress.needed
        self._places = min(beams + 2 * extra, max(_MOST_ROWS, beams)) if extra else beams

    def advance(self, offers: Sequence[Sequence[tuple[int, float]]]) -> list[_Candidate]:
        """Take the tokens offered to each row; return what goes on, and keep what ends."""
        candidates = self._candidates(offers)
        length = len(self.rows[0].tokens) + 1
        banks: dict[int, list[tuple[_Candidate, Progress]]] = {}
        for place, candidate in enumerate(candidates):
            parent = self.rows[candidate.parent]
            if candidate.token == self._end:
                self._end_one(parent.tokens, candidate, parent.progress, place)
                continue
            progress = self.constraints.advance(parent.progress, candidate.token)
            if progress is None:
                continue
            if length >= self._limit:
                tokens = (*parent.tokens, candidate.token)
                self._end_one(tokens, candidate, progress, place)
                continue
            banks.setdefault(progress.needed, []).append((candidate, progress))
        chosen = _shared_out(banks, self._places)
        rows = [
            _Beam((*self.rows[one.parent].tokens, one.token), -one.loss, progress)
            for one, progress in chosen
        ]
        self.rows = [] if self._is_over(rows, length) else rows
        return [one for one, _ in chosen] if self.rows else []

    def _candidates(self, offers: Sequence[Sequence[tuple[int, float]]]) -> list[_Candidate]:
        found = []
        for number, (row, offered) in enumerate(zip(self.rows, offers, strict=True)):
            if row.progress.needed and row.tokens:
                offered = self._ended(offered)
            found += [_Candidate(gain_loss(row, gain), number, token) for token, gain in offered]
        return sorted(found)

    def _ended(self, offered: Sequence[tuple[int, float]]) -> Sequence[tuple[int, float]]:
        """Offer nothing but the end where the model would end: terms would stand behind it all."""
        ends = [(token, gain) for token, gain in offered if token == self._end and gain > _LIKELY]
        return ends or offered

    def _end_one(
        self, tokens: tuple[int, ...], candidate: _Candidate, progress: Progress, place: int
    ) -> None:
        counted = len(tokens) + (candidate.token == self._end)
        ended = Decoded(tokens, -candidate.loss / counted, progress.needed)
        if progress.needed:
            self.partial = _best([*self.partial, ended], self._beams)
        elif place < self._beams or self.constraints.all:
            self.finished = _best([*self.finished, ended], self._beams)

    def _is_over(self, rows: Sequence[_Beam], length: int) -> bool:
        if not rows:
            return True
        if len(self.finished) < self._beams:
            return False
        return max(row.total for row in rows) / length <= self.finished[-1].score

    def results(self) -> list[Decoded]:
        """Return what was found: those that hold everything, else those that lack least."""
        partial = sorted(self.partial, key=lambda one: (one.needed, -one.score))
        return self.finished or partial


def gain_loss(row: _Beam, gain: float) -> float:
    """Return the loss of a row with a token of this log probability."""
    return -(row.total + gain)


def _best(found: list[Decoded], most: int) -> list[Decoded]:
    # Sorting is stable: of equals the one found first.
    return sorted(found, key=lambda one: (one.needed, -one.score))[:most]


def _shared_out(
    banks: dict[int, list[tuple[_Candidate, Progress]]], places: int
) -> list[tuple[_Candidate, Progress]]:
    """Choose as many as there are places: of each bank the same number, then by probability.

    The result is sorted by parent: rows stay where they are, if they can.
    """
    chosen: list[tuple[_Candidate, Progress]] = []
    rest: list[tuple[_Candidate, Progress]] = []
    quota = places // len(banks) if banks else 0
    for number in sorted(banks):
        own = max(quota, 1)
        chosen += banks[number][:own]
        rest += banks[number][own:]
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
        _Search(one, model.limit(source), width.beams, model.end)
        for source, one in zip(sources, steering, strict=True)
    ]
    with torch.inference_mode():
        _run(model, Decoder(model, sources), searches, width)
    return [one.results() for one in searches]


def _run(
    model: TranslationModel, decoder: Decoder, searches: Sequence[_Search], width: Width
) -> None:
    logits, going, length = decoder.first(), list(searches), 0
    while True:
        rows = [row for one in going for row in one.rows]
        offers = _offers(model, logits, going, rows, width, length)
        parents: list[int] = []
        tokens: list[int] = []
        first = 0
        for one in going:
            count = len(one.rows)
            for chosen in one.advance(offers[first : first + count]):
                parents.append(first + chosen.parent)
                tokens.append(chosen.token)
            first += count
        going = [one for one in going if one.rows]
        if not going:
            return
        logits = decoder.next(parents, tokens)
        length += 1


def _offers(
    model: TranslationModel,
    logits: torch.Tensor,
    searches: Iterable[_Search],
    rows: Sequence[_Beam],
    width: Width,
    length: int,
) -> list[list[tuple[int, float]]]:
    """Return tokens and their log probabilities, for each row: the best, and what terms want."""
    total = logits.logsumexp(-1, keepdim=True)
    logits[:, model.unwanted] = -math.inf
    if length < width.shortest:
        logits[:, model.end] = -math.inf
    wanted = [
        (number, token)
        for number, (row, one) in enumerate(
            zip(rows, (one for one in searches for _ in one.rows), strict=True)
        )
        for token in sorted(_wanted(one.constraints, row.progress))
    ]
    offers: list[list[tuple[int, float]]] = [[] for _ in rows]
    if wanted:
        numbers, tokens = zip(*wanted, strict=True)
        gains = (logits[list(numbers), list(tokens)] - total[list(numbers), 0]).tolist()
        for number, token, gain in zip(numbers, tokens, gains, strict=True):
            offers[number].append((token, gain))
        closed = [number for number, row in enumerate(rows) if row.progress.is_closed]
        for number in closed:
            logits[number].masked_fill_(~model.begins_word, -math.inf)
    best = logits.topk(min(width.beams + 1, logits.shape[-1]), dim=-1)
    gains_of = (best.values - total).tolist()
    for offered, tokens_, gains_ in zip(offers, best.indices.tolist(), gains_of, strict=True):
        known = {token for token, _ in offered}
        offered += [
            (token, gain)
            for token, gain in zip(tokens_, gains_, strict=True)
            if token not in known and gain > -math.inf
        ]
    return offers


def _wanted(constraints: Constraints, progress: Progress) -> set[int]:
    if not constraints.all:
        return set()
    wanted = constraints.proposals(progress)
    return wanted | constraints.continuations(progress) if progress.is_closed else wanted
