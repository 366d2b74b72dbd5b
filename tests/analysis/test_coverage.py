"""What of a bead has no counterpart, and the cutting of many texts at once."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.analysis import Analyst, Origin
from aligner.analysis.coverage import Coverage, cover, linked
from aligner.analysis.pieces import cut
from aligner.bead import Bead
from aligner.document import Language, Sentence
from aligner.glossary.model import Glossary
from aligner.lexicon import WordLinks

KEPT = (
    "加快建设现代化产业体系。",
    "We will accelerate the building of a modern industrial system.",
)
FOREIGN = ("老渔民把木船漆成了蓝色。", "The old fisherman painted his wooden boat blue.")


def sentences(text: str) -> tuple[Sentence, ...]:
    return (Sentence(0, 0, len(text), text),) if text else ()


def coverage(*pairs: tuple[str, str]) -> list[Coverage]:
    beads = [Bead(sentences(one), sentences(two)) for one, two in pairs]
    analyses = Analyst(Glossary("", ())).analyse(beads, Origin("a", "b", "zh"))
    return [analysis.coverage for analysis in analyses]


def test_a_foreign_sentence_is_suspect_and_no_other() -> None:
    (found,) = coverage((KEPT[0] + FOREIGN[0], KEPT[1]))
    (suspect,) = [one for one in found.chinese if one.is_sentence and one.odds > 0]
    assert (KEPT[0] + FOREIGN[0])[suspect.start : suspect.end] == FOREIGN[0]
    assert suspect.odds > 2


def test_so_it_is_in_english() -> None:
    text = f"{KEPT[1]} {FOREIGN[1]}"
    (found,) = coverage((KEPT[0], text))
    (suspect,) = [one for one in found.english if one.is_sentence and one.odds > 0]
    assert text[suspect.start : suspect.end].strip() == FOREIGN[1]


def test_what_is_translated_is_not_suspect() -> None:
    (found,) = coverage((KEPT[0] + FOREIGN[0], f"{KEPT[1]} {FOREIGN[1]}"))
    assert (found.chinese, found.english) == ((), ())


def test_traditional_characters_are_read_as_simplified() -> None:
    traditional = "加快建設現代化產業體系。老漁民把木船漆成了藍色。"
    (found,) = coverage((traditional, f"{KEPT[1]} {FOREIGN[1]}"))
    assert (found.chinese, found.english) == ((), ())


def test_the_sides_of_a_translation_are_related_and_others_are_not() -> None:
    right, wrong, short = coverage(KEPT, (KEPT[0], FOREIGN[1]), ("好。", "Fine."))
    assert right.relation.score > 4 > 0.4 > wrong.relation.score
    assert short.relation.words < 2 < wrong.relation.words


def test_empty_sides_have_no_suspects() -> None:
    for found in coverage(("", KEPT[1]), (KEPT[0], ""), ("", "")):
        assert (found.chinese, found.english, found.relation.words) == ((), (), 0)


def test_beads_do_not_depend_on_those_beside_them() -> None:
    pairs = [(KEPT[0] + FOREIGN[0], KEPT[1]), (FOREIGN[0], FOREIGN[1]), KEPT]
    together = coverage(*pairs)
    alone = [coverage(pair)[0] for pair in pairs]
    for one, two in zip(together, alone, strict=True):
        assert [s.start for s in one.chinese] == [s.start for s in two.chinese]
        assert [s.odds for s in one.chinese] == pytest.approx([s.odds for s in two.chinese])


def test_a_whole_document_in_a_bead_is_left_alone() -> None:
    long = (KEPT[0] * 2000 + FOREIGN[0], KEPT[1] * 2000)
    found = coverage((KEPT[0] + FOREIGN[0], KEPT[1]), long)
    assert found[0].chinese
    assert found[1] == Coverage()


def test_no_beads() -> None:
    assert cover([]) == []


@given(
    st.lists(st.text("ab。，.! ；”\u3000改", max_size=12), max_size=6),
    st.sampled_from(["zh", "en"]),
)
def test_pieces_stand_where_they_say(texts: list[str], language: Language) -> None:
    pieces = cut(texts, language)
    assert pieces.count == len(texts)
    rows = zip(pieces.texts, pieces.beads, pieces.starts, pieces.ends, strict=True)
    for text, bead, start, end in rows:
        assert texts[bead][start:end] == text
    # Nothing but blanks is left out.
    for number, text in enumerate(texts):
        first, last = pieces.firsts[number : number + 2]
        assert "".join("".join(pieces.texts[first:last]).split()) == "".join(text.split())
    assert all(a <= b for a, b in itertools.pairwise(pieces.sentences.tolist()))


TYPES = st.lists(st.integers(0, 3), max_size=5)


@given(st.lists(st.tuples(TYPES, TYPES), max_size=4), st.sets(st.tuples(*2 * [st.integers(0, 3)])))
def test_linked_words_are_those_of_one_bead(
    beads: list[tuple[list[int], list[int]]], pairs: set[tuple[int, int]]
) -> None:
    sides = [[one[i] for one in beads] for i in (0, 1)]
    z_types, e_types = (np.array([t for types in side for t in types], np.int64) for side in sides)
    z_counts, e_counts = (np.array([*map(len, side)], np.int64) for side in sides)
    ordered = sorted(pair for pair in pairs if pair[0] in z_types and pair[1] in e_types)
    table, none = np.array(ordered, np.int32).reshape(-1, 2), np.zeros(len(ordered), np.float32)
    links = WordLinks(table[:, 0], table[:, 1], none, none)
    found = linked(z_types, e_types, links, z_counts, e_counts)
    bead_of = [[b for b, types in enumerate(side) for _ in types] for side in sides]
    expected = [
        (z, e, link)
        for z, bead in enumerate(bead_of[0])
        for e, other in enumerate(bead_of[1])
        for link, pair in enumerate(ordered)
        if bead == other and pair == (z_types[z], e_types[e])
    ]
    assert sorted(zip(*(one.tolist() for one in found), strict=True)) == expected
