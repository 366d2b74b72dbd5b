"""What changed between two versions."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from aligner.glossary.diff import diff_glossaries
from tests.glossary.made import (
    FORCES,
    GUIDING,
    NEW_COMMUNITY,
    NEW_FORCES,
    OLD_COMMUNITY,
    PARTY,
    ROAD,
    SPIRIT,
    glossary,
)

ALL = (FORCES, NEW_FORCES, PARTY, ROAD, SPIRIT, GUIDING, OLD_COMMUNITY, NEW_COMMUNITY)
versions = st.lists(st.sampled_from(ALL), unique=True, max_size=len(ALL))


@given(versions, versions)
def test_what_is_not_common_is_added_or_removed(old: list[object], new: list[object]) -> None:
    found = diff_glossaries(glossary(*old), glossary(*new))  # type: ignore[arg-type]
    gone = {term for term in old if term not in new}
    come = {term for term in new if term not in old}
    assert gone == {*found.removed, *(change.old for change in found.changed)}
    assert come == {*found.added, *(change.new for change in found.changed)}
    assert all(change.old.source == change.new.source for change in found.changed)
    assert bool(found) == bool(gone or come)


def test_changes_name_the_fields() -> None:
    new = replace(ROAD, target="Belt and Road", variants=(), note="new")
    (change,) = diff_glossaries(glossary(ROAD), glossary(new)).changed
    assert [(field.field, field.old, field.new) for field in change.fields] == [
        ("target", "Belt and Road Initiative", "Belt and Road"),
        ("variants", "Belt and Road", ""),
        ("note", "", "new"),
    ]


def test_the_one_line_of_a_source_stays_the_same_term_with_other_dates() -> None:
    new = replace(OLD_COMMUNITY, valid_until="2018")
    found = diff_glossaries(glossary(OLD_COMMUNITY), glossary(new))
    assert not found.added
    assert [field.field for field in found.changed[0].fields] == ["valid_until"]


def test_other_columns_are_compared() -> None:
    old = replace(ROAD, extra=(("owner", "Li"),))
    (change,) = diff_glossaries(glossary(old), glossary(ROAD)).changed
    assert [(field.field, field.old, field.new) for field in change.fields] == [("owner", "Li", "")]


def test_lines_that_stand_there_twice() -> None:
    found = diff_glossaries(glossary(ROAD), glossary(ROAD, ROAD))
    assert (found.added, found.removed, found.changed) == ((ROAD,), (), ())


def test_order_does_not_matter() -> None:
    assert not diff_glossaries(glossary(ROAD, FORCES), glossary(FORCES, ROAD))
