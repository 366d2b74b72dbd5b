"""New versions: what stays, moves, changes, comes and goes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from aligner.bead import Bead, Bitext, join
from aligner.evidence import default_evidence
from aligner.revision import Revision, revise
from tests.alignment.texts import chinese, document, english
from tests.formats.texts import bitext

CHANGED = "粮食产量达到1.3亿吨，增长百分之六。"
CHANGED_EN = "Grain output reached 130 million metric tons, up by 6 percent."
NEW = "我们还要办好民生实事。"
NEW_EN = "We will also do practical things for the people."


def old() -> Bitext:
    pairs = zip(chinese(), english(), strict=True)
    return bitext(*(([zh], [en], 0.75) for zh, en in pairs))


def kinds(revision: Revision) -> list[str]:
    return [change.kind for change in revision.changes]


def revised(zh: Sequence[str], en: Sequence[str] | None = None) -> Revision:
    if en is None:
        return revise(old(), document("zh", zh))
    return revise(old(), document("zh", zh), document("en", en), default_evidence())


def test_nothing_changed() -> None:
    for revision in (revised(chinese()), revised(chinese(), english())):
        assert set(kinds(revision)) == {"unchanged"}
        pairs = [(join(b.source, "zh"), join(b.target, "en")) for b in revision.beads()]
        assert pairs == list(zip(chinese(), english(), strict=True))
        assert {bead.probability for bead in revision.beads()} == {0.75}


def test_changes_of_the_source_keep_the_old_target_for_mending() -> None:
    zh = list(chinese())
    zh[1:5] = [CHANGED, zh[2], NEW]  # the fourth and the fifth sentence are gone
    revision = revised(zh)
    assert kinds(revision)[:7] == [
        *("unchanged", "changed", "unchanged", "new", "dropped", "dropped", "unchanged"),
    ]
    changed, new = revision.changes[1], revision.changes[3]
    assert changed.bead is not None
    assert new.bead is not None
    assert join(changed.bead.target, "en") == english()[1]
    assert changed.bead.note == f"changed, was: {chinese()[1]}"
    assert (changed.bead.status, new.bead.status, new.bead.target) == ("initial", "initial", ())


def test_moved_beads_keep_their_translation() -> None:
    zh = list(chinese())
    zh.insert(0, zh.pop(6))
    revision = revised(zh)
    assert kinds(revision) == ["moved"] + ["unchanged"] * (len(zh) - 1)
    first = next(revision.beads())
    assert join(first.target, "en") == english()[6]


def test_with_both_sides_the_new_target_is_aligned() -> None:
    zh, en = list(chinese()), list(english())
    zh[1], en[1] = CHANGED, CHANGED_EN
    zh.insert(4, NEW)
    en.insert(4, NEW_EN)
    del zh[8], en[8]
    revision = revised(zh, en)
    found = [kind for kind in kinds(revision) if kind != "unchanged"]
    assert found == ["changed", "new", "dropped"]
    changed = revision.changes[1].bead
    assert changed is not None
    assert join(changed.target, "en") == CHANGED_EN
    assert english()[1] in changed.note


def test_a_target_mended_alone_is_a_change() -> None:
    en = list(english())
    en[3] = "Spending on education was raised once more."
    revision = revised(chinese(), en)
    assert [kind for kind in kinds(revision) if kind != "unchanged"] == ["changed"]


def test_every_sentence_of_the_new_version_is_there_once() -> None:
    zh = [NEW, *reversed(chinese()), NEW]
    sentences = [s.text for bead in revised(zh).beads() for s in bead.source]
    assert sentences == zh


def test_the_counts_add_up() -> None:
    revision = revised(chinese()[2:])
    assert revision.counts["dropped"] == 2
    assert sum(revision.counts.values()) == len(chinese())


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="not in the source language"):
        revise(old(), document("en", english()))


def test_beads_without_source_are_dropped() -> None:
    target = next(iter(old().beads)).target
    lone = Bitext("zh", "en", [Bead((), target)])
    assert kinds(revise(lone, document("zh", [NEW]))) == ["new", "dropped"]
