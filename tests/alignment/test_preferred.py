"""Borders that are probably right: kept unless the texts clearly say otherwise."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

from aligner.alignment import align, align_along
from aligner.alignment.window import Evidence
from aligner.evidence import default_evidence
from tests.alignment.texts import chinese, document, english


@functools.cache
def evidence() -> Sequence[Evidence]:
    return default_evidence()


def shapes(borders: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    zh, en = document("zh", chinese()), document("en", english())
    return [bead.shape for bead in align_along(zh, en, evidence(), borders).beads]


def test_borders_that_fit_change_nothing() -> None:
    zh, en = document("zh", chinese()), document("en", english())
    free = align(zh, en, evidence())
    borders = [(n, n) for n in range(len(chinese()) + 1)]
    assert align_along(zh, en, evidence(), borders) == free


def test_a_border_that_the_texts_contradict_is_given_up() -> None:
    assert set(shapes([(4, 4), (6, 7), (9, 9)])) == {(1, 1)}


def test_a_border_that_is_possible_is_kept() -> None:
    zh = document("zh", ["会议开始。", "会议继续。", "会议结束。"])
    en = document("en", ["It went on.", "It went on."])
    for border in itertools.product(range(4), range(3)):
        beads = align_along(zh, en, evidence(), [border]).beads
        rows = itertools.accumulate((b.shape[0] for b in beads), initial=0)
        columns = itertools.accumulate((b.shape[1] for b in beads), initial=0)
        assert border in set(zip(rows, columns, strict=True))
