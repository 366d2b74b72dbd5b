"""Words as integers: the fast ways give what slow ones do."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from aligner.text.tokens import HAN, ChineseTokenizer, EnglishTokenizer, hash_word

WORDS = ("发", "发展", "展", "改革", "改革开放", "开", "开放型", "经济", "型经")
HASHES = {hash_word(word): word for word in WORDS}
ORDERED = [HASHES[key] for key in sorted(HASHES)]
CHINESE = st.text(alphabet="发展改革开放型经济的a，\n", max_size=40)
ENGLISH = st.text(alphabet="reformsREFORM don’t-\n 2“”é", max_size=40)


def tokenizer() -> ChineseTokenizer:
    longest = max(map(len, WORDS))
    return ChineseTokenizer(np.array(sorted(HASHES), np.uint64), longest)


def longest_match(text: str) -> list[str]:
    """Return the words of a text as one reads the rule aloud."""
    found = []
    while text:
        run = next((i for i, c in enumerate(text) if not HAN[0] <= ord(c) < HAN[1]), len(text))
        words = [word for word in WORDS if text[:run].startswith(word)]
        word = max(words, key=len, default="")
        found += [word] if word else []
        text = text[max(len(word), 1) :]
    return found


@given(st.lists(CHINESE, max_size=4))
def test_chinese_is_cut_by_the_longest_word(sentences: list[str]) -> None:
    tokens = tokenizer().tokenize(sentences)
    read = [
        [ORDERED[type_] for type_ in tokens[i : i + 1].types.tolist()]
        for i in range(len(sentences))
    ]
    assert read == [longest_match(sentence) for sentence in sentences]


@given(st.lists(ENGLISH, max_size=4))
def test_known_english_words_are_those_of_the_vocabulary(sentences: list[str]) -> None:
    stems = ["reform", "don", "s"]
    every = EnglishTokenizer(stems).tokenize(sentences)
    known = EnglishTokenizer(stems).tokenize_known(sentences)
    expected = [
        [type_ for type_ in every[i : i + 1].types.tolist() if type_ < len(stems)]
        for i in range(len(sentences))
    ]
    assert [known[i : i + 1].types.tolist() for i in range(len(sentences))] == expected


def test_what_was_met_before_makes_no_difference() -> None:
    one = EnglishTokenizer(["reform"])
    first = one.tokenize_known(["unheard words, reform"]).types.tolist()
    assert one.tokenize_known(["reform"]).types.tolist() == first == [0]
