"""The benchmark of enforcement, with an engine that answers what is written down for it."""

from __future__ import annotations

from aligner.glossary.model import Glossary, Term
from aligner.translation.enforcement import Requirements
from evaluation.enforcement import Remembering, Run, displaced_terms, measured, translated
from evaluation.held_back import HeldBack, Pair
from tests.translation.enforcement.scripted import Steered

PAIRS = (
    Pair("他买了不锈钢桌子。", "He bought a stainless steel table."),
    Pair("她在图书馆。", "She is in the library."),
)
HELD = HeldBack(
    PAIRS,
    (),
    Glossary(
        "g",
        (
            Term("不锈钢", "stainless steel"),
            Term("图书馆", "library"),
            Term("桌子", "desk", status="draft"),
        ),
    ),
    frozenset({"不锈钢"}),
)


def engine() -> Steered:
    return Steered(
        {
            PAIRS[0].source: [("He bought an iron table.", -1.0)],
            PAIRS[1].source: [("She is in the library.", -0.5)],
        },
        {PAIRS[0].source: [("He bought a stainless steel table.", -1.2)]},
    )


def test_all_figures() -> None:
    found = measured(translated(Remembering(engine()), HELD, PAIRS))
    assert (found["sentences"], found["terms"], found["unseen_terms"]) == (2, 2, 1)
    assert found["success"]["plain"] == {"all": 0.5, "seen": 1.0, "unseen": 0.0}
    assert found["success"]["enforced"] == {"all": 1.0, "seen": 1.0, "unseen": 1.0}
    assert (found["by_step"]["constrained"], found["by_step"]["plain"]) == (1, 1)
    assert found["chrf"]["enforced"] == found["chrf"]["rest_enforced"] == 100.0
    assert found["chrf"]["plain"] < 100.0
    assert (found["changed"], found["doubled"], found["stranded"]) == (1, 0, 0)
    assert found["stranded_at_all"] == {"plain": 0, "enforced": 0}


def test_terms_that_take_the_place_of_other_words() -> None:
    source, plain, enforced = PAIRS[0].source, "He bought an oak.", "Oak bought stainless steel."
    run = translated(Steered({source: [(plain, -1.0)]}, {source: [(enforced, -1.1)]}), HELD, PAIRS)
    run = Run(PAIRS[:1], [plain], run.outcomes[:1], run.matcher, run.unseen)
    assert run.outcomes[0].text == enforced
    asked = Requirements(HELD.glossary, Steered({}).direction)
    assert displaced_terms(Steered({}), asked, run) == 0
    looking = Steered({}, looks={source: {"Oak": "不锈钢", "stainless": "他", "steel": "他"}})
    assert displaced_terms(looking, asked, run) == 1


def test_what_the_engine_strands_of_its_own_accord_is_counted_too() -> None:
    text = "The library is quiet, and the students are in a hall."
    outside = "It is quiet, and the students are in a hall of a library."
    pair = Pair("图书馆很安静，学生们在大厅里。", text)
    scripted = Steered({pair.source: [(outside, -0.5)]})
    found = measured(translated(Remembering(scripted), HELD, [pair]))
    assert found["stranded_at_all"] == {"plain": 1, "enforced": 1}
    assert found["stranded"] == 0  # enforcement changed nothing


def test_long_sentences_are_translated_in_pieces() -> None:
    clauses = "今天天气很好，" * 9, "我们一起去了她最喜欢的图书馆。"
    whole = Pair("".join(clauses), "Fine, fine, and we went to her favourite library.")
    scripted = Steered({clauses[1]: [("We went to the library.", -0.5)]})
    run = translated(Remembering(scripted), HELD, [whole])
    assert run.outcomes[0].terms[0].requirement.span.start == whole.source.index("图书馆")


def test_nothing_is_asked_twice() -> None:
    scripted = engine()
    remembering = Remembering(scripted)
    first = translated(remembering, HELD, PAIRS).outcomes
    calls = len(scripted.calls)
    assert translated(remembering, HELD, PAIRS).outcomes == first
    assert len(scripted.calls) == calls
