"""The looks of a sentence, given to the words of its translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.rendering import Span
from aligner.readers.base import Stretch
from aligner.translation.formatting import Link, placed


def stretches(*parts: tuple[str, str]) -> tuple[list[Stretch], str]:
    found: list[Stretch] = []
    position = 5  # somewhere in a document
    for text, look in parts:
        found.append(Stretch(position, position + len(text), look))
        position += len(text)
    return found, "".join(text for text, _ in parts)


def replaced(
    parts: list[tuple[str, str]], target: str, links: list[Link] | None = None
) -> list[str]:
    found, source = stretches(*parts)
    return [edit.replacement for edit in placed(found, source, target, links or []).edits]


def test_one_look_is_one_edit() -> None:
    assert replaced([("我们改革。", "b")], "We reform.") == ["We reform."]


def test_a_term_keeps_its_look() -> None:
    parts = [("发展", ""), ("新质生产力", "**"), ("。", "")]
    target = "We develop new quality productive forces."
    links = [Link(Span(2, 7), Span(11, 40))]
    assert replaced(parts, target, links) == [
        "We develop ",
        "new quality productive forces",
        ".",
    ]


def test_what_is_the_same_on_both_sides_keeps_its_look() -> None:
    parts = [("增长", ""), ("3.5%", "b"), ("。", "")]
    assert replaced(parts, "It grew by 3.5% in all.") == ["It grew by ", "3.5%", " in all."]


def test_the_lead_in_keeps_its_look() -> None:
    parts = [("要求：", "b"), ("修路造桥、发展经济。", "")]
    assert replaced(parts, "The demands: build roads.") == ["The demands:", " build roads."]


def test_terms_that_change_places_keep_their_look() -> None:
    parts = [("甲", "b"), ("和", ""), ("乙", "b"), ("。", "")]
    links = [Link(Span(0, 1), Span(6, 7)), Link(Span(2, 3), Span(0, 1))]
    assert replaced(parts, "B and A.", links) == ["B", " and ", "A", "."]


@pytest.mark.parametrize(
    ("parts", "target", "expected"),
    [
        ([("编辑", ""), ("a.yaml", "`"), ("。", "")], "Edit a.yaml.", ["Edit ", "a.yaml", "."]),
        ([("编辑", ""), ("a.yaml", "`"), ("。", "")], "Edit it now.", ["Edit it now."]),
        ([("编辑", ""), ("a", "<code>"), ("。", "")], "Edit an apple.", ["Edit an apple."]),
        ([("a.yaml", "`"), ("改革", "b")], "The reform.", ["The reform."]),
        ([("a", "`"), ("和", ""), ("b", "`"), ("。", "")], "b and a.", ["b", " and ", "a", "."]),
        ([("a", "`"), ("和", ""), ("b", "`"), ("。", "")], "It and b.", ["It and ", "b", "."]),
        ([("a", "`"), ("b", "**`"), ("。", "")], "It and b.", ["It and b."]),
        ([("a", "`"), ("b", "**`")], "Both.", ["Both."]),
        ([("用", ""), ("a", "`"), ("和", ""), ("a", "`")], "By a", ["By ", "a"]),
    ],
)  # fmt: skip
def test_no_other_words_become_code(
    parts: list[tuple[str, str]], target: str, expected: list[str]
) -> None:
    assert [one for one in replaced(parts, target) if one] == expected


def test_code_in_another_order_than_other_looks_is_plain() -> None:
    parts = [("甲", "b"), ("和", ""), ("x", "`"), ("。", "")]
    for target, link in (("x and A.", Span(6, 7)), ("x, as all of A.", Span(3, 14))):
        assert replaced(parts, target, [Link(Span(0, 1), link)]) == [target]


def test_different_looks_that_change_places_stay_in_order() -> None:
    parts = [("甲", "b"), ("和修路", ""), ("乙", "i"), ("。", "")]
    links = [Link(Span(0, 1), Span(6, 7)), Link(Span(4, 5), Span(0, 1))]
    texts = replaced(parts, "B and A now.", links)
    assert "".join(texts) == "B and A now."
    assert all(texts[index].strip() for index in (0, 2))


def test_two_looks_on_the_same_words_are_drawn_apart() -> None:
    parts = [("甲", "b"), ("和", ""), ("甲", "[](a)"), ("。", "")]
    links = [Link(Span(0, 1), Span(6, 7)), Link(Span(2, 3), Span(6, 7))]
    texts = replaced(parts, "B and A now.", links)
    assert "".join(texts) == "B and A now."
    assert all(texts[index].strip() for index in (0, 2))


def test_where_files_know_no_plain_text_most_of_it_counts() -> None:
    parts = [("甲", "bold"), ("乙丙丁戊己", "font 12"), ("庚", "font 12 italic")]
    assert replaced(parts, "B!", [Link(Span(0, 1), Span(0, 1))]) == ["", "B!", ""]


@given(
    st.lists(
        st.tuples(
            st.text("发展经济a1", min_size=1, max_size=5),
            st.sampled_from(["", "b", "i", "`", "b`"]),
        ),
        min_size=1,
        max_size=6,
    ),
    st.text("ab c.", min_size=1, max_size=20),
)
def test_the_edits_always_give_the_translation(parts: list[tuple[str, str]], target: str) -> None:
    found, source = stretches(*parts)
    edits = placed(found, source, target).edits
    assert "".join(edit.replacement for edit in edits) == target
    assert edits[0].start == found[0].start
    assert edits[-1].end == found[-1].end


@pytest.mark.parametrize("target", ["", "...", "a"])
def test_little_text_loses_looks_but_not_itself(target: str) -> None:
    parts = [("甲", "b"), ("和", ""), ("乙", "b")]
    assert "".join(replaced(parts, target)) == target
