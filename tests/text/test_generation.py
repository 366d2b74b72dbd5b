"""English forms that are made of a word."""

from __future__ import annotations

import pytest

from aligner.text.inflection import bases, irregular_bases, share_base
from aligner.text.inflection.generation import irregular_plural, past, plural, verb_forms

PLURALS = """
policy policies · enterprise enterprises · city cities · man men · child children · SOE SOEs
crisis crises · tax taxes · branch branches · hero heroes · reform reforms · day days
""".replace("\n", " · ")
PASTS = """
uphold upheld · build built · carry carried · control controlled · cut cut · adopt adopted
make made · optimize optimized · enjoy enjoyed · submit submitted
""".replace("\n", " · ")


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of words between dots."""
    words = (part.split() for part in text.split("·") if part.strip())
    return [(pair[0], pair[1]) for pair in words]


@pytest.mark.parametrize(("one", "many"), pairs(PLURALS))
def test_plurals(one: str, many: str) -> None:
    assert plural(one) == many
    assert share_base(one.lower(), many.lower())


@pytest.mark.parametrize(
    "word", ["forces", "China", "productive", "modernization's", "news", "Xi", "5G", ""]
)
def test_no_plural(word: str) -> None:
    assert plural(word) is None


@pytest.mark.parametrize(("verb", "form"), pairs(PASTS))
def test_pasts(verb: str, form: str) -> None:
    assert past(verb) == form


@pytest.mark.parametrize("verb", ["uphold", "carry", "cut", "do", "modernize", "run", "lay"])
def test_forms_lead_back_to_the_verb(verb: str) -> None:
    assert len(verb_forms(verb)) >= 2
    assert all(verb in bases(form) for form in verb_forms(verb))


def test_what_is_no_verb_has_no_forms() -> None:
    assert verb_forms("new") == verb_forms("policy") == verb_forms("") == ()


def test_plurals_that_no_rule_makes() -> None:
    assert irregular_plural("criterion") == "criteria"
    assert irregular_plural("policy") == ""
    assert "criterion" in irregular_bases()["criteria"]
