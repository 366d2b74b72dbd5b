"""One document mixes two styles: straight and curly quotation marks, British and American spelling.

Each is right; together they show that a text came from several hands or a machine.

Bad:  the labour market … labor costs
Good: the labour market … labour costs

Reported once a document and kind, at the first place of the rarer style.

Known false alarms: quotations that keep their own spelling. Capitalised words may be names and are
left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick_rs

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.glossary.rendering import Span

# The sign itself comes first in its pattern: so the search jumps to it.
_SIGNS = (
    ("quotation marks", "curly", "“", re.compile("“")),
    ("quotation marks", "straight", '"', re.compile('"(?<![0-9]")')),
    ("apostrophes", "curly", "’", re.compile("’(?<=[A-Za-z]’)(?=[A-Za-z])")),
    ("apostrophes", "straight", "'", re.compile("'(?<=[A-Za-z]')(?=[A-Za-z])")),
)
_AMERICAN = {
    "labour": "labor", "programme": "program", "centre": "center", "defence": "defense",
    "favour": "favor", "favourable": "favorable", "behaviour": "behavior", "honour": "honor",
    "neighbour": "neighbor", "neighbouring": "neighboring", "endeavour": "endeavor",
    "harbour": "harbor", "rumour": "rumor", "fulfil": "fulfill",
    "licence": "license", "modelling": "modeling", "labelling": "labeling",
    "travelling": "traveling", "fibre": "fiber", "theatre": "theater", "metre": "meter",
    "aluminium": "aluminum", "sulphur": "sulfur", "ageing": "aging", "analyse": "analyze",
    "grey": "gray", "plough": "plow", "tonne": "ton", "colour": "color", "offence": "offense",
    "enrolment": "enrollment", "instalment": "installment", "skilful": "skillful",
}  # fmt: skip
# A licence is a noun and to license a verb in Britain; a ton is no tonne everywhere; so is a
# computer program: these count for Britain only.
_ONE_WAY = frozenset({"license", "ton", "program"})
_BRITISH_WORDS = frozenset(_AMERICAN)
_AMERICAN_WORDS = frozenset(_AMERICAN.values()) - _ONE_WAY
_PAIRED = _BRITISH_WORDS | _AMERICAN_WORDS
_WORD = re.compile(r"(?<![\w-])[a-z]{4,}")


@cache
def _search() -> ahocorasick_rs.AhoCorasick:
    """Return what looks for all the words at once, be it inside others."""
    return ahocorasick_rs.AhoCorasick(sorted(_PAIRED))


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note the first sign of each style."""
    text = bead.english.text
    for key, style, sign, pattern in _SIGNS:
        if sign in text and (match := pattern.search(text)):
            yield Fact(key, style, None, Span(match.start(), match.end()))
    if not _search().find_matches_as_indexes(text):  # as mostly
        return
    for match in _WORD.finditer(text):
        word = match[0].removesuffix("s")
        if word in _PAIRED:
            style = "British" if word in _BRITISH_WORDS else "American"
            yield Fact("spelling", style, None, Span(match.start(), match.end()))


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem for each kind of style of which a document has two."""
    groups: dict[tuple[int, str], list[Noted]] = defaultdict(list)
    for one in noted:
        groups[one.file, one.fact.key].append(one)
    for (_, key), facts in groups.items():
        counts = Counter(one.fact.value for one in facts)
        if len(counts) < 2:
            continue
        (usual, often), (other, seldom) = counts.most_common(2)
        first = next(one for one in facts if one.fact.value == other)
        yield (
            first,
            Problem(
                f"{other} {key} in {seldom} places, {usual} in {often}",
                "use one style",
                None,
                first.fact.english,
            ),
        )
