"""Excel workbooks read as text, row by row.

What a cell shows is its text: numbers, dates and truth values as Excel shows them, of a formula the
value that Excel stored. What a reader of the text should know (formulas, hidden rows, merged cells)
is counted while the rows are read. Nothing is calculated, macros and links are ignored.

Source: ECMA-376, Office Open XML File Formats, part 1, 2016.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aligner.errors import FormatError, InputError
from aligner.untrusted import UNREADABLE, iterate_xml, open_package, parse_xml, read_part
from aligner.workbook.values import letters, number_format, position, shown, unescape

if TYPE_CHECKING:
    from lxml import etree

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_TRUTH = {"0": "FALSE", "1": "TRUE"}
_CELL_PARTS = ("{*}f", "{*}v", "{*}is")
_SAVE = "open it in Excel and save it again"


@dataclass(frozen=True, slots=True)
class Row:
    """A row with something in it."""

    number: int  # from 1, as Excel shows it
    cells: dict[int, str]  # text by column from 0, blank cells left out


@dataclass(slots=True)
class Remarks:
    """What was read in one way of several; counted while the rows are read."""

    formulas: int = 0
    first_formula: str = ""  # cell
    hidden_rows: int = 0
    hidden_columns: list[str] = field(default_factory=list)  # letters
    merged: list[str] = field(default_factory=list)  # ranges

    @property
    def lines(self) -> list[str]:
        """One line for each kind that occurred."""
        said = []
        if self.formulas:
            first = self.first_formula
            said.append(f"{self.formulas} formulas read as their stored value, first {first}")
        if self.hidden_rows:
            said.append(f"{self.hidden_rows} hidden rows read like the others")
        if self.hidden_columns:
            said.append(f"hidden columns read like the others: {', '.join(self.hidden_columns)}")
        if self.merged:
            some = ", ".join(self.merged[:3]) + (" …" if len(self.merged) > 3 else "")
            said.append(f"{len(self.merged)} merged cells, their text in the first: {some}")
        return said


class Workbook:
    """The worksheets of an Excel file.

    Raises:
        InputError: it is none, is protected by a password, or is built to do harm.
        FormatError: a part is malformed.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._package = open_package(data, name, "xlsx")
        workbook = self._tree("xl/workbook.xml")
        if workbook is None:
            raise InputError("not an xlsx file", place=name, way_out="save it as xlsx again")
        self._from_1904 = any(
            element.get("date1904") in ("1", "true") for element in workbook.iter("{*}workbookPr")
        )
        self._parts = self._find_sheets(workbook)
        self._strings = self._read_strings()
        self._formats = self._read_formats()

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the worksheets, in order."""
        return tuple(self._parts)

    def rows(
        self, sheet: str, remarks: Remarks | None = None, only: Container[int] = range(1 << 14)
    ) -> Iterator[Row]:
        """Yield the rows of a sheet that have text.

        Args:
            sheet: its name.
            remarks: where to count; without them, formulas without value are read as blank.
            only: the columns to read and to count in.

        Raises:
            FormatError: a formula without stored value, or a malformed sheet.
        """
        place = f"{self.name}, sheet {sheet}"
        number = 0
        for element in self._elements(self._parts[sheet], place, "row", "col", "mergeCell"):
            match _name(element):
                case "row":
                    number = _integer(element.get("r"), number + 1, place)
                    row = Row(number, self._cells(element, number, place, remarks, only))
                    if row.cells:
                        yield row
                        if remarks and element.get("hidden") in ("1", "true"):
                            remarks.hidden_rows += 1
                case "col" if remarks and element.get("hidden") in ("1", "true"):
                    first = _integer(element.get("min"), 1, place) - 1
                    last = min(_integer(element.get("max"), first, place), 1 << 14)
                    remarks.hidden_columns += [letters(i) for i in range(first, last) if i in only]
                case "mergeCell" if remarks:
                    remarks.merged.append(element.get("ref", ""))

    def _cells(
        self,
        row: etree._Element,
        number: int,
        place: str,
        remarks: Remarks | None,
        only: Container[int],
    ) -> dict[int, str]:
        texts: dict[int, str] = {}
        column = -1
        for cell in row.iterchildren("{*}c"):
            reference = cell.get("r")
            try:
                column = position(reference)[1] if reference else column + 1
                if column not in only:
                    continue
                parts = {_name(part): part for part in cell.iterchildren(*_CELL_PARTS)}
                if remarks and "f" in parts:
                    name = f"{letters(column)}{number}"
                    _count_formula(cell.get("t", "n"), parts, remarks, name, place)
                text = self._text(cell, parts)
            except (ValueError, IndexError, OverflowError) as error:
                raise FormatError(
                    f"malformed cell {reference or letters(column)}", place=place, way_out=_SAVE
                ) from error
            if text.strip():
                texts[column] = text
        return texts

    def _text(self, cell: etree._Element, parts: dict[str, etree._Element]) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _rich_text(parts["is"]) if "is" in parts else ""
        value = (parts["v"].text if "v" in parts else None) or ""
        if not value or kind == "e":
            return value
        if kind == "s":
            return self._strings[int(value)]
        if kind == "b":
            return _TRUTH.get(value, value)
        if kind in ("str", "d"):
            return unescape(value)
        style = int(cell.get("s", "0"))
        code = self._formats[style] if style < len(self._formats) else ""
        return shown(value, code, self._from_1904)

    def _find_sheets(self, workbook: etree._Element) -> dict[str, str]:
        """Return the part of each worksheet by its name; sheets of charts are left out."""
        relations = self._tree("xl/_rels/workbook.xml.rels")
        targets: dict[str | None, str] = {}
        for relation in () if relations is None else relations.iterchildren("{*}Relationship"):
            if relation.get("Type", "").endswith("/worksheet"):
                target = posixpath.join("/xl", relation.get("Target", ""))
                targets[relation.get("Id")] = posixpath.normpath(target).lstrip("/")
        found = {}
        for sheet in workbook.iter("{*}sheet"):
            part = targets.get(sheet.get(_ID) or sheet.get(_STRICT_ID))
            if part is not None:
                found[sheet.get("name", "")] = part
        if not found:
            raise InputError("no worksheets", place=self.name, way_out=_SAVE)
        return found

    def _read_strings(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        place = f"{self.name}, shared strings"
        items = self._elements("xl/sharedStrings.xml", place, "si")
        return [_rich_text(item) for item in items]

    def _read_formats(self) -> list[str]:
        """Return the number format of every cell style."""
        styles = self._tree("xl/styles.xml")
        if styles is None:
            return []
        place = f"{self.name}, styles"
        custom = {
            _integer(element.get("numFmtId"), -1, place): element.get("formatCode", "")
            for element in styles.iter("{*}numFmt")
        }
        cells = styles.find("{*}cellXfs")
        return [
            number_format(_integer(style.get("numFmtId"), 0, place), custom)
            for style in (() if cells is None else cells)
        ]

    def _tree(self, part: str) -> etree._Element | None:
        if part not in self._package.namelist():
            return None
        data = read_part(self._package, part, self.name)
        return parse_xml(data, f"{self.name}, {part}").getroot()

    def _elements(self, part: str, place: str, *tags: str) -> Iterator[etree._Element]:
        try:
            with self._package.open(part) as stream:
                # The type stubs do not see that it is a binary stream.
                for _, element in iterate_xml(stream, place, *(f"{{*}}{tag}" for tag in tags)):  # type: ignore[arg-type]
                    yield element
        except KeyError:
            raise InputError(f"has no part {part}", place=self.name, way_out=_SAVE) from None
        except UNREADABLE as error:
            raise InputError(
                f"part {part} cannot be unpacked: {error}", place=self.name, way_out=_SAVE
            ) from error


def _rich_text(element: etree._Element) -> str:
    """Return the text of a string, whatever its runs; pronunciation above it is no text."""
    pieces = [
        (child.text if _name(child) == "t" else child.findtext("{*}t")) or ""
        for child in element.iterchildren("{*}t", "{*}r")
    ]
    return unescape("".join(pieces))


def _name(element: etree._Element) -> str:
    """Return the name without namespace, which differs between kinds of xlsx."""
    return element.tag.rpartition("}")[2]


def _count_formula(
    kind: str, parts: dict[str, etree._Element], remarks: Remarks, name: str, place: str
) -> None:
    # Programs that do not calculate write an empty value, which is one only of a text.
    has_value = "v" in parts and (parts["v"].text or kind == "str")
    if not has_value and "is" not in parts:
        raise FormatError(
            f"cell {name} has a formula without a stored value", place=place, way_out=_SAVE
        )
    remarks.formulas += 1
    remarks.first_formula = remarks.first_formula or name


def _integer(value: str | None, default: int, place: str) -> int:
    try:
        return default if value is None else int(value)
    except ValueError:
        raise FormatError(f"malformed number {value!r}", place=place, way_out=_SAVE) from None
