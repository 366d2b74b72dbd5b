"""The numbers of a bead: which say the same in both languages, and which stand alone.

Three steps, each a type of its own: ``match_numbers`` pairs what is equal, one to one (`Match`);
``compare_numbers`` then looks at what is left: what was perhaps meant for each other (`Slip`),
what stands in a neighbouring bead (`Displaced`), and what has no counterpart at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aligner.analysis.expressions import expressions_in
from aligner.analysis.order import Lineup, line_up
from aligner.analysis.slips import Slip, find_slips, is_telling
from aligner.document import Language
from aligner.glossary.rendering import Span
from aligner.text.quantities import Quantity, matching_pairs
from aligner.text.quantities.units import DATE

if TYPE_CHECKING:
    from aligner.analysis.bead import BeadAnalysis

_FULL_YEAR = 10**4  # date numbers are yyyymmdd


@dataclass(frozen=True, slots=True)
class Pair:
    """Two quantities that say the same."""

    chinese: Quantity
    english: Quantity


@dataclass(frozen=True, slots=True)
class Match:
    """What one bead, looked at alone, says in both languages, and what in one of them only."""

    pairs: tuple[Pair, ...] = ()
    chinese: tuple[Quantity, ...] = ()  # without any equal in English
    english: tuple[Quantity, ...] = ()
    chinese_repeated: tuple[Quantity, ...] = ()  # with an equal, which another one has taken
    english_repeated: tuple[Quantity, ...] = ()
    fixed: frozenset[Quantity] = frozenset()  # of those without an equal: part of a name
    odd: Pair | None = None  # the only two at the same place of both sides that are not equal


@dataclass(frozen=True, slots=True)
class Displaced:
    """A quantity whose counterpart stands in a neighbouring bead."""

    quantity: Quantity
    language: Language  # of the quantity
    bead: int  # the index of the neighbour in the file


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is known of a bead's numbers; every unmatched one is in one of the fields but the first.

    Parts of fixed terms and of numeral expressions (三农) are in none of the others.
    """

    pairs: tuple[Pair, ...] = ()
    slips: tuple[Slip, ...] = ()
    displaced: tuple[Displaced, ...] = ()
    missing: tuple[Quantity, ...] = ()  # Chinese, in English nowhere near
    added: tuple[Quantity, ...] = ()  # English, in Chinese nowhere near


_NO_MATCH = Match()
_NO_NUMBERS = Numbers()


def match_numbers(bead: BeadAnalysis) -> Match:
    """Pair the quantities of a bead that say the same, one to one.

    Of several that are equal, those go together that stand at the same place of their sides.
    """
    chinese, english = bead.chinese.quantities, bead.english.quantities
    if not chinese and not english:
        return _NO_MATCH
    links = matching_pairs(chinese, english) if chinese and english else []
    equal = ({i for i, _ in links}, {j for _, j in links})
    lineup = line_up(chinese, english, links)
    taken_chinese = _taken(bead, links, lineup)
    taken_english = set(taken_chinese.values())
    alone = (
        _uncovered(_without(chinese, equal[0]), english),
        _uncovered(_without(english, equal[1]), chinese),
    )
    pairs = tuple(Pair(chinese[i], english[j]) for i, j in sorted(taken_chinese.items()))
    return Match(
        pairs,
        tuple(alone[0]),
        tuple(alone[1]),
        tuple(chinese[i] for i in sorted(equal[0] - taken_chinese.keys())),
        tuple(english[j] for j in sorted(equal[1] - taken_english)),
        frozenset(_fixed(bead, "zh", alone[0]) + _fixed(bead, "en", alone[1])),
        Pair(chinese[lineup.odd[0]], english[lineup.odd[1]]) if lineup else None,
    )


def _taken(
    bead: BeadAnalysis, links: Sequence[tuple[int, int]], lineup: Lineup | None
) -> dict[int, int]:
    """Return which English quantity each Chinese one takes."""
    chinese, english = bead.chinese, bead.english
    lengths = (len(chinese.text) or 1, len(english.text) or 1)

    def cost(link: tuple[int, int]) -> tuple[bool, bool, float]:
        is_off = lineup is not None and link not in lineup.places
        pair = chinese.quantities[link[0]], english.quantities[link[1]]
        return is_off, *_cost(*pair, lengths)

    taken: dict[int, int] = {}
    taken_english: set[int] = set()
    for i, j in sorted(links, key=cost):
        if i not in taken and j not in taken_english:
            taken[i] = j
            taken_english.add(j)
    return taken


def compare_numbers(bead: BeadAnalysis) -> Numbers:
    """Tell what became of every quantity of a bead."""
    match = bead.number_match
    if not (match.chinese or match.english or (match.chinese_repeated and match.english_repeated)):
        return Numbers(match.pairs) if match.pairs else _NO_NUMBERS
    displaced = [*_displaced(bead, match.chinese, "zh"), *_displaced(bead, match.english, "en")]
    elsewhere = {one.quantity for one in displaced}
    slips = [
        slip
        for slip in find_slips(
            bead.chinese.text,
            bead.english.text,
            (match.chinese, match.chinese_repeated),
            (match.english, match.english_repeated),
            (match.odd.chinese, match.odd.english) if match.odd else None,
        )
        # Sentences that changed places: what is wrong is the alignment.
        if not (slip.chinese in elsewhere and slip.english in elsewhere)
        and _may_slip(slip, match.fixed)
    ]
    slipped = {one for slip in slips for one in (slip.chinese, slip.english)}
    gone = slipped | elsewhere | match.fixed
    return Numbers(
        match.pairs,
        tuple(slips),
        tuple(one for one in displaced if one.quantity not in slipped | match.fixed),
        tuple(q for q in match.chinese if q not in gone and not q.weak),
        tuple(q for q in match.english if q not in gone and not q.weak),
    )


def _may_slip(slip: Slip, fixed: frozenset[Quantity]) -> bool:
    """Tell whether a slip is one even if a name has one of its numbers.

    The 13th Five-Year Plan for 十四五 is wrong whoever looks; but 四个意识 needs no “four”.
    """
    if slip.chinese not in fixed and slip.english not in fixed:
        return True
    if slip.kind in ("ordinal", "year"):
        return True
    if slip.kind == "digit" and slip.english.weak:
        return slip.is_sure  # 二十国集团: the G20
    return slip.is_sure and is_telling(slip.chinese) and is_telling(slip.english)


def _cost(chinese: Quantity, english: Quantity, lengths: tuple[int, int]) -> tuple[bool, float]:
    """Rank the pairs of equals: the same bound first, then the place in the sentence."""
    gap = abs(chinese.start / lengths[0] - english.start / lengths[1])
    return chinese.bound != english.bound, gap


def _without(quantities: Sequence[Quantity], equal: Iterable[int]) -> list[Quantity]:
    known = set(equal)
    return [one for i, one in enumerate(quantities) if i not in known]


def _uncovered(alone: list[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    """Leave out what is part of a date that says more."""
    if not alone:
        return alone
    years = {year for other in others if (year := _year(other))}
    return [
        one
        for one in alone
        if not (one.kind == "year" and one.low in years)
        and not (one.unit is DATE and any(_says_more(other, one) for other in others))
    ]


def _says_more(other: Quantity, date: Quantity) -> bool:
    """Tell whether one date names the month that another is, and its day besides."""
    if other.unit is not DATE or date.low % 100 or not other.low % 100:
        return False
    years = {_year(other), _year(date)} - {0}
    return len(years) < 2 and int(other.low) // 100 % 100 == int(date.low) // 100 % 100


def _year(quantity: Quantity) -> int:
    """Return the year that a date names, 0 if none."""
    if quantity.unit is DATE:
        return int(quantity.low) // _FULL_YEAR
    return 0


def _fixed(bead: BeadAnalysis, language: Language, alone: list[Quantity]) -> list[Quantity]:
    """Return those that belong to a term or a numeral expression."""
    if not alone:
        return []
    verdicts = bead.judgement.verdicts
    if language == "zh":
        spans = [Span(one.occurrence.start, one.occurrence.end) for one in verdicts]
        spans += expressions_in(bead.chinese.text)
    else:
        spans = [one.span for one in verdicts if one.span is not None]
    return [
        one for one in alone if any(span.start < one.end and one.start < span.end for span in spans)
    ]


def _displaced(
    bead: BeadAnalysis, quantities: Sequence[Quantity], language: Language
) -> list[Displaced]:
    """Return those that an unmatched quantity of a neighbour equals."""
    found: list[Displaced] = []
    for neighbour in bead.neighbours if quantities else ():
        match = neighbour.number_match
        others = match.english if language == "zh" else match.chinese
        known = {one.quantity for one in found}
        links = matching_pairs(quantities, others) if others else []
        for i in sorted({i for i, _ in links}):
            if quantities[i] not in known:
                found.append(Displaced(quantities[i], language, neighbour.index))
    return found
