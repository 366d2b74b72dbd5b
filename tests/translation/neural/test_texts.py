"""Requests in batches, before there is a model to run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import pytest

from aligner.translation.base import Request
from aligner.translation.neural.codec import Codec
from aligner.translation.neural.texts import batched, first_batch


@dataclass
class Characters:
    """Takes each character for a token."""

    window: int = 12

    def source_tokens(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the code points."""
        return [[ord(letter) for letter in text] for text in texts]


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [([9, 8, 7, 6], 2), ([4, 4, 4, 4, 4], 5), ([3, 9, 1], 2), ([99, 9, 8, 1], 2), ([12], 1)],
)
def test_the_first_batch_is_one_batch(lengths: list[int], expected: int) -> None:
    codec = Characters()
    requests = [Request("x" * length) for length in lengths]
    count = first_batch(cast("Codec", codec), requests, tokens=20, most=8)
    assert count == expected
    runs: list[int] = []

    def run(some: Sequence[int]) -> Sequence[int]:
        runs.append(len(some))
        return some

    items = [
        one if len(one) <= codec.window else []
        for one in codec.source_tokens([request.text for request in requests[:count]])
    ]
    batched(run, items, tokens=20, most=8)
    assert len(runs) == 1


def test_never_more_than_are_allowed() -> None:
    requests = [Request("x")] * 9
    assert first_batch(cast("Codec", Characters()), requests, tokens=20, most=8) == 8
