"""Whether a term found in Chinese begins and ends where words do.

中国 stands in 发展中国家, but the words there are 发展中 and 国家. Where a word of the lexicon
crosses a border of the term, the most probable cut of the surroundings decides: if it crosses too,
and is more probable than the best cut that holds the term, the term is not there. Nor is it where
a suffix or 非 makes another word of it (企业家, 工业化, 非公有制), where a numeral goes on (九大 in
十九大), or inside the words that ``data/not_parts.txt`` says (中小企业 in 大中小企业).

Unigram word cutting after Sproat et al. (1996), A stochastic finite-state word-segmentation
algorithm for Chinese; time is constant for a term, by the window.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from importlib import resources

LONGEST = 8  # characters of a word
_WINDOW = 5  # characters looked at on each side of a border
_MARGIN = 2.0  # by which the crossing cut must be better, natural logarithm: terms are likely
_LONGER = 1.5  # and more for each character after the fourth: long terms are no accident
_BOUND = 6.5  # pointwise mutual information, natural logarithm, from which two words are one
_UNKNOWN = -16.0  # log probability of a character that is no word
_SUFFIXES = frozenset("家者化性学界率型员式")
_NUMERALS = frozenset("0123456789〇零一二三四五六七八九十百千万亿两")
_BEFORE = _NUMERALS | {"非"}
_AFTER = _NUMERALS | _SUFFIXES
_BEFORE_NOT = frozenset("除并莫无是若")  # 非 after these is no prefix


class Borders:
    """Judges borders by words and their probabilities.

    >>> borders = Borders({"中国": -6.8, "国家": -7.5, "发展中": -11.3, "发展": -8.5, "家": -7.6})
    >>> borders.hold("是发展中国家", 3, 5), borders.hold("在中国发展", 1, 3)
    (False, True)
    """

    def __init__(
        self, words: Mapping[str, float], not_parts: Mapping[str, str] | None = None
    ) -> None:
        self._words = words  # natural logarithms of probabilities
        self._cuts: dict[tuple[str, int, int, int], bool] = {}  # the same phrases come again
        # Two characters that stand together in a short word: no other can cross a border.
        self._inside = {w[i : i + 2] for w in words if len(w) <= 4 for i in range(len(w) - 1)}
        # What looks like a term in some words: the words, and where it stands in them.
        self._wholes: dict[str, list[tuple[str, int]]] = {}
        for word, part in (not_parts or {}).items():
            self._wholes.setdefault(part, []).append((word, word.index(part)))

    def hold(self, text: str, start: int, end: int) -> bool:
        """Tell whether ``text[start:end]`` is a sequence of words there."""
        return not (
            self._goes_on(text, start, end)
            or self._is_part(text, start, end)
            or (self._crossed(text, start) and self._cut_across(text, start, start, end))
            or (self._crossed(text, end) and self._cut_across(text, end, start, end))
        )

    def _goes_on(self, text: str, start: int, end: int) -> bool:
        """Tell whether what stands beside the term makes another word of it."""
        before, after = text[start - 1 : start], text[end : end + 1]
        if before not in _BEFORE and after not in _AFTER:
            return False
        if before in _NUMERALS and text[start] in _NUMERALS:
            return True
        if after in _NUMERALS and text[end - 1] in _NUMERALS:
            return True
        if before == "非" and text[max(start - 2, 0) : start - 1] not in _BEFORE_NOT:
            return True
        if after == "学" and text[end : end + 2] in self._words:
            return False  # 义务教育学校: the words there decide
        return after in _SUFFIXES and any(
            text[first : end + 1] in self._words for first in range(start, end - 1)
        )

    def _is_part(self, text: str, start: int, end: int) -> bool:
        """Tell whether the term stands inside a word of which it is no part."""
        return any(
            start >= position
            and text.startswith(word, start - position)
            # 扩大中小企业 holds 扩大 and 中小企业.
            and self.hold(text, start - position, start - position + len(word))
            for word, position in self._wholes.get(text[start:end], ())
        )

    def _crossed(self, text: str, at: int) -> bool:
        """Tell whether a word of up to four characters crosses the border."""
        words = self._words
        if text[at - 1 : at + 1] not in self._inside:
            return False
        if at < 3:  # A negative offset would count from the end.
            text, at = "\n\n\n" + text[: at + 3], at + 3
        return (
            text[at - 1 : at + 1] in words
            or text[at - 2 : at + 1] in words
            or text[at - 1 : at + 2] in words
            or text[at - 3 : at + 1] in words
            or text[at - 1 : at + 3] in words
            or (
                text[at - 2 : at + 2] in words
                and not self._is_made_of_two(text, at - 2, at, at + 2)
            )
        )

    def _is_made_of_two(self, text: str, start: int, at: int, end: int) -> bool:
        """Tell whether a word is two words side by side: 经济发展 crosses no border of 经济.

        小康社会 does: its words stand together far more often than by chance.
        """
        first, second = text[start:at], text[at:end]
        if min(len(first), len(second)) < 2 or not {first, second} <= self._words.keys():
            return False
        word, parts = self._words[text[start:end]], self._words[first] + self._words[second]
        return word < parts + _BOUND

    def _cut_across(self, text: str, at: int, start: int, end: int) -> bool:
        """Tell whether the best cut around a border is better than the best with a cut there."""
        first, last = _run(text, at)
        window, at, start, end = text[first:last], at - first, start - first, end - first
        known = self._cuts.get((window, at, start, end))
        if known is None:
            held = self._best(window[:at]) + self._best(window[at:])
            margin = _MARGIN + _LONGER * max(end - start - 4, 0)
            if at == end and window[start : end - 1] in self._words:
                margin = 0.0  # 生产率先: without its last character the term is a word as well
            known = self._best(window, start, end, at) > held + margin
            self._cuts[window, at, start, end] = known
        return known

    def _best(self, window: str, start: int = 0, end: int = 0, at: int = 0) -> float:
        """Return the log probability of the best cut.

        Left out are words that hold the span inside, and those made of two that meet at a border.
        """
        size, probability = len(window), self._words.get
        best = [0.0] + [-math.inf] * size
        for position in range(size):
            here = best[position]
            if here + _UNKNOWN > best[position + 1] and not (
                position == start and end == start + 1
            ):
                best[position + 1] = here + _UNKNOWN
            for stop in range(position + 1, min(position + LONGEST, size) + 1):
                word = probability(window[position:stop])
                if word is None or here + word <= best[stop]:
                    continue
                if end and position <= start and end <= stop:
                    continue
                if position < at < stop and self._is_made_of_two(window, position, at, stop):
                    continue
                best[stop] = here + word
        return best[-1]


def _run(text: str, at: int) -> tuple[int, int]:
    """Return the stretch of Chinese around a border, the window at most."""
    first = last = at
    while first > max(at - _WINDOW, 0) and "\u3400" <= text[first - 1] < "\ua000":
        first -= 1
    while last < min(at + _WINDOW, len(text)) and "\u3400" <= text[last] < "\ua000":
        last += 1
    return first, last


@cache
def default_borders() -> Borders:
    """Return the borders by the words of the embedded lexicon."""
    from aligner.lexicon import load_lexicon

    lexicon = load_lexicon()
    probabilities = lexicon.arrays.chinese.tolist()
    words = zip(lexicon.words, map(math.log, probabilities), strict=True)
    text = resources.files(__package__).joinpath("data/not_parts.txt").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return Borders(dict(words), {row[0]: row[1] for row in rows})
