"""A JSON object read with the line of every item of one of its lists.

Python's decoder tells no places; here it decodes piece by piece, and the lines are counted.
Keys that stand twice are refused: which of the two would be meant is not known.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from aligner.errors import FormatError

_SPACE = re.compile(r"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Item:
    """A value and where it begins."""

    value: Any
    line: int  # from 1


class _DuplicateError(ValueError):
    """A key that an object has twice."""


def read_object(text: str, key: str, name: str) -> tuple[dict[str, Any], Iterator[Item] | None]:
    """Return an object without one of its lists, and the items of that list.

    Raises:
        FormatError: no JSON object, with the line at which it breaks off, or a key twice.
    """
    reader = _Reader(text, name)
    head: dict[str, Any] = {}
    items: list[Item] | None = None
    if not text.strip():
        raise FormatError("empty glossary", place=name, way_out="write an object with terms")
    reader.expect("{", "no JSON object")
    while not reader.accept("}"):
        if head or items is not None:
            reader.expect(",")
        field = reader.value()
        if not isinstance(field, str):
            reader.fail("Expecting property name")
        if field in head or (field == key and items is not None):
            reader.fail(f"key {field!r} twice")
        reader.expect(":")
        if field == key and reader.peek() == "[":
            items = list(reader.items())
        else:
            head[field] = reader.value()
    if reader.peek():
        reader.fail("Extra data")
    return head, None if items is None else iter(items)


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._at = 0
        self._counted = self._lines = 0  # line breaks before an offset
        self._decoder = json.JSONDecoder(object_pairs_hook=_unique)

    def peek(self) -> str:
        """Return the next character that is no white space."""
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._text[self._at : self._at + 1]

    def accept(self, character: str) -> bool:
        """Step over a character if it is the next."""
        found = self.peek() == character
        self._at += found
        return found

    def expect(self, character: str, problem: str = "") -> None:
        """Step over a character that must be the next."""
        if not self.accept(character):
            self.fail(problem or f"Expecting {character!r}")

    def value(self) -> Any:  # noqa: ANN401 (JSON may hold anything)
        """Decode the next value."""
        self.peek()
        try:
            value, self._at = self._decoder.raw_decode(self._text, self._at)
        except json.JSONDecodeError as error:
            self._at = error.pos
            self.fail(error.msg)
        except _DuplicateError as error:
            self.fail(f"key {error} twice")
        except RecursionError:
            self.fail("nested too deeply")
        return value

    def items(self) -> Iterator[Item]:
        """Yield the items of a list."""
        self.expect("[")
        separated = True
        while not self.accept("]"):
            if not separated:
                self.expect(",")
            self.peek()
            line = self._line()
            yield Item(self.value(), line)
            separated = False

    def fail(self, problem: str) -> NoReturn:
        """Report what is wrong here."""
        raise FormatError(
            f"malformed: {problem}", place=f"{self._name}:{self._line()}", way_out="correct it"
        )

    def _line(self) -> int:
        if self._at < self._counted:  # An error may stand before what was counted.
            self._counted = self._lines = 0
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines + 1


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateError(repr(next(key for key in keys if keys.count(key) > 1)))
    return made
