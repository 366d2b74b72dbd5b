"""Alignment gold sets on disk: ``NAME.zh``, ``NAME.en`` (a sentence a line) and ``NAME.beads``.

A bead line is ``[zh indices]:[en indices]``, counted from 0; either side may be empty.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.bead import Alignment
from aligner.errors import FormatError, InputError
from evaluation.metrics import Link

OWN_GOLD = Path(__file__).with_name("gold")  # the texts written for the project
_BEAD_LINE = re.compile(r"\[([\d, ]*)\]:\[([\d, ]*)\]")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document pair of a gold set and its beads."""

    name: str  # "political/03"
    source: Path  # Chinese, a sentence a line
    target: Path  # English, a sentence a line
    links: tuple[Link, ...]


def read_set(folder: Path) -> list[GoldDocument]:
    """Return the documents of one gold set, ordered by name.

    Raises:
        InputError: no ``*.beads`` file in the folder.
        FormatError: a line that is not a bead.
    """
    documents = [
        GoldDocument(
            name=f"{folder.name}/{beads.stem}",
            source=beads.with_suffix(".zh"),
            target=beads.with_suffix(".en"),
            links=read_links(beads),
        )
        for beads in sorted(folder.glob("*.beads"))
    ]
    if not documents:
        raise InputError(
            "no gold set here", place=str(folder), way_out="give the folder that holds NAME.beads"
        )
    return documents


def read_links(path: Path) -> tuple[Link, ...]:
    """Return the beads of a gold file in its order.

    Raises:
        FormatError: a line that is not a bead.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_link(line, f"{path}:{number}") for number, line in enumerate(lines, 1))


def _link(line: str, place: str) -> Link:
    match = _BEAD_LINE.fullmatch(line.strip())
    if match is None:
        raise FormatError(
            f"not a bead: {line!r}", place=place, way_out="write [zh indices]:[en indices]"
        )
    source, target = (tuple(int(index) for index in re.findall(r"\d+", s)) for s in match.groups())
    return Link(source, target)


def links_of(alignment: Alignment) -> list[Link]:
    """Return the beads of an alignment as indices."""
    return [
        Link(
            tuple(sentence.index for sentence in bead.source),
            tuple(sentence.index for sentence in bead.target),
        )
        for bead in alignment.beads
    ]


def probabilities_of(alignment: Alignment) -> list[float]:
    """Return the probability of every bead; 1 where the aligner gives none."""
    return [1.0 if bead.probability is None else bead.probability for bead in alignment.beads]


def neighbours(link: Link, others: Sequence[Link]) -> list[Link]:
    """Return the links that share a sentence with ``link``, in their order.

    >>> neighbours(Link((1,), (2,)), [Link((0,), (0,)), Link((1,), (1, 2)), Link((2,), (3,))])
    [Link(source=(1,), target=(1, 2))]
    """
    return [
        other
        for other in others
        if set(link.source) & set(other.source) or set(link.target) & set(other.target)
    ]
