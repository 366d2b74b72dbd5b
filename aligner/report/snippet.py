"""The texts a finding is about, cut to the width of a terminal around what is marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from aligner.findings import Context, Passage
from aligner.messages import translate
from aligner.report.base import Look
from aligner.report.terminal import display_width, printable, wrap

_MOST_LINES = 3  # of a text in which nothing is marked
_NARROWEST = 20
_WIDEST = 120  # longer lines are hard to read
_NOTHING = "—"
_MARK, _DIM, _END = "\x1b[1;4;31m", "\x1b[2m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text, with dots where it is cut."""

    text: str
    start: int = 0  # half-open code-point offsets into ``text`` of what is marked
    end: int = 0


def excerpt(text: str, start: int, end: int, width: int) -> Excerpt:
    """Return what of a text fits into a line, with as much on both sides of what is marked.

    >>> excerpt("全面深化改革，扩大开放", 4, 6, 10)
    Excerpt(text='…化改革，…', start=2, end=4)
    """
    if _fits(text, width):
        return Excerpt(text, start, end)
    free = width - 2  # for the dots
    last = start
    while last < end and display_width(text[last]) <= free:
        free -= display_width(text[last])
        last += 1
    left, rest = _grown_left(text, start, free // 2)
    right, free = _grown_right(text, last, free - free // 2 + rest)
    left, _ = _grown_left(text, left, free)
    before = "…" if left else ""
    after = "…" if right < len(text) else ""
    shift = len(before) - left
    return Excerpt(before + text[left:right] + after, start + shift, last + shift)


def _fits(text: str, width: int) -> bool:
    """Tell whether a text takes so many columns at most; long texts are not looked at whole."""
    columns = accumulate(map(display_width, text))
    return len(text) <= width if text.isascii() else all(column <= width for column in columns)


def _grown_left(text: str, start: int, free: int) -> tuple[int, int]:
    """Return where a part begins that grew by what fits, and the columns still free."""
    while start and display_width(text[start - 1]) <= free:
        start -= 1
        free -= display_width(text[start])
    return start, free


def _grown_right(text: str, end: int, free: int) -> tuple[int, int]:
    while end < len(text) and display_width(text[end]) <= free:
        free -= display_width(text[end])
        end += 1
    return end, free


def snippet(context: Context, look: Look) -> Iterator[str]:
    """Yield the lines of both texts, what is marked underlined; beads count from 1."""
    labels = translate("source"), translate("target")
    label_width = max(map(display_width, labels))
    width = min(max(look.width, _NARROWEST), _WIDEST) - label_width - len("   │ ")
    yield _painted(f"  {_heading(context)}", _DIM, look)
    for label, passage in zip(labels, (context.source, context.target), strict=True):
        pad = " " * (label_width - display_width(label))
        for line in _lines(passage, width, look):
            bar = _painted(f"{label}{pad} │", _DIM, look)
            yield f"  {bar} {line}".rstrip()
            label, pad = "", " " * label_width


def _heading(context: Context) -> str:
    heading = f"{translate('bead')} {context.bead + 1}"
    if context.unit:
        heading += f" ({printable(context.unit)})"
    if context.probability is not None:
        heading += f" · {translate('probability')} {context.probability:.2f}"
    return heading


def _lines(passage: Passage, width: int, look: Look) -> Iterator[str]:
    text = _printable(passage.text)  # as long as before: offsets stay
    if passage.start == passage.end:
        yield from _unmarked(text, width)
        return
    shown = excerpt(text, passage.start, passage.end, width)
    before, marked = shown.text[: shown.start], shown.text[shown.start : shown.end]
    yield before + _painted(marked, _MARK, look) + shown.text[shown.end :]
    if not look.colour:
        yield " " * display_width(before) + "^" * max(display_width(marked), 1)


# Many findings in one text have it shown as often: a very long one would take its time each time.
_printable = lru_cache(maxsize=4)(printable)


@lru_cache(maxsize=4)
def _unmarked(text: str, width: int) -> tuple[str, ...]:
    """Return the first lines of a text, the last with dots where more follows."""
    lines = wrap(text, width) if text else [_NOTHING]
    shown, rest = lines[: _MOST_LINES - 1], " ".join(lines[_MOST_LINES - 1 :])
    return (*shown, excerpt(rest, 0, 0, width).text) if rest else tuple(shown)


def _painted(text: str, code: str, look: Look) -> str:
    return f"{code}{text}{_END}" if look.colour else text
