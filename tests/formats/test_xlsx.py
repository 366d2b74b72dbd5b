"""Excel workbooks: text cells, colours, lists; tables made by others."""

from __future__ import annotations

import io
import logging
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.worksheet.worksheet import Worksheet

from aligner.bead import Bead, Bitext, join
from aligner.errors import FormatError, InputError, OutputError, UsageError
from aligner.formats import ReadOptions, WriteOptions, read_bitext, write_bitext
from aligner.formats.columns import parse_columns
from tests.formats.texts import bitext
from tests.formats.workbooks import TABLE, edit_part, save

SHEET = "xl/worksheets/sheet1.xml"


def texts(path: Path, options: ReadOptions | None = None) -> list[tuple[str, str]]:
    beads = read_bitext(path, options=options).beads
    return [(join(bead.source, "zh"), join(bead.target, "en")) for bead in beads]


def written(tmp_path: Path, *beads: Bead, options: WriteOptions | None = None) -> Worksheet:
    """Write beads and open the sheet with openpyxl."""
    write_bitext(Bitext("zh", "en", beads), tmp_path / "a.xlsx", options=options)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert isinstance(sheet, Worksheet)
    return sheet


def bead(source: str, target: str, probability: float | None = None, **marks: object) -> Bead:
    (made,) = bitext(([source] if source else [], [target] if target else [], probability)).beads
    return Bead(made.source, made.target, probability, **marks)  # type: ignore[arg-type] # few kinds


def test_the_written_sheet_is_made_for_working_in(tmp_path: Path) -> None:
    sheet = written(
        tmp_path,
        bead("甲。", "A.", 0.99, unit="u1"),
        bead("乙。", "B.", 0.4),
        bead("丙。", "C.", 0.4, status="final", note="ok"),
    )
    rows = list(sheet.iter_rows(values_only=True))
    assert rows == [
        ("id", "source", "target", "probability", "status", "note"),
        ("u1", "甲。", "A.", 0.99, None, None),
        (None, "乙。", "B.", 0.4, None, None),
        (None, "丙。", "C.", 0.4, "final", "ok"),
    ]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F4"
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.column_dimensions["B"].hidden
    assert sheet["B2"].alignment.wrap_text
    fills = [sheet.cell(row, 2).fill.fgColor.rgb for row in (2, 3, 4)]
    assert len(set(fills)) == 3, "plain, doubtful and confirmed rows look different"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"initial,translated,reviewed,final"'
    assert "E3" in choice.sqref


def test_what_is_doubtful_is_the_users_to_say(tmp_path: Path) -> None:
    sheet = written(tmp_path, bead("甲。", "A.", 0.8), options=WriteOptions(check_below=0.5))
    assert sheet["B2"].fill.patternType is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "_x000D_", "a_x0041_b\rc", "007"])
def test_texts_stay_texts(text: str, tmp_path: Path) -> None:
    sheet = written(tmp_path, bead(text, text, note=text))
    assert sheet["B2"].data_type == "s"
    assert sheet["B2"].number_format == "@"
    (again,) = read_bitext(tmp_path / "a.xlsx").beads
    assert (again.source[0].text, again.note) == (text, text)


def test_characters_xml_cannot_hold_are_dropped_and_counted() -> None:
    stream = io.BytesIO()
    count = write_bitext(Bitext("zh", "en", [bead("甲\x00\x1f。", "A\ufffe.")]), stream, "xlsx")
    assert count.replaced == 3


def test_nothing_in_the_file_tells_the_time(tmp_path: Path) -> None:
    written(tmp_path, bead("甲。", "A."))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in package.namelist() if name.startswith("docProps")]


@pytest.mark.parametrize("text", ["字" * 32_767, "🐼" * 16_383])
def test_a_cell_holds_as_much_as_excel_allows(text: str, tmp_path: Path) -> None:
    written(tmp_path, bead(text, "A."))
    assert texts(tmp_path / "a.xlsx") == [(text, "A.")]
    with pytest.raises(OutputError, match=r"bead 2: 32,76[89] characters.* 32,767 is the most"):
        written(tmp_path, bead("乙", "B."), bead(text + "🐼", "A."))
    assert texts(tmp_path / "a.xlsx") == [(text, "A.")], "the earlier file stays"


def test_more_rows_than_excel_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.formats.xlsx_parts.MOST_ROWS", 3)
    written(tmp_path, bead("甲。", "A."), bead("乙。", "B."))
    with pytest.raises(OutputError, match="more than 2 beads, the most an Excel sheet can hold"):
        written(tmp_path, *[bead("甲。", "A.")] * 3)


def test_columns_are_mapped_both_ways(tmp_path: Path) -> None:
    columns = parse_columns("source=华语,target=洋文,status=进度")
    sheet = written(
        tmp_path, bead("甲。", "A.", status="final"), options=WriteOptions(columns=columns)
    )
    assert [cell.value for cell in sheet[1]] == [
        "id", "华语", "洋文", "probability", "进度", "note",
    ]  # fmt: skip
    (again,) = read_bitext(tmp_path / "a.xlsx", options=ReadOptions(columns=columns)).beads
    assert (join(again.source, "zh"), again.status) == ("甲。", "final")


def test_locks_have_no_column(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not keep locks"):
        written(tmp_path, options=WriteOptions(columns=(("locked", "锁"),)))


def test_tables_of_others_are_read_by_their_headers(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", TABLE)
    assert texts(path) == [tuple(row) for row in TABLE[1:]]
    reverse = read_bitext(path, options=ReadOptions("en", "zh"))
    assert [join(bead.source, "en") for bead in reverse.beads] == [row[1] for row in TABLE[1:]]


def test_a_header_may_be_missing(tmp_path: Path) -> None:
    assert texts(save(tmp_path / "a.xlsx", TABLE[1:])) == [tuple(row) for row in TABLE[1:]]


def test_blank_rows_and_other_columns_are_skipped(tmp_path: Path) -> None:
    rows = [
        ("会议用语", None, None, None),
        ("编号", "原文", "译文", "备注"),
        (1, "开会。", "We meet.", None),
        (None, None, None, None),
        (None, "散会。", "We part.", "late"),
    ]
    found = list(read_bitext(save(tmp_path / "a.xlsx", rows)).beads)
    assert [(join(bead.target, "en"), bead.unit, bead.note) for bead in found] == [
        ("We meet.", "1", ""),
        ("We part.", "", "late"),
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([("甲", "乙"), ("丙", "丁")], "not clear which columns hold the texts: 2 Chinese and 0"),
        ([("甲", "a", "b")], "1 Chinese and 2 English.*--columns"),
        ([], "0 Chinese and 0 English"),
    ],
)
def test_unclear_tables_are_refused(
    rows: list[tuple[str, ...]], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=rf"a\.xlsx, sheet Sheet: .*{problem}"):
        texts(save(tmp_path / "a.xlsx", rows))


def test_a_header_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    options = ReadOptions(columns=parse_columns("source=甲方,target=英文"))
    with pytest.raises(
        FormatError, match=r"no column '甲方'; .* headers in the file: '中文', '英文'"
    ):
        texts(save(tmp_path / "a.xlsx", TABLE), options)


def test_numbers_dates_and_truth_values_are_what_the_cell_shows(tmp_path: Path) -> None:
    values = [2016, 0.1 + 0.2, True, date(2016, 3, 5), datetime(2016, 3, 5, 8, 30), 0.125, 12345]

    def formats(sheet: Worksheet) -> None:
        sheet["A7"].number_format = "0.0%"
        sheet["A8"].number_format = '#,##0"元"'

    rows = [TABLE[0], *((value, "word") for value in values)]
    found = texts(save(tmp_path / "a.xlsx", rows, formats))
    assert [source for source, _ in found] == [
        "2016", "0.3", "TRUE", "2016-03-05", "2016-03-05 08:30:00", "12.5%", "12,345元",
    ]  # fmt: skip


def with_value(xml: str) -> str:
    assert "<f>B3</f><v" in xml
    return (
        xml.replace("<f>B3</f><v/>", "<f>B3</f><v>stored</v>")
        .replace("<f>B3</f><v></v>", "<f>B3</f><v>stored</v>")
        .replace('r="B2"', 'r="B2" t="str"')
    )


def test_of_formulas_the_stored_value_is_read_and_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [TABLE[0], ("甲。", "=B3"), ("乙。", "B.")]
    path = edit_part(save(tmp_path / "a.xlsx", rows), SHEET, with_value)
    assert texts(path)[0] == ("甲。", "stored")
    assert "1 formulas read as their stored value, first B2" in caplog.text


@pytest.mark.parametrize("value", ["", "<v/>", "<v></v>"])
def test_formulas_without_stored_value_are_refused(value: str, tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [TABLE[0], ("甲。", "=B3"), ("乙。", "B.")])
    edit_part(path, SHEET, lambda xml: re.sub("<f>B3</f><v(/>|></v>)", f"<f>B3</f>{value}", xml))
    with pytest.raises(FormatError, match=r"sheet Sheet: cell B2 has a formula without a stored"):
        texts(path)


def test_of_formulas_an_empty_text_is_a_value(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", [TABLE[0], ("甲。", "=B3"), ("乙。", "B.")])
    edit_part(path, SHEET, lambda xml: xml.replace('r="B2"', 'r="B2" t="str"'))
    assert texts(path)[0] == ("甲。", "")


def test_merged_cells_and_hidden_rows_and_columns_are_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def change(sheet: Worksheet) -> None:
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    path = save(tmp_path / "a.xlsx", TABLE, change)
    assert texts(path) == [("会议推迟。", "The meeting is put off."), ("", "Welcome.")]
    for line in ("1 merged cells, their text in the first: A2:A3", "1 hidden rows", "columns read"):
        assert line in caplog.text


def test_files_written_here_are_read_without_remarks(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    written(tmp_path, bead("甲。", "A.", unit="1"))
    assert texts(tmp_path / "a.xlsx") == [("甲。", "A.")]
    assert not caplog.records


def test_the_first_sheet_with_both_texts_is_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    book = openpyxl.Workbook()
    second = book.create_sheet("对照")
    for row in TABLE:
        second.append(row)
    book.save(tmp_path / "a.xlsx")
    with caplog.at_level(logging.WARNING):
        assert len(texts(tmp_path / "a.xlsx")) == 2
    assert "sheet 对照 read, not Sheet" in caplog.text


def test_rich_text_is_text(tmp_path: Path) -> None:
    rich = CellRichText("We ", TextBlock(InlineFont(b=True), "meet"), " again.")
    assert texts(save(tmp_path / "a.xlsx", [TABLE[0], ("再见。", rich)])) == [
        ("再见。", "We meet again.")
    ]


def test_a_status_of_their_own_is_reported(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    rows = [(*TABLE[0], "status"), ("甲。", "A.", "Final "), ("乙。", "B.", "done")]
    found = list(read_bitext(save(tmp_path / "a.xlsx", rows)).beads)
    assert [bead.status for bead in found] == ["final", None]
    assert "1 rows of unknown status such as 'done'" in caplog.text


def test_a_bad_probability_names_its_row(tmp_path: Path) -> None:
    rows = [(*TABLE[0], "probability"), ("甲。", "A.", 1.5)]
    with pytest.raises(FormatError, match=r"a\.xlsx, sheet Sheet:2: probability '1.5'"):
        texts(save(tmp_path / "a.xlsx", rows))


@pytest.mark.parametrize(
    ("part", "problem"),
    [
        (SHEET, r"sheet Sheet:\d+: not well-formed XML"),
        ("xl/workbook.xml", r"xl/workbook\.xml:\d+: not well-formed XML"),
        ("xl/styles.xml", r"xl/styles\.xml:\d+: not well-formed XML"),
    ],
)
def test_damaged_parts_are_named(part: str, problem: str, tmp_path: Path) -> None:
    path = edit_part(save(tmp_path / "a.xlsx", TABLE), part, lambda xml: xml[: len(xml) // 2])
    with pytest.raises(FormatError, match=problem):
        texts(path)


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    path = edit_part(save(tmp_path / "a.xlsx", TABLE), SHEET, lambda xml: bomb + xml)
    with pytest.raises(FormatError, match="declares the entity"):
        texts(path)


def test_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))
    with pytest.raises(InputError, match="or protected by a password"):
        texts(path)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(InputError, match="not an xlsx file"):
        texts(path)


@pytest.mark.parametrize("suffix", [".xls", ".ods"])
def test_older_and_other_spreadsheets_are_refused_with_the_way_out(suffix: str) -> None:
    with pytest.raises(UsageError, match=rf"a\{suffix}: .*save it as \.xlsx"):
        read_bitext(Path(f"a{suffix}"))
