"""Passages of the reports whose data are known to be faulty, so that figures can be given twice.

A fault gets its line here only after it was read, whatever an alignment makes of it: what is wrong
must be wrong in the data. Figures are always given with these passages first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Passage = TypeVar("Passage")


@dataclass(frozen=True, slots=True)
class Fault:
    """Passages of one report that do not hold what they should."""

    report: str  # what the name of its file contains
    blocks: tuple[int, ...]  # numbers of the passages, from 0
    problem: str


FAULTS = (
    Fault(
        "2018-report-on-the-work-of-the-government",
        (108,),
        "Chinese paragraphs left in the English column and missing in the Chinese one",
    ),
    Fault(
        "2021-report-on-the-work-of-the-government",
        (0,),
        "a news item on the session before the report, in Chinese only",
    ),
    Fault(
        "2021-report-on-the-work-of-the-government",
        (10, 11),
        "the second Chinese sentence of 10 is translated in 11",
    ),
    Fault(
        "2021-report-on-the-work-of-the-government",
        (53, 54),
        "the English of 53 stands once more in 54",
    ),
)


def faulty_blocks(name: str) -> set[int]:
    """Return the numbers of a report's faulty passages.

    >>> sorted(faulty_blocks("2021-report-on-the-work-of-the-government"))
    [0, 10, 11, 53, 54]
    """
    return {block for fault in FAULTS if fault.report in name for block in fault.blocks}


def without_faults(name: str, passages: Sequence[Passage]) -> list[Passage]:
    """Return the passages of a report but the faulty ones."""
    faulty = faulty_blocks(name)
    return [passage for block, passage in enumerate(passages) if block not in faulty]
