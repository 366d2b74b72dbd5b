"""Paragraphs out of the lines of pages: what belongs together, and what is no text at all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median

from aligner.readers.pdf.lines import Line

_EDGE = 0.12  # share of a page's height, above and below, where running heads and numbers stand
_REPEATED = 0.3  # share of the pages on which a running head stands at least
_SMALL = 0.93  # ratio of a running head's font size to that of the text, where it is smaller
_OFTEN = 3  # pages on which a line in small type at the edge is a running head or foot
_APART = 2.5  # of the font size: the gap below a running head on a single page
_PAGE_NUMBER = re.compile(
    r"""
    [\s—–\-·.|/]* (?: 第?\s*\d{1,4}\s*页 (?: [\s/，,]* 共?\s*\d{1,4}\s*页 )?
      | (?:page|p\.)\s*\d{1,4} (?: \s*(?:of|/)\s*\d{1,4} )?
      | \d{1,4} \s* / \s* \d{1,4} | \d{1,4} | [ivxl]{1,6} ) [\s—–\-·.|/]*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_INDENT = 0.8  # of the font size: how far a line must be indented to show it
_GAP = 1.35  # of the usual distance between lines: from where a gap shows a new paragraph
_COLUMN = 0.38  # share of a page's width that the narrowest columns have
_HEADING = 1.12  # ratio of font sizes that tells a heading from text
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_HYPHENS = ("-", "\u00ad")
_FIRST_WORD = re.compile(r"[^\s\u2e80-\U0003ffff]+|.")
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NEAR = 3  # characters on both sides of a line's end that tell whether it is Chinese


@dataclass(frozen=True, slots=True)
class Measure:
    """The shape of the body text."""

    left: float  # where lines begin that are not indented
    right: float  # where full lines end
    leading: float  # usual distance between the lines of a paragraph
    indented: bool = False  # whether paragraphs begin with an indented line


def body_lines(lines: Sequence[Line], pages: int) -> list[Line]:
    """Return the lines without running heads, running feet and page numbers."""
    at_edge = [line for line in lines if not _EDGE < line.height < 1 - _EDGE]
    seen = Counter({(_pattern(line), line.height > 0.5, line.page) for line in at_edge})
    counts = Counter((pattern, above) for pattern, above, _ in seen)
    enough = max(2, _REPEATED * pages)
    small = _SMALL * median(line.size for line in lines) if lines else 0.0
    apart = set(_heads_apart(at_edge, lines))

    def is_running(line: Line) -> bool:
        if _EDGE < line.height < 1 - _EDGE:
            return False
        if line.size <= small and (line.page, line.number) in apart:
            return True
        # Chapters have their own running heads: on few pages of many, but in small type.
        count = counts[_pattern(line), line.height > 0.5]
        if count >= enough or (count >= _OFTEN and line.size <= small):
            return True
        return bool(_PAGE_NUMBER.fullmatch(line.text)) and (line.height < 0.5 or pages > 1)

    return [line for line in lines if not is_running(line)]


def _heads_apart(at_edge: Sequence[Line], lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Yield page and number of lines that stand alone at the top of a page behind the first."""
    by_page: dict[int, list[float]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line.base)
    below = {page: sorted(set(bases), reverse=True) for page, bases in by_page.items()}
    for line in at_edge:
        bases = below[line.page]
        is_top = line.page > 1 and line.base == bases[0]
        if is_top and len(bases) > 1 and line.base - bases[1] > _APART * line.size:
            yield line.page, line.number


def _pattern(line: Line) -> str:
    return _DIGITS.sub("#", line.text)


def paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines of each paragraph, over page breaks too."""
    measures = {size: _measure(group) for size, group in _by_size(lines).items()}
    current: list[Line] = []
    for line in lines:
        if current and _begins(current[-1], line, measures[round(line.size)]):
            yield current
            current = []
        current.append(line)
    if current:
        yield current


def _by_size(lines: Sequence[Line]) -> dict[int, list[Line]]:
    ordered = sorted(lines, key=lambda line: round(line.size))
    return {size: list(group) for size, group in groupby(ordered, lambda line: round(line.size))}


def _measure(lines: Sequence[Line]) -> Measure:
    starts = sorted(line.left for line in lines)
    left = starts[int(0.05 * (len(starts) - 1))]
    ends = sorted(line.right for line in lines)
    distances = Counter(
        round(before.base - line.base, 0)
        for before, line in pairwise(lines)
        if before.page == line.page and 0 < before.base - line.base < 4 * line.size
    )
    leading = distances.most_common(1)[0][0] if distances else 1.5 * lines[0].size
    # Few short lines do not tell where full ones would end.
    right = max(ends[int(0.9 * (len(ends) - 1))], left + _COLUMN * lines[0].page_width)
    measure = Measure(left, right, leading)
    firsts = [line for before, line in pairwise(lines) if _is_short(before, line, measure)]
    indented = sum(_is_indented(line, measure) for line in firsts)
    return replace(measure, indented=2 * indented >= len(firsts) > 0)


def _begins(before: Line, line: Line, measure: Measure) -> bool:
    """Tell whether a paragraph begins with ``line``."""
    if not 1 / _HEADING < line.size / before.size < _HEADING:
        return True
    is_next = before.page == line.page and before.base >= line.base
    if is_next and before.base - line.base > _GAP * measure.leading:
        return True
    if _is_short(before, line, measure):
        return True
    return measure.indented and _is_indented(line, measure)


def _is_short(before: Line, line: Line, measure: Measure) -> bool:
    """Tell whether the first word of a line would have fit behind the line before it."""
    first = _FIRST_WORD.match(line.text)
    word = first[0] if first else ""
    if _CHINESE.match(word):
        width = 1.5 * line.size
    else:
        # Letters are as wide as on average in the line; the space before them is one more.
        width = (len(word) + 1.5) * (line.right - line.left) / len(line.text)
    return before.right + width < measure.right - 0.5 * line.size


def _is_indented(line: Line, measure: Measure) -> bool:
    return line.left > measure.left + _INDENT * line.size


def join_lines(lines: Sequence[Line], words: Vocabulary) -> list[str]:
    """Return the texts of a paragraph's lines with what stands between them at their ends.

    Chinese lines follow each other without a space. A hyphen at the end of a line goes if it only
    breaks a word.

    Args:
        lines: of one paragraph.
        words: of the document.
    """
    texts: list[str] = []
    for line, following in pairwise([*lines, None]):
        if line is None:
            break
        text = line.text.rstrip("\u00ad")
        if following is None:
            texts.append(text + ("-" if text != line.text else ""))
        elif text != line.text or (text.endswith("-") and text[-2:-1].isalpha()):
            texts.append(text.rstrip("-") + _hyphen(text.rstrip("-"), following.text, words))
        elif _CHINESE.search(text[-_NEAR:]) or _CHINESE.search(following.text[:_NEAR]):
            texts.append(text)
        else:
            texts.append(f"{text} ")
    return texts


def _hyphen(before: str, after: str, words: Vocabulary) -> str:
    """Return the hyphen between two parts of a word if it belongs there."""
    left, right = _last_word(before), _first_word(after)
    if not left or not right:
        return "-"
    whole, compound = words.counts[(left + right).lower()], words.counts[f"{left}-{right}".lower()]
    if compound != whole:
        return "-" if compound > whole else ""
    return "" if words.breaks_words and right[0].islower() else "-"


def _last_word(text: str) -> str:
    found = _WORD.findall(text[-40:])
    return found[-1] if found else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found[0] if found else ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document, to tell a hyphen from a word broken at the end of its line."""

    counts: Counter[str]  # of words, and of words with a hyphen, inside lines; in lower case
    breaks_words: bool  # whether lines of this document end inside words


def vocabulary(lines: Sequence[Line]) -> Vocabulary:
    """Return the words of a document, and whether it breaks words at all.

    It does if more of the words that lines end in stand elsewhere without a hyphen than with one.
    """
    counts: Counter[str] = Counter()
    for line in lines:
        inside = line.text.rpartition(" ")[0] if line.text.endswith(_HYPHENS) else line.text
        counts.update(word.lower() for word in _COMPOUND.findall(inside))
        counts.update(word.lower() for word in _WORD.findall(inside))
    balance = 0
    for line, following in pairwise(lines):
        left, right = _last_word(line.text.rstrip("-\u00ad")), _first_word(following.text)
        if line.text.endswith(_HYPHENS) and left and right:
            whole, compound = counts[(left + right).lower()], counts[f"{left}-{right}".lower()]
            balance += (whole > compound) - (compound > whole)
    return Vocabulary(counts, balance > 0)
