"""How rows look: marks, numbers, and texts fitted into columns of a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.bead import Bead
from aligner.document import Sentence
from aligner.report.terminal import display_width, printable, wrap

NOTHING = "—"


def mark(row: Bead, is_doubtful: bool) -> str:
    """Return the mark of a row, five columns wide at most; colour only repeats it."""
    if row.locked:
        return "lock"
    if row.is_confirmed:
        return "✓"
    if is_doubtful:
        return "check"
    return "edit" if row.status == "translated" and row.probability is None else ""


def shown(text: str) -> str:
    """Return a text on one line, with control characters as U+FFFD."""
    return printable(text.replace("\n", " "))


def side_line(sentences: Sequence[Sentence]) -> str:
    """Return the texts of a side on one line, with a thin bar between the sentences.

    >>> side_line([Sentence(0, 0, 3, "你好。"), Sentence(1, 3, 6, "再见。")])
    '你好。¦再见。'
    """
    return "¦".join(shown(sentence.text).strip() for sentence in sentences) or NOTHING


def side_lines(sentences: Sequence[Sentence], width: int) -> list[str]:
    """Return the texts of a side wrapped, each sentence on a line of its own after a dash.

    >>> side_lines([Sentence(0, 0, 3, "你好。"), Sentence(1, 3, 6, "再见。")], 20)
    ['- 你好。', '- 再见。']
    """
    if not sentences:
        return [NOTHING]
    lines: list[str] = []
    for sentence in sentences:
        first, *rest = wrap(shown(sentence.text).strip(), max(width - 2, 4))
        lines += [f"- {first}", *(f"  {line}" for line in rest)]
    return lines


def fit(text: str, width: int) -> str:
    """Return a text in exactly ``width`` columns, cut with an ellipsis or padded.

    >>> fit("改革开放", 6), fit("GDP", 6)
    ('改革… ', 'GDP   ')
    """
    # A text of that many characters takes at least as many columns; measuring more is waste.
    head = text[: width + 1]
    if len(head) < len(text) or display_width(head) > width:
        head = head[:width]
        while head and display_width(head) > width - 1:
            head = head[:-1]
        head += "…"
    return head + " " * (width - display_width(head))
