"""Bold, links and other looks of a source sentence, given to the words that translate theirs.

Terms that the glossary found on both sides, what is the same on both sides, and the words that the
lexicon links show where; what is left goes in proportion, to whole words, and is counted as
guessed. Code is code only as it stands in the source: where the translation lacks it, or has it in
another place than the file, no other words get its look. The stretches of a file stay in their
order, so that only their texts change.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from aligner.document import Edit, Language
from aligner.glossary.rendering import Span
from aligner.readers.base import Stretch
from aligner.translation.placeholders import places_of
from aligner.translation.wordlinks import linked

_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’.,-]\w+)*")
_COLONS = "：:"
_CODE = re.compile(r"`|<(?:code|kbd|samp|tt|var)\b", re.IGNORECASE)
_MOSTLY = 0.5  # share of a stretch's characters that must be in terms found on both sides


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of the source and what translates it; offsets as in both sentences."""

    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Placed:
    """Edits that write a translation in place of a sentence."""

    edits: tuple[Edit, ...]
    guessed: int = 0  # stretches whose words were not known


def placed(
    stretches: Sequence[Stretch],
    source: str,
    target: str,
    links: Sequence[Link] = (),
    language: Language | None = None,
) -> Placed:
    """Return the edits that put a translation in the place of the stretches.

    Args:
        stretches: all of a sentence, which begins where the first of them does.
        source: the text of the stretches.
        target: the translation.
        links: what is known of their words.
        language: of the source; given, the lexicon is asked for what is not known.

    >>> bold = [Stretch(0, 2, ""), Stretch(2, 6, "**"), Stretch(6, 7, "")]
    >>> known = [Link(Span(2, 6), Span(3, 9))]
    >>> [edit.replacement for edit in placed(bold, "我们坚持改革。", "We reform.", known).edits]
    ['We ', 'reform', '.']
    """
    code = _code_spans(stretches, source, target)
    if None in code.values():
        left = _without(stretches, lambda one: code.get(one, True) is None)
        return placed(left, source, target, links, language)
    usual = _usual(stretches)
    if all(one.look == usual for one in stretches):
        return Placed((Edit(stretches[0].start, stretches[-1].end, target),))
    origin = stretches[0].start
    spans: dict[int, Span] = {}
    guessed = 0
    sure: set[int] = set()
    for index, one in enumerate(stretches):
        if one.look != usual:
            span = Span(one.start - origin, one.end - origin)
            known = code.get(one) or _known(span, source, target, links)
            if known is not None:
                sure.add(index)
            elif language is not None:
                known = linked(span, source, target, language)
            guessed += known is None
            spans[index] = known or _in_proportion(span, len(source), target)
    cuts = _cuts(stretches, spans, target)
    if cuts is None:  # in another order, or over each other: those that fit stay
        ordered, moved = _in_order(spans, sure, target)
        if any(_is_code(stretches[key]) and ordered[key] != spans[key] for key in spans):
            return placed(_without(stretches, _is_code), source, target, links, language)
        spans, guessed = ordered, max(guessed, moved)
        cuts = _cuts(stretches, spans, target)
    if cuts is None:
        return Placed(_at_once(stretches, usual, target), len(spans))
    texts = [target[cuts[i] : cuts[i + 1]] for i in range(len(stretches))]
    return Placed(
        tuple(Edit(one.start, one.end, text) for one, text in zip(stretches, texts, strict=True)),
        guessed,
    )


def code_in(stretches: Sequence[Stretch], text: str) -> tuple[str, ...]:
    """Return what of a sentence is code by its look.

    Args:
        stretches: of the sentence.
        text: of the document.
    """
    found = (text[one.start : one.end] for one in stretches if _is_code(one))
    return tuple(filter(None, (" ".join(one.split()) for one in found)))


def _is_code(stretch: Stretch) -> bool:
    return bool(_CODE.search(stretch.look))


def _code_spans(
    stretches: Sequence[Stretch], source: str, target: str
) -> dict[Stretch, Span | None]:
    """Return where the translation has each stretch of code; None where it lacks it."""
    if all(map(_is_code, stretches)):
        return {}
    origin = stretches[0].start
    left: dict[str, list[Span]] = {}
    found: dict[Stretch, Span | None] = {}
    for one in filter(_is_code, stretches):
        text = " ".join(source[one.start - origin : one.end - origin].split())
        places = left.setdefault(text, places_of(text, target) if text else [])
        found[one] = places.pop(0) if places else None
    return found


def _without(stretches: Sequence[Stretch], is_lost: Callable[[Stretch], bool]) -> Sequence[Stretch]:
    """Return stretches of which some have lost their look to a neighbour, a plain one if any."""
    kept: list[Stretch] = []
    begun: int | None = None  # where what the next one takes in begins
    for one, following in zip(stretches, [*stretches[1:], None], strict=True):
        if not is_lost(one):
            kept.append(one if begun is None else one._replace(start=begun))
            begun = None
        elif begun is None and kept and (not kept[-1].look or not following or following.look):
            kept[-1] = kept[-1]._replace(end=one.end)
        elif begun is None:
            begun = one.start
    if not kept:
        return [Stretch(stretches[0].start, stretches[-1].end, "")]
    return [*kept[:-1], kept[-1]._replace(end=stretches[-1].end)]


def _usual(stretches: Sequence[Stretch]) -> str:
    """Return the look of the text around: none in text files, in others that of most of it."""
    counts = Counter[str]()
    for one in stretches:
        counts[one.look] += one.end - one.start
    return "" if "" in counts else max(counts, key=lambda look: counts[look])


def _known(span: Span, source: str, target: str, links: Sequence[Link]) -> Span | None:
    """Return the words that translate a stretch; None if nothing tells."""
    inside = [one for one in links if span.start <= one.source.start and one.source.end <= span.end]
    text = source[span.start : span.end]
    covered = sum(one.source.end - one.source.start for one in inside)
    if inside and covered >= _MOSTLY * len(text.strip()):
        return Span(min(one.target.start for one in inside), max(one.target.end for one in inside))
    if text.strip() and target.count(text.strip()) == 1:
        start = target.index(text.strip())
        return Span(start, start + len(text.strip()))
    if span.start == 0 and text.rstrip()[-1:] in _COLONS and text.strip():
        colon = next((i for i, letter in enumerate(target) if letter in _COLONS), -1)
        return Span(0, colon + 1) if colon > 0 else None
    return Span(0, len(target)) if span == Span(0, len(source)) else None


def _in_proportion(span: Span, length: int, target: str) -> Span:
    """Return the words at the same share of the sentence."""
    words = [match.span() for match in _WORD.finditer(target)]
    if not words:
        return Span(0, len(target))
    first, last = (offset * len(target) / max(length, 1) for offset in (span.start, span.end))
    start = min((word[0] for word in words), key=lambda at: (abs(at - first), at))
    ends = [word[1] for word in words if word[1] > start]
    return Span(start, min(ends, key=lambda at: (abs(at - last), at)))


def _in_order(
    spans: dict[int, Span], sure: Collection[int], target: str
) -> tuple[dict[int, Span], int]:
    """Return stretches in the order of the file, and how many were moved for it.

    The most that are sure, and in order, stay where they are; each of the others gets a word
    between its neighbours. Where there is none, it stays and nothing is won.
    """

    def worth(chain: Iterable[int]) -> tuple[int, int]:
        own = list(chain)
        return sum(key in sure for key in own), len(own)

    keys = list(spans)
    chains: list[list[int]] = []  # for each stretch the longest chain that ends with it
    for index, key in enumerate(keys):
        before = [chains[i] for i in range(index) if spans[keys[i]].end <= spans[key].start]
        chains.append([*max(before, key=worth, default=[]), key])
    kept = set(max(chains, key=worth))
    words = [Span(*match.span()) for match in _WORD.finditer(target)]
    placed_in_order: dict[int, Span] = {}
    end = 0
    for index, key in enumerate(keys):
        following = [spans[other].start for other in keys[index:] if other in kept]
        free = [
            one
            for one in words
            if end <= one.start and one.end <= min(following, default=len(target))
        ]
        left = sum(1 for other in keys[index:] if other not in kept)
        span = spans[key] if key in kept or not free else free[len(free) // (left + 1)]
        placed_in_order[key] = span
        end = max(end, span.end)
    return placed_in_order, len(keys) - len(kept)


def _cuts(stretches: Sequence[Stretch], spans: dict[int, Span], target: str) -> list[int] | None:
    """Return where each stretch begins in the translation, and its end.

    None if the words stand in another order than their looks do in the file.
    """
    looks = [stretches[index].look for index in spans]
    in_target = sorted(zip(spans.values(), looks, strict=True), key=lambda one: one[0].start)
    if [look for _, look in in_target] != looks:
        return None
    ordered = dict(zip(spans, (span for span, _ in in_target), strict=True))
    cuts = [0]
    for index in range(1, len(stretches)):
        following = (ordered[later].start for later in ordered if later >= index)
        before = ordered.get(index - 1)
        cuts.append(before.end if before else next(following, len(target)))
    cuts.append(len(target))
    is_filled = all(cuts[i] < cuts[i + 1] for i in ordered)
    return cuts if is_filled and cuts == sorted(cuts) else None


def _at_once(stretches: Sequence[Stretch], usual: str, target: str) -> tuple[Edit, ...]:
    """Return the edits that write everything in the usual look."""
    if usual == "":  # markup goes away with all of the text that it marks
        return (Edit(stretches[0].start, stretches[-1].end, target),)
    longest = max(
        (one for one in stretches if one.look == usual), key=lambda one: one.end - one.start
    )
    return tuple(Edit(one.start, one.end, target if one is longest else "") for one in stretches)
