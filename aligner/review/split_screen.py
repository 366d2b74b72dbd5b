"""Choosing where to split a row: a cut in the text of each side, moved by keys."""

from __future__ import annotations

from bisect import bisect_left
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from aligner.bead import Bead
from aligner.document import Language, Sentence
from aligner.messages import translate
from aligner.report.terminal import wrap
from aligner.review.pieces import Grain, places
from aligner.review.text import NOTHING, shown

_GRAINS: tuple[Grain, ...] = ("sentence", "clause", "character")
_GRAIN_NAMES = {"sentence": "sentences", "clause": "commas", "character": "words"}
_FAR = 10  # places


class Cut:
    """Where the text of one side is cut; the places depend on the grain."""

    def __init__(self, sentences: tuple[Sentence, ...], language: Language) -> None:
        self._sentences = sentences
        self._language = language
        self._text = "".join(sentence.text for sentence in sentences)
        self._places = [0, len(self._text)]
        self.offset = 0

    def set_grain(self, grain: Grain) -> None:
        """Allow cuts at these places; the cut goes to the nearest."""
        self._places = places(self._sentences, self._language, grain)
        self.put(self.offset)

    @property
    def inner_places(self) -> int:
        """The number of places that are not an end of the text."""
        return max(len(self._places) - 2, 0)

    def put(self, offset: float) -> None:
        """Cut at the place nearest to an offset."""
        self.offset = min(self._places, key=lambda place: abs(place - offset))

    def put_share(self, share: float) -> None:
        """Cut near a share of the text's length, inside it where that is possible."""
        inner = self._places[1:-1] or self._places
        self.offset = min(inner, key=lambda place: abs(place - share * len(self._text)))

    @property
    def share(self) -> float:
        """The share of the text before the cut."""
        return self.offset / len(self._text) if self._text else 0.0

    def move(self, count: int) -> None:
        """Move the cut by so many places."""
        place = bisect_left(self._places, self.offset) + count
        self.offset = self._places[min(max(place, 0), len(self._places) - 1)]

    def lines(self, width: int) -> tuple[list[str], list[str]]:
        """Return the wrapped texts before and after the cut."""
        before = shown(self._text[: self.offset]).strip()
        after = shown(self._text[self.offset :]).strip()
        return wrap(before or NOTHING, width), wrap(after or NOTHING, width)


class SplitScreen(ModalScreen[tuple[int, int] | None]):
    """Shows a row with a cut in each side; Enter gives the two offsets, Escape ``None``."""

    CSS = """
    SplitScreen { align: center middle; }
    SplitScreen > Vertical { width: 96%; height: auto; max-height: 96%;
        border: round $primary; background: $surface; padding: 0 1; }
    SplitScreen .sides { height: auto; }
    SplitScreen.stacked .sides { layout: vertical; }
    SplitScreen VerticalScroll { height: auto; max-height: 80vh; border: solid $secondary;
        scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    SplitScreen VerticalScroll.active { border: heavy $accent; }
    SplitScreen.stacked VerticalScroll { max-height: 38vh; }
    SplitScreen #foot { height: auto; }
    """
    BINDINGS: ClassVar = [
        Binding("escape", "dismiss", "cancel"),
        Binding("enter,s", "split", "split here"),
        Binding("up,k", "move(-1)", "cut up"),
        Binding("down,j", "move(1)", "cut down"),
        Binding("pageup", f"move(-{_FAR})", "far up"),
        Binding("pagedown", f"move({_FAR})", "far down"),
        Binding("tab,left,right", "other_side", "other side"),
        Binding("c", "finer", "cut finer"),
    ]

    def __init__(
        self, row: Bead, source_language: Language, target_language: Language, *, is_stacked: bool
    ) -> None:
        super().__init__(classes="stacked" if is_stacked else "")
        self._cuts = {
            "source": Cut(row.source, source_language),
            "target": Cut(row.target, target_language),
        }
        self._side = "source" if row.source else "target"
        self._grain: Grain = "sentence"
        self._suggest()

    def compose(self) -> ComposeResult:
        """Make the two sides and the line of keys."""
        boxes = [
            VerticalScroll(
                Static(id=f"{side}_text", markup=False), id=f"{side}_box", can_focus=False
            )
            for side in self._cuts
        ]
        for side, box in zip(self._cuts, boxes, strict=True):
            box.border_title = translate(side)
        window = Vertical(Horizontal(*boxes, classes="sides"), Static(id="foot", markup=False))
        window.border_title = translate("Split")
        yield window

    def on_mount(self) -> None:
        """Show the cuts when the widths are known."""
        self.call_after_refresh(self._show)

    def on_resize(self) -> None:
        """Wrap anew."""
        self.call_after_refresh(self._show)

    def action_move(self, count: int) -> None:
        """Move the cut on the active side."""
        self._cuts[self._side].move(count)
        self._show()

    def action_other_side(self) -> None:
        """Go to the other side."""
        self._side = "target" if self._side == "source" else "source"
        self._show()

    def action_finer(self) -> None:
        """Allow cuts after commas, then before every word, then at sentences again."""
        self._set_grain(_GRAINS[(_GRAINS.index(self._grain) + 1) % len(_GRAINS)])
        self._show()

    def action_split(self) -> None:
        """Give the offsets."""
        self.dismiss((self._cuts["source"].offset, self._cuts["target"].offset))

    def _set_grain(self, grain: Grain) -> None:
        self._grain = grain
        for cut in self._cuts.values():
            cut.set_grain(grain)

    def _suggest(self) -> None:
        """Begin with a cut at a sentence, finer where there is one sentence, in the middle."""
        source, target = self._cuts.values()
        for grain in _GRAINS:
            self._set_grain(grain)
            if source.inner_places and target.inner_places:
                break
        source.put_share(0.5)
        target.put_share(source.share)

    def _show(self) -> None:
        for side, cut in self._cuts.items():
            box = self.query_one(f"#{side}_box", VerticalScroll)
            box.set_class(side == self._side, "active")
            width = max(box.scrollable_content_region.width, 10)
            before, after = cut.lines(width)
            line = Text("✂" + "─" * (width - 1), style="bold")
            text = Text("\n").join([Text("\n".join(before)), line, Text("\n".join(after))])
            box.query_one(Static).update(text)
            box.scroll_to(y=len(before) - box.size.height // 2, animate=False)
        grain = translate(_GRAIN_NAMES[self._grain])
        foot = f"↑↓ move the cut  Tab other side  c finer (now: {grain})  Enter split  Esc cancel"
        self.query_one("#foot", Static).update(translate(foot))
