"""What translates, made when its direction is known: once for all sources of that direction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from aligner.cachefolder import cache_folder
from aligner.document import Language, other_language
from aligner.errors import UsageError
from aligner.glossary.model import Glossary
from aligner.models.store import Store
from aligner.translation.base import Direction
from aligner.translation.build import Built, Setup, build
from aligner.translation.options import EngineName, EngineOptions

_FILE = "translations.sqlite"


@dataclass(frozen=True, slots=True)
class Languages:
    """What the user says of the languages; None: told by the source's script."""

    source: Language | None = None
    target: Language | None = None

    def __post_init__(self) -> None:
        """Refuse a direction that there is not.

        Raises:
            UsageError: from a language into itself.
        """
        if self.source is not None and self.source == self.target:
            raise UsageError(
                f"from {self.source} into {self.target}", way_out="leave one of the options out"
            )

    @property
    def expected(self) -> Language | None:
        """The language of the sources, as far as it is said."""
        if self.source is None and self.target is not None:
            return other_language(self.target)
        return self.source


@dataclass(frozen=True, slots=True)
class Engines:
    """Engines, memory and glossary, as the user asks for them."""

    options: EngineOptions  # of whatever direction
    engine: EngineName | None
    glossary: Glossary
    date: datetime.date | None
    _built: dict[Direction, Built] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Fail early where nothing could translate.

        Raises:
            UsageError: nothing is given.
        """
        _ = self._setup(self.options.direction).name

    def built(self, direction: Direction) -> Built:
        """Return what translates in a direction.

        Raises:
            AlignerError: it cannot be made.
        """
        if direction not in self._built:
            self._built[direction] = build(self._setup(direction))
        return self._built[direction]

    def _setup(self, direction: Direction) -> Setup:
        options = replace(self.options, direction=direction)
        return Setup(options, self.engine, self.glossary, self.date)


@contextmanager
def open_store(wanted: bool) -> Iterator[Store | None]:
    """Open what earlier runs have translated."""
    if not wanted:
        yield None
        return
    with Store(cache_folder("translate") / _FILE) as store:
        yield store
