"""The first step: among what the engine proposes itself, what renders the most terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aligner.translation.enforcement.draft import Draft
from aligner.translation.enforcement.work import Work, by_terms


def reranked(works: Sequence[Work]) -> list[list[Draft]]:
    """Return for each work the n-best that render more terms, by terms, then by score."""
    return [
        [
            replace(draft, step="reranked")
            for draft in sorted(work.others, key=by_terms)
            if draft.improves(work.current)
        ]
        for work in works
    ]
