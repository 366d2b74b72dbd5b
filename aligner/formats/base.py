"""What every bitext format offers, and the table of formats.

A new format is one module with a class that has the attributes of ``BitextFormat``, and one line
in ``FORMATS``. The contract test in ``tests/formats`` runs over the whole table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from aligner.bead import STATUSES, Bead, Bitext, Status
from aligner.document import Language, Sentence
from aligner.errors import FormatError, InputError, UsageError
from aligner.output import Output

_SURROGATE = re.compile("[\ud800-\udfff]")

# (field, header) for tables with a header line: ("source", "中文"). Fields that are not named keep
# their usual headers.
Columns = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What a user can choose about the file written."""

    source_code: str | None = None  # language code in TMX and XLIFF, file suffix in Moses
    target_code: str | None = None
    min_probability: float = 0.0  # units below are left out; beads of unknown probability stay
    columns: Columns = ()
    check_below: float = 0.9  # beads of a lower probability are shown as doubtful

    @property
    def chosen(self) -> frozenset[str]:
        """The names of the options that differ from the default; shading never matters."""
        default = WriteOptions()
        names = {option.name for option in fields(self)} - {"check_below"}
        return frozenset(name for name in names if getattr(self, name) != getattr(default, name))


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a file does not say about itself; ignored by formats that do say it."""

    source_language: Language = "zh"
    target_language: Language = "en"
    columns: Columns = ()
    are_said: bool = False  # a person said the languages; otherwise the script overrules them


@dataclass(slots=True)
class Written:
    """What became of the beads; a writer counts here while it streams."""

    beads: int = 0  # written
    empty: int = 0  # left out because one side, or in tables both, have no text
    improbable: int = 0  # left out because below the minimum probability
    replaced: int = 0  # characters the format cannot hold, replaced or dropped
    lost: Counter[str] = field(default_factory=Counter)  # beads whose "status", "note" … is lost


@dataclass(frozen=True, slots=True)
class Keeps:
    """What of a bead is the same after writing and reading it back."""

    sentences: bool = False  # every sentence with its offsets; otherwise each side's joined text
    empty_source: bool = True  # beads without source text; otherwise they are left out
    empty_target: bool = True  # beads without target text
    blank: bool = True  # beads without anything at all
    probability: bool = True  # to four decimals
    status: bool = False
    note: bool = False
    unit: bool = False  # Bead.unit
    lock: bool = False
    languages: bool = True  # of both sides; otherwise they are told by script

    def count_lost(self, bead: Bead, lost: Counter[str]) -> None:
        """Count what writing this bead loses."""
        if not self.sentences and max(bead.shape) > 1:
            lost["sentence borders"] += 1
        if not self.probability and bead.probability is not None:
            lost["probability"] += 1
        if not self.status and bead.status is not None:
            lost["status"] += 1
        if not self.note and bead.note:
            lost["note"] += 1
        if not self.unit and bead.unit:
            lost["unit name"] += 1
        if not self.lock and bead.locked:
            lost["lock"] += 1


_BOTH_SIDES = Keeps(empty_source=False, empty_target=False)


class BitextFormat(Protocol):
    """One bitext format."""

    @property
    def keeps(self) -> Keeps:
        """What reading gives back of what was written."""
        ...

    @property
    def takes(self) -> frozenset[str]:
        """The names of the ``WriteOptions`` that it has a use for."""
        ...

    def write(self, bitext: Bitext, output: Output, options: WriteOptions) -> Written:
        """Write the beads one by one; the same bitext and options give the same bytes."""
        ...

    def read(self, path: Path, options: ReadOptions) -> Bitext:
        """Open a file; its beads are read as they are asked for.

        Raises:
            FormatError: now or while the beads are read, naming file and line.
        """
        ...


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """One line of the table: enough to list and choose a format without importing it."""

    suffixes: tuple[str, ...]
    attribute: str  # "module:attribute"

    def load(self) -> Any:  # noqa: ANN401  # each table has a protocol of its own
        """Import the format and make one."""
        module, _, attribute = self.attribute.partition(":")
        return getattr(import_module(module), attribute)()


class WritesBack(Protocol):
    """A format that can put translations into a file of its kind made by another program."""

    def write_back(self, original: Path, bitext: Bitext, output: Output) -> Written:
        """Write ``original`` with the targets, states and new notes of the beads of equal ``unit``.

        Everything else stays byte for byte, targets among it that have the same text. Beads without
        target text change no text and are counted as ``Written.empty``. Beads whose unit the file
        lacks are counted in ``Written.lost["unit"]``, those that would change a unit locked there
        in ``Written.lost["locked unit"]``.

        Raises:
            FormatError: the original is malformed.
        """
        ...


FORMATS = {
    "beads": FormatEntry((".beads",), "aligner.formats.beads:Beads"),
    "tsv": FormatEntry((".tsv",), "aligner.formats.tsv:Tsv"),
    "jsonl": FormatEntry((".jsonl",), "aligner.formats.jsonl:Jsonl"),
    "tmx": FormatEntry((".tmx",), "aligner.formats.tmx:Tmx"),
    "xliff": FormatEntry((".xlf", ".xliff"), "aligner.formats.xliff12:Xliff12"),
    "xliff2": FormatEntry((), "aligner.formats.xliff21:Xliff21"),
    "sdlxliff": FormatEntry((".sdlxliff",), "aligner.formats.sdlxliff:Sdlxliff"),
    "mqxliff": FormatEntry((".mqxliff",), "aligner.formats.mqxliff:Mqxliff"),
    "po": FormatEntry((".po", ".pot"), "aligner.formats.po:Po"),
    "xlsx": FormatEntry((".xlsx",), "aligner.formats.xlsx:Xlsx"),
    "csv": FormatEntry((".csv",), "aligner.formats.csv:Csv"),
    "parquet": FormatEntry((".parquet",), "aligner.formats.parquet:Parquet"),
    "moses": FormatEntry((), "aligner.formats.moses:Moses"),
}


def load_format(name: str) -> BitextFormat:
    """Import the format called ``name``.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in FORMATS:
        raise UsageError(f"unknown format {name!r}", way_out=f"choose from {', '.join(FORMATS)}")
    made: BitextFormat = FORMATS[name].load()
    return made


def suffix_format(path: Path) -> str | None:
    """Return the name of the format that ``path``'s suffix stands for, if one does."""
    suffix = path.suffix.lower()
    return next((name for name, entry in FORMATS.items() if suffix in entry.suffixes), None)


def format_for(path: Path) -> str:
    """Return the name of the format that ``path``'s suffix stands for.

    >>> format_for(Path("report.TMX"))
    'tmx'

    Raises:
        UsageError: no format has this suffix.
    """
    name = suffix_format(path)
    if name is not None:
        return name
    if path.suffix.lower() in (".xls", ".ods", ".et"):
        raise UsageError(
            f"{path.suffix} files cannot be read",
            place=str(path),
            way_out="save it as .xlsx in its program",
        )
    if path.suffix.lower() == ".mqxlz":
        raise UsageError(
            ".mqxlz packages cannot be read",
            place=str(path),
            way_out="unpack it as a zip file and use the document.mqxliff in it",
        )
    known = ", ".join(suffix for entry in FORMATS.values() for suffix in entry.suffixes)
    problem = f"unknown suffix {path.suffix!r}" if path.suffix else "no suffix"
    raise UsageError(problem, place=str(path), way_out=f"use {known}, or name the format with --to")


class Side:
    """Makes the sentences of one side of a file that knows no document.

    They get running numbers, and offsets in a text where each stands on a line of its own.
    """

    def __init__(self) -> None:
        self._index = 0
        self._position = 0

    def sentences(self, text: str) -> tuple[Sentence, ...]:
        """Return ``text`` as the next sentence; nothing for no text."""
        if not text:
            return ()
        end = self._position + len(text)
        sentence = Sentence(self._index, self._position, end, text)
        self._index, self._position = self._index + 1, end + 1
        return (sentence,)


def leave_out(
    bead: Bead,
    source: str,
    target: str,
    options: WriteOptions,
    written: Written,
    keeps: Keeps = _BOTH_SIDES,
) -> bool:
    """Tell whether a bead with these texts is no translation unit, counting the reason."""
    if not ((source.strip() or keeps.empty_source) and (target.strip() or keeps.empty_target)):
        written.empty += 1
        return True
    if bead.probability is not None and bead.probability < options.min_probability:
        written.improbable += 1
        return True
    return False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text file."""

    place: str  # file:number, for messages
    text: str  # without line end and byte order mark
    number: int = 1  # in its file


def read_lines(path: Path) -> Iterator[Line]:
    """Yield the lines of a UTF-8 file.

    Only the newline ends a line here: U+2028 and its like belong to the text.

    Raises:
        InputError: the file cannot be read.
        FormatError: a line is not UTF-8.
    """
    try:
        with path.open("rb") as stream:
            name = str(path)
            for number, raw in enumerate(stream, start=1):
                place = f"{name}:{number}"
                try:
                    text = raw.decode("utf-8-sig" if number == 1 else "utf-8")
                except UnicodeDecodeError as error:
                    raise FormatError(
                        "not UTF-8", place=place, way_out="convert the file to UTF-8"
                    ) from error
                yield Line(place, text.removesuffix("\n").removesuffix("\r"), number)
    except OSError as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: OSError) -> InputError:
    """Return the error to report for a file that cannot be read."""
    return InputError(error.strerror or str(error), place=str(path), way_out="check the path")


def parse_probability(text: str, place: str) -> float:
    """Read a probability.

    >>> parse_probability("0.9980", "a.tsv:1")
    0.998

    Raises:
        FormatError: it is no number from 0 to 1.
    """
    try:
        probability = float(text)
    except ValueError:
        probability = -1.0
    # Written this way round, so that "nan" is refused as well.
    if not 0.0 <= probability <= 1.0:
        raise FormatError(
            f"probability {text!r}", place=place, way_out="write a number from 0 to 1"
        )
    return probability


def parse_status(text: str, place: str) -> Status:
    """Read a status.

    >>> parse_status("final", "a.tsv:1")
    'final'

    Raises:
        FormatError: there is none of that name.
    """
    for status in STATUSES:
        if text == status:
            return status
    raise FormatError(
        f"unknown status {text!r}",
        place=place,
        way_out=f"write {', '.join(STATUSES)} or nothing",
    )


def encode(text: str, written: Written) -> bytes:
    """Encode as UTF-8; lone surrogates, which no UTF-8 file can hold, become U+FFFD.

    >>> encode("a" + chr(0xD800), Written()).decode()
    'a�'
    """
    try:
        return text.encode()
    except UnicodeEncodeError:
        repaired, count = _SURROGATE.subn("\ufffd", text)
        written.replaced += count
        return repaired.encode()
