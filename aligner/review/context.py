"""The rows around the cursor in full, in document order whatever the order of the list.

Sentences move between neighbours in the document, so these must be seen, even where the list above
shows the doubtful rows of the whole file one below the other.
"""

from __future__ import annotations

from itertools import zip_longest

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widgets import Static

from aligner.bead import Bead
from aligner.messages import translate
from aligner.review.session import Session
from aligner.review.text import fit, mark, shown, side_lines

_FEWEST = 2  # lines of a neighbour that are shown even where there is no room

_MARKS = {"✓": "✓ confirmed", "lock": "locked", "edit": "edited"}  # in full


class Context(VerticalScroll, can_focus=False):
    """Previous, current and next row; the current one whole and bright."""

    DEFAULT_CSS = """
    Context { height: 3fr; min-height: 8; border-top: solid $secondary;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    Context Static { width: 100%; height: auto; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(Static(id="context_text", markup=False), id="context")
        self._session = session

    def show(self, row_index: int, *, is_stacked: bool) -> None:
        """Show the surroundings of a row."""
        region = self.scrollable_content_region
        text = self.text(row_index, region.width, region.height, is_stacked=is_stacked)
        self.query_one("#context_text", Static).update(text)
        self.scroll_home(animate=False)

    def text(self, row_index: int, width: int, height: int, *, is_stacked: bool) -> Text:
        """Return the text for a pane of this size."""
        rows = self._session.rows
        current = self._block(row_index, width, is_stacked)
        around = [i for i in (row_index - 1, row_index + 1) if 0 <= i < len(rows)]
        room = max((height - len(current)) // max(len(around), 1), _FEWEST + 1)
        lines: list[Text] = []
        if row_index > 0:
            above = self._block(row_index - 1, width, is_stacked)
            lines += [above[0], *above[1:][-(room - 1) :]]
        lines += current
        if row_index + 1 < len(rows):
            lines += self._block(row_index + 1, width, is_stacked)[:room]
        for line in lines:
            if not any(line is own for own in current):
                line.stylize("dim")
        return Text("\n").join(lines)

    def _block(self, row_index: int, width: int, is_stacked: bool) -> list[Text]:
        """Return the lines of one row, the first of which is its heading."""
        row = self._session.rows[row_index]
        title = self._title(row_index, row)
        lines = [Text(fit(f"── {title} {'─' * width}", width + 1)[:-1].rstrip("…"), style="bold")]
        if is_stacked:
            bodies = [*side_lines(row.source, width), "", *side_lines(row.target, width)]
            lines += map(Text, bodies)
        else:
            left_width = (width - 3) * 2 // 5
            right_width = width - 3 - left_width
            sides = zip_longest(
                side_lines(row.source, left_width),
                side_lines(row.target, right_width),
                fillvalue="",
            )
            lines += [
                Text.assemble(fit(left, left_width), (" │ ", "dim"), right) for left, right in sides
            ]
        if row.note:
            note = fit(f"{translate('note')}: {shown(row.note)}", width)
            lines.append(Text(note.rstrip(), style="italic"))
        return lines

    def _title(self, row_index: int, row: Bead) -> str:
        parts = [f"{row_index + 1}"]
        label = mark(row, self._session.is_doubtful(row))
        if label:
            parts.append(translate(_MARKS.get(label, label)))
        if row.probability is not None:
            parts.append(f"{row.probability:.2f}")
        if row.unit:
            parts.append(f"id {shown(row.unit)}")
        return " · ".join(parts)
