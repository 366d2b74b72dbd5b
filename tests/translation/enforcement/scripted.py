"""Engines that answer what a test wrote down for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from aligner.glossary.model import Forbidden, Glossary, Rendering, Term
from aligner.glossary.rendering import Span
from aligner.translation.base import Attention, Direction, Engine, Hypothesis, Request
from aligner.translation.enforcement import Enforcer, Options, Requirements
from aligner.translation.outcome import Outcome

ZH_EN, EN_ZH = Direction("zh", "en"), Direction("en", "zh")

TERMS = (
    Term(
        "新质生产力",
        "new quality productive forces",
        forbidden=(Forbidden("new productivity", "drops 质"),),
    ),
    Term("高质量发展", "high-quality development", variants=(Rendering("quality development"),)),
    Term("不锈钢", "stainless steel"),
    Term("图书馆", "library"),
    Term("丈夫", "husband"),
    Term("乡村振兴", "rural revitalization", pos="noun"),
)


def asked(*terms: Term, direction: Direction = ZH_EN) -> Requirements:
    """Return what a small glossary asks for."""
    return Requirements(Glossary("test", terms or TERMS), direction)


def request(text: str, by: Requirements | None = None) -> Request:
    """Return a request with what the glossary asks of it."""
    return Request(text, (by or asked()).of(text))


class Told:
    """An engine that cannot be steered: it answers its lines one after the other."""

    def __init__(self, answers: Mapping[str, Sequence[str]], direction: Direction = ZH_EN) -> None:
        self.direction = direction
        self.signature = "told"
        self.requests: list[Request] = []
        self._answers = {source: list(lines) for source, lines in answers.items()}

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return the next line for each request; none where there are no more."""
        self.requests += requests
        found: list[tuple[Hypothesis, ...]] = []
        for one in requests:
            lines = self._answers.get(one.text, [])
            found.append((Hypothesis(lines.pop(0)),) if lines else ())
        return found


class Steered:
    """An engine that can be steered: its n-best, its constrained search, and where it looks."""

    def __init__(
        self,
        best: Mapping[str, Sequence[tuple[str, float]]],
        constrained: Mapping[str, Sequence[tuple[str, float]]] | None = None,
        looks: Mapping[str, Mapping[str, str]] | None = None,
        scores: Mapping[str, float] | None = None,
        direction: Direction = ZH_EN,
    ) -> None:
        """Write down what it does.

        Args:
            best: hypotheses and their scores, by source.
            constrained: the same of the constrained search.
            looks: by source, the words of the source that target words look at; others look at
                everything.
            scores: of targets; −1 for others.
            direction: its languages.
        """
        self.direction = direction
        self.signature = "steered"
        self.calls: list[tuple[str, int]] = []
        self._best, self._constrained = best, constrained or {}
        self._looks, self._scores = looks or {}, scores or {}

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Return the first of the hypotheses."""
        self.calls.append(("translate", len(requests)))
        return [_hypotheses(self._best.get(one.text, ()))[:n] for one in requests]

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Return what was written down for it."""
        self.calls.append(("constrained", len(requests)))
        return [_hypotheses(self._constrained.get(one.text, ()))[:n] for one in requests]

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Return the score of each target."""
        self.calls.append(("scores", len(pairs)))
        return [self._scores.get(target, -1.0) for _, target in pairs]

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Return attention as told, one token a character of the source."""
        self.calls.append(("attention", len(pairs)))
        return [self._attention(source, target) for source, target in pairs]

    def _attention(self, source: str, target: str) -> Attention:
        looks = self._looks.get(source, {})
        tokens, position = [], 0
        for word in target.split(" "):
            tokens.append(Span(position, position + len(word)))
            position += len(word) + 1
        weights = np.full((len(tokens), len(source)), 1 / len(source), np.float32)
        for row, token in enumerate(tokens):
            seen = looks.get(target[token.start : token.end].strip(".,"))
            if seen is not None:
                start = source.index(seen)
                weights[row] = 0.0
                weights[row, start : start + len(seen)] = 1 / len(seen)
        spans = tuple(Span(i, i + 1) for i in range(len(source)))
        return Attention(spans, tuple(tokens), weights)


def _hypotheses(lines: Sequence[tuple[str, float]]) -> tuple[Hypothesis, ...]:
    return tuple(Hypothesis(text, score) for text, score in lines)


def outcome(engine: Engine, text: str, options: Options | None = None) -> Outcome:
    """Return what becomes of a text."""
    return Enforcer(engine, asked(), options).outcomes([request(text)])[0]


def steps(one: Outcome) -> list[str]:
    """Return by which step each term was rendered."""
    return [term.step for term in one.terms]
