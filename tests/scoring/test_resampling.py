"""Resampled sums: sacreBLEU's, to the last bit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from sacrebleu.significance import _bootstrap_resample

from aligner.scoring import resampling


class _Sums:
    """A metric whose scores are the sums themselves."""

    def _compute_score_from_stats(self, sums: Sequence[float]) -> list[float]:
        return [float(one) for one in sums]


@pytest.mark.parametrize("highest", [10, 2**23])  # of the second, sums are rounded
@pytest.mark.parametrize("at_a_time", [resampling._AT_A_TIME, 100])
def test_as_sacrebleu_adds_up(
    highest: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resampling, "_AT_A_TIME", at_a_time)
    statistics = np.random.default_rng(1).integers(0, highest, (31, 10)).tolist()
    metric: Any = _Sums()
    _, expected = _bootstrap_resample(statistics, metric, 50)
    found = list(resampling.resampled_sums(statistics, 50, 12345))
    assert [one.tolist() for one in found] == expected
    assert {one.dtype for one in found} == {np.dtype(np.float32)}
