"""The cascade: each step for what the steps before it left wrong, all requests of a batch at once.

plain         the engine's best hypothesis, untouched where it is right
reranked      another of its hypotheses
constrained   the decoder is made to say the terms (engines that can be steered): all at once, then
              clause by clause
retried       the engine is told what is wrong, a few times (engines that can be told)
substituted   the words that stand for the term are replaced
failed        what none of them could do: the best draft, and why

A term that stands outside its clause is not right, whoever put it there: it goes through the steps
like one that is not rendered. Nor is one that was brought in for other words, while the model says
it once more in its own (``displacement``). A draft takes the place of another only if
``Acceptance`` finds nothing worse in it. What is left with a forbidden rendering, or without an
allowed one, is failed and says so; what is left outside its clause keeps the step that rendered it,
and says so too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aligner.scoring.signature import glossary_digest
from aligner.translation.base import Engine, Hypothesis, Request, Steerable, batch_size
from aligner.translation.enforcement.acceptance import FLOOR, Acceptance
from aligner.translation.enforcement.clauses import by_clause
from aligner.translation.enforcement.constrained import constrained
from aligner.translation.enforcement.displacement import marked
from aligner.translation.enforcement.draft import Draft, draft_of
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.rerank import reranked
from aligner.translation.enforcement.retry import retried
from aligner.translation.enforcement.substitution import substituted
from aligner.translation.enforcement.surplus import without_surplus
from aligner.translation.enforcement.work import Work, advance, drafts_of
from aligner.translation.outcome import Outcome, Step, TermOutcome

_NOTHING = "the engine gave nothing"
# Requests with terms at a time: their steps take many times as long as a batch without. The search
# with constraints takes no more at once.
_TOGETHER = 16
_FIRST = 2  # drafts of a step, the best
_ALGORITHM = 3  # counted up when other outcomes come of the same answers


@dataclass(frozen=True, slots=True)
class Options:
    """How enforcement goes about it."""

    hypotheses: int = 4  # of the n-best, and of the constrained search; no more than the beam
    retries: int = 2  # of an engine that can be told, at most
    floor: float = FLOOR  # of the mean log probability of a token, how much a draft may lose
    steps: frozenset[Step] = frozenset(("reranked", "constrained", "retried", "substituted"))


class Enforcer:
    """An engine whose translations say what the glossary says; a ``Translator``."""

    def __init__(
        self, engine: Engine, asked: Requirements, options: Options | None = None, name: str = ""
    ) -> None:
        """Put the glossary in front of an engine.

        Args:
            engine: translates; one that is ``Steerable`` is steered, another one told.
            asked: made the requirements of the requests, and judges by them.
            options: of the cascade.
            name: of the engine, for the outcomes: "seq2seq".
        """
        self.engine = engine
        self._asked = asked
        self._options = options or Options()
        self._acceptance = Acceptance(engine.direction, asked.date, self._options.floor)
        self._name = name

    @property
    def signature(self) -> str:
        """Everything that decides on the outcomes."""
        options, asked = self._options, self._asked
        parts = [
            self.engine.signature,
            f"glossary:{asked.glossary.name}@{glossary_digest(asked.glossary)}",
            f"date:{asked.date or ''}",
            f"enforcing:{_ALGORITHM}",
            f"n:{options.hypotheses}",
            f"retries:{options.retries}",
            f"floor:{options.floor:g}",
            f"steps:{'+'.join(sorted(options.steps))}",
        ]
        return "|".join(parts)

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests go through the cascade together."""
        asked = [number for number, one in enumerate(requests) if one.requirements]
        most = asked[_TOGETHER] if len(asked) > _TOGETHER else len(requests)
        return min(batch_size(self.engine, requests), most)

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcome of each request, in order.

        Raises:
            InputError: as the engine does.
        """
        works = self._plain(requests)
        for step in (self._rerank, self._constrain, self._retry, self._substitute):
            if left := [work for work in works if work is not None and not work.is_done]:
                step(left)
        return [
            self._without(request) if work is None else work.outcome(self._name)
            for request, work in zip(requests, works, strict=True)
        ]

    def _without(self, request: Request) -> Outcome:
        """Return the outcome of a request that the engine has nothing for."""
        terms = (TermOutcome(one, "failed", why=_NOTHING) for one in request.requirements)
        return Outcome("", tuple(terms), engine=self._name, why=_NOTHING)

    @property
    def _steered(self) -> Steerable | None:
        return self.engine if isinstance(self.engine, Steerable) else None

    def _plain(self, requests: Sequence[Request]) -> list[Work | None]:
        """Translate; of what asks for nothing one hypothesis is enough."""
        works: list[Work | None] = [None] * len(requests)
        most = self._options.hypotheses if self._steered else 1
        for n, is_asked in ((1, False), (most, True)):
            numbers = [i for i, one in enumerate(requests) if bool(one.requirements) == is_asked]
            if not numbers:
                continue
            answers = self.engine.translate([requests[i] for i in numbers], n)
            for i, hypotheses in zip(numbers, answers, strict=True):
                if hypotheses:
                    works[i] = self._begun(requests[i], hypotheses)
        return works

    def _begun(self, request: Request, hypotheses: Sequence[Hypothesis]) -> Work:
        """Return a request with its first draft; with others only if that is not all right."""
        work = Work(request, draft_of(self._asked, request, hypotheses[0], "plain"))
        if not work.is_done:
            work.others = tuple(drafts_of(self._asked, request, hypotheses[1:], "plain"))
        return work

    def _wants(self, step: Step) -> bool:
        return step in self._options.steps

    def _rerank(self, works: Sequence[Work]) -> None:
        if self._wants("reranked"):
            advance(works, reranked(works), self._acceptance)

    def _constrain(self, works: Sequence[Work]) -> None:
        if self._wants("constrained") and self._steered:
            n = self._options.hypotheses
            drafts = constrained(works, self._steered, self._asked, n)
            drafts = without_surplus(works, drafts, self._steered, self._asked)
            self._advance(works, drafts)
            if left := [work for work in works if work.current.faulty]:
                self._advance(left, by_clause(left, self._steered, self._asked))

    def _retry(self, works: Sequence[Work]) -> None:
        if not self._wants("retried") or self._steered:
            return
        # Said twice, a term may well be right; that is worth no further answer.
        left = [work for work in works if work.current.faulty]
        for _ in range(self._options.retries):
            if not left:
                break
            drafts = retried(left, self.engine, self._asked)
            advance(left, drafts, self._acceptance)
            answered = zip(left, drafts, strict=True)
            # Who says the same again, or nothing, will do so a third time.
            left = [work for work, drafts in answered if drafts and work.current.faulty]

    def _substitute(self, works: Sequence[Work]) -> None:
        """Put one wrong term after the other right."""
        if not self._wants("substituted"):
            return
        for number in range(max(len(work.request.requirements) for work in works)):
            left = [work for work in works if number in work.current.wrong]
            if left:
                drafts = substituted(left, [number] * len(left), self.engine, self._asked)
                self._advance(left, drafts)

    def _advance(self, works: Sequence[Work], drafts: Sequence[Sequence[Draft]]) -> None:
        """Take what is accepted of drafts made here; attention tells whether terms are in place."""
        if self._steered is None:
            advance(works, drafts, self._acceptance)
            return
        left = list(zip(works, drafts, strict=True))
        # Mostly one of the first is taken: where the model looks in the others is not asked.
        for part in (slice(_FIRST), slice(_FIRST, None)):
            proposed = [some[part] for _, some in left]
            before = [(work, work.current) for work, _ in left]
            works = [work for work, _ in left]
            advance(works, marked(works, proposed, self._steered), self._acceptance)
            left = [
                pair
                for pair, (work, draft) in zip(left, before, strict=True)
                if work.current is draft
            ]
