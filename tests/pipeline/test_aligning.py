"""Two files to an alignment, from Python."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import InputError, UsageError
from aligner.pipeline import AlignOptions, EncoderOptions, align_files, read_beads

ZH, EN = Path("zh.txt"), Path("en.txt")


def test_two_files_are_aligned_and_nothing_is_printed(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert [bead.shape for bead in align_files(ZH, EN).beads] == [(1, 1)] * 4
    assert capfd.readouterr() == ("", "")


def test_progress_is_told(folder: Path) -> None:
    told: dict[str, list[float]] = {}
    align_files(ZH, EN, progress=lambda what: told.setdefault(what, []).append)
    assert list(told) == ["aligning"]
    assert told["aligning"] == sorted(told["aligning"])
    assert told["aligning"][-1] == 1


def test_the_same_language_twice(folder: Path) -> None:
    with pytest.raises(InputError, match=r"both zh\.txt and zh\.txt look Chinese"):
        align_files(ZH, ZH)


def test_options_that_do_not_fit_together() -> None:
    with pytest.raises(UsageError):
        AlignOptions(presegmented=True, level="clause")
    with pytest.raises(UsageError):
        AlignOptions(lexicon=Path("own.lexicon"), encoder=EncoderOptions("model", alone=True))


def test_a_bitext_is_turned_round(folder: Path) -> None:
    Path("pair.tsv").write_text("发展经济。\tDevelop the economy.\n", encoding="utf-8")
    plain, turned = (read_beads(Path("pair.tsv"), language) for language in ("zh", "en"))
    assert (turned.source_language, turned.target_language) == ("en", "zh")
    (bead,), (other,) = plain.beads, turned.beads
    assert (bead.source, bead.target) == (other.target, other.source)
