"""The rows of an alignment under correction, and the operations on them.

A row is a ``Bead``. Operations regroup sentences and never lose one: on each side the texts of all
rows, one after the other, stay what they were. Each operation replaces a few neighbouring rows and
is kept as a ``Change``, so that undo and redo are exact and without limit.

A row whose sentences change was not seen by the aligner: it loses its probability and gets the
status "translated", which takes it out of the doubtful ones without calling it confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from aligner.bead import Bead
from aligner.document import Sentence
from aligner.errors import UsageError
from aligner.report.terminal import is_doubtful
from aligner.review.pieces import cut_at

SideName = Literal["source", "target"]
Step = Literal[-1, 1]  # to the row above, or to the one below


class RefusedError(UsageError):
    """An operation that is not possible here; the rows stayed as they were."""


@dataclass(frozen=True, slots=True)
class Change:
    """Neighbouring rows replaced by others, and where the user's eyes belong."""

    position: int  # of the first row replaced
    before: tuple[Bead, ...]
    after: tuple[Bead, ...]
    focus_before: int  # the row the user stood on
    focus: int  # the row to stand on afterwards

    @property
    def reverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.position, self.after, self.before, self.focus, self.focus_before)


@dataclass(frozen=True, slots=True)
class Counts:
    """What the head line says."""

    rows: int
    doubtful: int
    confirmed: int


class Session:
    """Rows under correction.

    With ``fixed_source`` no row may get other source sentences, because the file the rows came
    from prescribes its segments (SDLXLIFF and its like); target sentences can be moved.
    """

    def __init__(
        self, beads: Iterable[Bead], check_below: float = 0.9, *, fixed_source: bool = False
    ) -> None:
        self._rows = list(beads)
        self.check_below = check_below
        self.fixed_source = fixed_source
        self._changes: list[Change] = []
        self._done = 0  # changes made; those after it were undone and can be made again
        self._saved = 0  # the value of _done when the file was last equal to the rows; -1: lost
        self._doubtful = sum(map(self.is_doubtful, self._rows))
        self._confirmed = sum(row.is_confirmed for row in self._rows)

    @property
    def rows(self) -> Sequence[Bead]:
        """The rows in document order."""
        return self._rows

    @property
    def counts(self) -> Counts:
        """How many rows there are, are doubtful, and are confirmed."""
        return Counts(len(self._rows), self._doubtful, self._confirmed)

    @property
    def is_modified(self) -> bool:
        """Whether the rows differ from those saved last."""
        return self._done != self._saved

    def mark_saved(self) -> None:
        """Remember that the file now holds these rows."""
        self._saved = self._done

    def is_doubtful(self, row: Bead) -> bool:
        """Tell whether a person should look at the row: improbable and not confirmed."""
        return is_doubtful(row, self.check_below) and not row.is_confirmed

    def merge(self, index: int, step: Step = 1) -> Change:
        """Merge a row with the next one, or with the previous one.

        Notes are joined by a line break; the unit name is that of the upper row.

        Raises:
            RefusedError: there is no such row, one is locked, or the source is fixed.
        """
        self._neighbour(index, step)
        upper = min(index, index + step)
        first, second = self._open(upper), self._open(upper + 1)
        if second.source:
            self._require_free_source()
        merged = _edited(first, first.source + second.source, first.target + second.target)
        notes = dict.fromkeys(note for note in (first.note, second.note) if note)
        merged = replace(merged, note="\n".join(notes), unit=first.unit or second.unit)
        return self._make(Change(upper, (first, second), (merged,), index, upper))

    def split(self, index: int, source_offset: int, target_offset: int) -> Change:
        """Split a row at a code-point offset into the texts of each side, one after the other.

        An offset inside a sentence cuts the sentence. Note and unit name stay with the first part.

        Raises:
            RefusedError: a part would be empty, the row is locked, or the source is fixed.
        """
        row = self._open(index)
        source, target = cut_at(row.source, source_offset), cut_at(row.target, target_offset)
        first, second = zip(source, target, strict=True)
        if not any(first) or not any(second):
            raise RefusedError("one part would be empty", way_out="choose another place")
        self._require_free_source()
        rest = replace(_edited(row, *second), note="", unit="")
        return self._make(Change(index, (row,), (_edited(row, *first), rest), index, index))

    def push(self, index: int, side: SideName, step: Step) -> Change:
        """Move the last sentence of a side to the next row, or the first to the previous one.

        A row without any sentence vanishes.

        Raises:
            RefusedError: no sentence or no such row, one is locked, or the source is fixed.
        """
        self._neighbour(index, step)
        return self._shift(index, index + step, side, index)

    def pull(self, index: int, side: SideName, step: Step) -> Change:
        """Take the nearest sentence of a side from the next row, or from the previous one.

        Raises:
            RefusedError: as ``push`` does.
        """
        self._neighbour(index, step)
        return self._shift(index + step, index, side, index)

    def confirm(self, index: int) -> Change:
        """Give a row the status "reviewed"; it is no longer doubtful.

        Raises:
            RefusedError: the row is confirmed already, or locked.
        """
        row = self._open(index)
        if row.is_confirmed:
            raise RefusedError("confirmed already")
        return self._replace(index, replace(row, status="reviewed"))

    def unconfirm(self, index: int) -> Change:
        """Take a confirmation back: the status becomes "translated".

        Raises:
            RefusedError: the row is not confirmed, or locked.
        """
        row = self._open(index)
        if not row.is_confirmed:
            raise RefusedError("not confirmed")
        return self._replace(index, replace(row, status="translated"))

    def set_note(self, index: int, note: str) -> Change | None:
        """Set the note of a row; the same note again is no change.

        Raises:
            RefusedError: the row is locked.
        """
        row = self._open(index)
        return None if note == row.note else self._replace(index, replace(row, note=note))

    def undo(self) -> Change:
        """Take the last change back and return its reverse.

        Raises:
            RefusedError: there is none.
        """
        if not self._done:
            raise RefusedError("nothing to undo")
        self._done -= 1
        return self._apply(self._changes[self._done].reverse)

    def redo(self) -> Change:
        """Make the change undone last again.

        Raises:
            RefusedError: there is none.
        """
        if self._done == len(self._changes):
            raise RefusedError("nothing to redo")
        self._done += 1
        return self._apply(self._changes[self._done - 1])

    def _shift(self, giver_index: int, taker_index: int, side: SideName, focus: int) -> Change:
        giver, taker = self._open(giver_index), self._open(taker_index)
        sentences: tuple[Sentence, ...] = getattr(giver, side)
        if not sentences:
            raise RefusedError(f"no {side} sentence to move")
        if side == "source":
            self._require_free_source()
        taken: tuple[Sentence, ...] = getattr(taker, side)
        if giver_index < taker_index:
            left, got = sentences[:-1], (sentences[-1], *taken)
        else:
            left, got = sentences[1:], (*taken, sentences[0])
        rows = {
            giver_index: _with_side(giver, side, left),
            taker_index: _with_side(taker, side, got),
        }
        upper = min(giver_index, taker_index)
        after = tuple(rows[i] for i in (upper, upper + 1) if rows[i].shape != (0, 0))
        before = (self._rows[upper], self._rows[upper + 1])
        new_focus = focus if len(after) == 2 else upper
        return self._make(Change(upper, before, after, focus, new_focus))

    def _replace(self, index: int, row: Bead) -> Change:
        return self._make(Change(index, (self._rows[index],), (row,), index, index))

    def _make(self, change: Change) -> Change:
        """Carry out a new change; what was undone before can no longer be made again."""
        if self._saved > self._done:
            self._saved = -1
        self._changes[self._done :] = [change]
        self._done += 1
        return self._apply(change)

    def _apply(self, change: Change) -> Change:
        end = change.position + len(change.before)
        self._rows[change.position : end] = change.after
        self._doubtful += sum(map(self.is_doubtful, change.after))
        self._doubtful -= sum(map(self.is_doubtful, change.before))
        self._confirmed += sum(row.is_confirmed for row in change.after)
        self._confirmed -= sum(row.is_confirmed for row in change.before)
        return change

    def _neighbour(self, index: int, step: Step) -> None:
        if not 0 <= index + step < len(self._rows):
            raise RefusedError("this is the last row" if step > 0 else "this is the first row")

    def _open(self, index: int) -> Bead:
        """Return a row that may be changed."""
        if not 0 <= index < len(self._rows):
            raise RefusedError("no such row")
        if self._rows[index].locked:
            raise RefusedError(f"row {index + 1} is locked")
        return self._rows[index]

    def _require_free_source(self) -> None:
        if self.fixed_source:
            raise RefusedError(
                "the segments of this file are fixed",
                way_out="move target sentences only, or save as TMX and correct that",
            )


def _edited(row: Bead, source: tuple[Sentence, ...], target: tuple[Sentence, ...]) -> Bead:
    return replace(row, source=source, target=target, probability=None, status="translated")


def _with_side(row: Bead, side: SideName, sentences: tuple[Sentence, ...]) -> Bead:
    if side == "source":
        return _edited(row, sentences, row.target)
    return _edited(row, row.source, sentences)
