"""What the writers of XLIFF files share: names of units, texts for XML, the loop over beads."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from aligner.bead import Bead, Bitext, join
from aligner.formats.base import Keeps, WriteOptions, Written, leave_out
from aligner.formats.markup import clean, quote
from aligner.formats.tmx import CODES
from aligner.formats.xliff_text import encode_text

KEEPS = Keeps(empty_source=False, status=True, note=True, unit=True, lock=True)
_SURROGATES = re.compile("[\ud800-\udfff]")


class _Stream(Protocol):
    def write(self, data: bytes, /) -> int: ...


class UnitNames:
    """Gives every unit written a name of its own."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._number = 0

    def take(self, unit: str, written: Written) -> str:
        """Return the name of a bead's unit if it is free, otherwise a new one."""
        name = clean(unit, written)
        if name and self.claim(name):
            return name
        if name:
            written.lost["unit name"] += 1
        return self.new()

    def claim(self, name: str) -> bool:
        """Take a name if it is free."""
        if name in self._taken:
            return False
        self._taken.add(name)
        return True

    def new(self) -> str:
        """Return a name not used so far."""
        while not self.claim(f"s{self._number + 1}"):
            self._number += 1
        self._number += 1
        return f"s{self._number}"


@dataclass(frozen=True, slots=True)
class Texts:
    """What of a bead stands in a unit, ready for XML."""

    source: str
    target: str
    note: str  # not escaped

    @property
    def space(self) -> str:
        """The attribute that keeps white space where it would be lost."""
        text = f" {self.source} {self.target} "
        is_plain = "  " not in text and not re.search(r"[\t\r\n]|&#13;", text)
        return "" if is_plain else ' xml:space="preserve"'


def write_units(
    bitext: Bitext,
    stream: _Stream,
    options: WriteOptions,
    written: Written,
    unit: Callable[[Bead, Texts], str],
    *,
    has_cp: bool = False,
) -> None:
    """Write a unit for every bead that has a source text."""
    for bead in bitext.beads:
        source = _encodable(join(bead.source, bitext.source_language), has_cp, written)
        target = _encodable(join(bead.target, bitext.target_language), has_cp, written)
        if leave_out(bead, source, target, options, written, KEEPS):
            continue
        texts = Texts(
            encode_text(source, has_cp=has_cp).decode(),
            encode_text(target, has_cp=has_cp).decode(),
            clean(bead.note, written),
        )
        stream.write(unit(bead, texts).encode())
        written.beads += 1


def _encodable(text: str, has_cp: bool, written: Written) -> str:
    """Return the text without what the format cannot hold, counting that."""
    if not has_cp:
        return clean(text, written)
    kept, count = _SURROGATES.subn("", text)
    written.replaced += count
    return kept


def codes_of(bitext: Bitext, options: WriteOptions) -> tuple[str, str]:
    """Return the language codes to write, in quotation marks; zh_CN is no code for the schema."""
    source = options.source_code or CODES[bitext.source_language]
    target = options.target_code or CODES[bitext.target_language]
    return quote(source.replace("_", "-")), quote(target.replace("_", "-"))
