"""The errors put into right translations: that they are some, and that what is right stays out."""

from __future__ import annotations

from random import Random

import pytest

from aligner.bead import Bead, join
from aligner.document import Sentence
from aligner.glossary.model import Forbidden, Glossary, Term
from evaluation.checking import OWN_SEEDS, own_texts, with_target
from evaluation.seeding import SEEDERS, seeds
from evaluation.term_seeding import TermSeeder

CASES = [
    ("digit", "增长5.2%。", "Growth was 5.2%.", "Growth was 1.2%."),
    ("magnitude", "投入30亿元。", "It cost 3 billion yuan.", "It cost 3 million yuan."),
    ("percent for point", "提高2个百分点。", "up 2 percentage points.", "up 2 percent."),
    ("month", "三月开会。", "They met in March.", "They met in June."),
    ("unit", "造林60公顷。", "60 hectares of trees.", "60 mu of trees."),
    ("dropped bound", "超过50家。", "There are over 50 of them.", "There are 50 of them."),
    ("off-by-one multiple", "翻了一番。", "It doubled.", "It tripled."),
    ("lost title mark", "《水法》。", "See the “Water Law”.", "See the water law."),
    (
        "lost title mark",
        "《湖区发展规划》。",
        "It has the 2nd Plan for the Development of the Lake Area in mind.",
        "It has the 2nd plan for the development of the lake area in mind.",
    ),
    ("negation", "不得进入。", "You shall not enter.", "You shall enter."),
    ("modal", "可以申请。", "They may apply.", "They shall apply."),
]
# English that the Chinese does not show to be a translation of the same thing.
RIGHT = [
    ("digit", "增长5.3%。", "Growth was 5.2%."),
    ("percent for point", "提高2%。", "up 2 percentage points."),
    ("month", "五月开会。", "They met in March."),
    ("unit", "造林60亩。", "60 hectares of trees."),
    ("dropped bound", "有50家。", "There are over 50 of them."),
    ("off-by-one multiple", "提高一个层次。", "It doubled."),
    ("lost title mark", "水法。", "See the “Water Law”."),
    ("lost title mark", "《湖区发展纲要》。", "In the period of the Second Lake Plan."),
    ("negation", "进入。", "You shall not enter."),
    ("modal", "应当申请。", "They may apply."),
    ("modal", "必须牢记。", "It must never be forgotten."),
]
TERMS = Glossary("own", (Term("水权", "water right", forbidden=(Forbidden("water power"),)),))


@pytest.mark.parametrize(("kind", "source", "target", "wrong"), CASES)
def test_errors_are_put_in(kind: str, source: str, target: str, wrong: str) -> None:
    assert wrong in [seed.target for seed in seeds(kind, source, target)]


@pytest.mark.parametrize(("kind", "source", "target"), RIGHT)
def test_what_is_not_known_to_be_right_stays(kind: str, source: str, target: str) -> None:
    assert seeds(kind, source, target) == []


def test_renderings_are_replaced() -> None:
    seeder, texts = TermSeeder(TERMS), ("明确水权。", "Define the water right.")
    found = [
        seed.target
        for kind in ("forbidden rendering", "untranslated term")
        for seed in seeder.seeds(kind, *texts, Random(1))
    ]
    assert found == ["Define the water power.", "Define the 水权."]
    assert seeder.seeds("untranslated term", "水权和水权。", texts[1], Random(1)) == []


def test_curly_apostrophes_are_apostrophes() -> None:
    seeder = TermSeeder(Glossary("own", (Term("农会", "Farmers' Union", short=("Union",)),)))
    (seed,) = seeder.seeds("untranslated term", "农会开会。", "The Farmers’ Union met.", Random(1))
    assert seed.target == "The 农会 met."


def test_only_the_changed_sentence_changes() -> None:
    first, second = Sentence(0, 0, 4, "One."), Sentence(1, 5, 9, "Two.")
    changed = with_target(Bead((), (first, second)), "One. Ten.")
    assert [one.text for one in changed.target] == ["One.", "Ten."]
    assert join(with_target(Bead((), (first, second)), "Only.").target, "en") == "Only."


@pytest.mark.parametrize("kind", SEEDERS)
def test_every_own_pair_can_have_its_error(kind: str) -> None:
    for text in own_texts(OWN_SEEDS, kind):
        assert len(text.beads) >= 40
        for bead in text.beads:
            assert seeds(kind, join(bead.source, "zh"), join(bead.target, "en")), bead
