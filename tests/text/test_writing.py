"""Writing English quantities."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.quantities import find_quantities
from aligner.text.quantities.units import ENGLISH_UNITS
from aligner.text.quantities.writing import (
    english_number,
    with_date,
    with_factor,
    with_unit,
    with_value,
)


@given(st.integers(0, 10**14))
def test_what_is_written_is_read_again(value: int) -> None:
    written = english_number(value)
    found = [quantity.low for quantity in find_quantities(f"costs {written} yuan", "en")]
    assert found == [value]


@given(st.integers(1, 10**7), st.sampled_from([10, 100, 1000, 10**4]))
def test_decimals_are_read_again(number: int, scale: int) -> None:
    value = Fraction(number, scale)
    found = [q.low for q in find_quantities(f"up {english_number(value)} percent", "en")]
    assert found == [value]


@pytest.mark.parametrize(
    ("printed", "value", "written"),
    [
        ("80 billion yuan", 8 * 10**11, "800 billion yuan"),
        ("RMB80 billion", 8 * 10**11, "RMB800 billion"),
        ("Three", 4, "Four"),
        ("5 percent", Fraction(1, 3), ""),
        ("a dozen", 11, ""),
    ],
)
def test_values(printed: str, value: Fraction, written: str) -> None:
    assert with_value(printed, value) == written


@pytest.mark.parametrize(
    ("printed", "unit", "written"),
    [
        ("3 percentage points", "percent", "3 percent"),
        ("120 billion yuan", "usd", "120 billion US dollars"),
        ("120 billion yuan", "hkd", "120 billion Hong Kong dollars"),
        ("20 degrees Fahrenheit", "degree celsius", "20 degrees Celsius"),
        ("300 hectares", "mu", "300 mu"),
        ("500 miles", "kilometer", "500 kilometers"),
    ],
)
def test_units(printed: str, unit: str, written: str) -> None:
    assert with_unit(printed, 3, ENGLISH_UNITS[unit]) == written


@pytest.mark.parametrize(
    ("printed", "date", "written"),
    [
        ("March 5, 2021", 20210405, "April 5, 2021"),
        ("5 March", 406, "6 April"),
        ("2030", 20350000, "2035"),
        ("that day", 406, ""),
    ],
)
def test_dates(printed: str, date: int, written: str) -> None:
    assert with_date(printed, date) == written


@pytest.mark.parametrize(
    ("printed", "factor", "written"),
    [("Doubled", 3, "Tripled"), ("doubling", 4, "quadrupling"), ("twice", 3, "3 times")],
)
def test_factors(printed: str, factor: int, written: str) -> None:
    assert with_factor(printed, factor) == written
