"""The one place where engines, memory and enforcement are put together to a ``Translator``.

memory (whole sentences) ─ what it lacks ─> pieces ─> enforcement ─> engine

Modules of engines are found by table and imported only when one is made.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING

from aligner.document import Language
from aligner.errors import UsageError
from aligner.glossary.model import Glossary, Term
from aligner.translation.base import Direction, Engine, Requirement
from aligner.translation.chain import InFront, Plain
from aligner.translation.cutting import Cutter
from aligner.translation.engines import ENGINES
from aligner.translation.options import EngineName, EngineOptions
from aligner.translation.outcome import Translator
from aligner.translation.sentences import Asks

if TYPE_CHECKING:
    from aligner.translation.enforcement import Requirements
    from aligner.translation.engines.chat import ChatEngine
    from aligner.translation.engines.memory import MemoryEngine

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
    translator = in_pieces(translator, name, options.direction, options.piece)
    has_memory = bool(options.memories)
    if has_memory and name != "memory":
        exact = replace(options, least_similarity=1.0)
        translator = InFront(_with_terms(_made("memory", exact), asked, "memory"), translator)
    return Built(translator, has_memory or name in _SEEING_CONTEXT, lambda: _asks(asked))


def in_pieces(
    translator: Translator, name: EngineName, direction: Direction, longest: int | None = None
) -> Translator:
    """Return a translator that gives another one only as much at a time as its engine translates.

    Args:
        translator: with the engine.
        name: of the engine.
        direction: of the translations.
        longest: code points of the source; None: what is good for such engines.
    """
    if name not in _LONGEST:
        return translator
    longest = longest or _LONGEST[name][direction.source]
    return Cutter(translator, direction, longest, by_sentence=name != "chat")


def _made(name: EngineName, options: EngineOptions) -> Engine:
    """Make an engine; those that are no models have options of their own."""
    if name == "memory":
        return _memory(options)
    if name == "chat":
        return _chat(options)
    module, _, attribute = ENGINES[name].partition(":")
    engine: Engine = getattr(import_module(module), attribute)(options)
    return engine


def _memory(options: EngineOptions) -> MemoryEngine:
    from aligner.translation.engines.memory import MemoryEngine, MemoryOptions

    threshold = options.least_similarity
    return MemoryEngine(MemoryOptions(options.memories, options.direction, threshold))


def _chat(options: EngineOptions) -> ChatEngine:
    """Return a chat server, with examples from the memory if there is one."""
    from aligner.translation.engines.chat import ChatEngine, ChatOptions

    chosen = ChatOptions(options.url, options.model, options.direction)
    return ChatEngine(chosen, _memory(options) if options.memories else None)


def _requirements(setup: Setup) -> Requirements | None:
    """Return what tells the requirements of texts; None without a glossary."""
    if setup.glossary is None or not len(setup.glossary):
        return None
    from aligner.translation.enforcement import Requirements

    return Requirements(setup.glossary, setup.options.direction, setup.date)


def _with_terms(engine: Engine, asked: Requirements | None, name: str) -> Translator:
    if asked is None:
        return Plain(engine, name)
    from aligner.translation.enforcement import Enforcer

    return Enforcer(engine, asked, name=name)


def _asks(asked: Requirements | None) -> Asks:
    """Return what is asked of the sentences of one document, in their order."""
    mentioned: set[Term] = set()

    def of(text: str) -> tuple[Requirement, ...]:
        if asked is None:
            return ()
        found = asked.of(text, mentioned)
        mentioned.update(one.lines[0] for one in found if one.lines)
        return found

    return of
