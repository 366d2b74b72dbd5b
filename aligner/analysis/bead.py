"""A bead with all that is known of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from aligner.analysis.chunk import Chunk
from aligner.analysis.coverage import Coverage
from aligner.analysis.lost_negation import Lost
from aligner.analysis.numbers import Match, Numbers, compare_numbers, match_numbers
from aligner.analysis.side import Locate, Side
from aligner.analysis.statute import SAMPLE, is_statute
from aligner.analysis.terms import Unrendered, unrendered
from aligner.bead import Alignment, Bead
from aligner.document import Language
from aligner.glossary.matching import Occurrence, TermMatcher
from aligner.glossary.verdict import Judgement

NEIGHBOURS = 2  # beads on each side in which what a bead lacks may stand
_NO_TERMS = Judgement(())
_SEVERAL, _OFTEN = 3, 0.1  # beads, and a share of them, of a text that joins sentences by habit


@dataclass(frozen=True, slots=True)
class Origin:
    """Where beads come from: a bitext, or two documents that were aligned."""

    source_file: str  # as the user named it; the same twice for a bitext
    target_file: str
    source_language: Language
    locate_source: Locate | None = None  # None: the beads' own places tell
    locate_target: Locate | None = None
    is_statute: bool = False  # articles of law: 第一条
    joins: bool = False  # the English often says in one sentence what the Chinese says in several

    @classmethod
    def of(cls, alignment: Alignment) -> Origin:
        """Return where the beads of an alignment come from."""
        source, target = alignment.source, alignment.target
        chinese = source if source.language == "zh" else target
        return cls(
            source.name,
            target.name,
            source.language,
            source.locate,
            target.locate,
            is_statute(sentence.text for sentence in chinese.sentences[:SAMPLE]),
            _joins(alignment),
        )


def _joins(alignment: Alignment) -> bool:
    """Tell whether many beads have more Chinese than English sentences, not just a few of them."""
    is_chinese = alignment.source.language == "zh"
    sizes = (bead.shape if is_chinese else bead.shape[::-1] for bead in alignment.beads)
    both = [(chinese, english) for chinese, english in sizes if chinese and english]
    joined = sum(chinese > english for chinese, english in both)
    return joined >= _SEVERAL and joined >= _OFTEN * len(both)


class BeadAnalysis:
    """A bead, both its sides, and what was found in them."""

    def __init__(self, index: int, bead: Bead, origin: Origin) -> None:
        self.index = index  # from 0, in its file
        self.bead = bead
        self.origin = origin
        places = bead.places or (None, None)
        is_chinese = origin.source_language == "zh"
        self.source = Side(
            bead.source,
            origin.source_language,
            origin.source_file,
            origin.locate_source,
            places[0],
        )
        self.target = Side(
            bead.target,
            "en" if is_chinese else "zh",
            origin.target_file,
            origin.locate_target,
            places[1],
        )
        self.chinese = self.source if is_chinese else self.target
        self.english = self.target if is_chinese else self.source
        # Filled by the analyst.
        self.judgement = _NO_TERMS
        self.lapsed: Sequence[Occurrence] = ()  # of lines that do not hold at the texts' date
        self.matcher: TermMatcher | None = None  # what found the terms; None: no glossary
        self.before: tuple[BeadAnalysis, ...] = ()  # up to NEIGHBOURS, the nearest last
        self.after: tuple[BeadAnalysis, ...] = ()  # up to NEIGHBOURS, the nearest first
        self.chunk: Chunk | None = None  # the beads that are looked at together with it

    @property
    def neighbours(self) -> tuple[BeadAnalysis, ...]:
        """The beads before and after, in the order of the file."""
        return (*self.before, *self.after)

    @cached_property
    def number_match(self) -> Match:
        """The quantities that say the same, and those left over, within this bead alone."""
        return match_numbers(self)

    @cached_property
    def numbers(self) -> Numbers:
        """What became of the quantities, the neighbouring beads seen too."""
        return compare_numbers(self)

    @cached_property
    def unrendered(self) -> tuple[Unrendered, ...]:
        """What became of the terms that have no rendering here; the neighbours must be judged."""
        return unrendered(self)

    @property
    def coverage(self) -> Coverage:
        """What either side may lack of the other; costs nothing until a rule asks for it."""
        return self.chunk.coverage(self) if self.chunk is not None else Coverage()

    @property
    def lost_negation(self) -> Lost | None:
        """A Chinese negation that the English may lack; costs nothing until a rule asks for it."""
        return self.chunk.lost_negation(self) if self.chunk is not None else None

    def release(self) -> None:
        """Let go of the other beads, when no question follows: so memory is free at once.

        Otherwise they hold each other until Python looks for such cycles, which takes long.
        """
        self.before = self.after = ()
        self.chunk = None

    @property
    def has_quantities(self) -> bool:
        """Whether either side has a number, a date or the like."""
        return bool(self.chinese.quantities or self.english.quantities)

    @property
    def has_terms(self) -> bool:
        """Whether terms of the glossary stand in the Chinese, or did at another date."""
        return bool(self.judgement.verdicts or self.lapsed)

    @property
    def has_both(self) -> bool:
        """Whether both sides have text."""
        return bool(self.chinese.text and self.english.text)
