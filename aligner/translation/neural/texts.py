"""Requests to tokens, in batches, and what was decoded to hypotheses: of every neural engine."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from aligner.models.batching import batches, halving
from aligner.translation.base import Hypothesis, Request
from aligner.translation.neural.codec import Codec

Result = TypeVar("Result")
_logger = logging.getLogger(__name__)


def sources_of(codec: Codec, requests: Sequence[Request]) -> list[list[int]]:
    """Return the tokens of each text; none of one that cannot be translated.

    That is an empty one, and, with a warning, one that is longer than the model's window.
    """
    sources = codec.source_tokens([request.text for request in requests])
    for source, request in zip(sources, requests, strict=True):
        if len(source) > codec.window:
            _logger.warning(
                "a text of %d tokens is not translated, the model takes %d: %s",
                len(source),
                codec.window,
                f"{request.text[:20]}…",
            )
    return [
        source if len(source) <= codec.window and request.text.strip() else []
        for source, request in zip(sources, requests, strict=True)
    ]


def first_batch(codec: Codec, requests: Sequence[Request], tokens: int, most: int) -> int:
    """Return how many of the first requests ``batched`` would translate as one batch."""
    longest = 0
    texts = [request.text for request in requests[:most]]
    for count, source in enumerate(codec.source_tokens(texts)):
        longest = max(longest, len(source) if len(source) <= codec.window else 0)
        if count and (count + 1) * longest > tokens:
            return count
    return len(texts)


def batched(
    run: Callable[[Sequence[int]], Sequence[Result]],
    items: Sequence[Sequence[int]],
    tokens: int,
    most: int,
) -> list[Result | None]:
    """Run over items batched by length; None for those without tokens.

    Args:
        run: what to do with the items of these numbers.
        items: in tokens.
        tokens: of a batch, padding counted.
        most: items of a batch.
    """
    numbers = [number for number, item in enumerate(items) if item]
    lengths = [len(items[number]) for number in numbers]
    results: list[Result | None] = [None] * len(items)
    for batch in batches(lengths, tokens, most):
        chosen = [numbers[place] for place in batch]
        for number, result in zip(chosen, halving(run, chosen), strict=True):
            results[number] = result
    return results


def hypotheses(
    codec: Codec, decoded: Iterable[tuple[Sequence[int], float]], n: int
) -> tuple[Hypothesis, ...]:
    """Return different texts, the best first.

    Args:
        codec: of the model.
        decoded: tokens and their mean log probability, the best first.
        n: texts at most.
    """
    found: dict[str, float] = {}
    for tokens, score in decoded:
        if text := codec.text(tokens):
            found.setdefault(text, min(score, 0.0))
    return tuple(Hypothesis(text, score) for text, score in list(found.items())[:n])
