"""Where terms stand in Chinese."""

from __future__ import annotations

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.borders import Borders
from aligner.glossary.matching import TermMatcher
from aligner.glossary.model import Term
from tests.glossary.made import (
    FORCES,
    GUIDING,
    NEW_COMMUNITY,
    NEW_FORCES,
    OLD_COMMUNITY,
    PARTY,
    SPIRIT,
    glossary,
)


class _Anywhere(Borders):
    """Borders that hold everywhere."""

    def __init__(self) -> None:
        super().__init__({})

    def hold(self, text: str, start: int, end: int) -> bool:
        return True


def found(text: str, *terms: Term, date: str = "", borders: Borders | None = None) -> list[str]:
    """Return the renderings wanted for the terms found in a text."""
    day = datetime.date.fromisoformat(date) if date else None
    occurrences = TermMatcher(glossary(*terms), day, borders).occurrences(text)
    return [occurrence.term.target for occurrence in occurrences]


def test_the_longest_hides_the_others() -> None:
    text = "发展新质生产力，解放生产力"
    assert found(text, FORCES, NEW_FORCES) == [NEW_FORCES.target, FORCES.target]


def test_the_longest_wins_wherever_it_begins() -> None:
    early, long = Term("甲乙", "early"), Term("乙丙丁", "long")
    assert found("甲乙丙丁", early, long, borders=_Anywhere()) == ["long"]


def test_what_the_longest_leaves_room_for_is_found() -> None:
    first, middle, last = Term("甲乙", "a"), Term("乙丙丁戊己", "b"), Term("己庚", "c")
    terms = (first, middle, last)
    assert found("甲乙丙丁戊己庚", *terms, borders=_Anywhere()) == ["b"]
    assert found("甲乙丙丁己庚", *terms, borders=_Anywhere()) == ["a", "c"]


def test_all_forms_are_found() -> None:
    assert found("中共和中國共產黨", PARTY) == [PARTY.target] * 2


def test_offsets_lead_to_the_text() -> None:
    text = "必须发展《新质“ 生产力”》。"
    (occurrence,) = TermMatcher(glossary(NEW_FORCES)).occurrences(text)
    assert text[occurrence.start : occurrence.end] == "新质“ 生产力"


def test_context_decides_between_lines_of_one_source() -> None:
    assert found("贯彻会议精神", SPIRIT, GUIDING) == ["guiding principles"]
    assert found("弘扬奋斗精神", SPIRIT, GUIDING) == ["spirit"]
    assert found("贯彻会议精神，弘扬奋斗精神", SPIRIT, GUIDING) == ["guiding principles", "spirit"]


def test_a_context_elsewhere_in_the_line_counts() -> None:
    term = Term("精神", "guiding principles", when=("讲话",))
    assert found("学习讲话，领会精神", term) == ["guiding principles"]
    assert found("学习讲话\n领会精神", term) == []


def test_a_context_within_the_term_itself_does_not_count() -> None:
    term = Term("委员", "member", source_variants=("委员会委员",), unless=("委员会",))
    assert found("委员会委员", term) == ["member"]
    assert found("选举委员会", term) == []


def test_a_line_without_its_context_hides_nothing() -> None:
    inner, outer = Term("企业", "enterprise"), Term("中小企业", "small ones", when=("税",))
    assert found("扶持中小企业", inner, outer) == ["enterprise"]
    assert found("给中小企业减税", inner, outer) == ["small ones"]


def test_dates_decide_between_lines_of_one_source() -> None:
    terms = (OLD_COMMUNITY, NEW_COMMUNITY)
    assert found("构建命运共同体", *terms, date="2016-03-05") == [OLD_COMMUNITY.target]
    assert found("构建命运共同体", *terms, date="2021-03-05") == [NEW_COMMUNITY.target]


def test_without_a_date_the_newest_speaks_and_the_others_are_known() -> None:
    (occurrence,) = TermMatcher(glossary(OLD_COMMUNITY, NEW_COMMUNITY)).occurrences("命运共同体")
    assert occurrence.term == NEW_COMMUNITY
    assert occurrence.others == (OLD_COMMUNITY,)


def test_numerals_of_the_other_script() -> None:
    assert found("编制第14个五年规划", Term("第十四个五年规划", "plan")) == ["plan"]
    assert found("二十国集团领导人", Term("20国集团", "G20")) == ["G20"]


def test_no_terms_no_occurrences() -> None:
    assert found("新质生产力") == []
    assert found("新质生产力", Term("", "nothing")) == []


SOURCES = st.text("甲乙丙丁戊", min_size=1, max_size=4)


@given(st.sets(SOURCES, min_size=1, max_size=6), st.text("甲乙丙丁戊，", max_size=30))
def test_no_two_overlap_and_none_is_left_out(sources: set[str], text: str) -> None:
    terms = [Term(source, "x") for source in sorted(sources)]
    occurrences = TermMatcher(glossary(*terms), borders=_Anywhere()).occurrences(text)
    taken = [(o.start, o.end) for o in occurrences]
    assert taken == sorted(taken)
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(taken))
    for start, end in taken:
        assert text[start:end] in sources
    for source in sources:
        for start in range(len(text) - len(source) + 1):
            if text.startswith(source, start):
                clashing = [t for t in taken if t[0] < start + len(source) and start < t[1]]
                assert clashing
                assert max(end - begin for begin, end in clashing) >= len(source)


@pytest.mark.parametrize("text", ["", "\n", "“”", "English only, no Chinese."])
def test_nothing_to_find(text: str) -> None:
    assert found(text, FORCES, PARTY) == []
