"""Edits: as many as sacreBLEU counts, whatever the texts."""

from __future__ import annotations

import random

import pytest
from sacrebleu.metrics import lib_ter

from aligner.scoring import edits


def _words(random_: random.Random, size: int) -> list[str]:
    kinds = random_.choice((2, 3, 5, 10))
    return [str(int(random_.random() ** 2 * kinds)) for _ in range(random_.randint(0, size))]


def _edited(random_: random.Random, words: list[str]) -> list[str]:
    """Return the words after some have been put in, left out, replaced and moved."""
    words = [*words]
    for _ in range(random_.randint(0, 6)):
        start, length = random_.randrange(len(words) + 1), random_.randint(0, 6)
        block, words[start : start + length] = words[start : start + length], []
        place = random_.randrange(len(words) + 1)
        words[place:place] = random_.choice((block, [], _words(random_, 3)))
    return words


@pytest.mark.parametrize("band", [2, 3, 5, 8, 25])
@pytest.mark.parametrize("tried", [4, 1000])
def test_as_sacrebleu_counts(band: int, tried: int, monkeypatch: pytest.MonkeyPatch) -> None:
    # With a narrow band short texts leave it, as long ones leave the real one.
    monkeypatch.setattr(lib_ter, "_BEAM_WIDTH", band)
    monkeypatch.setattr(edits, "_WIDTH", band)
    monkeypatch.setattr(lib_ter, "_MAX_SHIFT_CANDIDATES", tried)
    monkeypatch.setattr(edits, "_MOST", tried)
    edits._bands.cache_clear()
    random_ = random.Random(band)
    for _ in range(100):
        reference = _words(random_, 16)
        hypothesis = random_.choice((_words(random_, 16), _edited(random_, reference)))
        expected = lib_ter.translation_edit_rate([*hypothesis], [*reference])[0]
        assert edits.count_edits(hypothesis, reference) == expected, (hypothesis, reference)
    edits._bands.cache_clear()


@pytest.mark.parametrize("size", [40, 90])
def test_long_texts(size: int) -> None:
    random_ = random.Random(size)
    reference = [str(random_.randrange(size)) for _ in range(size)]
    for hypothesis in (reference[size // 3 :] + reference[:9], reference[::-1], reference * 2):
        expected = lib_ter.translation_edit_rate([*hypothesis], [*reference])[0]
        assert edits.count_edits(hypothesis, reference) == expected
