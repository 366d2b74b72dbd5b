"""Words, quantities, names and Latin strings as evidence, with the embedded lexicon."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import pytest

from aligner.alignment.links import LinkScorer
from aligner.alignment.window import Evidence, FloatArray, Window
from aligner.evidence.anchors import AnchorEvidence, Anchors, anchor_scorer
from aligner.evidence.lexical import LexicalEvidence
from aligner.evidence.matching_text import matching_texts
from aligner.lexicon import load_lexicon
from tests.alignment.texts import chinese, document, english


@functools.cache
def lexical() -> LexicalEvidence:
    return LexicalEvidence(load_lexicon())


def pairs(evidence: Evidence, zh: Sequence[str], en: Sequence[str]) -> FloatArray:
    """Return both features of all 1-1 beads: (2, Chinese sentences, English sentences)."""
    scorer = evidence.prepare(document("zh", zh), document("en", en))
    return scorer.features(Window(range(1, len(zh) + 1), range(1, len(en) + 1), ((1, 1),)))[:, 0]


def marks(zh: Anchors, en: Anchors) -> LinkScorer:
    return anchor_scorer([(1.0, zh, en)])


def test_sentences_resemble_their_translation_most() -> None:
    scores = pairs(lexical(), chinese(), english()).sum(axis=0)
    assert scores.argmax(axis=1).tolist() == list(range(len(scores)))
    assert scores.argmax(axis=0).tolist() == list(range(len(scores)))


def test_unknown_words_are_held_against_any_bead_alike() -> None:
    scores = pairs(lexical(), ["国务院。"], ["Zyzzyva quokka.", "The State Council."])
    assert (scores[:, 0, 0] < 0).all()
    assert (scores[:, 0, 1] > 0).all()


def test_frequent_words_say_nothing() -> None:
    assert not pairs(lexical(), ["的了"], ["of the and"]).any()


def test_links_of_the_lexicon_may_be_learnt() -> None:
    assert lexical().prepare(document("zh", ["改革"]), document("en", ["reform"])).learns
    assert not marks([[0]], [[0]]).learns


def test_traditional_text_is_matched_as_simplified() -> None:
    traditional = document("zh", ["國務院總理作報告。", "經濟發展。"])
    assert matching_texts(traditional) == ["国务院总理作报告。", "经济发展。"]
    assert matching_texts(document("zh", ["国务院", ""])) == ["国务院", ""]
    assert matching_texts(document("en", ["the 國務院"])) == ["the 國務院"]


def test_control_characters_do_not_shift_traditional_sentences() -> None:
    texts = ["國務\x1f院", "經濟", "發\x1f\x1e展"]
    assert len(matching_texts(document("zh", texts))) == 3


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("产量达到8000亿元。", "Output reached 800 billion yuan."),
        ("增长百分之五。", "It grew by 5 percent."),
        ("2014年6月6日召开。", "It was held on June 6, 2014."),
        ("十八大报告。", "The report to the 18th National Congress."),
        ("减少一半。", "Cut by 50 percent."),
    ],
)
def test_quantities_of_the_same_value(zh: str, en: str) -> None:
    others = "共有37个县和452个村。", "There are 37 counties and 452 villages."
    scores = pairs(AnchorEvidence(), [zh, others[0]], [en, others[1]])
    for direction in scores:
        assert min(direction[0, 0], direction[1, 1]) > 0
        assert max(direction[0, 1], direction[1, 0]) < 0


def test_quantities_without_a_match_are_left_out() -> None:
    assert not pairs(AnchorEvidence(), ["共有37个县。"], ["There are 52 villages."]).any()


def test_quantities_stay_in_their_sentence() -> None:
    """A sentence that holds a line break, and one that ends with a number."""
    zh = ["共有\n37", "个县，其中452个村。"]
    en = ["There are 37", "counties and 452 villages."]
    scores = pairs(AnchorEvidence(), zh, en).sum(axis=0)
    assert (np.diag(scores) > 0).all()
    assert scores[0, 1] < 0
    assert scores[1, 0] < 0


def test_quantities_at_the_beginning_of_short_sentences() -> None:
    numbers = range(31, 91)
    scores = pairs(
        AnchorEvidence(), [f"{n}个县" for n in numbers], [f"{n} counties" for n in numbers]
    ).sum(axis=0)
    assert (scores.argmax(axis=1) == np.arange(len(numbers))).all()


def test_names_of_different_kinds_are_not_confused() -> None:
    zh = ["李建国讲了话。", "加入WTO。", "克林顿到了。"]
    en = ["Li Jianguo made a speech.", "Join the WTO.", "Clinton arrived."]
    scores = pairs(AnchorEvidence(), zh, en).sum(axis=0)
    assert ((scores > 0) == np.eye(3, dtype=bool)).all()


def test_a_kind_of_less_weight_counts_less() -> None:
    whole, part = (anchor_scorer([(weight, [[0]], [[0]])]) for weight in (1.0, 0.2))
    window = Window(range(1, 2), range(1, 2), ((1, 1),))
    assert part.features(window) == pytest.approx(0.2 * whole.features(window))


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("李建国讲了话。", "Li Jianguo made a speech."),
        ("孙中山到了。", "Sun Yat-sen arrived."),
        ("发展5G网络。", "Develop 5G networks."),
        ("ＧＤＰ增长。", "GDP grew."),
        ("加入WTO。", "Join the WTO."),
    ],
)
def test_names_and_latin_strings(zh: str, en: str) -> None:
    scores = pairs(AnchorEvidence(), [zh, "天气很好。"], [en, "The weather is fine."])
    assert (scores[:, 0, 0] > 0).all()
    assert (scores[:, 0, 1] <= 0).all()
    assert (scores[:, 1, 0] <= 0).all()


def test_names_on_one_side_only_are_left_out() -> None:
    assert not pairs(AnchorEvidence(), ["天气很好。"], ["Zhang Dehui made a speech."]).any()


def test_marks_seen_once_say_more_than_those_seen_everywhere() -> None:
    scorer = marks([[0, 1], *[[0]] * 30], [[0, 1], *[[0]] * 30])
    rare, common = (
        scorer.features(Window(range(n, n + 1), range(n, n + 1), ((1, 1),)))[0, 0, 0, 0]
        for n in (1, 2)
    )
    assert rare > common > 0


def test_no_marks_at_all() -> None:
    assert not marks([[], []], [[]]).features(Window(range(3), range(2), ((1, 1),))).any()
