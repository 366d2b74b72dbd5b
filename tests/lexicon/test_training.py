"""Training: the right translations emerge, alone and added to a base."""

from __future__ import annotations

import random

import numpy as np
import pytest

from aligner.errors import InputError
from aligner.lexicon import Lexicon
from aligner.lexicon.dictionary import DictionaryWord
from aligner.lexicon.inspection import renderings
from aligner.lexicon.training import train_lexicon
from aligner.lexicon.vocabulary import SentencePair
from tests.lexicon.corpus import STEMS, WORDS, right, sentence_pairs


@pytest.fixture(scope="module")
def trained() -> Lexicon:
    """Return the lexicon of the corpus."""
    return train_lexicon(sentence_pairs(), WORDS).lexicon


def test_the_right_translations_emerge(trained: Lexicon) -> None:
    assert right(trained) == 2 * len(STEMS)
    assert renderings(trained, "改革")[0].probability > 0.8


def test_shuffled_pairs_teach_nothing() -> None:
    pairs = sentence_pairs()
    english = [pair.english for pair in pairs]
    random.Random(7).shuffle(english)
    shuffled = [SentencePair(p.chinese, e) for p, e in zip(pairs, english, strict=True)]
    assert right(train_lexicon(shuffled, WORDS).lexicon) < len(STEMS)


def test_words_of_every_sentence_lead_nowhere(trained: Lexicon) -> None:
    for word in ("the", "always", "more"):
        assert all(found.reverse < 0.25 for found in renderings(trained, word))


def test_the_same_pairs_give_the_same_bytes(trained: Lexicon) -> None:
    again = train_lexicon(iter(sentence_pairs()), WORDS).lexicon
    assert again.to_bytes() == trained.to_bytes()


def test_blocks_change_nothing(trained: Lexicon, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.lexicon.model1._BLOCK", 50)
    monkeypatch.setattr("aligner.lexicon.vocabulary._BATCH", 7)
    cut = train_lexicon(sentence_pairs(), WORDS).lexicon
    assert cut.stems == trained.stems
    assert np.array_equal(cut.arrays.paired, trained.arrays.paired)
    np.testing.assert_allclose(
        cut.all_links().english_given_chinese,
        trained.all_links().english_given_chinese,
        rtol=0.1,  # one step of the quantisation and a half
    )


def best(lexicon: Lexicon, word: str, most: int = 1) -> set[str]:
    return {found.rendering for found in renderings(lexicon, word, most)}


def test_the_order_tells_words_that_are_always_together() -> None:
    pairs = [SentencePair("青山绿水", "Hills and streams")] * 4
    lexicon = train_lexicon(pairs, [DictionaryWord("青山", ()), DictionaryWord("绿水", ())]).lexicon
    assert (best(lexicon, "青山"), best(lexicon, "绿水")) == ({"hill"}, {"stream"})


def test_the_dictionary_translates_what_the_pairs_leave_open() -> None:
    orders = ("Clear streams, green hills", "Green hills, clear streams")
    pairs = [SentencePair("青山绿水", order) for order in orders] * 2
    words = [DictionaryWord("青山", ("green hill",)), DictionaryWord("绿水", ("clear stream",))]
    lexicon = train_lexicon(pairs, words).lexicon
    assert best(lexicon, "青山", 2) == {"green", "hill"}
    assert best(lexicon, "绿水", 2) == {"clear", "stream"}


def test_probabilities_of_a_word_sum_to_one_at_most(trained: Lexicon) -> None:
    links, arrays = trained.all_links(), trained.arrays
    forward = links.english_given_chinese * arrays.english[links.english]
    backward = links.chinese_given_english * arrays.chinese[links.chinese]
    for given, probabilities in ((links.chinese, forward), (links.english, backward)):
        assert np.bincount(given, probabilities).max() < 1.04  # quantised
    assert arrays.chinese.sum() == pytest.approx(1, abs=1e-5)
    assert arrays.english.sum() == pytest.approx(1, abs=1e-5)


def test_a_memory_is_added_to_the_base(trained: Lexicon) -> None:
    memory = [
        SentencePair("学校支持改革。", "The school supports the overhaul."),
        SentencePair("医院需要改革。", "The hospital needs an overhaul."),
        SentencePair("农民讨论改革。", "Farmers discuss the overhaul."),
    ] * 10
    own = train_lexicon(memory, base=trained, name="memory").lexicon
    found = {one.rendering: one.probability for one in renderings(own, "改革")}
    assert found["overhaul"] > found["reform"] > 0.01
    before, after = (renderings(lexicon, "市场")[0] for lexicon in (trained, own))
    assert after.rendering == before.rendering == "market"
    assert after.probability == pytest.approx(before.probability, rel=0.07)
    assert own.stems[: len(trained.stems)] == trained.stems
    assert own.signature.startswith(f"pairs:30+base:{trained.sum}|v:1|sha:")


def test_a_memory_of_a_few_pairs_changes_little(trained: Lexicon) -> None:
    own = train_lexicon([SentencePair("政府支持改革。", "Reform!")] * 2, base=trained).lexicon
    assert right(own) == 2 * len(STEMS)


def test_traditional_chinese_is_read_in_simplified() -> None:
    pairs = [SentencePair("國務院說這個問題", "The State Council raised the issue")] * 3
    words = [DictionaryWord("国务院", ()), DictionaryWord("问题", ())]
    assert {"国务院", "问题"} <= set(train_lexicon(pairs, words).lexicon.words)


def test_chinese_in_the_english_text_is_no_word() -> None:
    pairs = [SentencePair("改革", "Reform 改革 continues")] * 3
    assert train_lexicon(pairs, WORDS).lexicon.stems == ["continu", "reform"]


def test_unusable_pairs_are_counted() -> None:
    odd = [
        SentencePair("改革", "reform " * 11),
        SentencePair("", "Nothing"),
        SentencePair("1", "1"),
    ]
    trained = train_lexicon([*sentence_pairs(), *odd], WORDS)
    assert (trained.lexicon.origin.pairs, trained.left_out) == (64, 3)


@pytest.mark.parametrize("pairs", [[], [SentencePair("改革", "Reform")], [SentencePair("", "")]])
def test_too_little_is_an_error(pairs: list[SentencePair]) -> None:
    with pytest.raises(InputError, match="no sentence pairs with known words on both sides"):
        train_lexicon(pairs, WORDS)


def test_nothing_is_learnt_from_what_never_recurs() -> None:
    pairs = [SentencePair(z, e) for z in ("改革", "市场") for e in ("reform", "market")]
    with pytest.raises(InputError, match="no two words occur together twice"):
        train_lexicon(pairs, WORDS)


def test_the_vocabulary_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aligner.lexicon.vocabulary.LARGEST", 5)
    pairs = [*sentence_pairs(), SentencePair("改革", "reform"), SentencePair("改革", "reform")]
    lexicon = train_lexicon(pairs, WORDS).lexicon
    assert (len(lexicon.words), len(lexicon.stems)) == (5, 5)
    assert "改革" in lexicon.words
    assert "reform" in lexicon.stems
