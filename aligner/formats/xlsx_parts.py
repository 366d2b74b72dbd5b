"""The parts of an Excel workbook that are the same in every file, and its cells.

Written as text: faster than through objects, with constant memory, and the same bitext gives the
same bytes. Source: ECMA-376, Office Open XML File Formats, part 1, 2016, clause 18.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from aligner.formats.base import Written
from aligner.formats.markup import clean, escape, quote
from aligner.workbook.values import escape as escape_for_excel
from aligner.workbook.values import letters

MOST_ROWS = 1_048_576
MOST_UNITS = 32_767  # UTF-16 code units in a cell
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_LINE, _HIGHEST = 15, 409  # points
_FILLED = 0.95  # of a line, on average, before it breaks
_MARKED = '<rPr><b/><sz val="11"/><color rgb="FFC00000"/><rFont val="Calibri"/></rPr>'
_WIDE = re.compile(r"[\u2e80-\U0003ffff]")

_TYPES = f"""{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>"""
_PACKAGE_RELATIONS = f"""{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>"""
_WORKBOOK_RELATIONS = f"""{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>"""

# Fills: none, the pattern that Excel insists on, header, doubtful, confirmed.
_FILLS = ("FFD9D9D9", "FFFFE699", "FFE2EFDA")
# Style numbers of rows: the first for text, the next for numbers.
HEADER, PLAIN, DOUBTFUL, CONFIRMED = 1, 2, 4, 6


def _row_styles() -> str:
    align = '<alignment vertical="top" wrapText="1"/>'
    styles = '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1">'
    styles += f"{align}</xf>"
    for fill in (0, 3, 4):
        # 49 is the format "text": what is typed over stays text, whatever it begins with.
        for number in (49, 164):
            styles += f'<xf numFmtId="{number}" fontId="0" fillId="{fill}" borderId="0" xfId="0" '
            styles += f'applyNumberFormat="1" applyAlignment="1">{align}</xf>'
    return styles


_SOLID = "".join(
    f'<fill><patternFill patternType="solid"><fgColor rgb="{color}"/></patternFill></fill>'
    for color in _FILLS
)
_STYLES = f"""{_DECLARATION}<styleSheet xmlns="{_MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="0.0000"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="5"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill>{_SOLID}</fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
{_row_styles()}</cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the one sheet of a workbook looks like: the header stays in sight, rows are filtered."""

    name: str
    widths: tuple[int, ...]  # characters, column by column
    listed: int  # the column, from 0, whose values are chosen from a list
    choices: tuple[str, ...]
    hides_first: bool = False

    @property
    def start(self) -> str:
        """What precedes the rows."""
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"'
            + (' hidden="1"/>' if number == 1 and self.hides_first else "/>")
            for number, width in enumerate(self.widths, start=1)
        )
        first = "B2" if self.hides_first else "A2"
        return (
            f'{_DECLARATION}<worksheet xmlns="{_MAIN}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            f'<selection pane="bottomLeft" activeCell="{first}" sqref="{first}"/></sheetView>'
            f'</sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
            "<sheetData>\n"
        )

    def end(self, last_row: int) -> str:
        """Return what follows the rows: the filter, and the values of the listed column."""
        listed = letters(self.listed)
        return (
            f'</sheetData><autoFilter ref="A1:{letters(len(self.widths) - 1)}{last_row}"/>'
            '<dataValidations count="1"><dataValidation type="list" allowBlank="1" '
            f'showErrorMessage="1" sqref="{listed}2:{listed}{MOST_ROWS}">'
            f'<formula1>"{",".join(self.choices)}"</formula1></dataValidation></dataValidations>'
            '<pageSetup orientation="landscape" fitToHeight="0"/></worksheet>'
        )

    def workbook(self, last_row: int) -> str:
        """Return the workbook's part; the filter's range is told there as well."""
        area = f"{self.name}!$A$1:${letters(len(self.widths) - 1)}${last_row}"
        return (
            f'{_DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{self.name}" sheetId="1" r:id="rId1"/></sheets><definedNames>'
            f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{area}'
            "</definedName></definedNames></workbook>"
        )

    def row(self, cells: Iterable[str], texts: Sequence[str], number: int) -> str:
        """Return a row of cells, high enough for their texts."""
        height = row_height(texts, self.widths)
        return f'<row r="{number}" ht="{height}">{"".join(cells)}</row>\n'


def write_workbook(stream: BinaryIO, sheet: Sheet, rows: Iterable[str]) -> None:
    """Write a workbook of one sheet; ``rows`` are those of ``Sheet.row``, the header first."""
    last = 0
    with zipfile.ZipFile(stream, "w") as package:
        _add(package, "[Content_Types].xml", _TYPES)
        _add(package, "_rels/.rels", _PACKAGE_RELATIONS)
        _add(package, "xl/_rels/workbook.xml.rels", _WORKBOOK_RELATIONS)
        _add(package, "xl/styles.xml", _STYLES)
        with package.open(_entry("xl/worksheets/sheet1.xml"), "w") as part:
            part.write(sheet.start.encode())
            for last, row in enumerate(rows, start=1):  # noqa: B007 (the last number is used)
                part.write(row.encode())
            part.write(sheet.end(last).encode())
        _add(package, "xl/workbook.xml", sheet.workbook(last))


def _entry(name: str) -> zipfile.ZipInfo:
    """Return a part's entry without the time and the system it was made on."""
    entry = zipfile.ZipInfo(name)  # of 1980, the first year that zip knows
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry


def _add(package: zipfile.ZipFile, name: str, content: str) -> None:
    package.writestr(_entry(name), content.encode())


def text_cell(text: str, cell: str, style: int, written: Written) -> str:
    """Return a cell that holds text, never a formula, whatever it begins with."""
    if not text:
        return f"<c r={quote(cell)} s={quote(str(style))}/>"
    content = escape(escape_for_excel(clean(text, written)))
    return (
        f'<c r="{cell}" s="{style}" t="inlineStr">'
        f'<is><t xml:space="preserve">{content}</t></is></c>'
    )


def marked_cell(pieces: tuple[str, str, str], cell: str, written: Written) -> str:
    """Return a plain cell with the second of three pieces in bold red."""
    runs = []
    for piece, style in zip(pieces, ("", _MARKED, ""), strict=True):
        content = escape(escape_for_excel(clean(piece, written)))
        if content:
            runs.append(f'<r>{style}<t xml:space="preserve">{content}</t></r>')
    return f'<c r="{cell}" s="{PLAIN}" t="inlineStr"><is>{"".join(runs)}</is></c>'


def row_height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """Return the height in points at which all texts of a row can be read, roughly.

    Excel finds it itself when a file is opened, other programs do not.
    """
    lines = (
        -(-(len(text) + len(_WIDE.findall(text))) // round(_FILLED * width))
        for text, width in zip(texts, widths, strict=False)
    )
    return min(_LINE * max(1, *lines), _HIGHEST)


def units(text: str) -> int:
    """Return the length of a text as Excel counts it."""
    return len(text) + sum(character > "\uffff" for character in text)
