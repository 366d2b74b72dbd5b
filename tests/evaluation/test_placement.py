"""Terms put elsewhere by the benchmark of their places."""

from __future__ import annotations

from aligner.glossary.model import Glossary, Term
from aligner.glossary.rendering import Span
from evaluation.held_back import HeldBack, Pair
from evaluation.placement import measured, moved

TEXT = "The library is quiet, and the students like music."
PAIR = Pair("图书馆很安静，学生们喜欢音乐。", TEXT)


def test_where_a_rendering_is_put() -> None:
    assert dict(moved(TEXT, Span(4, 11))) == {
        "behind": "The is quiet, and the students like music. Library.",
        "alone": "The is quiet, and the students like music, library.",
        "elsewhere": "The is quiet, and the students like music library.",
    }


def test_a_sentence_of_one_clause_has_no_other() -> None:
    assert [where for where, _ in moved("The library is quiet.", Span(4, 11))] == [
        "behind",
        "alone",
    ]


def test_false_alarms_and_hits() -> None:
    held = HeldBack((), (), Glossary("g", (Term("图书馆", "library"),)), frozenset())
    assert measured(held, (PAIR,)) == {
        "terms": 1,
        "false_alarms": 0,
        "found": {"behind": [1, 1], "alone": [1, 1], "elsewhere": [1, 1]},
    }
