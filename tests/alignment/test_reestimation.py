"""Links learnt along a rough path, as seen in the scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.alignment.links import LinkScorer, LinkTable, link_table
from aligner.alignment.reestimation import reestimated
from aligner.alignment.window import FloatArray, IntArray, Window
from tests.alignment.evidence_by_hand import random_scorer, same_words

COUNT = 240  # sentences
TYPES = 20
NAME, ROMANISED = 18, 19  # one word on either side, unknown to the lexicon
WITH_NAME, WITHOUT = 3, 4  # sentences


def draft(count: int = COUNT) -> IntArray:
    """Return the path that pairs each sentence with its own."""
    return np.repeat(np.arange(count + 1)[:, None], 2, axis=1)


def with_name(sentences: Sequence[int] = range(0, COUNT, 3)) -> LinkScorer:
    """Return a scorer over sentences of three words, some with a name that no link knows."""
    source = [[n % 7, 7 + n % 5, NAME if n in sentences else 12 + n % 4] for n in range(COUNT)]
    target = [[ROMANISED if t == NAME else t for t in sentence] for sentence in source]
    known = np.arange(NAME)
    table = link_table(known, known, np.full(NAME, float(TYPES)), TYPES)
    return replace(same_words(source, target, types=TYPES), forward=table, backward=table)


def scores(scorer: LinkScorer, source: int, target: int) -> FloatArray:
    """Return both features of the bead of one source and one target sentence."""
    window = Window(range(source + 1, source + 2), range(target + 1, target + 2), ((1, 1),))
    return scorer.features(window)[:, 0, 0, 0]


def test_an_unknown_name_becomes_linked() -> None:
    before, after = with_name(), reestimated(with_name(), draft())
    assert (scores(after, WITH_NAME, WITH_NAME) > scores(before, WITH_NAME, WITH_NAME)).all()
    # Another sentence with the name, which the draft did not pair with this one.
    far = WITH_NAME + 105  # 105 = 3 · 5 · 7: the other words are those of this sentence, too
    assert scores(after, WITH_NAME, far) == pytest.approx(
        scores(after, WITH_NAME, WITH_NAME), abs=0.2
    )


def test_a_bead_does_not_confirm_itself() -> None:
    """A word that stands in one bead only: any draft would find it linked there."""
    once = with_name([WITH_NAME])
    learnt = reestimated(once, draft())
    after, before = (scores(s, WITH_NAME, WITH_NAME) for s in (learnt, once))
    assert after == pytest.approx(before, abs=0.1)


def test_known_links_stay() -> None:
    before, after = with_name(), reestimated(with_name(), draft())
    assert scores(after, WITHOUT, WITHOUT) == pytest.approx(
        scores(before, WITHOUT, WITHOUT), abs=0.5
    )
    assert (scores(after, WITHOUT, WITHOUT) > scores(after, WITHOUT, WITHOUT + 1) + 1).all()


@pytest.mark.parametrize(
    "path",
    [[(0, 0)], [(0, 0), (COUNT, 0), (COUNT, COUNT)], [(0, 0), (COUNT, COUNT)]],
    ids=["no path", "one side after the other", "one piece"],
)
def test_nothing_is_learnt_without_pairs(path: Sequence[tuple[int, int]]) -> None:
    scorer = with_name()
    window = Window(range(COUNT + 1), range(COUNT + 1), ((1, 1), (2, 1)))
    np.testing.assert_array_equal(
        reestimated(scorer, np.array(path)).features(window), scorer.features(window)
    )


def test_words_of_weight_0_get_no_links() -> None:
    scorer = with_name()
    weights = np.ones(TYPES, np.float32)
    weights[ROMANISED] = 0.0
    silent = replace(scorer, target=replace(scorer.target, weights=weights))
    learnt = reestimated(silent, draft())
    # The name is still predicted by nothing.
    assert (
        scores(learnt, WITH_NAME, WITH_NAME)[1]
        < scores(reestimated(scorer, draft()), WITH_NAME, WITH_NAME)[1]
    )


def test_larger_pieces_teach_less() -> None:
    """The more words share a piece, the less is known of what means what."""
    fine, rough = (
        scores(reestimated(with_name(), draft()[::size]), WITH_NAME, WITH_NAME) for size in (1, 6)
    )
    assert (fine > rough).all()
    assert (rough > scores(with_name(), WITH_NAME, WITH_NAME)).all()


def test_same_in_same_out() -> None:
    first, second = (reestimated(with_name(), draft()) for _ in range(2))
    np.testing.assert_array_equal(first.forward.ratios, second.forward.ratios)
    np.testing.assert_array_equal(first.backward.predicted, second.backward.predicted)


@given(st.integers(0, 10**9))
def test_known_words_keep_their_links_and_new_ones_have_probabilities(seed: int) -> None:
    scorer = random_scorer(seed, 8, 8)
    learnt = reestimated(scorer, draft(8))
    width = len(scorer.target.weights)
    known = np.diff(scorer.backward.offsets) > 0
    for word in np.flatnonzero(known).tolist():
        assert links(learnt.backward, word) == links(scorer.backward, word)
    unknown = [*np.flatnonzero(~known).tolist(), *range(width, len(learnt.target.weights))]
    for word in unknown:
        new = links(learnt.backward, word)
        assert all(ratio >= 0 for ratio in new.values())
        total = sum(ratio * learnt.source.probabilities[z] for z, ratio in new.items())
        assert total <= 1 + 1e-4


def links(table: LinkTable, word: int) -> dict[int, float]:
    """Return the ratios of the types that a type predicts."""
    span = slice(table.offsets[word], table.offsets[word + 1])
    return dict(zip(table.predicted[span].tolist(), table.ratios[span].tolist(), strict=True))
