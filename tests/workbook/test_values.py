"""What Excel's cells show."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.workbook.values import (
    escape,
    letters,
    number_format,
    position,
    shown,
    unescape,
)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("1.5", "[h]:mm", "1.5"),  # a length of time is no date
        ("0.5", "h:mm", "12:00"),
        ("42434.5", "yyyy-mm-dd hh:mm:ss", "2016-03-05 12:00:00"),
        ("59", "y-m-d", "1900-02-28"),
        ("61", "y-m-d", "1900-03-01"),
        ("1e9", "y-m-d", "1000000000"),
        ("-3.14159", "0.00", "-3.14"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("5", '"第"0"号"', "第5号"),
        ("5", '#,##0_);"(red)"', "5"),
        ("7", "General", "7"),
        ("1234567890123456512", "", "1234567890123456512"),
        ("1E-3", "", "0.001"),
    ],
)
def test_numbers_and_dates(value: str, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_calendars_of_old_macintosh_files_begin_in_1904() -> None:
    assert shown("0", "y-m-d", from_1904=True) == "1904-01-01"


@pytest.mark.parametrize(
    ("number", "code"), [(0, ""), (14, "y-m-d"), (31, "y-m-d"), (10, "0.00%"), (170, "0.0")]
)
def test_formats_are_named_by_number(number: int, code: str) -> None:
    assert number_format(number, {170: "0.0"}) == code


@given(st.text(alphabet="_x0005FdD\r\na", max_size=20))
def test_escaping_can_be_undone(text: str) -> None:
    assert unescape(escape(text)) == text
    assert "\r" not in escape(text)


@given(st.integers(0, (1 << 14) - 1))
def test_columns_have_letters(column: int) -> None:
    assert position(f"{letters(column)}7") == (7, column)


@pytest.mark.parametrize("cell", ["", "7", "A", "a1", "A1:B2", "ABCD1"])
def test_what_names_no_cell_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match="names no cell"):
        position(cell)
