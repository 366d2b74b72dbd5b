"""The one place where engines, memory and enforcement are put together to a ``Translator``.

memory (whole sentences) ─ what it lacks ─> pieces ─> enforcement ─> engine

Modules of engines are found by table and imported only when one is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, get_args

from aligner.document import Language
from aligner.errors import UsageError
from aligner.glossary.model import Glossary, Term
from aligner.translation.base import Engine, Requirement
from aligner.translation.chain import InFront, Plain
from aligner.translation.cutting import Cutter
from aligner.translation.engines import ENGINES
from aligner.translation.options import EngineName, EngineOptions
from aligner.translation.outcome import Translator
from aligner.translation.sentences import Asks

ENFORCEMENT = "aligner.translation.enforcement:"
# Code points of the source that an engine gets at a time. Models of translation leave out more the
# longer a sentence is: a small Marian, on sentences of 186 Chinese characters, came to a chrF of 21
# when it got all of them at once, 23 in pieces of up to 60, 32 in pieces of up to 30; larger models
# lose less, and short pieces lose what holds the clauses together.
_LONGEST: dict[EngineName, dict[Language, int]] = {
    "seq2seq": {"zh": 60, "en": 180},
    "ctranslate2": {"zh": 60, "en": 180},
    "chat": {"zh": 1500, "en": 4500},
}
_SEEING_CONTEXT = ("chat", "memory")


@dataclass(frozen=True, slots=True)
class Setup:
    """What a user asks for."""

    options: EngineOptions
    engine: EngineName | None = None  # None: by what is given
    glossary: Glossary | None = None  # what it asks for is enforced
    date: datetime.date | None = None  # of the texts; terms must be valid then

    @property
    def name(self) -> EngineName:
        """The engine, guessed where none is named.

        Raises:
            UsageError: nothing is given that could translate.
        """
        if self.engine is not None:
            return self.engine
        if self.options.url:
            return "chat"
        if self.options.model:
            return "seq2seq"
        if self.options.memories:
            return "memory"
        raise UsageError(
            "nothing to translate with",
            way_out="add --model FOLDER, --url SERVER or --memory FILE",
        )


@dataclass(frozen=True, slots=True)
class Built:
    """What translates, and what goes with it."""

    translator: Translator
    with_context: bool  # whether results depend on what stands before and after a sentence
    new_asks: Callable[[], Asks]  # for a document: what the glossary asks of its sentences


def build(setup: Setup) -> Built:
    """Make engines and put them together.

    Raises:
        AlignerError: the engine's, which cannot be made; nothing is given.
    """
    name, options = setup.name, setup.options
    asked = _requirements(setup)
    translator = _with_terms(_made(name, options), asked, name)
    if name in _LONGEST:
        longest = options.piece or _LONGEST[name][options.direction.source]
        translator = Cutter(translator, options.direction, longest, by_sentence=name != "chat")
    has_memory = bool(options.memories)
    if has_memory and name != "memory":
        exact = replace(options, least_similarity=1.0)
        translator = InFront(_with_terms(_made("memory", exact), asked, "memory"), translator)
    return Built(translator, has_memory or name in _SEEING_CONTEXT, lambda: _asks(asked))


def engine_named(name: str) -> EngineName:
    """Return the name of an engine.

    Raises:
        UsageError: there is none of that name.
    """
    for known in get_args(EngineName):
        if name == known:
            return known  # type: ignore[no-any-return]  # get_args says nothing of its types
    raise UsageError(f"unknown engine {name!r}", way_out=f"choose from {', '.join(ENGINES)}")


def _loaded(path: str) -> Any:  # noqa: ANN401  # of any type
    module, _, attribute = path.partition(":")
    return getattr(import_module(module), attribute)


def _made(name: EngineName, options: EngineOptions) -> Engine:
    """Make an engine; those that are no models have options of their own."""
    kind = _loaded(ENGINES[name])
    if name == "memory":
        chosen = _beside(kind, "MemoryOptions")(
            options.memories, options.direction, threshold=options.least_similarity
        )
    elif name == "chat":
        chosen = _beside(kind, "ChatOptions")(
            url=options.url, model=options.model, direction=options.direction
        )
    else:
        chosen = options
    examples = name == "chat" and bool(options.memories)
    engine: Engine = kind(chosen, _made("memory", options)) if examples else kind(chosen)
    return engine


def _beside(kind: Any, name: str) -> Any:  # noqa: ANN401  # of any type
    """Return what stands under a name in the module of a class."""
    return getattr(import_module(kind.__module__), name)


def _requirements(setup: Setup) -> Any:  # noqa: ANN401  # of enforcement, which is loaded late
    """Return what tells the requirements of texts; None without a glossary."""
    if setup.glossary is None or not len(setup.glossary):
        return None
    direction = setup.options.direction
    return _loaded(f"{ENFORCEMENT}Requirements")(setup.glossary, direction, setup.date)


def _with_terms(engine: Engine, asked: Any, name: str) -> Translator:  # noqa: ANN401  # as above
    if asked is None:
        return Plain(engine, name)
    enforcer: Translator = _loaded(f"{ENFORCEMENT}Enforcer")(engine, asked, name=name)
    return enforcer


def _asks(asked: Any) -> Asks:  # noqa: ANN401  # as above
    """Return what is asked of the sentences of one document, in their order."""
    mentioned: set[Term] = set()

    def of(text: str) -> tuple[Requirement, ...]:
        if asked is None:
            return ()
        found: tuple[Requirement, ...] = asked.of(text, mentioned)
        mentioned.update(one.lines[0] for one in found if one.lines)
        return found

    return of
