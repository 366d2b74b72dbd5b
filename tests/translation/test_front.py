"""A memory in front of another engine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.translation.base import Attention, Direction, Engine, Hypothesis, Request, Steerable
from aligner.translation.engines.memory import MemoryEngine, MemoryOptions
from aligner.translation.front import in_front

ZH_EN = Direction("zh", "en")


class Behind:
    """An engine that says which text it was given."""

    signature = "behind 1"
    direction = ZH_EN

    def __init__(self) -> None:
        self.asked: list[str] = []

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Translate."""
        self.asked += [request.text for request in requests]
        return [(Hypothesis(f"engine: {request.text}", -0.5),) for request in requests]


class SteerableBehind(Behind):
    """One whose decoder can be steered."""

    def constrained(self, requests: Sequence[Request], n: int) -> list[tuple[Hypothesis, ...]]:
        """Translate with terms."""
        return [(Hypothesis("constrained"),) for _ in requests]

    def scores(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Score."""
        return [-1.0 for _ in pairs]

    def attention(self, pairs: Sequence[tuple[str, str]]) -> list[Attention]:
        """Look at nothing."""
        return []


@pytest.fixture
def memory(tmp_path: Path) -> MemoryEngine:
    """Remember one sentence."""
    file = tmp_path / "a.tsv"
    file.write_text("改善人民生活。\tImprove people's lives.\n", encoding="utf-8")
    return MemoryEngine(MemoryOptions((file,), ZH_EN))


def test_the_memory_is_asked_first(memory: MemoryEngine) -> None:
    behind = Behind()
    front = in_front(memory, behind)
    assert isinstance(front, Engine)
    texts = ["开放。", "改善人民生活。", "改善人民生活！"]
    results = front.translate([Request(text) for text in texts], 3)
    assert results[1] == (Hypothesis("Improve people's lives.", similarity=1.0),)
    assert [some[0].text for some in results[::2]] == ["engine: 开放。", "engine: 改善人民生活！"]
    assert behind.asked == ["开放。", "改善人民生活！"]


def test_complaints_go_to_the_engine(memory: MemoryEngine) -> None:
    behind = Behind()
    told = Request("改善人民生活。", previous="Improve people's lives.", complaints=("no term",))
    assert in_front(memory, behind).translate([told])[0][0].text == "engine: 改善人民生活。"


def test_an_engine_that_is_not_needed_is_not_asked(memory: MemoryEngine) -> None:
    behind = Behind()
    in_front(memory, behind).translate([Request("改善人民生活。")])
    assert behind.asked == []


def test_steering_is_the_engines(memory: MemoryEngine) -> None:
    assert not isinstance(in_front(memory, Behind()), Steerable)
    front = in_front(memory, SteerableBehind())
    assert isinstance(front, Steerable)
    assert front.constrained([Request("改善人民生活。")], 1)[0][0].text == "constrained"
    assert front.scores([("a", "b")]) == [-1.0]
    assert front.attention([]) == []


def test_the_signature_names_both(memory: MemoryEngine) -> None:
    assert in_front(memory, Behind()).signature == f"{memory.signature}, then behind 1"


def test_directions_have_to_agree(memory: MemoryEngine) -> None:
    behind = Behind()
    behind.direction = Direction("en", "zh")
    with pytest.raises(UsageError, match="same direction"):
        in_front(memory, behind)
