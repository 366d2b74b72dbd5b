"""The detectors of what enforcement must never do see it, and nothing else."""

from __future__ import annotations

import pytest

from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Glossary, Term
from evaluation.enforcement_faults import Case, doubled, outside, stranded

MATCHER = TermMatcher(Glossary("g", (Term("不锈钢", "stainless steel"), Term("图书馆", "library"))))
SOURCE = "他买了不锈钢桌子，但是没有告诉妻子。"
REFERENCE = "He bought a stainless steel table, but did not tell his wife."
PLAIN = "He bought an iron table, but did not tell his wife."


@pytest.mark.parametrize(
    ("enforced", "is_stranded"),
    [
        (PLAIN, False),
        (REFERENCE, False),
        (f"{PLAIN} Stainless steel.", True),
        (f"{PLAIN[:-1]}, stainless steel.", True),
        ("He bought an iron table, but did not tell his stainless steel wife.", True),
        ("He did not tell his wife, but bought a stainless steel table.", False),
    ],
)
def test_stranded(enforced: str, *, is_stranded: bool) -> None:
    found = stranded(MATCHER, Case(SOURCE, REFERENCE, PLAIN, enforced))
    assert found == (["不锈钢"] if is_stranded else [])


@pytest.mark.parametrize(
    ("plain", "enforced", "is_doubled"),
    [
        (PLAIN, REFERENCE, False),
        (PLAIN, "He bought a stainless steel table of stainless steel.", True),
        ("Stainless steel and stainless steel.", "Stainless steel, stainless steel.", False),
    ],
)
def test_doubled(plain: str, enforced: str, *, is_doubled: bool) -> None:
    found = doubled(MATCHER, Case(SOURCE, REFERENCE, plain, enforced))
    assert found == (["不锈钢"] if is_doubled else [])


def test_what_ends_the_source_may_end_the_translation() -> None:
    case = Case("他喜欢那里，那座图书馆。", "He likes it there, the library.", "He likes it.", "")
    text = "He likes it there, the library."
    assert not stranded(MATCHER, Case(case.source, case.reference, case.plain, text))


@pytest.mark.parametrize(
    ("source", "reference", "enforced"),
    [
        # The reference puts the term into another clause than the source.
        (
            "图书馆安静的夜晚，他走回家。",
            "One quiet night, he walked home from the library.",
            "The night of the library, he walked quiet home.",
        ),
        # It stands by itself in the source too.
        (
            "工厂生产桌子，不锈钢，椅子等产品。",
            "The factory makes tables, stainless steel and chairs.",
            "The factory makes the tables, stainless steel.",
        ),
        # It is the member of a list in the source.
        (
            "工厂有桌子、椅子和不锈钢的味道。",
            "The factory smells of tables, chairs and stainless steel.",
            "The factory has the tables, and stainless steel.",
        ),
        # What clauses share are words that tell nothing.
        (
            "有一天，有些学生的图书馆，在新学校里。",
            "The other day, some of the students' libraries, in the new school.",
            "Some of the day, the library of the new school.",
        ),
    ],
)
def test_a_term_in_its_own_clause_is_not_stranded(
    source: str, reference: str, enforced: str
) -> None:
    assert not stranded(MATCHER, Case(source, reference, "", enforced))


def test_what_the_engine_stranded_itself_is_outside_as_well() -> None:
    text = f"{PLAIN[:-1]}, stainless steel."
    case = Case(SOURCE, REFERENCE, text, text)
    assert not stranded(MATCHER, case)
    assert outside(MATCHER, case) == ["不锈钢"]
    assert not outside(MATCHER, Case(SOURCE, REFERENCE, REFERENCE, REFERENCE))
