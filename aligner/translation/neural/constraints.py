"""What a translation must hold, in tokens, and how far a hypothesis has come with it.

Each constraint may be met by any of several token sequences: all allowed renderings of a term and
their inflected forms. As tokens are written, matches are followed as in an automaton of Aho and
Corasick (1975): whether the search wrote a token for the sake of a constraint or because the model
liked it makes no difference. Matches are exclusive: of a term inside another only the longer one
counts, and a term met twice where the source has it once makes a hypothesis worthless.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """A place in the tree of the token sequences that meet one constraint."""

    children: dict[int, Node] = field(default_factory=dict)
    is_end: bool = False
    remaining: int = 0  # tokens to the nearest end at least

    def add(self, tokens: Sequence[int]) -> None:
        """Add a sequence below the node."""
        node = self
        for left, token in zip(range(len(tokens), 0, -1), tokens, strict=True):
            is_new = not node.children and not node.is_end
            node.remaining = left if is_new else min(node.remaining, left)
            node = node.children.setdefault(token, Node())
        node.remaining = 0
        node.is_end = True


@dataclass(frozen=True, slots=True)
class Constraint:
    """One requirement as trees of tokens."""

    initial: Node  # at the beginning of a sentence
    inner: Node  # anywhere else
    source: tuple[int, int] = (0, 0)  # half-open, the tokens of the source that it renders

    @classmethod
    def of(
        cls,
        initial: Iterable[Sequence[int]],
        inner: Iterable[Sequence[int]],
        source: tuple[int, int] = (0, 0),
    ) -> Constraint:
        """Make the trees of sequences; empty ones are left out."""
        return cls(_tree(initial), _tree(inner), source)

    @property
    def least(self) -> int:
        """Tokens that it needs at least."""
        return self.inner.remaining


def _tree(sequences: Iterable[Sequence[int]]) -> Node:
    root = Node()
    for tokens in filter(None, sequences):
        root.add(tokens)
    return root


@dataclass(frozen=True, slots=True)
class Match:
    """A constraint met, or on the way to be."""

    constraint: int
    start: int  # half-open positions in the translation
    end: int
    node: Node

    def is_inside(self, start: int, end: int) -> bool:
        """Tell whether it lies within a stretch of the translation."""
        return start <= self.start and self.end <= end


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a hypothesis has come."""

    length: int = 0  # tokens
    done: tuple[Match, ...] = ()
    active: tuple[Match, ...] = ()  # what the last tokens may become
    surplus: tuple[Match, ...] = ()  # terms met once too often, unless they become longer ones
    needed: int = 0  # tokens that are still to be written for the constraints, at least
    is_fresh: bool = True  # a sentence begins here
    is_closed: bool = False  # a term ended with the last token: a word begins here, or it goes on

    def __hash__(self) -> int:
        """Never used; nodes are compared by identity."""
        return id(self)


class Constraints:
    """All constraints of one translation.

    Args:
        constraints: of the requirements; none of them is empty.
        ends: tokens that end a sentence.
        openings: tokens that change nothing about whether a sentence begins: quotation marks.
    """

    def __init__(
        self,
        constraints: Sequence[Constraint] = (),
        ends: frozenset[int] = frozenset(),
        openings: frozenset[int] = frozenset(),
    ) -> None:
        self.all = tuple(constraints)
        self._ends = ends
        self._openings = openings

    def begin(self) -> Progress:
        """Return the progress of the empty translation."""
        return Progress(needed=sum(one.least for one in self.all))

    def open(self, progress: Progress) -> list[int]:
        """Return the constraints that are not met yet."""
        met = {match.constraint for match in progress.done}
        return [number for number in range(len(self.all)) if number not in met]

    def proposals(self, progress: Progress) -> set[int]:
        """Return the tokens that take a constraint further; begun ones come first."""
        if not self.all:
            return set()
        unmet = self.open(progress)
        begun = {
            token
            for match in progress.active
            if match.constraint in unmet
            for token in match.node.children
        }
        if begun:
            return begun
        return {
            token for number in unmet for token in self.root(number, progress.is_fresh).children
        }

    def continuations(self, progress: Progress) -> set[int]:
        """Return the tokens that go on with what is begun, a longer form of a term met too."""
        return {token for match in progress.active for token in match.node.children}

    def advance(self, progress: Progress, token: int) -> Progress | None:
        """Return the progress with one more token; None: a term is there once too often."""
        if not self.all:
            return progress
        end = progress.length + 1
        moved = [
            Match(match.constraint, match.start, end, match.node.children[token])
            for match in progress.active
            if token in match.node.children
        ]
        for number in range(len(self.all)):
            child = self.root(number, progress.is_fresh).children.get(token)
            if child is not None:
                moved.append(Match(number, end - 1, end, child))
        done, surplus, active = self._settled(progress, moved, end)
        if any(not _is_covered(match, active) for match in surplus):
            return None
        is_fresh = token in self._ends or (progress.is_fresh and token in self._openings)
        ended = any(match.end == end for match in done)
        needed = self._needed(done, active)
        return Progress(end, done, active, surplus, needed, is_fresh, ended)

    def root(self, number: int, is_fresh: bool) -> Node:
        """Return the tree of a constraint, for the place where it would begin."""
        one = self.all[number]
        return one.initial if is_fresh else one.inner

    def _settled(
        self, progress: Progress, moved: list[Match], end: int
    ) -> tuple[tuple[Match, ...], tuple[Match, ...], tuple[Match, ...]]:
        """Return what is met, what is too much, and what may become more."""
        ended = [match for match in moved if match.node.is_end]
        done, surplus = progress.done, progress.surplus
        if ended:
            start = min(match.start for match in ended)
            done = tuple(match for match in done if not match.is_inside(start, end))
            surplus = tuple(match for match in surplus if not match.is_inside(start, end))
            met = {match.constraint for match in done}
            longest = [match for match in ended if match.start == start]
            fitting = [match for match in longest if match.constraint not in met]
            if fitting:
                done = (*done, fitting[0])
            else:
                surplus = (*surplus, longest[0])
            # Begun inside what is met now: the same words would count twice.
            moved = [match for match in moved if match.start <= start]
        active = tuple(match for match in moved if match.node.children)
        return done, surplus, active

    def _needed(self, done: tuple[Match, ...], active: tuple[Match, ...]) -> int:
        """Return the tokens still to be written, if the best of what is begun is gone on with."""
        met = {match.constraint for match in done}
        unmet = sum(one.least for number, one in enumerate(self.all) if number not in met)
        return unmet - max(
            (self._saved(match, done) for match in active if match.constraint not in met),
            default=0,
        )

    def _saved(self, begun: Match, done: tuple[Match, ...]) -> int:
        """Return how many tokens a begun match saves; terms inside it will not be met any more."""
        lost = sum(self.all[one.constraint].least for one in done if one.start >= begun.start)
        further = min(child.remaining + 1 for child in begun.node.children.values())
        return self.all[begun.constraint].least - further - lost


def _is_covered(match: Match, active: tuple[Match, ...]) -> bool:
    """Tell whether a match may still become part of a longer one."""
    return any(one.start <= match.start for one in active)
