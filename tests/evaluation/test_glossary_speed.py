"""What the benchmark of large glossaries is made of."""

from __future__ import annotations

from aligner.glossary.matching import TermMatcher
from evaluation.glossary_speed import made_glossary, made_text


def test_text_and_glossary_are_made_the_same_each_time() -> None:
    text = made_text(20_000)
    assert text == made_text(20_000)
    assert 19_990 <= len(text.encode()) <= 20_000
    assert made_glossary(300) == made_glossary(300)


def test_the_terms_stand_in_the_text() -> None:
    assert len(TermMatcher(made_glossary(20_000)).occurrences(made_text(100_000))) > 200
