"""How engines, memory and enforcement are put together."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from aligner.cli.translation import translate
from aligner.errors import UsageError
from aligner.glossary.model import Glossary, Term
from aligner.glossary.rendering import Span
from aligner.translation.base import Direction, Request, Requirement
from aligner.translation.build import Setup, build
from aligner.translation.chain import InFront, Plain
from aligner.translation.cutting import Cutter
from aligner.translation.engines import ENGINES
from aligner.translation.engines.memory import MemoryOptions
from aligner.translation.options import EngineOptions
from aligner.translation.outcome import Outcome, TermOutcome
from tests.translation import scripted

DIRECTION = Direction("zh", "en")


@pytest.fixture(autouse=True)
def stand_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "seq2seq", "tests.translation.scripted:ScriptedEngine")


@pytest.mark.parametrize(
    ("options", "name"),
    [
        (EngineOptions(DIRECTION, model="m"), "seq2seq"),
        (EngineOptions(DIRECTION, model="m", url="http://x/v1"), "chat"),
        (EngineOptions(DIRECTION, memories=(Path("a.tmx"),)), "memory"),
        (EngineOptions(DIRECTION, model="m", memories=(Path("a.tmx"),)), "seq2seq"),
    ],
)
def test_the_engine_is_guessed(options: EngineOptions, name: str) -> None:
    assert Setup(options).name == name
    assert Setup(options, "ctranslate2").name == "ctranslate2"


def test_the_command_has_the_defaults_of_the_options() -> None:
    # Spelt out in the command, whose help must not load what the options load.
    said = {name: one.default for name, one in inspect.signature(translate).parameters.items()}
    said["least_similarity"] = said["min_similarity"]
    options = EngineOptions(DIRECTION)
    for name in ("beam", "batch_tokens", "device", "precision", "piece", "least_similarity"):
        assert getattr(options, name) == said[name], name
    assert MemoryOptions((Path(),), DIRECTION).threshold == options.least_similarity


def test_nothing_to_translate_with() -> None:
    with pytest.raises(UsageError, match="add --model FOLDER"):
        build(Setup(EngineOptions(DIRECTION)))


@pytest.mark.parametrize(
    "wrong",
    [{"beam": 0}, {"batch_tokens": 0}, {"least_similarity": 1.5}, {"longest": 0}, {"piece": -1}],
)
def test_options_have_ranges(wrong: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        EngineOptions(DIRECTION, **wrong)  # type: ignore[arg-type]  # that is the test


@pytest.mark.parametrize(("piece", "longest"), [(None, 60), (25, 25)])
def test_pieces_are_as_long_as_suits_the_engine(piece: int | None, longest: int) -> None:
    built = build(Setup(EngineOptions(DIRECTION, model="m", piece=piece)))
    assert isinstance(built.translator, Cutter)
    assert built.translator.longest == longest


def test_without_a_glossary_nothing_is_asked() -> None:
    built = build(Setup(EngineOptions(DIRECTION, model="m")))
    assert isinstance(built.translator, Cutter)
    assert isinstance(built.translator.translator, Plain)
    assert built.new_asks()("发展新质生产力。") == ()
    assert not built.with_context


def test_with_a_glossary_terms_are_enforced() -> None:
    glossary = Glossary("g", (Term("新质生产力", "new quality productive forces"),))
    built = build(Setup(EngineOptions(DIRECTION, model="m"), glossary=glossary))
    text = "发展新质生产力。"
    request = Request(text, built.new_asks()(text))
    assert [one.source for one in request.requirements] == ["新质生产力"]
    outcome = built.translator.outcomes([request])[0]
    assert outcome.text == "Develop new quality productive forces."
    assert outcome.terms[0].step == "substituted"


@dataclass
class Fixed:
    """Gives the same outcomes always."""

    found: list[Outcome]
    signature: str = "fixed"

    def outcomes(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return as many as are asked for."""
        return self.found[: len(requests)]


def test_what_the_first_lacks_the_other_is_asked() -> None:
    requirement = Requirement(Span(0, 2), "改革", ("reform",))
    failed = Outcome("Change.", (TermOutcome(requirement, "failed"),), engine="memory")
    first = Fixed([Outcome("Known.", engine="memory"), Outcome("", why="unknown"), failed, failed])
    others = [Outcome("New.", engine="m"), Outcome("Reform.", engine="m"), Outcome("", why="busy")]
    both = InFront(first, Fixed(others))
    found = both.outcomes([Request("a"), Request("b"), Request("c"), Request("d")])
    assert [one.text for one in found] == ["Known.", "New.", "Reform.", "Change."]
    assert both.signature == "fixed, then fixed"


def test_an_engine_alone_fails_what_it_does_not_look_at() -> None:
    plain = Plain(scripted.ScriptedEngine(EngineOptions(DIRECTION)), "seq2seq")
    requirement = Requirement(Span(0, 2), "总则", ("rules",))
    found = plain.outcomes([Request("总则", (requirement,)), Request("无")])
    assert [one.step for one in found[0].terms] == ["failed"]
    assert (found[0].text, found[0].engine, found[0].score) == (
        *("General provisions.", "seq2seq"),
        -0.5,
    )
    assert (found[1].text, found[1].why) == ("", "the engine gave nothing")
