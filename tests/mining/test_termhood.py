"""What makes a pair look like an entry of a glossary."""

from __future__ import annotations

import numpy as np
import pytest

from aligner.mining.surfaces import Surface
from aligner.mining.termhood import Figures, termhood


def score(
    chinese: str = "发展基金",
    english: str = "development fund",
    *,
    capitalised: float = 0.0,
    abbreviated: float = 0.0,
    linked: int = 5,
    share: float = 0.7,
) -> float:
    """Return the score of one pair whose shares are all the same."""
    shares = np.array([share])
    figures = Figures(shares, shares, np.array([linked]), shares, shares)
    form = Surface(english, capitalised, abbreviated)
    return float(termhood(figures, [Surface(chinese, 1.0, 0.0)], [form])[0])


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (score(english="Development Fund", capitalised=1.0), score()),
        (score(linked=20), score()),
        (score(share=0.9), score()),
        (score(), score(english="fund")),
        (score(english="DF", abbreviated=1.0), score(english="fund", capitalised=1.0)),
        (score(), score(chinese="基金")),
        (score(), score(chinese="发展的基金")),
        (score(), score(english="fund for development")),
        (score(), score(english="development and fund")),
    ],
)
def test_terms_score_higher(better: float, worse: float) -> None:
    assert 0.0 < worse < better < 1.0


def test_no_pairs_no_scores() -> None:
    none = np.zeros(0)
    assert len(termhood(Figures(none, none, none.astype(np.int64), none, none), [], [])) == 0
