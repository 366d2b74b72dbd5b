"""Corrected rows: kept, found again, and told apart by what was done to them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.alignment import align
from aligner.alignment.window import Evidence
from aligner.bead import Alignment, Bead, join
from aligner.correction.keep import Corrected, keep
from aligner.document import Document, Sentence
from aligner.evidence import default_evidence
from tests.alignment.texts import chinese, document, english

Texts = tuple[str, str]


@functools.cache
def evidence() -> Sequence[Evidence]:
    return default_evidence()


def documents() -> tuple[Document, Document]:
    return document("zh", chinese()), document("en", english())


@functools.cache
def aligned() -> Alignment:
    return align(*documents(), evidence())


def texts(alignment: Alignment) -> list[Texts]:
    return [(join(b.source, "zh"), join(b.target, "en")) for b in alignment.beads]


def row(source: str, target: str, unit: int | None) -> Bead:
    def side(text: str) -> tuple[Sentence, ...]:
        return (Sentence(0, 0, len(text), text),) if text else ()

    name = "" if unit is None else str(unit)
    return Bead(side(source), side(target), 0.5, status="reviewed", unit=name)


def rows() -> list[Bead]:
    """Return the rows of a spreadsheet as it leaves the aligner, all confirmed."""
    return [row(*pair, number) for number, pair in enumerate(texts(aligned()), start=1)]


def kept(changed: Sequence[Bead]) -> Corrected:
    return keep(*documents(), changed, evidence())


def test_nothing_changed_keeps_everything() -> None:
    corrected = kept(rows())
    assert texts(corrected.alignment) == texts(aligned())
    assert {bead.status for bead in corrected.alignment.beads} == {"reviewed"}
    assert {bead.probability for bead in corrected.alignment.beads} == {1.0}
    assert list(corrected.changes.lines()) == [
        f"{len(rows())} of {len(rows())} rows kept as confirmed"
    ]


def test_without_a_mark_all_rows_count_as_confirmed() -> None:
    unmarked = [replace(bead, status=None) for bead in rows()]
    assert kept(unmarked).changes.kept == len(unmarked)


def test_what_is_not_confirmed_is_aligned_again() -> None:
    changed = rows()
    changed[3] = replace(changed[3], status="translated")
    corrected = kept(changed)
    assert texts(corrected.alignment) == texts(aligned())
    assert [b.status for b in corrected.alignment.beads].count(None) == 1
    assert corrected.changes.kept == len(changed) - 1


def test_merged_rows_stay_merged() -> None:
    before = rows()
    zh, en = (
        [getattr(bead, side)[0].text for bead in before[2:4]] for side in ("source", "target")
    )
    merged = row("".join(zh), " ".join(en), 3)
    corrected = kept([*before[:2], merged, *before[4:]])
    assert texts(corrected.alignment)[2] == ("".join(zh), " ".join(en))
    assert (corrected.changes.merged, corrected.changes.deleted) == (1, 0)


def test_a_row_split_inside_a_sentence_stays_split() -> None:
    before = rows()
    zh, en = before[1].source[0].text, before[1].target[0].text
    space = en.index(" ", len(en) // 2)
    halves = [(zh[: len(zh) // 2], en[:space]), (zh[len(zh) // 2 :], en[space + 1 :])]
    split = [row(*halves[0], 2), row(*halves[1], None)]
    corrected = kept([before[0], *split, *before[2:]])
    assert texts(corrected.alignment)[1:3] == halves
    assert corrected.changes.split == 1


def test_a_row_copied_to_split_it_keeps_its_number_twice() -> None:
    before = rows()
    halves = [replace(before[1], target=()), replace(before[1], source=())]
    corrected = kept([before[0], *halves, *before[2:]])
    assert corrected.changes.split == 1
    assert corrected.changes.deleted == 0


def test_moved_rows_are_put_back_in_order() -> None:
    before = rows()
    corrected = kept([before[4], *before[:4], *before[5:]])
    assert texts(corrected.alignment) == texts(aligned())
    assert corrected.changes.moved == 1


def test_deleted_rows_are_aligned_again() -> None:
    before = rows()
    corrected = kept([*before[:3], *before[4:]])
    assert texts(corrected.alignment) == texts(aligned())
    assert corrected.changes.deleted == 1
    assert corrected.alignment.beads[3].status is None


def test_an_edited_text_is_kept_and_offsets_stay_true() -> None:
    before = rows()
    old = before[2].target[0].text
    new = old.replace(old.split()[1], "certainly", 1) + " Indeed."
    before[2] = row(before[2].source[0].text, new, 3)
    corrected = kept(before)
    assert texts(corrected.alignment)[2][1] == new
    assert corrected.changes.edited == 1
    assert new in corrected.alignment.target.text


def test_rows_of_another_text_are_left_out_and_counted() -> None:
    changed = [*rows(), row("完全无关的内容在此出现。", "Wholly unrelated matter appears.", 99)]
    corrected = kept(changed)
    assert texts(corrected.alignment) == texts(aligned())
    assert corrected.changes.unknown == 1


def test_crossing_rows_cannot_all_be_kept() -> None:
    before = rows()
    crossed = [row(before[1].source[0].text, before[2].target[0].text, 2)]
    crossed.append(row(before[2].source[0].text, before[1].target[0].text, 3))
    corrected = kept([before[0], *crossed, *before[3:]])
    assert corrected.changes.crossing == 1


def test_a_source_without_translation_stays_alone() -> None:
    before = rows()
    changed = [*before[:2], row(before[2].source[0].text, "", 3), *before[3:]]
    corrected = kept(changed)
    assert (before[2].source[0].text, "") in texts(corrected.alignment)


@given(st.lists(st.sampled_from(range(15)), unique=True))
@settings(max_examples=20, deadline=None)
def test_whatever_is_done_to_the_rows_every_sentence_stays(order: list[int]) -> None:
    before = rows()
    changed = [before[number] for number in order if number < len(before)]
    alignment = kept(changed).alignment  # which checks that every sentence is in one bead
    assert alignment.source.text == documents()[0].text


@pytest.mark.parametrize("count", [0, 1])
def test_few_rows_are_enough(count: int) -> None:
    assert texts(kept(rows()[:count]).alignment) == texts(aligned())


def test_thousands_of_rows_of_another_text_take_no_time() -> None:
    strange = [row(f"第{n}号无关的话。", f"Foreign row {n}.", n) for n in range(1, 4000)]
    zh = document("zh", [f"本文第{n}句另有内容。" for n in range(3000)])
    corrected = keep(zh, document("en", english()), strange, evidence())
    assert (corrected.changes.kept, corrected.changes.unknown) == (0, len(strange))
