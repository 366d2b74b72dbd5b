"""Requests in their order, each once, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from aligner.glossary.model import Glossary
from aligner.glossary.rendering import Span
from aligner.models.store import Store
from aligner.translation.base import Direction, Hypothesis, Request, Requirement
from aligner.translation.chain import InFront, Plain
from aligner.translation.cutting import Cutter
from aligner.translation.enforcement import Enforcer, Requirements
from aligner.translation.job import Job
from aligner.translation.outcome import Outcome, TermOutcome, Translator
from aligner.translation.stored import dumped, key_of, loaded


@dataclass
class Upper:
    """Translates into capitals; stops at a text if wanted."""

    stop_at: str = ""
    calls: list[list[str]] = field(default_factory=list)
    signature: str = "upper"

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Answer, or stop."""
        self.calls.append([one.text for one in requests])
        if self.stop_at in self.calls[-1]:
            raise KeyboardInterrupt
        return [Outcome(one.text.upper(), engine="upper") for one in requests]

    @property
    def asked(self) -> list[str]:
        """All texts asked for."""
        return [text for call in self.calls for text in call]


@dataclass
class Silent(Upper):
    """Translates nothing."""

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Answer nothing."""
        return [Outcome("", why="busy") for _ in requests]


FROM_CHINESE = Direction("zh", "en")
TEXTS = ["a", "bbb", "a", "cc", "dddd", "a", "cc"]


def run(job: Job, texts: Sequence[str] = TEXTS) -> list[str]:
    return [outcome.text for outcome in job.run(map(Request, texts))]


@pytest.mark.parametrize("window", [1, 2, 3, 100])
@pytest.mark.parametrize("at_once", [1, 2, 100])
def test_order_is_kept_and_nothing_is_asked_twice(window: int, at_once: int) -> None:
    upper = Upper()
    assert run(Job(upper, window=window, at_once=at_once)) == [one.upper() for one in TEXTS]
    assert sorted(upper.asked) == ["a", "bbb", "cc", "dddd"]


def test_the_longest_come_first_in_a_window() -> None:
    upper = Upper()
    run(Job(upper, at_once=2))
    assert [[len(text) for text in call] for call in upper.calls] == [[4, 3], [2, 1]]


def test_requests_are_read_no_further_than_the_window() -> None:
    read: list[str] = []

    def texts() -> Iterator[Request]:
        for text in map(str, range(100)):
            read.append(text)
            yield Request(text)

    outcomes = Job(Upper(), window=10).run(texts())
    next(outcomes)
    assert len(read) == 10


def test_progress_counts_every_request() -> None:
    counts: list[int] = []
    run(Job(Upper(), window=3, at_once=1, done=counts.append))
    assert sum(counts) == len(TEXTS)


def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store, pytest.raises(KeyboardInterrupt):
        run(Job(Upper(stop_at="cc"), store, at_once=1))
    upper = Upper()
    with Store(tmp_path / "s.sqlite") as store:
        job = Job(upper, store)
        assert run(job) == [one.upper() for one in TEXTS]
    assert upper.asked == ["cc", "a"]
    assert job.known == 5


@dataclass
class Batches:
    """An engine that translates a few texts at a time, and breaks down after some batches."""

    lasts: int = 100  # batches
    size: int = 3  # of a batch
    calls: list[list[str]] = field(default_factory=list)
    signature: str = "batches"
    direction: Direction = FROM_CHINESE

    def batch_size(self, requests: Sequence[Request]) -> int:
        """Return the size, or what is there."""
        return min(len(requests), self.size)

    def translate(self, requests: Sequence[Request], n: int = 1) -> list[tuple[Hypothesis, ...]]:
        """Answer, or break down."""
        self.calls.append([one.text for one in requests])
        if len(self.calls) > self.lasts:
            raise RuntimeError
        return [(Hypothesis(one.text.upper()),) for one in requests]


@pytest.mark.parametrize("lasts", [0, 1, 2, 3])
@pytest.mark.parametrize(
    "front",
    [
        lambda engine: Plain(engine, "e"),
        lambda engine: Cutter(Plain(engine, "e"), FROM_CHINESE, 100),
        lambda engine: InFront(Silent(), Plain(engine, "e")),
        lambda engine: Enforcer(engine, Requirements(Glossary("g", ()), FROM_CHINESE)),
    ],
    ids=["plain", "cut", "behind a memory", "enforced"],
)
def test_each_batch_is_kept_when_it_is_done(
    front: Callable[[Batches], Translator], lasts: int, tmp_path: Path
) -> None:
    texts = [f"{number}" * (20 - number) for number in range(1, 10)]
    broken, mended = Batches(lasts), Batches()
    with Store(tmp_path / "s.sqlite") as store:
        if lasts < 3:
            with pytest.raises(RuntimeError):
                run(Job(front(broken), store), texts)
        else:
            run(Job(front(broken), store), texts)
        assert run(Job(front(mended), store), texts) == texts
    assert broken.calls[:lasts] == [texts[i : i + 3] for i in range(0, 3 * lasts, 3)]
    assert [text for call in mended.calls for text in call] == texts[3 * lasts :]


def test_few_sentences_with_terms_go_through_the_cascade_together() -> None:
    asked = Requirements(Glossary("g", ()), FROM_CHINESE)
    enforcer = Enforcer(Batches(size=100), asked)
    term = Requirement(Span(0, 2), "改革", ("reform",))
    requests = [Request("改革", (term,)), Request("年")] * 30
    assert enforcer.batch_size(requests) == 32
    assert enforcer.batch_size(requests[:9]) == 9


def test_context_counts_where_the_engine_looks_at_it() -> None:
    requests = [Request("a", before="x"), Request("a", before="y")]
    for with_context, expected in ((False, 1), (True, 2)):
        upper = Upper()
        list(Job(upper, with_context=with_context).run(requests))
        assert len(upper.asked) == expected


def test_what_has_no_translation_is_asked_for_again(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        assert [one.why for one in Job(Silent(), store).run([Request("a")])] == ["busy"]
        assert run(Job(Upper(), store), ["a"]) == ["A"]


def test_outcomes_are_kept_whole() -> None:
    requirement = Requirement(Span(0, 2), "改革", ("reform",))
    request = Request("改革", (requirement,))
    outcome = Outcome(
        "Reform", (TermOutcome(requirement, "plain", Span(0, 6)),), -0.25, 0.9, "seq2seq"
    )
    assert loaded(dumped(outcome), request) == outcome
    assert loaded(dumped(outcome), Request("改革")) is None  # other requirements
    for damaged in (b"", b"{}", b"[1]", b"\xff", dumped(outcome)[:-5]):
        assert loaded(damaged, request) is None


def test_the_key_holds_everything_that_decides() -> None:
    requirement = Requirement(Span(0, 2), "改革", ("reform",))
    base = Request("改革")
    keys = {
        key_of("m", base, with_context=False),
        key_of("n", base, with_context=False),
        key_of("m", Request("改"), with_context=False),
        key_of("m", Request("改革", (requirement,)), with_context=False),
        key_of("m", Request("改革", before="x"), with_context=True),
        key_of("m", Request("改革", after="x"), with_context=True),
    }
    assert len(keys) == 6


def test_other_code_translates_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upper = Upper()
    with Store(tmp_path / "store") as store:
        for digest in ("a", "a", "b"):
            monkeypatch.setattr("aligner.translation.job.package_digest", digest.upper)
            run(Job(upper, store), ["a"])
    assert upper.asked == ["a", "a"]
