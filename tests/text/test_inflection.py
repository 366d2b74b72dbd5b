"""English words and their forms."""

from __future__ import annotations

import pytest

from aligner.text.inflection import bases, share_base

SAME = """
policy policies · uphold upheld · uphold upholding · build built · plan planning · carry carried
die dying · crisis crises · child children · man men · analysis analyses · criterion criteria
organise organizing · modernisation modernization · labour labor · centre centers · defence defense
programme programs · behaviour behaviors · analyse analyzed · favourable favorable
go goes · do does · hero heroes · soe soes
fourteenth 14th · two 2 · eight 8 · second 2nd · leave left · seek sought · agree agreed
""".replace("\n", " · ")
DIFFERENT = """
productive production · productive productivity · modern modernization · new news · wing we
high higher · economy economic · communist communism · people person · policy police
general generic · universe university · organ organization · see seed · public publication
so soes · fo foes
process processor · custom costume · four for · our or · state estate · world word
""".replace("\n", " · ")


def pairs(text: str) -> list[tuple[str, str]]:
    """Return the pairs of words between dots."""
    words = (part.split() for part in text.split("·") if part.strip())
    return [(pair[0], pair[1]) for pair in words]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_forms_of_one_word(one: str, other: str) -> None:
    assert share_base(one, other)


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not share_base(one, other)


def test_unknown_words_are_their_own_form() -> None:
    assert "xiong'an" in bases("xiong'an")
    assert "gdp" in bases("gdp")
    assert bases("5g") == {"5g"}
