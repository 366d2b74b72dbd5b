"""The list of all rows; only the lines in view are made, so that it is as fast with 100,000."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.events import Click
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from aligner.messages import translate
from aligner.review.order import Order
from aligner.review.session import Session
from aligner.review.text import fit, mark, side_line


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """One line a row, source and target beside each other; two lines where it is narrow."""

    DEFAULT_CSS = """
    RowList { height: 2fr; min-height: 4; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; }
    """
    COMPONENT_CLASSES: ClassVar = {"rows--cursor", "rows--check", "rows--done", "rows--dim"}

    class Selected(Message):
        """The user clicked on a line."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, session: Session, order: Order) -> None:
        super().__init__(id="rows")
        self._session = session
        self._order = order
        self._cursor = 0
        self.is_stacked = False

    @property
    def lines_a_row(self) -> int:
        """Two where the sides stand below each other."""
        return 2 if self.is_stacked else 1

    @property
    def rows_in_view(self) -> int:
        """How many rows fit on the screen."""
        return max(self.scrollable_content_region.height // self.lines_a_row, 1)

    def show(self, cursor: int, *, is_stacked: bool) -> None:
        """Show the rows as they are now, with the cursor in view."""
        self._cursor, self.is_stacked = cursor, is_stacked
        count = len(self._order.rows) * self.lines_a_row
        self.virtual_size = Size(self.scrollable_content_region.width, count)
        line = cursor * self.lines_a_row
        self.scroll_to_region(
            Region(0, line, 1, self.lines_a_row), animate=False, force=True, immediate=True
        )
        self.refresh()

    def on_click(self, event: Click) -> None:
        """Select the row under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        place = (offset.y + self.scroll_offset.y) // self.lines_a_row
        if place < len(self._order.rows):
            self.post_message(self.Selected(place))

    def render_line(self, y: int) -> Strip:
        """Return one line of the screen."""
        width = self.scrollable_content_region.width
        place, part = divmod(y + self.scroll_offset.y, self.lines_a_row)
        if place >= len(self._order.rows):
            return Strip.blank(width, self.rich_style)
        base = self._style("rows--cursor") if place == self._cursor else self.rich_style
        segments = (
            self._stacked(place, part, width) if self.is_stacked else self._wide(place, width)
        )
        return Strip(
            [Segment(text, base + style) for text, style in segments], width
        ).adjust_cell_length(width, base)

    def _wide(self, place: int, width: int) -> list[tuple[str, Style]]:
        row = self._session.rows[self._order.rows[place]]
        head = self._head(place)
        free = width - sum(len(text) for text, _ in head) - 3
        source_width = free * 2 // 5  # Chinese takes about two thirds of the columns of English.
        return [
            *head,
            (fit(side_line(row.source), source_width), Style.null()),
            (" │ ", self._style("rows--dim")),
            (fit(side_line(row.target), free - source_width), Style.null()),
        ]

    def _stacked(self, place: int, part: int, width: int) -> list[tuple[str, Style]]:
        row = self._session.rows[self._order.rows[place]]
        head = self._head(place)
        indent = sum(len(text) for text, _ in head)
        if part == 0:
            return [*head, (fit(side_line(row.source), width - indent), Style.null())]
        return [
            (" " * indent, Style.null()),
            (fit(side_line(row.target), width - indent), Style.null()),
        ]

    def _head(self, place: int) -> list[tuple[str, Style]]:
        """Return cursor, number, mark and probability."""
        index = self._order.rows[place]
        row = self._session.rows[index]
        label = mark(row, self._session.is_doubtful(row))
        number_width = len(str(len(self._session.rows)))
        cursor = "▸" if place == self._cursor else " "
        probability = "" if row.probability is None else f"{row.probability:.2f}"
        style = {"check": "rows--check", "✓": "rows--done"}.get(label)
        note = "*" if row.note else " "
        return [
            (f"{cursor}{index + 1:>{number_width}} ", Style.null()),
            (fit(translate(label), 5) + note, self._style(style) if style else Style.null()),
            (f"{probability:>4}  ", self._style("rows--dim")),
        ]

    def _style(self, name: str) -> Style:
        return self.get_component_rich_style(name, partial=True)
