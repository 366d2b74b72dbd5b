"""Beads as a person reads them in a terminal: side by side, or stacked where it is narrow.

Plain ANSI codes and our own wrapping, because a layout library would triple the start-up time of
every command. Widths are columns of a monospaced terminal (Unicode Standard Annex #11: wide and
full-width characters take two).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from aligner.bead import Alignment, Bead, join
from aligner.messages import translate

SIDE_BY_SIDE = 120  # columns from which both texts fit beside each other
_NARROWEST = 20
_WIDEST = 200  # longer lines are hard to read
_NOTHING = "—"
_NO_LINE_START = frozenset("，。、；：？！）》〉」』】〕”’…—·％,.;:?!)]}%")
_NO_LINE_END = frozenset("（《〈「『【〔“‘([{")
# Terminals obey control characters; a text must not.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class View:
    """How to show beads."""

    width: int  # columns of the terminal
    colour: bool
    check_below: float  # beads of a lower probability are marked


def is_doubtful(bead: Bead, check_below: float) -> bool:
    """Tell whether a person should look at the bead; an unknown probability is no doubt."""
    return bead.probability is not None and bead.probability < check_below


def summary(alignment: Alignment, check_below: float) -> str:
    """Return the counts in one line, such as ``142 beads, 7 to check``."""
    count = len(alignment.beads)
    doubtful = sum(is_doubtful(bead, check_below) for bead in alignment.beads)
    if count == 1:
        return translate(f"1 bead, {doubtful} to check")
    return translate(f"{count} beads, {doubtful} to check")


def render(alignment: Alignment, view: View) -> Iterator[str]:
    """Yield the lines of the view, without line ends; numbers count from 1.

    The texts are shown whole, joined as ``join`` does, with control characters as U+FFFD.
    """
    width = min(max(view.width, _NARROWEST), _WIDEST)
    number_width = len(str(len(alignment.beads)))
    texts = [_texts(alignment, bead) for bead in alignment.beads]
    side_by_side = width >= SIDE_BY_SIDE
    source_width, target_width = _columns(texts, width - number_width - 2)
    for number, (bead, (source, target)) in enumerate(
        zip(alignment.beads, texts, strict=True), start=1
    ):
        mark = translate("check") if is_doubtful(bead, view.check_below) else ""
        label = f"{number:>{number_width}}"
        if side_by_side:
            rows = _beside(source, target, source_width, target_width, mark)
        else:
            rows = _stacked(source, target, width - number_width - 2, mark)
        for row in rows:
            yield _paint(f"{label}  {row}".rstrip(), label, mark, view.colour)
            label, mark = " " * number_width, ""
        yield ""
    yield summary(alignment, view.check_below)


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` columns.

    Lines end at spaces, and between Chinese characters unless a closing mark would begin the next
    line or an opening one end this (kinsoku). A word longer than a line is cut.

    >>> wrap("全面深化改革。", 8)
    ['全面深化', '改革。']
    >>> wrap("全面深化。", 8)
    ['全面深', '化。']
    """
    lines: list[str] = []
    line, used = "", 0
    for piece in _pieces(text, width):
        if line and used + display_width(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line, used = "", 0
        line += piece
        used += display_width(piece)
    return [*lines, line.rstrip()]


def display_width(text: str) -> int:
    """Return the columns a text takes.

    >>> display_width("GDP增长")
    7
    """
    return len(text) if text.isascii() else sum(map(_character_width, text))


@lru_cache(maxsize=65_536)
def _character_width(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def _texts(alignment: Alignment, bead: Bead) -> tuple[str, str]:
    source = join(bead.source, alignment.source.language)
    target = join(bead.target, alignment.target.language)
    return printable(source) or _NOTHING, printable(target) or _NOTHING


def printable(text: str) -> str:
    r"""Return the text without what a terminal would obey: control characters become U+FFFD.

    >>> printable("a\tb")
    'a b'
    """
    return _CONTROL.sub("\ufffd", text.replace("\t", " "))


def _columns(texts: Sequence[tuple[str, str]], width: int) -> tuple[int, int]:
    """Share the width as the texts do, so that both sides of a bead take about as many lines."""
    free = width - len(" │ ") - 2 - display_width(translate("check"))
    source = sum(display_width(source) for source, _ in texts)
    target = sum(display_width(target) for _, target in texts)
    share = source / (source + target) if source + target else 0.5
    source_width = round(free * min(max(share, 0.35), 0.65))
    return source_width, free - source_width


def _beside(
    source: str, target: str, source_width: int, target_width: int, mark: str
) -> Iterator[str]:
    rows = zip_longest(wrap(source, source_width), wrap(target, target_width), fillvalue="")
    for left, right in rows:
        end = f"{_pad(right, target_width)}  {mark}" if mark else right
        yield f"{_pad(left, source_width)} │ {end}"
        mark = ""


def _stacked(source: str, target: str, width: int, mark: str) -> Iterator[str]:
    if mark:
        yield mark
    yield from wrap(source, width)
    yield from wrap(target, width)


def _pad(text: str, width: int) -> str:
    return text + " " * (width - display_width(text))


def _paint(line: str, label: str, mark: str, colour: bool) -> str:
    """Dim the number and the rule, and make the mark stand out."""
    if not colour:
        return line
    if mark:
        before, _, after = line.rpartition(mark)
        line = f"{before}\x1b[1;33m{mark}\x1b[0m{after}"
    line = line.replace(" │ ", " \x1b[2m│\x1b[0m ", 1)
    return f"\x1b[2m{label}\x1b[0m{line.removeprefix(label)}"


def _pieces(text: str, width: int) -> Iterator[str]:
    """Split where a line may end, and everywhere in what is longer than a line."""
    start = 0
    for end in range(1, len(text) + 1):
        if end < len(text) and not _may_break(text[end - 1], text[end]):
            continue
        piece = text[start:end]
        if display_width(piece.rstrip()) <= width:
            yield piece
        else:
            yield from piece
        start = end


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _NO_LINE_START or before in _NO_LINE_END:
        return False
    return before == " " or 2 in (_character_width(before), _character_width(after))
