"""The keys of the program: one table for what they do, the foot line and the help screen.

A small letter moves a target sentence, the same as a capital a source sentence.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does."""

    keys: str  # as Textual names them, the one to show first
    action: str  # the method ``action_…`` with its arguments
    label: str  # in the foot line; empty: not shown there
    help: str
    shown: str = ""  # how the help names the keys, where Textual's names are no help


KEYS = (
    Key("up,k", "step(-1)", "", "row above in the list", "↑ k"),
    Key("down,j", "step(1)", "", "row below in the list", "↓ j"),
    Key("pageup", "page(-1)", "", "a screen up", "PgUp"),
    Key("pagedown", "page(1)", "", "a screen down", "PgDn"),
    Key("home", "end(-1)", "", "first row of the list", "Home"),
    Key("end", "end(1)", "", "last row of the list", "End"),
    Key("left", "neighbour(-1)", "", "previous row of the document", "←"),
    Key("right", "neighbour(1)", "", "next row of the document", "→"),
    Key("n", "doubtful(1)", "next", "next doubtful row", "n"),
    Key("p", "doubtful(-1)", "", "previous doubtful row", "p"),
    Key("g", "go_to", "", "go to the row with a number", "g"),
    Key("o", "order", "", "doubtful rows first, or as in the document", "o"),
    Key("space", "confirm_next", "ok", "confirm, and on to the next doubtful row", "Space"),
    Key("c", "confirm", "", "confirm, or take the confirmation back", "c"),
    Key("m", "merge(1)", "merge", "merge with the next row", "m"),
    Key("M", "merge(-1)", "", "merge with the previous row", "M"),
    Key("s", "split", "split", "split the row: shows where", "s"),
    Key("u", "push('target', -1)", "", "first target sentence up to the previous row", "u"),
    Key("d", "push('target', 1)", "", "last target sentence down to the next row", "d"),
    Key("b", "pull('target', 1)", "", "bring the next row's first target sentence here", "b"),
    Key("t", "pull('target', -1)", "", "take the previous row's last target sentence here", "t"),
    Key("U", "push('source', -1)", "", "first source sentence up to the previous row", "U"),
    Key("D", "push('source', 1)", "", "last source sentence down to the next row", "D"),
    Key("B", "pull('source', 1)", "", "bring the next row's first source sentence here", "B"),
    Key("T", "pull('source', -1)", "", "take the previous row's last source sentence here", "T"),
    Key("a", "note", "", "write a note", "a"),
    Key("z,ctrl+z", "undo", "undo", "undo", "z"),
    Key("y,ctrl+y", "redo", "", "redo", "y"),
    Key("slash", "search", "find", "search both sides and the notes", "/"),
    Key("f", "found(1)", "", "next row found", "f"),
    Key("F", "found(-1)", "", "previous row found", "F"),
    Key("w,ctrl+s", "save", "save", "save", "w"),
    Key("question_mark,f1", "help", "help", "this help", "?"),
    Key("q,ctrl+q,ctrl+c", "leave", "quit", "quit; asks where something is not saved", "q"),
)
