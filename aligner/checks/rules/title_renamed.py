"""One title in 《》 is named differently in different places of a job.

A reader takes two names for two documents.

Bad:  《外商投资法》 → the Foreign Investment Law … the Overseas Investment Act
Good: 《外商投资法》 → the Foreign Investment Law … the Law

A shorter name later is right, as are “draft” and “of the People’s Republic of China” left out.

Known false alarms: names of which one part is translated freely, in text that says the same twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from aligner.analysis import BeadAnalysis
from aligner.checks.base import Fact, Noted, Problem, Settings
from aligner.checks.links import Word
from aligner.checks.titles import (
    Located,
    begins_sentence,
    enclosed,
    has_own_capital,
    is_kind,
    locate,
    titles_in,
)
from aligner.glossary.rendering import Span
from aligner.text.script import to_simplified

_SMALL = {
    "of", "the", "and", "for", "on", "in", "to", "a", "an", "by", "with", "at", "from",
    "through",
}  # fmt: skip
_LEFT_OUT = re.compile(r"\b(?:the|a|an|draft|of|prc|people's republic of china)\b")
_MOSTLY = 0.5  # of a title’s words must be rendered in one stretch for it to be found
_LONGEST = 120  # characters of a name


def note(bead: BeadAnalysis, settings: Settings) -> Iterator[Fact]:
    """Note what each title is called."""
    english = bead.english.text
    for title in titles_in(bead.chinese.text) if english else ():
        if is_kind(title):
            continue  # several documents may be called so
        likely = (
            one
            for one in locate(title.text, english)
            if one.window.coverage >= _MOSTLY and one.is_sure
        )
        name = next((span for one in likely if (span := _name(one, english))), None)
        if name is not None:
            yield Fact(to_simplified(title.text), english[name.start : name.end], title.span, name)


def conclude(noted: Sequence[Noted], settings: Settings) -> Iterator[tuple[Noted, Problem]]:
    """Yield a problem wherever a title has another name than usual."""
    groups: dict[str, list[Noted]] = defaultdict(list)
    for one in noted:
        groups[one.fact.key].append(one)
    for title, facts in groups.items():
        counts = Counter(one.fact.value for one in facts)
        usual = counts.most_common(1)[0][0]
        for one in facts:
            if not _is_same(one.fact.value, usual):
                yield (
                    one,
                    Problem(
                        f"《{_printed(one, title)}》 is “{one.fact.value}” here "
                        f"and “{usual}” elsewhere",
                        "use one name",
                        one.fact.chinese,
                        one.fact.english,
                    ),
                )


def _printed(one: Noted, title: str) -> str:
    """Return a title in the script of its text."""
    span = one.fact.chinese
    pieces = (text[span.start : span.end].strip("《》〈〉") for text in one.texts) if span else ()
    return next((piece for piece in pieces if to_simplified(piece) == title), title)


def _name(located: Located, english: str) -> Span | None:
    """Return the whole name around a stretch: what is enclosed, or the run of capitals."""
    span = located.window.span
    for one in enclosed(english):
        if one.overlaps(span):
            return Span(one.start + 1, one.end - 1) if one.end - one.start < _LONGEST else None
    if not any(has_own_capital(word, english) for word in located.window.rendering):
        return None
    words = located.links.words
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_left(words, span.end, key=lambda word: word.start) - 1
    while first > 0 and _continues(words[first - 1], words[first], english):
        if begins_sentence(words[first - 1], english):
            break  # See the Foreign Investment Law
        first -= 1
    while last + 1 < len(words) and _continues(words[last + 1], words[last], english):
        last += 1
    # Section 20 of the Banking Ordinance; Under the Banking Ordinance
    while first < last and not words[first].text[0].isupper():
        first += 1
    while last > first and words[last].text in _SMALL:
        last -= 1
    opening = english.rfind("(", words[first].start, words[last].end)
    if opening > words[first].start and english.find(")", opening, words[last].end) < 0:
        last = bisect_left(words, opening, key=lambda word: word.start) - 1  # (Cap. 66)
    found = Span(words[first].start, words[last].end)
    return found if found.end - found.start < _LONGEST else None


def _continues(word: Word, beside: Word, english: str) -> bool:
    """Tell whether a word continues the run of capitals that the one beside it belongs to."""
    low, high = sorted((word, beside), key=lambda one: one.start)
    if english[low.end : high.start] not in (" ", "-", " (", ") "):
        return False
    is_joined = low.text in ("and", "on") and high.text == "the"  # two documents, as a rule
    return not is_joined and (word.text[0].isupper() or word.text.isdigit() or word.text in _SMALL)


def _is_same(one: str, other: str) -> bool:
    """Tell whether two names share all words of the shorter one."""
    words, others = (set(_words(name)) for name in (one, other))
    return words <= others or others <= words


def _words(name: str) -> list[str]:
    plain = _LEFT_OUT.sub(" ", name.lower().replace("’", "'"))
    return re.findall(r"[^\W_]+", plain)
