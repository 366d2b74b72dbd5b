"""What became of the terms that a bead seems to lack.

A term is missing where none of its renderings stands in the bead. That alone is no fault: the
bead next to it may have it, a pronoun may stand for what was named before, the words may be there
in another order. Only what none of this explains is a term rendered wrongly or left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from aligner.analysis.strangers import longest_strange_run
from aligner.analysis.wording import Index
from aligner.glossary.matching import Occurrence
from aligner.glossary.model import Term
from aligner.glossary.rendering import Span, pattern_of
from aligner.glossary.verdict import Verdict, find_rendering
from aligner.text.inflection import share_base
from aligner.text.script import to_simplified

if TYPE_CHECKING:
    from aligner.analysis.bead import BeadAnalysis

Fate = Literal["untranslated", "scattered", "repeated", "displaced", "nested", "missing"]

_HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_WORD = re.compile("[A-Za-z]{2}")
_FEWEST_WORDS = 2  # of an English text; with fewer and Chinese besides, it was not translated
_PRONOUN = re.compile("其(?![他它余中])|(?<!其)[它他她]|此|这[一些个种]?|该(?!当)|上述")
_SINGULAR = frozenset({"it", "its", "thereof", "therein"})
_PLURAL = frozenset({"them", "their", "theirs", "they", "those"})
_PLURAL_ENDINGS = ("s", "people", "men", "women")
_NOUNS = ("", "noun", "name")
_SURE = 0.995  # probability of a bead
_OFTEN = 4  # renderings of a term in one bead
_REACH = 15  # words from a rendering to the pronoun that stands for it
_BEGINNING = 6  # words of a text in which a pronoun may stand for what the one before named
_MOSTLY, _HARDLY = 0.6, 0.2  # share of a rendering's words that may be a wrong rendering of it
_POINTING = frozenset({"this", "that", "these", "those", "such", "said"})


@dataclass(frozen=True, slots=True)
class Unrendered:
    """An occurrence of a term without a rendering of its own in the bead."""

    occurrence: Occurrence
    fate: Fate
    span: Span | None = None  # in the English of the bead: what seems to stand for it
    place: BeadAnalysis | None = None  # displaced: the neighbour that has it
    text: str = ""  # displaced, nested, scattered: the rendering found
    inner: Term | None = None  # nested: the term it belongs to
    count: int = 0  # how often the term is rendered in the bead
    total: int = 1  # how often it stands there


def is_enforced(occurrence: Occurrence) -> bool:
    """Tell whether the glossary asks for a rendering: drafts and deprecated lines do not."""
    return any(line.status == "approved" for line in (occurrence.term, *occurrence.others))


def unrendered(bead: BeadAnalysis) -> tuple[Unrendered, ...]:
    """Return what became of each enforced occurrence that has no rendering of its own.

    None where the English is empty, or mostly Chinese: that is the whole text's fault.
    """
    missing = [
        verdict
        for verdict in bead.judgement.verdicts
        if verdict.kind == "missing"
        and is_enforced(verdict.occurrence)
        and not _has_lapsed(bead, verdict.occurrence)
    ]
    if not missing or not bead.has_both:
        return ()
    finder = _Finder(bead)
    fates = (finder.fate_of(verdict.occurrence) for verdict in missing)
    if len(_WORD.findall(bead.english.text)) >= _FEWEST_WORDS:
        return tuple(fates)
    whole = len(_HAN.findall(bead.chinese.text))
    return tuple(
        one
        for one in fates
        if not finder.has_han
        or (one.fate == "untranslated" and 2 * (one.occurrence.end - one.occurrence.start) >= whole)
    )


def _has_lapsed(bead: BeadAnalysis, found: Occurrence) -> bool:
    """Tell whether a line that does not hold at the texts' date accounts for an occurrence."""
    return any(
        other.start < found.end
        and found.start < other.end
        and any(
            line.status == "approved" and find_rendering(line, bead.english.words)
            for line in (other.term, *other.others)
        )
        for other in bead.lapsed
    )


class _Finder:
    """Looks in a bead and its neighbours for what a bead lacks."""

    def __init__(self, bead: BeadAnalysis) -> None:
        self._bead = bead
        self._words = bead.english.words
        self.has_han = _HAN.search(bead.english.text) is not None
        self._seen = Counter((v.occurrence.term, v.is_good) for v in bead.judgement.verdicts)
        self._claimed = [verdict.span for verdict in bead.judgement.verdicts if verdict.span]
        self._index = Index(self._words, self._claimed)
        self._pronouns: set[Span] = set()  # that stand for an occurrence already

    def fate_of(self, found: Occurrence) -> Unrendered:
        """Return what became of a missing occurrence; the first explanation that holds."""
        good, other = self._seen[found.term, True], self._seen[found.term, False]
        return replace(self._explained(found), count=good, total=good + other)

    def _explained(self, found: Occurrence) -> Unrendered:
        renderings = tuple(_renderings(found))
        explained = (
            self._untranslated(found)
            or self._forbidden(found)
            or self._scattered(found, renderings)
            or self._repeated(found, renderings)
            or self._displaced(found)
            or self._nested(found, renderings)
            or self._said_once(found, renderings)
        )
        return explained or Unrendered(found, "missing", self._closest(found, renderings))

    def _untranslated(self, found: Occurrence) -> Unrendered | None:
        """Tell whether the term was left in Chinese characters."""
        if not self.has_han:
            return None
        english = self._words.text
        chinese = self._bead.chinese.text[found.start : found.end]
        for form in (chinese, *found.term.sources):
            start = english.find(form)
            if start < 0:  # One for one, nearly always: the same length.
                start = to_simplified(english).find(to_simplified(form))
            if start >= 0:
                end = min(start + len(form), len(english))
                return Unrendered(found, "untranslated", Span(start, end))
        return None

    def _forbidden(self, found: Occurrence) -> Unrendered | None:
        """Look for a wrong rendering of a term inside this one: no words put in another order.

        “One Belt One Road Forum” has all words of the Belt and Road Forum, and is wrong.
        """
        for term in self._inner(found.term.source):
            for item in term.forbidden:
                for span in pattern_of(item.text).find(self._words, over_commas=True):
                    if not any(span.overlaps(other) for other in self._claimed):
                        return Unrendered(found, "missing", span)
        return None

    def _inner(self, source: str) -> list[Term]:
        """Return the terms that are a part of a longer one, the longest first."""
        if self._bead.matcher is None:
            return []
        inner = {
            term: None
            for term, start, end in self._bead.matcher.all_matches(source)
            if end - start < len(source) and term.status != "deprecated"
        }
        return sorted(inner, key=lambda term: -len(term.source))

    def _scattered(self, found: Occurrence, renderings: Sequence[str]) -> Unrendered | None:
        """Look for all words of a rendering near each other."""
        for rendering in renderings:
            if near := self._index.scattered(rendering):
                return Unrendered(found, "scattered", near.span, text=rendering)
        return None

    def _repeated(self, found: Occurrence, renderings: Sequence[str]) -> Unrendered | None:
        """Look for a word that points back to a rendering before, here or in the bead before.

        What is pointed to may be a longer term: *local people's congresses … their committees*.
        A term that is rendered so many times already need not be once more.
        """
        spans = [
            verdict.span
            for verdict in self._bead.judgement.verdicts
            if verdict.is_good
            and verdict.span
            and found.term.source in verdict.occurrence.term.source
        ]
        span = None
        if spans or any(_renders(bead, found.term) for bead in self._bead.before):
            span = self._pointing(found, renderings, min((s.end for s in spans), default=0))
        if span is None:
            if spans:
                last = max(spans, key=lambda span: span.end)
                text = self._words.text[last.start : last.end]
                span = self._pronoun(text, last.end, _REACH)
            elif text := _named_last(self._bead.before, found.term):
                span = self._pronoun(text, 0, _BEGINNING)
        if span:
            self._pronouns.add(span)
        is_often = self._seen[found.term, True] >= _OFTEN
        return Unrendered(found, "repeated", span) if span or is_often else None

    def _pointing(self, found: Occurrence, renderings: Sequence[str], after: int) -> Span | None:
        """Return *these forces*: a pointing word and the last word of a rendering."""
        if found.term.pos not in _NOUNS:
            return None
        words = self._words
        heads = {head for rendering in renderings for head in pattern_of(rendering).forms[-1:]}
        for place in range(len(words) - 1):
            if words.starts[place] < after or words.forms[place] not in _POINTING:
                continue
            span = Span(words.starts[place], words.ends[place + 1])
            is_free = span not in self._pronouns
            if is_free and any(share_base(words.forms[place + 1], head) for head in heads):
                return span
        return None

    def _pronoun(self, rendering: str, after: int, reach: int) -> Span | None:
        """Return a pronoun of a rendering's number, so many words after an offset at the most.

        Where the Chinese has as many pronouns, they are what it translates.
        """
        words = self._words
        kind = _PLURAL if rendering.endswith(_PLURAL_ENDINGS) else _SINGULAR
        places = [i for i, form in enumerate(words.forms) if form in _SINGULAR | _PLURAL]
        if len(places) <= len(_PRONOUN.findall(self._bead.chinese.text)):
            return None
        first = bisect_left(words.starts, after)
        for place in places:
            span = Span(words.starts[place], words.ends[place])
            is_near = first <= place < first + reach
            if is_near and words.forms[place] in kind and span not in self._pronouns:
                return span
        return None

    def _displaced(self, found: Occurrence) -> Unrendered | None:
        """Look for a rendering in the beads around that their own terms have no use for."""
        for other in (*self._bead.before[-1:], *self._bead.after[:1]):
            text = _spare_rendering(other, found, self._bead.chinese.text)
            if text:
                return Unrendered(found, "displaced", place=other, text=text)
        return None

    def _nested(self, found: Occurrence, renderings: Sequence[str]) -> Unrendered | None:
        """Look for the rendering of a term that is a part of this one.

        Not where more stands there that resembles this one: *great renewal of the Chinese nation*.
        """
        closest = self._closest(found, renderings)
        for term in self._inner(found.term.source):
            span = find_rendering(term, self._words)
            if span and closest and closest != span and closest.overlaps(span):
                return None
            if span and not any(span.overlaps(other) for other in self._claimed):
                text = self._words.text[span.start : span.end]
                return Unrendered(found, "nested", span, text=text, inner=term)
        return None

    def _said_once(self, found: Occurrence, renderings: Sequence[str]) -> Unrendered | None:
        """Tell whether English just says once what the Chinese repeats.

        Not where words of a rendering stand besides the one that counts, or words that nothing
        explains: they may be a wrong one.
        """
        if not self._seen[found.term, True] or self._closest(found, renderings, _HARDLY):
            return None
        return None if longest_strange_run(self._bead) > 1 else Unrendered(found, "repeated")

    def _closest(
        self, found: Occurrence, renderings: Sequence[str], least: float = _MOSTLY
    ) -> Span | None:
        """Return what most probably stands for a term: the words of a known wrong rendering."""
        for item in found.term.forbidden:
            if near := self._index.scattered(item.text):
                return near.span
        near = self._index.closest(renderings, least)
        return near.span if near else None


def _renderings(found: Occurrence) -> Iterator[str]:
    """Yield all that may render an occurrence, the preferred first."""
    for line in (found.term, *found.others):
        yield from line.renderings
        yield from line.short


def _renders(bead: BeadAnalysis, term: Term) -> bool:
    return any(_is_of(verdict, term) for verdict in bead.judgement.verdicts)


def _named_last(before: Sequence[BeadAnalysis], term: Term) -> str:
    """Return the last rendering of a term in the bead before."""
    spans = [
        verdict.span
        for bead in before[-1:]
        for verdict in bead.judgement.verdicts
        if verdict.span and _is_of(verdict, term)
    ]
    if not spans:
        return ""
    last = max(spans, key=lambda span: span.end)
    return before[-1].english.text[last.start : last.end]


def _is_of(verdict: Verdict, term: Term) -> bool:
    """Tell whether a verdict is that a term was rendered well."""
    return verdict.is_good and verdict.occurrence.term == term


def _without_rendered(bead: BeadAnalysis) -> str:
    """Return the Chinese of a bead without the terms that have a rendering there."""
    text = bead.chinese.text
    for verdict in bead.judgement.verdicts:
        if verdict.is_good:
            start, end = verdict.occurrence.start, verdict.occurrence.end
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _spare_rendering(bead: BeadAnalysis, found: Occurrence, text_of_found: str) -> str:
    """Return a rendering in a bead that renders nothing there, not even a part of the term.

    Single common words prove nothing: *development* stands everywhere.
    """
    source = text_of_found[found.start : found.end]
    # Where the aligner is sure of the bead, even a part of the term explains the rendering there.
    is_sure = (bead.bead.probability or 0.0) >= _SURE
    chinese = bead.chinese.text if is_sure else _without_rendered(bead)
    if any(source[i : i + 2] in chinese for i in range(len(source) - 1)):
        return ""
    shares_character = any(character in chinese for character in source)
    for line in (found.term, *found.others):
        span = find_rendering(line, bead.english.words)
        if span is None:
            continue
        text = bead.english.text[span.start : span.end]
        # 党 is “Party” on its own account, and no 中国共产党 of the sentence before.
        is_name = text[:1].isupper() and span.start > 0 and not shares_character
        is_telling = len(text.split()) > 1 or is_name
        claimed = (verdict.span for verdict in bead.judgement.verdicts if verdict.span)
        if is_telling and not any(span.overlaps(other) for other in claimed):
            return text
    return ""
