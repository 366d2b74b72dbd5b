"""Terms as the cells of a table, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.cells import (
    NAMES,
    escape,
    escape_other,
    extra_headers,
    term_cells,
    term_values,
    unescape,
    unescape_other,
)
from aligner.glossary.model import Forbidden, Rendering, Term
from tests.glossary.glossaries import DIFFICULT
from tests.glossary.glossaries import terms as any_term

_texts = st.text(alphabet=DIFFICULT + "ab") | st.text()


@given(text=_texts)
def test_an_escaped_text_comes_back_and_breaks_no_table(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set("\t\n\r") & set(escape(text))


@given(text=_texts)
def test_so_does_the_text_of_another_programs_column(text: str) -> None:
    assert unescape_other(escape_other(text)) == text
    assert not set("\t\n\r") & set(escape_other(text))


@given(text=st.text(alphabet="a|{};C:/"))
def test_what_breaks_no_table_stays_in_another_programs_column(text: str) -> None:
    assert escape_other(text) == text


@given(term=any_term)
def test_the_cells_of_a_term_mean_that_term(term: Term) -> None:
    cells = dict(zip(NAMES, term_cells(term), strict=True))
    values = {"source": "", "target": ""} | term_values(cells)
    assert Term(**values, extra=term.extra) == term


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a|b", (Rendering("a"), Rendering("b"))),
        (" a | |b ", (Rendering("a"), Rendering("b"))),
        ("a {State Council}", (Rendering("a", "State Council"),)),
        ("a {State Council; GWR 2018; p. 3}", (Rendering("a", "State Council", "GWR 2018; p. 3"),)),
        ("a {; GWR 2018}", (Rendering("a", "", "GWR 2018"),)),
        (r"a \{b\}", (Rendering("a {b}"),)),
        (r"a {x\; y}", (Rendering("a", "x; y"),)),
        ("a {b} c", (Rendering("a {b} c"),)),
        ("a {b", (Rendering("a {b"),)),
    ],
)
def test_variants_as_people_write_them(cell: str, expected: tuple[Rendering, ...]) -> None:
    assert term_values({"variants": cell}) == {"variants": expected}


def test_forbidden_renderings_say_why() -> None:
    values = term_values({"forbidden": "new productivity {drops 质; ambiguous}|x"})
    expected = (Forbidden("new productivity", "drops 质; ambiguous"), Forbidden("x"))
    assert values == {"forbidden": expected}


def test_extra_columns_stand_in_order_of_appearance() -> None:
    first, second = (("b", "1"),), (("a", "2"), ("b", "3"))
    assert extra_headers([Term("甲", "a", extra=first), Term("乙", "b", extra=second)]) == (
        "b",
        "a",
    )
