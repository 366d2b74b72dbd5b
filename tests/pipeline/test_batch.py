"""Many pairs from Python: what became of each is returned, not printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import UsageError
from aligner.formats import read_bitext
from aligner.pipeline.batch import Batch, Outcome
from aligner.pipeline.manifest import Pair
from aligner.pipeline.workers import Workers
from aligner.pipeline.writing import Writing

PAIRS = [
    Pair(Path("zh.txt"), Path("en.txt"), Path("a.tmx"), "first"),
    Pair(Path("zh.txt"), Path("none.txt"), Path("b.tmx"), "second"),
    Pair(Path("en.txt"), Path("zh.txt"), Path("c.tmx"), "third"),
]


@pytest.mark.parametrize("count", [1, 2])
def test_what_became_of_each_pair(
    count: int, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    finished: list[int] = []
    batch = Batch(workers=Workers(count))
    outcomes = batch.align(PAIRS, finished.append)
    assert outcomes == [
        Outcome("4 beads, 0 to check"),
        Outcome("none.txt: no such file; check the path", failed=True),
        Outcome("4 beads, 0 to check"),
    ]
    assert finished == [1, 2, 3]
    assert len(list(read_bitext(Path("a.tmx")).beads)) == 4
    assert not Path("b.tmx").exists()
    assert [outcome.earlier for outcome in batch.align(PAIRS)] == [True, False, True]
    assert capfd.readouterr() == ("", "")


def test_no_pairs(folder: Path) -> None:
    assert Batch().align([]) == []


def test_an_output_that_would_overwrite_a_text(folder: Path) -> None:
    pair = Pair(Path("zh.txt"), Path("en.txt"), Path("zh.txt"), "")
    with pytest.raises(UsageError):
        Batch(writing=Writing("tsv")).align([pair])


def test_the_suffix_of_files_without_a_name() -> None:
    assert [Writing(name).suffix for name in (None, "tmx", "moses")] == [".tsv", ".tmx", ""]
    with pytest.raises(UsageError):
        _ = Writing("tmq").suffix
