"""What is left of other words beside a rendering that a decoder was made to say.

It may write what it wanted to say as well: *bear cat panda* for 熊猫. Words that touch the
rendering and look at nothing but its term are taken out, where the model finds the result no less
probable.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.glossary.rendering import Span
from aligner.translation.base import Steerable
from aligner.translation.enforcement.draft import Draft, rewritten
from aligner.translation.enforcement.location import Passage, belonging, passage_of
from aligner.translation.enforcement.mending import mend
from aligner.translation.enforcement.requirements import Requirements
from aligner.translation.enforcement.units import is_grammar
from aligner.translation.enforcement.work import Work

_MOST = 2  # drafts of a request that are looked at, the best ones
_WORDS = 3  # taken out on one side of a rendering
_SURE = 0.6  # how far a word must belong to the term
_LITTLE = 0.3  # of the mean log probability of a token, what may be lost


def without_surplus(
    works: Sequence[Work],
    drafts: Sequence[Sequence[Draft]],
    engine: Steerable,
    asked: Requirements,
) -> list[list[Draft]]:
    """Return the drafts, each behind the same without surplus words, if it has any."""
    looked = [(number, draft) for number, some in enumerate(drafts) for draft in some[:_MOST]]
    pairs = [(works[number].request.text, draft.text) for number, draft in looked]
    attentions = engine.attention(pairs) if pairs else []
    shorter = [
        _shorter(works[number], draft, passage_of(*pair, engine.direction, attention), asked)
        for (number, draft), pair, attention in zip(looked, pairs, attentions, strict=True)
    ]
    scored = [(pair[0], text) for pair, text in zip(pairs, shorter, strict=True) if text]
    scores = iter(engine.scores(scored) if scored else [])
    found: dict[tuple[int, str], Draft] = {}
    for (number, draft), text in zip(looked, shorter, strict=True):
        if text:
            new = rewritten(asked, works[number].request, draft, text)
            new = replace(new, score=next(scores))
            if not new.faulty - draft.faulty and _reads_as_well(new, draft):
                found[number, draft.text] = new
    return [
        [
            one
            for draft in some
            for one in (found.get((number, draft.text)), draft)
            if one is not None
        ]
        for number, some in enumerate(drafts)
    ]


def _reads_as_well(new: Draft, old: Draft) -> bool:
    return new.score is None or old.score is None or new.score >= old.score - _LITTLE


def _shorter(work: Work, draft: Draft, passage: Passage, asked: Requirements) -> str:
    """Return a draft without its surplus words; empty if it has none."""
    if passage.direction.target == "zh":  # What touches a rendering there is any other word.
        return ""
    judged = draft.judged
    surplus: list[Span] = []
    for number, (requirement, span) in enumerate(
        zip(work.request.requirements, judged.spans, strict=True)
    ):
        if span is None or number not in work.current.wrong:
            continue
        others = [one for one in judged.spans if one]
        surplus += _beside(passage, requirement.span, span, others)
    text = draft.text
    for span in sorted(set(surplus), key=lambda one: -one.start):
        text = text[: span.start] + text[span.end :]
    if not surplus:
        return ""
    return mend(text, asked.judged(work.request.requirements, text).spans)


def _beside(passage: Passage, term: Span, span: Span, others: Sequence[Span]) -> list[Span]:
    """Return the words before and behind a rendering that are its term's too, with a blank each."""
    belongs = belonging(passage, term, others)
    units = passage.target_units
    inside = [number for number, unit in enumerate(units) if unit.overlaps(span)]
    if not inside:
        return []
    found = []
    before = range(inside[0] - 1, max(inside[0] - 1 - _WORDS, -1), -1)
    behind = range(inside[-1] + 1, min(inside[-1] + 1 + _WORDS, len(units)))
    for places, step in ((before, 1), (behind, -1)):
        for place in places:
            gap = sorted((units[place], units[place + step]), key=lambda one: one.start)
            word = passage.target_words[place]
            if is_grammar(word, "en") or belongs[place] < _SURE:
                break
            if passage.target[gap[0].end : gap[1].start] != " ":
                break
            start, end = units[place].start, units[place].end
            found.append(Span(start, end + 1) if step == 1 else Span(start - 1, end))
    return found
