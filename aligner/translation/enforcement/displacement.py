"""Whether a term is said in the model's own words, and its rendering in the place of others.

A decoder that is made to say a word it has never learnt may translate the term as it would have
done anyway, and write the rendering for something else: *the old man attacked the tiger* for
老虎袭击了动物. Marks and clauses tell nothing of that. The model's attention does: the words that
say the term look at it, and the rendering looks elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, islice

import numpy as np

from aligner.glossary.rendering import Span
from aligner.translation.base import Requirement, Steerable
from aligner.translation.enforcement.draft import Draft
from aligner.translation.enforcement.location import Passage, belonging, looking, passage_of
from aligner.translation.enforcement.placement import stranded_in
from aligner.translation.enforcement.requirements import Judged
from aligner.translation.enforcement.units import is_grammar
from aligner.translation.enforcement.work import Work

_SURE = 0.4  # how far other words must belong to the term
_MORE = 0.2  # by which this must exceed how far the rendering looks at it


def marked(
    works: Sequence[Work], drafts: Sequence[Sequence[Draft]], engine: Steerable
) -> list[list[Draft]]:
    """Return the drafts of each work, with what the model's attention tells of their places."""
    every = [
        (work.request, draft) for work, some in zip(works, drafts, strict=True) for draft in some
    ]
    pairs = [(request.text, draft.text) for request, draft in every]
    attentions = engine.attention(pairs) if pairs else []
    passages = (
        passage_of(*pair, engine.direction, attention)
        for pair, attention in zip(pairs, attentions, strict=True)
    )
    found = (
        _marked(passage, request.requirements, draft)
        for passage, (request, draft) in zip(passages, every, strict=True)
    )
    return [list(islice(found, len(some))) for some in drafts]


def _marked(passage: Passage, requirements: Sequence[Requirement], draft: Draft) -> Draft:
    return replace(
        draft,
        stranded=draft.stranded | stranded_in(passage, requirements, draft.judged),
        displaced=displaced(passage, requirements, draft.judged),
    )


def displaced(
    passage: Passage, requirements: Sequence[Requirement], judged: Judged
) -> frozenset[int]:
    """Return the requirements that other words say, while their rendering says something else.

    Args:
        passage: source and translation, with the model's attention; without it none are found.
        requirements: of the source.
        judged: the translation's terms.
    """
    rendered = [*chain.from_iterable(judged.stretches), *(one for one in judged.spans if one)]
    return frozenset(
        number
        for number, (span, stretches) in enumerate(zip(judged.spans, judged.stretches, strict=True))
        if span and _is_displaced(passage, requirements[number].span, [span, *stretches], rendered)
    )


def _is_displaced(
    passage: Passage, term: Span, own: Sequence[Span], rendered: Sequence[Span]
) -> bool:
    looks = looking(passage, term)
    if looks is None:
        return False
    is_own = [any(unit.overlaps(one) for one in own) for unit in passage.target_units]
    language = passage.direction.target
    is_word = [not is_grammar(word, language) for word in passage.target_words]
    here = looks.max(initial=0.0, where=np.array(is_own, np.bool_))
    elsewhere = belonging(passage, term, rendered).max(
        initial=0.0, where=np.array(is_word, np.bool_)
    )
    return bool(elsewhere >= max(_SURE, here + _MORE))
