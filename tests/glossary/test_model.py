"""What a term is, and when it holds."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.document import Place
from aligner.glossary.model import Glossary, Origin, Rendering, Term, first_day, last_day
from tests.glossary.glossaries import glossaries

_days = st.dates(datetime.date(1000, 1, 1), datetime.date(9999, 12, 31))


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"status": "done"}, "unknown status 'done'"),
        ({"case": "upper"}, "unknown case rule 'upper'"),
        ({"valid_from": "18"}, "'18' is no date"),
        ({"valid_until": "2018-02-30"}, "'2018-02-30' is no date"),
        ({"valid_until": "2018-13"}, "'2018-13' is no date"),
    ],
)
def test_what_no_file_can_mean_is_refused(fields: dict[str, Any], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        Term("改革", "reform", **fields)


@given(day=_days)
def test_a_day_lies_in_its_month_and_year(day: datetime.date) -> None:
    for text in (f"{day:%Y}".zfill(4), f"{day.year:04}-{day.month:02}", day.isoformat()):
        assert first_day(text) <= day <= last_day(text)
    assert first_day(day.isoformat()) == last_day(day.isoformat())


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2017-12-31", False), ("2018-01-01", True), ("2020-02-29", True), ("2020-03-01", False)],
)
def test_a_term_holds_from_its_first_to_its_last_day(day: str, expected: bool) -> None:
    term = Term("治理", "governance", valid_from="2018", valid_until="2020-02")
    assert term.is_valid(datetime.date.fromisoformat(day)) == expected
    assert term.is_valid(None)


def test_all_forms_and_renderings_begin_with_the_main_one() -> None:
    term = Term("中国共产党", "CPC", ("中共",), (Rendering("the Party"),), first="… (CPC)")
    assert term.sources == ("中国共产党", "中共")
    assert term.renderings == ("CPC", "… (CPC)", "the Party")


@given(glossary=glossaries)
def test_the_order_of_the_master_file_is_one(glossary: Glossary) -> None:
    ordered = glossary.in_order()
    assert ordered.in_order() == ordered
    assert [term.source for term in ordered] == sorted(term.source for term in glossary)
    assert len(ordered) == len(glossary)


def test_an_origin_tells_the_place_of_a_field() -> None:
    origin = Origin(3, (1, 4), ("source", "target", "note"), "sheet a")
    assert origin.place("target") == Place(3, 4, "sheet a")
    # A short row has no cell for the last fields.
    assert origin.place("note") == origin.place() == origin.place("pos") == Place(3, 1, "sheet a")


def test_where_a_term_stands_does_not_make_it_another() -> None:
    assert Term("甲", "a", origin=Origin(1)) == Term("甲", "a", origin=Origin(2))
