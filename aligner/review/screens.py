"""The windows over the program: help, a line to type, a question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.table import Table
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from aligner.messages import translate
from aligner.review.keys import KEYS

_MARKS = (
    ("check", "doubtful: improbable and not confirmed"),
    ("✓", "confirmed"),
    ("edit", "sentences moved here, not confirmed"),
    ("lock", "locked by its file, cannot be changed"),
    ("*", "has a note"),
    ("¦", "border between two sentences"),
)


class Help(ModalScreen[None]):
    """All keys and marks."""

    CSS = """
    Help { align: center middle; }
    Help VerticalScroll { width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $primary; background: $surface; padding: 0 1; }
    """
    BINDINGS: ClassVar = [Binding("escape,q,question_mark,f1,enter", "dismiss", "close")]

    def compose(self) -> ComposeResult:
        """Make one table of the keys and one of the marks."""
        keys = Table.grid(padding=(0, 2))
        for key in KEYS:
            keys.add_row(key.shown, translate(key.help))
        marks = Table.grid(padding=(0, 2))
        for label, meaning in _MARKS:
            marks.add_row(translate(label), translate(meaning))
        box = VerticalScroll(
            Static(keys), Static(), Static(marks), Static(), Static(translate("Esc closes"))
        )
        box.border_title = translate("Keys")
        yield box


class Prompt(ModalScreen[str | None]):
    """One line to type; Enter gives it, Escape ``None``."""

    CSS = """
    Prompt { align: center middle; }
    Prompt Input { width: 76; max-width: 100%; border: round $primary; }
    """
    BINDINGS: ClassVar = [Binding("escape", "dismiss", "cancel")]

    def __init__(self, title: str, text: str = "") -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Make the line."""
        line = Input(self._text)
        line.border_title = self._title
        yield line

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the line typed."""
        self.dismiss(event.value)


@dataclass(frozen=True, slots=True)
class Answer:
    """One possible answer to a question."""

    key: str
    label: str
    value: str


class Question(ModalScreen[str | None]):
    """A question with a key for every answer; Escape gives ``None``."""

    CSS = """
    Question { align: center middle; }
    Question > Vertical { width: 76; max-width: 100%; height: auto; max-height: 100%;
        border: round $warning; background: $surface; padding: 1 2; }
    Question Horizontal { height: auto; margin-top: 1; }
    Question Button { margin-right: 2; }
    """
    BINDINGS: ClassVar = [Binding("escape", "dismiss", "cancel")]

    def __init__(self, question: str, answers: tuple[Answer, ...]) -> None:
        super().__init__()
        self._question = question
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Make the text and a button for every answer."""
        buttons = [
            Button(f"{answer.key}  {translate(answer.label)}", id=f"answer_{answer.key}")
            for answer in (*self._answers, Answer("Esc", "cancel", ""))
        ]
        yield Vertical(Static(self._question, markup=False), Horizontal(*buttons))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Give the answer clicked on."""
        self._give((event.button.id or "").removeprefix("answer_"))

    def on_key(self, event: Key) -> None:
        """Give the answer whose key was pressed."""
        if any(answer.key == event.key for answer in self._answers):
            event.stop()
            self._give(event.key)

    def _give(self, key: str) -> None:
        values = {answer.key: answer.value for answer in self._answers}
        self.dismiss(values.get(key))
