"""Sides: texts joined, and the way back into the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aligner.analysis import Side
from aligner.bead import join
from aligner.document import Place, Sentence


def sentences(texts: list[str]) -> tuple[tuple[Sentence, ...], str]:
    """Return sentences with two characters between them, and their document."""
    found, position = [], 0
    for index, text in enumerate(texts):
        found.append(Sentence(index, position, position + len(text), text))
        position += len(text) + 2
    return tuple(found), "||".join(texts)


@given(
    st.lists(st.text("改革 a\n", min_size=1, max_size=8), max_size=4), st.sampled_from(["zh", "en"])
)
def test_the_text_is_joined_and_every_character_leads_back(texts: list[str], language: str) -> None:
    own, document = sentences(texts)
    side = Side(own, "zh" if language == "zh" else "en", "a.txt")
    assert side.text == join(own, side.language)
    for offset, character in enumerate(side.text):
        if character != " ":  # which may have been put in between
            assert document[side.origin(offset)] == character


def test_a_place_in_a_bitext_counts_characters() -> None:
    own, _ = sentences(["改革开放"])
    assert Side(own, "zh", "a.tsv", place=Place(7, 2)).place(2) == Place(7, 4)


def test_a_cell_of_a_sheet_is_a_place_of_its_own() -> None:
    own, _ = sentences(["改革开放"])
    cell = Place(7, 2, "sheet beads")
    assert Side(own, "zh", "a.xlsx", place=cell).place(2) == cell
