"""Where a term stands in other words."""

from __future__ import annotations

import numpy as np

from aligner.glossary.rendering import Span
from aligner.translation.base import Attention
from aligner.translation.enforcement.location import locate, passage_of
from aligner.translation.enforcement.units import link_strengths, units_of
from tests.translation.enforcement.scripted import EN_ZH, ZH_EN


def looking(source: str, target: str, looks: dict[str, str]) -> Attention:
    """Return attention of words to stretches of the source, of others to all of it."""
    tokens = units_of(target, "en")
    weights = np.full((len(tokens), len(source)), 1 / len(source), np.float32)
    for row, token in enumerate(tokens):
        if seen := looks.get(target[token.start : token.end]):
            start = source.index(seen)
            weights[row] = 0.0
            weights[row, start : start + len(seen)] = 1 / len(seen)
    return Attention(tuple(Span(i, i + 1) for i in range(len(source))), tokens, weights)


def found(source: str, target: str, term: str, looks: dict[str, str] | None = None,
          protected: str = "") -> list[str]:  # fmt: skip
    attention = looking(source, target, looks) if looks is not None else None
    passage = passage_of(source, target, ZH_EN, attention)
    start = source.index(term)
    kept = [Span(target.index(protected), target.index(protected) + len(protected))]
    places = locate(passage, Span(start, start + len(term)), kept if protected else ())
    return [target[one.span.start : one.span.end] for one in places]


SOURCE = "他在市场买了一张不锈钢桌子。"
TARGET = "He bought a rust free iron table at the market."


def test_all_words_that_look_at_the_term() -> None:
    looks = dict.fromkeys(("rust", "free", "iron"), "不锈钢")
    assert found(SOURCE, TARGET, "不锈钢", looks)[0] == "rust free iron"


def test_words_of_other_terms_and_numbers_stay() -> None:
    looks = dict.fromkeys(("rust", "free", "iron"), "不锈钢")
    assert found(SOURCE, TARGET, "不锈钢", looks, protected="free iron")[0] == "rust"
    target = "He bought 300 tables."
    assert "300" not in found("他买了三百张桌子。", target, "桌子", {"300": "桌子"})


def test_the_lexicon_tells_that_a_word_translates_something_else() -> None:
    # The model looks at the wrong place for “market”.
    assert found(SOURCE, TARGET, "不锈钢", {"market": "不锈钢", "iron": "不锈钢"})[0] == "iron"


def test_grammar_is_no_place() -> None:
    assert found("他在这里。", "He is here.", "这里", {"is": "这里"}) == []


def test_without_attention_only_what_the_lexicon_links() -> None:
    assert found(SOURCE, TARGET, "桌子")[0] == "table"
    assert found("他笑了。", "He did.", "笑") == []


def test_what_is_known_to_be_wrong_is_the_place() -> None:
    passage = passage_of(SOURCE, TARGET, ZH_EN)
    (one,) = locate(passage, Span(8, 11), known=[Span(12, 26)])
    assert (one.span, one.confidence) == (Span(12, 26), 1.0)


def test_in_chinese() -> None:
    passage = passage_of("He bought a table.", "他买了书桌。", EN_ZH)
    (one, *_) = locate(passage, Span(12, 17))
    assert passage.target[one.span.start : one.span.end] == "书桌"


def test_links_are_the_same_both_ways() -> None:
    there = link_strengths(["桌子", "市场"], ["table", "the"], "zh")
    back = link_strengths(["table", "the"], ["桌子", "市场"], "en")
    assert there.shape == (2, 2)
    assert there[0, 0] > 1 > there[1, 0]
    assert np.array_equal(there, back.T)
