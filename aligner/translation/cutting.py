"""Long sentences, translated in pieces of clauses and put together again.

A piece never begins or ends inside a quotation, a title, brackets, a number or a term. Of all ways
to cut, the one is taken with pieces of about equal length that end at the strongest marks: a
dynamic programme over the borders, time O(borders · borders a piece may span).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.text.segmentation import Span as Part
from aligner.text.segmentation import segment
from aligner.text.segmentation.clauses import comma_borders
from aligner.text.segmentation.patterns import BRACKETS, QUOTATIONS
from aligner.translation.base import Direction, Request, Requirement, batch_size
from aligner.translation.outcome import Outcome, TermOutcome, Translator

_PENALTY = {"；": 0.0, ";": 0.0, "：": 0.3, ":": 0.3, "，": 0.2, ",": 0.2}
_BETWEEN_WORDS, _ANYWHERE, _ENCLOSED = 1.0, 4.0, 20.0  # of borders without a mark
_OVER = 10.0  # of a piece over the limit, for each time that it has its length
_SPACE = re.compile(r"(?<=[^\d\s])\s+|、")
_HAN = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])(?<![零〇一二三四五六七八九十百千万亿])")
_CLOSED = re.compile(rf"{BRACKETS} | {QUOTATIONS}", re.VERBOSE)
_MARK = re.compile(r"[；;：:，,、](?=[”’」』\"']*\s*\Z)")
_END = re.compile(r"[。．.；;：:，,、]+\Z")
_SENTENCE_END = re.compile(r"[。．.!！?？…][”’」』）)\"']*\s*\Z")
_STOPS: dict[Language, dict[str, str]] = {
    "en": {"；": ";", "，": ",", "：": ":", "、": ","},
    "zh": {";": "；", ",": "，", ":": "："},
}
# With a capital only because the engine took the piece for a sentence.
_SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        a an the this that these those it its they their we our he his she her there here all each
        both some many most no not and but or so yet for as if when while where after before since
        although because by in on at to of from with through under over during among between along
        efforts work steps measures focus priority accelerate strengthen promote improve develop
        deepen advance ensure support build adhere continue uphold
        """,
    )
)
_FIRST = re.compile(r"[A-Z][a-z]*\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a request, as a request of its own."""

    start: int  # in the text of the whole
    request: Request


@dataclass(frozen=True, slots=True)
class Cutter:
    """A translator that gives another one only what is not too long."""

    translator: Translator
    direction: Direction
    longest: int  # code points of a piece
    by_sentence: bool = True  # whether short texts of several sentences are cut as well
    anywhere: bool = True  # whether too long a clause is cut as well

    @property
    def signature(self) -> str:
        """That of the translator, and the length."""
        return f"{self.translator.signature}|cut:{self.longest}"

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return how many of the first requests have pieces for a full batch."""
        cut = [self._pieces(request) for request in requests]
        found = [piece.request for pieces in cut for piece in pieces]
        ends = list(accumulate(map(len, cut)))
        # What is kept is whole requests: one that the border cuts is left to the next batch.
        return max(bisect_right(ends, batch_size(self.translator, found)), 1)

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return the outcome of each request, in order."""
        cut = [self._pieces(request) for request in requests]
        found = iter(
            self.translator.outcomes([piece.request for pieces in cut for piece in pieces])
        )
        return [self._joined(pieces, [next(found) for _ in pieces]) for pieces in cut]

    def cuts(self, request: Request) -> bool:
        """Tell whether a request is cut at all."""
        return len(self._pieces(request)) > 1

    def _pieces(self, request: Request) -> list[_Piece]:
        text = request.text
        spans = self._spans(text, [one.span for one in request.requirements])
        if len(spans) == 1:
            return [_Piece(0, request)]
        return [
            _Piece(
                span.start,
                replace(
                    request,
                    text=text[span.start : span.end],
                    requirements=tuple(_within(request.requirements, span)),
                    before=f"{request.before}{text[: span.start]}",
                    after=f"{text[span.end :]}{request.after}",
                ),
            )
            for span in spans
        ]

    def _spans(self, text: str, whole: Sequence[Span]) -> list[Span]:
        if not self.by_sentence and len(text) <= self.longest:
            return [Span(0, len(text))]
        paragraph = [Part(0, len(text), 0)]
        sentences = segment(text, self.direction.source, paragraphs=paragraph)
        found: list[Span] = []
        for start, end, _ in sentences:
            inside = [Span(one.start - start, one.end - start) for one in whole]
            for piece in pieces(text[start:end], self.longest, inside, anywhere=self.anywhere):
                found.append(Span(piece.start + start, piece.end + start))
        return found or [Span(0, len(text))]

    def _joined(self, cut: Sequence[_Piece], outcomes: Sequence[Outcome]) -> Outcome:
        """Return the outcomes of pieces as one; none if a piece has none."""
        if len(outcomes) == 1:
            return outcomes[0]
        text, terms = "", list[TermOutcome]()
        for index, (piece, outcome) in enumerate(zip(cut, outcomes, strict=True)):
            ends_sentence = index == 0 or bool(_SENTENCE_END.search(cut[index - 1].request.text))
            part = self._as_part(piece.request.text, outcome.text, begins=ends_sentence)
            text += " " if text and self.direction.target == "en" else ""
            ahead = len(outcome.text) - len(outcome.text.lstrip())
            terms += (_moved(term, piece.start, len(text) - ahead) for term in outcome.terms)
            text += part
        lacking = next((one for one in outcomes if not one.text.strip()), None)
        if lacking is not None:
            return replace(lacking, text="", terms=tuple(terms))
        return Outcome(text, tuple(terms), _mean(cut, outcomes), None, outcomes[0].engine)

    def _as_part(self, source: str, text: str, *, begins: bool) -> str:
        """Return the translation of a piece as it stands among the others."""
        text, target = text.strip(), self.direction.target
        if mark := _MARK.search(source):  # the piece ends within its sentence
            text = text[: found.start()] if (found := _END.search(text)) else text
            text += _STOPS[target].get(mark[0][-1], mark[0][-1])
        first = _FIRST.match(text)
        if not begins and target == "en" and first and first[0].lower() in _SMALL_WORDS:
            text = first[0].lower() + text[first.end() :]
        return text


def pieces(
    text: str, longest: int, whole: Sequence[Span] = (), *, anywhere: bool = True
) -> list[Span]:
    """Return a text cut at clause borders so that no piece is too long, as far as that can be.

    Args:
        text: a sentence.
        longest: code points of a piece.
        whole: stretches that are not to be cut.
        anywhere: whether a clause that is too long is cut between words, or inside them.

    >>> text = "抓好就业，扩大内需；保护环境，改善民生。"
    >>> [text[span.start : span.end] for span in pieces(text, 12)]
    ['抓好就业，扩大内需；', '保护环境，改善民生。']
    """
    if len(text) <= longest:
        return [Span(0, len(text))]
    borders = _candidates(text, longest, whole, anywhere=anywhere)
    ends = [0, *(end for end, _ in borders), len(text)]
    penalties = [0.0, *(penalty for _, penalty in borders), 0.0]
    wanted = len(text) / math.ceil(len(text) / longest)
    best, before = [0.0], [0]
    for index in range(1, len(ends)):
        # Longer pieces would only cost more; one border back must always be possible.
        first = min(bisect_right(ends, ends[index] - 2 * longest), index - 1)
        costs = [
            (best[other] + _cost(ends[index] - ends[other], wanted, longest), other)
            for other in range(first, index)
        ]
        cost, other = min(costs)
        best.append(cost + penalties[index])
        before.append(other)
    return _path(ends, before)


def _path(ends: Sequence[int], before: Sequence[int]) -> list[Span]:
    spans: list[Span] = []
    index = len(ends) - 1
    while index:
        spans.append(Span(ends[before[index]], ends[index]))
        index = before[index]
    return spans[::-1]


def _cost(length: int, wanted: float, longest: int) -> float:
    over = _OVER * length / longest if length > longest else 0.0
    return 1.0 + (length / wanted - 1.0) ** 2 + over


def _candidates(
    text: str, longest: int, whole: Sequence[Span], *, anywhere: bool
) -> list[tuple[int, float]]:
    """Return where a text may be cut, and how bad that is, in order."""
    found = [
        (border, _PENALTY.get(text[:border].rstrip("”’」』\"' ")[-1:], 0.2))
        for border in comma_borders(text, 0, len(text))
        if border < len(text) and not _is_inside(border, whole)
    ]
    closed = [Span(*match.span()) for match in _CLOSED.finditer(text)]
    for pattern, penalty in ((_SPACE, _BETWEEN_WORDS), (_HAN, _ANYWHERE)) if anywhere else ():
        for start, end in pairwise([0, *(border for border, _ in found), len(text)]):
            if end - start > longest:  # no mark divides it
                found += (
                    (border, penalty + _ENCLOSED * _is_inside(border, closed))
                    for border in (match.end() for match in pattern.finditer(text, start, end))
                    if start < border < end and not _is_inside(border, whole)
                )
        found.sort()
    return found


def _is_inside(offset: int, whole: Sequence[Span]) -> bool:
    return any(span.start < offset < span.end for span in whole)


def _within(requirements: Sequence[Requirement], piece: Span) -> Iterator[Requirement]:
    """Yield the requirements in a piece, their spans counted from its start."""
    for one in requirements:
        if piece.start <= one.span.start and one.span.end <= piece.end:
            span = Span(one.span.start - piece.start, one.span.end - piece.start)
            yield replace(one, span=span)


def _moved(term: TermOutcome, source: int, target: int) -> TermOutcome:
    """Return what became of a term, its spans counted from further before."""
    span = term.requirement.span
    requirement = replace(term.requirement, span=Span(span.start + source, span.end + source))
    rendering = term.span and Span(term.span.start + target, term.span.end + target)
    return replace(term, requirement=requirement, span=rendering)


def _mean(cut: Sequence[_Piece], outcomes: Sequence[Outcome]) -> float | None:
    """Return the mean of the pieces' scores, weighted by their lengths; None if one has none."""
    total = 0.0
    for piece, outcome in zip(cut, outcomes, strict=True):
        if outcome.score is None:
            return None
        total += outcome.score * len(piece.request.text)
    return total / sum(len(piece.request.text) for piece in cut)
