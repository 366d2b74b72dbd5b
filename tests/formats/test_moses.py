"""Moses: two files with as many lines for every program."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.bead import Bitext
from aligner.errors import FormatError, UsageError
from aligner.formats import ReadOptions, WriteOptions, read_bitext, write_bitext
from tests.formats.texts import bitext

ROWS = bitext(
    (["甲\u2028乙"], ["a\r", "b\x85c"], 0.9), (["丙"], [" \x0b "], 0.9), (["丁"], ["d"], 0.4)
)


def test_lines_agree_however_they_are_counted(tmp_path: Path) -> None:
    written = write_bitext(ROWS, tmp_path / "c", "moses", WriteOptions(min_probability=0.5))
    assert (written.beads, written.empty, written.improbable) == (1, 1, 1)
    assert (tmp_path / "c.zh").read_bytes().decode().splitlines() == ["甲 乙"]
    assert (tmp_path / "c.en").read_bytes().decode().splitlines() == ["a b c"]


def test_suffixes_can_be_chosen_and_follow_the_direction(tmp_path: Path) -> None:
    reverse = Bitext("en", "zh", ROWS.beads)
    write_bitext(reverse, tmp_path / "c", "moses", WriteOptions(target_code="zho_Hans"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.en", "c.zho_Hans"]


def test_reading_from_english(tmp_path: Path) -> None:
    write_bitext(ROWS, tmp_path / "c", "moses")
    found = read_bitext(tmp_path / "c", "moses", ReadOptions("en", "zh"))
    assert [bead.source[0].text for bead in found.beads] == ["a b c", "d"]


def test_files_of_different_length_are_refused(tmp_path: Path) -> None:
    (tmp_path / "c.zh").write_text("甲\n乙\n", encoding="utf-8")
    (tmp_path / "c.en").write_text("a\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"c\.zh: not as many lines as .*c\.en"):
        list(read_bitext(tmp_path / "c", "moses").beads)


def test_two_files_do_not_fit_one_stream(tmp_path: Path) -> None:
    with (tmp_path / "x").open("wb") as stream, pytest.raises(UsageError, match="-o PREFIX"):
        write_bitext(ROWS, stream, "moses")
