"""The band holds the true path, and is narrow, in documents with long insertions and omissions."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from aligner.alignment.band import Band, blocks_of, find_band
from aligner.alignment.window import IntArray
from tests.alignment.evidence_by_hand import same_words

TYPES = 3000
LENGTH = 10  # words in a sentence
KEPT = 0.6  # share of the words that are translated by the word expected
WHOLE = 128  # sentences up to which the rough path is searched for everywhere

Sentences = npt.NDArray[np.int64]
Parts = Sequence[tuple[int, int]]  # (sentences of both sides) of translated and one-sided parts


def document(parts: Parts, seed: int = 0) -> tuple[Sentences, Sentences, list[tuple[int, int]]]:
    """Return both sides, (sentences, words), and the positions that the true path passes.

    A part (n, n) is a translation, (n, 0) is omitted in the target, (0, n) added there.
    """
    rng = np.random.default_rng(seed)
    source, target = [], []
    positions = [(0, 0)]
    for rows, columns in parts:
        for _ in range(max(rows, columns)):
            sentence = rng.integers(0, TYPES, LENGTH)
            other = rng.integers(0, TYPES, LENGTH)
            if rows:
                source.append(sentence)
            if columns:
                target.append(np.where(rng.random(LENGTH) < KEPT, sentence, other))
            row, column = positions[-1]
            positions.append((row + bool(rows), column + bool(columns)))
    return np.array(source), np.array(target), positions


def band_and_path(parts: Parts) -> tuple[Band, IntArray, list[tuple[int, int]]]:
    """Return the band and the rough path found, and the positions of the true path."""
    source, target, positions = document(parts)
    scorer = same_words(source.tolist(), target.tolist(), types=TYPES)
    return *find_band([(0.3, scorer)], len(source), len(target)), positions


def band_of(parts: Parts) -> tuple[Band, list[tuple[int, int]]]:
    """Return the band, and the positions of the true path."""
    band, path, positions = band_and_path(parts)
    assert_leads_through(path, band)
    return band, positions


def outside(band: Band, positions: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return [(r, c) for r, c in positions if not band.low[r] <= c <= band.high[r]]


def assert_sound(band: Band, rows: int, columns: int) -> None:
    """Check what the fields of a band promise."""
    assert band.low.shape == band.high.shape == (rows + 1,)
    assert (band.low[0], band.high[-1]) == (0, columns)
    assert (np.diff(band.low) >= 0).all()
    assert (np.diff(band.high) >= 0).all()
    assert (band.low >= 0).all()
    assert (band.high <= columns).all()
    # Each row's columns touch those of the next: otherwise no path would lead on.
    assert (band.low[1:] <= band.high[:-1]).all()


def assert_leads_through(path: IntArray, band: Band) -> None:
    """Check what is promised of a rough path: from the beginning to the end, inside the band."""
    assert path[0].tolist() == [0, 0]
    assert path[-1].tolist() == [len(band.low) - 1, band.high[-1]]
    steps = np.diff(path, axis=0)
    assert (steps >= 0).all()
    assert steps.any(axis=1).all()
    assert (band.low[path[:, 0]] <= path[:, 1]).all()
    assert (path[:, 1] <= band.high[path[:, 0]]).all()


@pytest.mark.parametrize(
    "parts",
    [
        [(400, 400)],
        [(0, 200), (400, 400)],
        [(200, 0), (400, 400)],
        [(200, 200), (0, 200), (200, 200)],
        [(200, 200), (200, 0), (200, 200)],
        [(400, 400), (0, 200)],
        [(400, 400), (200, 0)],
        [(0, 90), (300, 300), (120, 0), (300, 300), (0, 150), (60, 60), (90, 0)],
        [(40, 40), (0, 3000), (40, 40)],
        [(600, 600), (700, 0), (600, 600), (0, 700), (600, 600)],
        [(3000, 3000), (0, 40), (2000, 2000)],
        [(20, 20), (0, 40), (12, 12)],
        [(0, 60), (12, 12), (60, 0)],
        [(5, 5), (30, 0), (5, 5), (0, 30), (5, 5)],
    ],
    ids=str,
)
def test_the_true_path_is_in_the_band(parts: Parts) -> None:
    band, positions = band_of(parts)
    assert_sound(band, *positions[-1])
    assert outside(band, positions) == []


@pytest.mark.parametrize("size", [1, 2, WHOLE, WHOLE + 1, 6 * WHOLE, 6 * WHOLE + 1, 1000, 5000])
def test_any_size(size: int) -> None:
    band, positions = band_of([(size, size)])
    assert_sound(band, size, size)
    assert outside(band, positions) == []


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (1, 500), (500, 1), (2, 5000), (73, 3000)])
def test_nothing_in_common(rows: int, columns: int) -> None:
    band, _ = band_of([(rows, 0), (0, columns)])
    assert_sound(band, rows, columns)


@pytest.mark.parametrize("size", [1, 2, 7])
def test_the_smallest_documents_are_searched_as_a_whole(size: int) -> None:
    band, _ = band_of([(size, size)])
    assert (band.low == 0).all()
    assert (band.high == size).all()


def test_the_width_does_not_grow_with_the_document() -> None:
    widths = [
        int((band.high - band.low).max())
        for band, _ in (band_of([(size, size)]) for size in (500, 5000))
    ]
    assert max(widths) <= 72
    assert widths[1] <= 2 * widths[0]


def test_the_band_lies_around_the_rough_path() -> None:
    parts = [(200, 200), (100, 0), (200, 200)]
    band, path, positions = band_and_path(parts)
    near = [min(abs(path - np.array(at)).sum(axis=1)) for at in positions]
    assert max(near) <= 14  # both are in the band: no further apart than its margins
    for row, column in path.tolist():
        assert band.low[row] <= max(column - 6, 0)
        assert band.high[row] >= min(column + 6, positions[-1][1])


def test_columns_of_rows() -> None:
    band = Band(np.array([0, 1, 4]), np.array([2, 5, 6]))
    assert band.columns(range(3)) == range(7)
    assert band.columns(range(1, 2)) == range(1, 6)
    assert band.spans(range(3)) == [range(3), range(1, 6), range(4, 7)]
    assert band.spans(range(1, 2)) == [range(1, 6)]


@pytest.mark.parametrize("rows", [0, 1, 31, 32, 33, 64, 100])
def test_blocks_hold_every_row_once(rows: int) -> None:
    blocks = blocks_of(rows)
    assert [row for block in blocks for row in block] == list(range(rows + 1))
    assert max(map(len, blocks)) <= 64
