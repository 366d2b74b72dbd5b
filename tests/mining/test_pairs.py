"""Pairs: together in the beads, explained by words, linked once."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.lexicon import load_lexicon
from aligner.mining import cooccurrence
from aligner.mining.chinese import chinese_side
from aligner.mining.cooccurrence import Pairs, associated, undivided
from aligner.mining.english import english_side
from aligner.mining.lexical import Coverage
from aligner.mining.linking import link
from aligner.mining.ngrams import Phrases, repeated
from aligner.mining.side import Side
from tests.mining.corpus import PAIRS

Sides = tuple[Side, Side]


def sides_of(pairs: tuple[tuple[str, str], ...]) -> tuple[Sides, tuple[Phrases, Phrases]]:
    """Return both sides and their repeated phrases."""
    sides = (
        chinese_side([z for z, _ in pairs], load_lexicon()),
        english_side([e for _, e in pairs]),
    )
    z, e = (repeated(side.codes, 8, 2, side.borders) for side in sides)
    return sides, (z, e)


def named(sides: Sides, phrases: tuple[Phrases, Phrases], pairs: Pairs) -> list[tuple[str, str]]:
    """Return pairs as folded text."""
    texts = [
        [side.fold(f, n) for f, n in zip(one.firsts.tolist(), one.lengths.tolist(), strict=True)]
        for side, one in zip(sides, phrases, strict=True)
    ]
    columns = pairs.chinese.tolist(), pairs.english.tolist()
    return [(texts[0][z], texts[1][e]) for z, e in zip(*columns, strict=True)]


def test_association_is_by_beads() -> None:
    sides, phrases = sides_of(PAIRS)
    pairs = associated(sides, phrases)
    found = dict(zip(named(sides, phrases, pairs), pairs.association.tolist(), strict=True))
    assert found["河长制", "river chief system"] == pytest.approx(4 / np.sqrt(7 * 5))
    assert found["河长制", "river leader scheme"] == pytest.approx(2 / np.sqrt(7 * 3))
    assert not any(z == "河长制" and "station" in e for z, e in found)


def test_blocks_and_samples_change_little(monkeypatch: pytest.MonkeyPatch) -> None:
    sides, phrases = sides_of(PAIRS * 3)
    whole = associated(sides, phrases)
    monkeypatch.setattr(cooccurrence, "_BLOCK", 7)
    blocks = associated(sides, phrases)
    assert blocks.chinese.tolist() == whole.chinese.tolist()
    assert blocks.association.tolist() == whole.association.tolist()
    monkeypatch.setattr(cooccurrence, "_SAMPLE", 10)
    pairs = associated(sides, phrases)
    sampled = dict(zip(named(sides, phrases, pairs), pairs.association.tolist(), strict=True))
    assert sampled["社区养老服务站", "community care stations"] == pytest.approx(21 / 22)


@pytest.mark.parametrize(
    ("chinese", "english", "covered"),
    [
        ("货币政策", "monetary policy", (1.0, 1.0)),
        ("货币政策", "monetary", (0.5, 1.0)),
        ("货币", "monetary policy", (1.0, 0.5)),
        ("货币政策", "the policy of the money", (1.0, 1.0)),  # function words need no word
        ("qrx系统", "QRX systems", (1.0, 1.0)),
        ("货币", "bananas", (0.0, 0.0)),
        ("中央银行", "central bank", (1.0, 1.0)),  # one word, whose part is the bank
    ],
)
def test_words_explain_words(chinese: str, english: str, covered: tuple[float, float]) -> None:
    one = np.array([0])
    z, e = Coverage(load_lexicon(), [chinese], [english]).of(one, one)
    assert (z[0], e[0]) == pytest.approx(covered, abs=0.1)


def test_coverage_of_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    z, e = Coverage(load_lexicon(), ["货币"], ["money"]).of(none, none)
    assert len(z) == len(e) == 0


def test_a_long_pair_takes_the_words_of_the_short_ones() -> None:
    pairs = (("外汇基金和基金", "the Exchange Fund and a fund"),) * 2
    sides, phrases = sides_of(pairs)
    counts = [len(one.counts) for one in phrases]
    z, e = np.indices(counts).reshape(2, -1)
    every = Pairs(z, e, np.ones(len(z)))
    texts = named(sides, phrases, every)
    wanted = [("基金", "fund"), ("外汇基金", "exchange fund")]
    chosen = every.take(np.array([texts.index(pair) for pair in wanted]))
    assert link(sides, phrases, chosen, np.array([0.9, 0.8])).tolist() == [2, 2]


def test_a_part_gives_way_to_the_whole_that_stands_better() -> None:
    texts = ["sheet", "balance sheet", "sheet of paper", "she"]
    english = np.array([0, 1, 2, 3, 0, 1])
    chinese = np.array([0, 0, 0, 0, 1, 1])
    pairs = Pairs(chinese, english, np.array([0.8, 0.9, 0.2, 0.1, 0.9, 0.9]))
    assert undivided(pairs, texts).tolist() == [False, True, True, True, True, True]
