"""Outcomes as the store keeps them: JSON, without the requirements, which the request has."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from aligner.glossary.rendering import Span
from aligner.models.store import content_key
from aligner.translation.base import Request
from aligner.translation.outcome import STEPS, Outcome, Step, TermOutcome

SCHEMA = 1
_STEPS: dict[str, Step] = {step: step for step in STEPS}


def key_of(signature: str, request: Request, *, with_context: bool) -> bytes:
    """Return the key of an outcome: everything that decides on it."""
    requirements = [
        (one.span.start, one.span.end, one.renderings, one.forbidden)
        for one in request.requirements
    ]
    context = (request.before, request.after) if with_context else ()
    return content_key(
        f"translation {SCHEMA}",
        signature,
        request.text,
        json.dumps(requirements, ensure_ascii=False),
        *context,
    )


def dumped(outcome: Outcome) -> bytes:
    """Return an outcome as bytes."""
    terms = [
        (one.step, one.span and (one.span.start, one.span.end), one.why) for one in outcome.terms
    ]
    record = {
        "text": outcome.text,
        "terms": terms,
        "score": outcome.score,
        "similarity": outcome.similarity,
        "engine": outcome.engine,
        "why": outcome.why,
    }
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")


def loaded(data: bytes, request: Request) -> Outcome | None:
    """Return the outcome of a request from bytes; None if they are no such outcome."""
    try:
        record: Any = json.loads(data.decode("utf-8", "surrogatepass"))
        return Outcome(
            str(record["text"]),
            _terms(record["terms"], request),
            record["score"],
            record["similarity"],
            str(record["engine"]),
            str(record["why"]),
        )
    except (ValueError, KeyError, TypeError):
        return None


def _terms(records: Sequence[Any], request: Request) -> tuple[TermOutcome, ...]:
    return tuple(
        TermOutcome(requirement, _STEPS[step], span and Span(*span), str(why))
        for requirement, (step, span, why) in zip(request.requirements, records, strict=True)
    )
