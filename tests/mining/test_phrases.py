"""Phrases of one side: what recurs, where it may begin and end, how it is written."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.lexicon import load_lexicon
from aligner.mining.chinese import chinese_side
from aligner.mining.english import english_side, singular
from aligner.mining.ngrams import Phrases, contexts, repeated
from aligner.mining.side import Side
from aligner.mining.surfaces import surfaces


def phrases_of(side: Side, longest: int = 8) -> dict[str, int]:
    """Return the repeated phrases of a side as they are written, with their counts."""
    phrases = repeated(side.codes, longest, 2, side.borders)
    forms = [surface.text for surface in surfaces(side, phrases)]
    return dict(zip(forms, phrases.counts.tolist(), strict=True))


def share(values: np.ndarray, phrases: Phrases, side: Side, text: str) -> float:
    """Return the value of the phrase written like this."""
    forms = [surface.text for surface in surfaces(side, phrases)]
    return float(values[forms.index(text)])


ENGLISH = (
    "The base rate of the bank rose.",
    "Our base rates (and the bank’s) fell.",
    "We met the bank near the base, rate by rate.",
)


def test_english_phrases_have_no_function_word_at_an_edge() -> None:
    assert phrases_of(english_side(ENGLISH)) == {
        "base rate": 2, "base": 3, "rate": 4, "bank": 3,
    }  # fmt: skip


def test_a_genitive_ends_no_phrase_and_a_named_one_begins_none() -> None:
    side = english_side(["Oslo’s budget and a bank’s budget", "Oslo’s budget or a bank’s budget"])
    assert phrases_of(side) == {"bank’s budget": 2, "budget": 4}


def test_signs_end_a_phrase_and_hyphens_do_not() -> None:
    side = english_side(["on-site visit", "on site visit", "site. visit", "site, visit"])
    assert phrases_of(side)["site visit"] == 2


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Policies", "policy"),
        ("losses", "loss"),
        ("branches", "branch"),
        ("auditor’s", "auditor"),
        ("auditors’", "auditor"),
        ("AIs", "ai"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("series", "sery"),  # consistently, and seen by nobody
        ("gas", "ga"),
        ("is", "is"),
        ("(", ""),
    ],
)
def test_plural_and_singular_are_one(word: str, expected: str) -> None:
    assert singular(word) == expected


def test_a_phrase_inside_one_longer_phrase_is_known_by_its_neighbour() -> None:
    side = english_side(["a solar panel factory", "a solar panel factory", "one panel factory"])
    phrases = repeated(side.codes, 3, 2, side.borders)
    assert share(phrases.right, phrases, side, "solar panel") == 1.0
    assert share(phrases.left, phrases, side, "panel factory") == pytest.approx(2 / 3)
    assert share(phrases.left, phrases, side, "solar panel factory") == 0.0  # articles do not count
    assert share(phrases.right_free, phrases, side, "solar panel factory") == 1.0
    assert share(phrases.right_free, phrases, side, "solar") == 0.0


def test_contexts_are_the_different_surroundings() -> None:
    side = english_side(["old panel works", "old panel works", "new panel works", "red panel."])
    phrases = repeated(side.codes, 1, 2, side.borders)
    assert share(contexts(side.codes, phrases), phrases, side, "panel") == pytest.approx(3 / 4)


def test_chinese_phrases_begin_and_end_with_words() -> None:
    texts = ["他们讨论了发展中国家的债务。", "报告比较了发展中国家的债务。"]
    found = phrases_of(chinese_side(texts, load_lexicon()))
    assert found["发展中国家"] == found["债务"] == found["发展中国家的债务"] == 2
    assert not {"展中国家", "发展中国", "的债务", "了发展中国家", "家的债务"} & set(found)


def test_chinese_numbers_and_signs_are_no_phrases() -> None:
    assert phrases_of(chinese_side(["2019，", "2019，", "（，"], load_lexicon())) == {}


def test_full_width_forms_are_counted_with_half_width_ones() -> None:
    side = chinese_side(["使用ＡＢ系统", "使用AB系统"], load_lexicon())
    assert phrases_of(side)["AB系统"] == 2


def test_the_form_inside_sentences_is_put_out() -> None:
    texts = ["Base rates rose.", "Base rates fell.", "the base rate", "# BASE RATE"]
    side = english_side(texts)
    phrases = repeated(side.codes, 2, 2, side.borders)
    surface = surfaces(side, phrases)[int(np.argmax(phrases.lengths))]
    assert surface.text == "base rate"
    assert surface.capitalised == pytest.approx(1 / 4)
    assert surface.abbreviated == pytest.approx(1 / 4)


@pytest.mark.parametrize("texts", [[], [""], ["..."]])
def test_empty_sides_have_no_phrases(texts: list[str]) -> None:
    for side in (english_side(texts), chinese_side(texts, load_lexicon())):
        assert phrases_of(side) == {}
