"""The paragraphs in one XML part of a word processor's file, and where their characters stand.

Parsed with expat, which tells the byte at which everything begins: what is written back later
replaces only those bytes. Element names are those of ECMA-376, part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from aligner.readers.word.fields import Fields
from aligner.readers.word.numbering import Lists
from aligner.readers.word.parts import Style, is_on
from aligner.readers.word.pieces import Paragraph, Piece
from aligner.untrusted import StrictParser

_TAG_END = re.compile(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")
# Elements whose text is not part of the text as accepted and shown.
_LEFT_OUT = frozenset(
    [
        "del",
        "moveFrom",
        "mc:Fallback",
        "rt",
        "delText",
        "delInstrText",
        "m:oMath",
        "numberingChange",
    ]
    + [f"{kind}PrChange" for kind in ("p", "r", "sect", "tbl", "tblEx", "tr", "tc")]
)
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_NOTES = ("footnote", "endnote")
_REFERENCES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
_TOC = re.compile(r"toc \d")


@dataclass(slots=True)
class _Open:
    """A paragraph that is being read, and the settings of its current run."""

    paragraph: Paragraph
    style: Style = field(default_factory=Style)
    numbering: tuple[str, int] | None = None
    has_label: bool = False
    joins: bool = False  # its mark is deleted: the next paragraph continues it
    in_run: bool = False
    hidden: bool = False


class PartReader:
    """Reads one part; ``paragraphs`` and ``counts`` hold what was found."""

    def __init__(self, data: bytes, styles: Mapping[str, Style], lists: Lists) -> None:
        self._data = data
        self._styles = styles
        self._lists = lists
        self._stack: list[str] = []
        self._open: list[_Open] = []
        self._left_out = 0  # how many open elements are left out
        self._tables = self._rows = self._depth = 0
        self._fields = Fields()
        self._choices: list[bool] = []  # of the alternatives around: whether one was read
        self.root = ""
        self._note = ""
        self._text: list[str] | None = None  # of the text element that is open
        self._text_at = (0, 0)
        self._continued: Paragraph | None = None
        self.paragraphs: list[Paragraph] = []
        self.counts: Counter[str] = Counter()
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "p": self._start_paragraph,
            "r": self._start_run,
            "t": self._start_text,
            "tbl": self._start_table,
            "tr": self._start_row,
            "vanish": self._hide,
            "pStyle": self._style_paragraph,
            "rStyle": self._style_run,
            "numId": self._number,
            "ilvl": self._level,
            "fldChar": self._field,
            "fldSimple": self._start_simple_field,
            "sym": self._symbol,
        }

    def read(self, place: str) -> None:
        """Read the part.

        Raises:
            FormatError: it is no well-formed XML, or declares entities.
        """
        strict = StrictParser(place, namespace_separator=" ")
        self._parser = parser = strict.events
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        strict.feed(self._data, is_final=True)
        for paragraph in self.paragraphs:
            paragraph.drop_left_out()

    def _start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _short(qualified)
        parent = self._stack[-1] if self._stack else ""
        self.root = self.root or name
        if name == "mc:AlternateContent":
            self._choices.append(False)
        elif name == "mc:Choice" and self._choices:
            name = "mc:Fallback" if self._choices[-1] else name  # only the first is shown
            self._choices[-1] = True
        self._stack.append(name)
        if name in _LEFT_OUT and not _is_mark(name, parent):
            self._left_out += 1
            self.counts[name] += self._left_out == 1
        elif name == "ins" and parent not in ("rPr", "trPr"):
            self.counts["ins"] += 1
        elif name == "del" and parent == "rPr" and self._stack[-3:-2] == ["pPr"] and self._open:
            self._open[-1].joins = True
        elif name in _NOTES:
            special = _value(attributes, "type") not in ("", "normal")
            self._note = "" if special else _value(attributes, "id")
        elif self._left_out == 0:
            self._start_shown(name, attributes)

    def _start_shown(self, name: str, attributes: dict[str, str]) -> None:
        if handler := self._starts.get(name):
            handler(attributes)
        elif not self._open or not self._open[-1].in_run:
            return
        elif name in ("tab", "ptab"):
            self._element("\t")
        elif name == "cr" or (name == "br" and _value(attributes, "type") in ("", "textWrapping")):
            self._element("\n")
        elif name == "noBreakHyphen":
            self._element("\u2011")
        elif name in _REFERENCES:
            reference = _REFERENCES[name], _value(attributes, "id")
            self._open[-1].paragraph.references.append(reference)

    def _end(self, qualified: str) -> None:
        name = self._stack.pop()
        parent = self._stack[-1] if self._stack else ""
        if name in _LEFT_OUT and not _is_mark(name, parent):
            self._left_out -= 1
        elif name == "mc:AlternateContent":
            self._choices.pop()
        elif name in _NOTES:
            self._note = ""
        elif self._left_out:
            return
        elif name == "t":
            self._end_text()
        elif name == "fldSimple":
            self.counts["toc"] += self._fields.end()
        elif name == "r" and self._open:
            self._open[-1].in_run = False
        elif name == "p" and self._open:
            self._end_paragraph()
        elif name == "tbl":
            self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._stack[-1] == "instrText" and not self._left_out:
            self._fields.instruct(text)

    def _start_paragraph(self, attributes: dict[str, str]) -> None:
        number = len(self.paragraphs) + len(self._open) + 1
        table, row = (self._tables, self._rows - 1) if self._depth else (0, -1)
        paragraph = Paragraph(number, row, table, self._note)
        self.paragraphs.append(paragraph)
        if self._continued and not self._open:
            paragraph, self._continued = self._continued, None
        self._open.append(_Open(paragraph, has_label=bool(paragraph.pieces)))

    def _end_paragraph(self) -> None:
        ended = self._open.pop()
        if _TOC.fullmatch(ended.style.name) and ended.paragraph.pieces:
            self.counts["toc"] += bool(ended.paragraph.text)
            ended.paragraph.pieces = []
        self._label(ended)
        self._continued = ended.paragraph if ended.joins and not self._open else None

    def _label(self, ended: _Open) -> None:
        """Put the automatic number before the text of a paragraph that has any."""
        numbering = ended.numbering or ended.style.numbering
        if numbering is None or ended.has_label:
            return
        label = self._lists.next_label(*numbering)
        if label and ended.paragraph.text.strip():
            ended.paragraph.pieces.insert(0, Piece(label, 0, 0))

    def _start_run(self, attributes: dict[str, str]) -> None:
        if self._open:
            current = self._open[-1]
            current.in_run, current.hidden = True, current.style.hides

    def _start_text(self, attributes: dict[str, str]) -> None:
        if not self._open or not self._open[-1].in_run:
            return
        if self._open[-1].hidden:
            self.counts["vanish"] += 1
            return
        at = self._parser.CurrentByteIndex
        end = _TAG_END.match(self._data, at)
        self._text, self._text_at = [], (at, end.end() if end else at)

    def _end_text(self) -> None:
        if self._text is None:
            return
        tag, start = self._text_at
        # An empty element ends where it begins.
        end = max(self._parser.CurrentByteIndex, start)
        self._add(Piece("".join(self._text), start, end, tag))
        self._text = None

    def _add(self, piece: Piece) -> None:
        paragraph = self._open[-1].paragraph
        paragraph.pieces.append(piece)
        self._fields.add(paragraph, piece)

    def _element(self, shown: str) -> None:
        """Note an element that stands for a character."""
        current = self._open[-1]
        if current.hidden:
            return
        at = self._parser.CurrentByteIndex
        end = _TAG_END.match(self._data, at)
        if end and end[0].endswith(b"/>"):
            self._add(Piece(shown, at, end.end()))

    def _start_table(self, attributes: dict[str, str]) -> None:
        self._tables += self._depth == 0
        self._continued = None
        self._depth += 1

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._rows += self._depth == 1

    def _hide(self, attributes: dict[str, str]) -> None:
        if self._open and self._open[-1].in_run:
            self._open[-1].hidden = is_on(_value(attributes, "val"))

    def _style_paragraph(self, attributes: dict[str, str]) -> None:
        if self._open and not self._open[-1].in_run:
            style = self._styles.get(_value(attributes, "val"))
            self._open[-1].style = style or self._open[-1].style

    def _style_run(self, attributes: dict[str, str]) -> None:
        style = self._styles.get(_value(attributes, "val"))
        if style and style.hides and self._open and self._open[-1].in_run:
            self._open[-1].hidden = True

    def _number(self, attributes: dict[str, str]) -> None:
        if self._open:
            before = self._open[-1].numbering
            self._open[-1].numbering = _value(attributes, "val"), before[1] if before else 0

    def _level(self, attributes: dict[str, str]) -> None:
        if self._open:
            level, before = _value(attributes, "val"), self._open[-1].numbering
            self._open[-1].numbering = (before or "0")[0], int(level) if level.isdecimal() else 0

    def _field(self, attributes: dict[str, str]) -> None:
        match _value(attributes, "fldCharType"):
            case "begin":
                self._fields.begin()
            case "separate":
                self._fields.show()
            case "end":
                self.counts["toc"] += self._fields.end()

    def _start_simple_field(self, attributes: dict[str, str]) -> None:
        self._fields.begin(_value(attributes, "instr"))
        self._fields.show()

    def _symbol(self, attributes: dict[str, str]) -> None:
        """Read a character of a symbol font, unless it is in a private range."""
        code = _value(attributes, "char")
        try:
            character = chr(int(code, 16))
        except ValueError:
            return
        if self._open and not "\ue000" <= character <= "\uf8ff":
            self._element(character)


@cache
def _short(qualified: str) -> str:
    """Return an element's name: as it is if it is the word processor's own, else with a prefix."""
    space, _, name = qualified.rpartition(" ")
    return _PREFIXES.get(space, "other:") + name


def _is_mark(name: str, parent: str) -> bool:
    """Tell whether an element says that a paragraph mark or a row was deleted or moved."""
    return name in ("del", "moveFrom") and parent in ("rPr", "trPr")


def _value(attributes: Mapping[str, str], name: str) -> str:
    """Return an attribute's value, whatever its namespace; nothing if it is missing."""
    for key, value in attributes.items():
        if key.rpartition(" ")[2] == name:
            return value
    return ""
