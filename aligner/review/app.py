"""The program in the terminal: the list of rows, the surroundings of one, and the keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Footer, Static

from aligner.errors import AlignerError
from aligner.formats import format_for
from aligner.messages import translate
from aligner.review.bitext_file import BitextFile
from aligner.review.context import Context
from aligner.review.keys import KEYS
from aligner.review.order import Order
from aligner.review.row_list import RowList
from aligner.review.screens import Answer, Help, Prompt, Question
from aligner.review.search import Search
from aligner.review.session import Change, RefusedError, Session, SideName, Step
from aligner.review.split_screen import SplitScreen
from aligner.review.text import shown

SIDE_BY_SIDE = 100  # columns from which both texts fit beside each other


class ReviewApp(App[None]):
    """Correct the rows of ``file``; they are saved there, or to ``output``."""

    TITLE = "aligner review"
    ENABLE_COMMAND_PALETTE = False
    CSS = """
    #head { height: 1; background: $panel; text-style: bold; }
    .rows--cursor { background: $primary 45%; text-style: bold; }
    .rows--check { color: $warning; text-style: bold; }
    .rows--done { color: $success; }
    .rows--dim { text-style: dim; }
    """
    BINDINGS: ClassVar = [
        Binding(
            key.keys,
            key.action,
            translate(key.label or key.help),
            show=bool(key.label),
            key_display=key.shown,
            priority="ctrl" in key.keys,
        )
        for key in KEYS
    ]

    def __init__(self, file: BitextFile, output: Path | None = None, to: str | None = None) -> None:
        super().__init__()
        self._file = file
        self._output = output or file.path
        self._to = self._format(to)
        fixed = file.is_written_back and file.is_own(self._output)
        self.session = Session(file.beads, file.check_below, fixed_source=fixed)
        self.order = Order(self.session)
        self.search = Search(file.bitext.source_language, file.bitext.target_language)
        self._row = self.order.rows[0]
        self._accepted: set[str] = set()  # losses the user has agreed to
        self._rows = RowList(self.session, self.order)
        self._surroundings = Context(self.session)

    def compose(self) -> ComposeResult:
        """Lay the parts out from top to bottom."""
        yield Static(id="head", markup=False)
        yield self._rows
        yield self._surroundings
        yield Footer(compact=True)

    def on_mount(self) -> None:
        """Show the rows when their place on the screen is known."""
        self._rows.focus()
        self.call_after_refresh(self.show)
        for warning in self._file.warnings:
            self.notify(translate(warning), severity="warning", markup=False, timeout=10)

    def on_resize(self) -> None:
        """Lay out anew."""
        self.call_after_refresh(self.show)

    @property
    def row_index(self) -> int:
        """The row under the cursor."""
        return self._row

    def show(self) -> None:
        """Show everything as it is now."""
        is_stacked = self.size.width < SIDE_BY_SIDE
        self._rows.show(self.order.place_of(self._row), is_stacked=is_stacked)
        self._surroundings.show(self._row, is_stacked=is_stacked)
        self.query_one("#head", Static).update(self.head)

    @property
    def head(self) -> str:
        """The head line: file and counts."""
        counts = self.session.counts
        order = "doubtful first" if self.order.doubtful_first else "document order"
        parts = [
            shown(self._output.name),
            "1 bead" if counts.rows == 1 else f"{counts.rows:,} beads",
            f"{counts.doubtful:,} to check",
            f"{counts.confirmed:,} confirmed",
            *(["modified *"] if self.session.is_modified else []),
            order,
        ]
        return " " + " · ".join(map(translate, parts))

    def on_row_list_selected(self, message: RowList.Selected) -> None:
        """Go to the row clicked on."""
        self._go_to_place(message.place)

    def action_step(self, step: Step) -> None:
        """Go to the row above or below."""
        self._go_to_place(self.order.place_of(self._row) + step)

    def action_page(self, step: Step) -> None:
        """Go a screen up or down."""
        distance = self._rows.rows_in_view * step
        self._go_to_place(self.order.place_of(self._row) + distance)

    def action_end(self, step: Step) -> None:
        """Go to the first or last row of the list."""
        self._go_to_place(0 if step < 0 else len(self.order.rows) - 1)

    def action_neighbour(self, step: Step) -> None:
        """Go to the previous or next row of the document."""
        self._go_to(self._row + step)

    def action_doubtful(self, step: Step) -> None:
        """Go to the next or previous doubtful row of the list."""
        place = self.order.find(self.order.place_of(self._row), step, self.session.is_doubtful)
        if place is None:
            self.notify(translate("no doubtful row is left"))
        else:
            self._go_to_place(place)

    def action_order(self) -> None:
        """List the doubtful rows first, or all as in the document."""
        self.order.toggle()
        self.show()

    def action_merge(self, step: Step) -> None:
        """Merge with the next or previous row."""
        self._change(lambda: self.session.merge(self._row, step))

    def action_push(self, side: SideName, step: Step) -> None:
        """Move a sentence to a neighbour."""
        self._change(lambda: self.session.push(self._row, side, step))

    def action_pull(self, side: SideName, step: Step) -> None:
        """Take a sentence from a neighbour."""
        self._change(lambda: self.session.pull(self._row, side, step))

    def action_confirm(self) -> None:
        """Confirm, or take it back."""
        is_confirmed = self.session.rows[self._row].is_confirmed
        operation = self.session.unconfirm if is_confirmed else self.session.confirm
        self._change(lambda: operation(self._row))

    def action_confirm_next(self) -> None:
        """Confirm where that is to be done, and go to the next doubtful row."""
        if not self.session.rows[self._row].is_confirmed:
            self._change(lambda: self.session.confirm(self._row))
        self.action_doubtful(1)

    def action_undo(self) -> None:
        """Take the last change back."""
        self._change(self.session.undo)

    def action_redo(self) -> None:
        """Make it again."""
        self._change(self.session.redo)

    def action_help(self) -> None:
        """Show the keys."""
        self.push_screen(Help())

    def action_split(self) -> None:
        """Ask where, and split."""
        row, languages = self.session.rows[self._row], self._file.bitext
        screen = SplitScreen(
            row,
            languages.source_language,
            languages.target_language,
            is_stacked=self.size.width < SIDE_BY_SIDE,
        )

        def split(offsets: tuple[int, int] | None) -> None:
            if offsets is not None:
                self._change(lambda: self.session.split(self._row, *offsets))

        self.push_screen(screen, split)

    def action_note(self) -> None:
        """Ask for the note of the row."""

        def set_note(note: str | None) -> None:
            if note is not None:
                self._change(lambda: self.session.set_note(self._row, note.strip()))

        self.push_screen(Prompt(translate("Note"), self.session.rows[self._row].note), set_note)

    def action_go_to(self) -> None:
        """Ask for a number, and go to that row."""

        def go(number: str | None) -> None:
            if number and number.strip().isdecimal():
                self._go_to(int(number) - 1)

        self.push_screen(Prompt(translate("Go to row")), go)

    def action_search(self) -> None:
        """Ask for a text, and go to the next row that has it."""

        def search(text: str | None) -> None:
            if text is not None:
                self.search.look_for(text, self.session.rows)
                self.action_found(1)

        self.push_screen(Prompt(translate("Search")), search)

    def action_found(self, step: Step) -> None:
        """Go to the next or previous row found."""
        place = self.order.find(self.order.place_of(self._row), step, self.search.matches)
        if place is None:
            self.notify(translate("not found" if self.search.is_active else "press / to search"))
        else:
            self._go_to_place(place)

    def action_save(self) -> None:
        """Save; asks before anything would be lost."""
        self._save(lambda: None)

    def action_leave(self) -> None:
        """Quit; asks where something is not saved."""
        if isinstance(self.screen, Question):
            return
        if not self.session.is_modified:
            self.exit()
            return
        answers = (Answer("s", "save and quit", "save"), Answer("d", "discard", "discard"))

        def leave(answer: str | None) -> None:
            if answer == "save":
                self._save(self.exit)
            elif answer == "discard":
                self.exit()

        self.push_screen(
            Question(translate("There are changes that are not saved."), answers), leave
        )

    def _save(self, afterwards: Callable[[], object]) -> None:
        """Write the file, at once or when the user has agreed to what would be lost."""
        try:
            worries = self._worries()
        except (AlignerError, OSError) as error:
            self._complain(error)
            return
        if not worries:
            self._write(afterwards)
            return
        answers = (Answer("s", "save all the same", "save"),)

        def decide(answer: str | None) -> None:
            if answer == "save":
                self._accepted.update(worries)
                self._write(afterwards)

        question = "\n".join([translate("Before saving:"), "", *worries])
        self.push_screen(Question(question, answers), decide)

    def _worries(self) -> list[str]:
        """Say what saving would lose and the user has not agreed to yet."""
        worries = [
            translate(f"{self._to} cannot hold: {loss}")
            for loss in self._file.losses(self.session.rows, self._to)
        ]
        is_own = self._file.is_own(self._output)
        if is_own:
            said = (shown(translate(warning)) for warning in self._file.warnings)
            worries += [translate(f"reading said: {warning}") for warning in said]
        elif self._output.exists():
            worries.append(self._replacing)
        worries = [worry for worry in worries if worry not in self._accepted]
        if is_own and self._file.has_changed():
            name = shown(self._output.name)
            worries.append(
                translate(f"{name} was changed by another program; those changes would be lost")
            )
        return worries

    @property
    def _replacing(self) -> str:
        """The worry about a file of the name that is there already."""
        return translate(f"{shown(self._output.name)} exists and will be replaced")

    def _write(self, afterwards: Callable[[], object]) -> None:
        try:
            self._file.save(self.session.rows, self._output, self._to)
        except (AlignerError, OSError) as error:
            self._complain(error)
            return
        self._accepted.add(self._replacing)
        self.session.mark_saved()
        self.notify(translate(f"saved {self._output}"), markup=False)
        self.show()
        afterwards()

    def _change(self, operation: Callable[[], Change | None]) -> None:
        """Carry an operation out, follow the cursor, and show the result or why not."""
        try:
            change = operation()
        except RefusedError as refusal:
            self.notify(translate(str(refusal)), severity="warning", markup=False)
            return
        if change is not None:
            self.order.follow(change)
            self._row = change.focus
        self.show()

    def _go_to(self, row_index: int) -> None:
        self._row = min(max(row_index, 0), len(self.session.rows) - 1)
        self.show()

    def _go_to_place(self, place: int) -> None:
        self._go_to(self.order.rows[min(max(place, 0), len(self.order.rows) - 1)])

    def _complain(self, error: Exception) -> None:
        title = translate("not saved")
        self.notify(str(error), title=title, severity="error", markup=False, timeout=15)

    def _format(self, to: str | None) -> str:
        """Return the name of the format to save in: as told, as the suffix says, or as read."""
        if to is not None:
            return to
        return (
            self._file.format_name if self._output == self._file.path else format_for(self._output)
        )
