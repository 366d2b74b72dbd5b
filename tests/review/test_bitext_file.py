"""What is saved, in which formats, and what stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.errors import InputError
from aligner.formats import FORMATS, ReadOptions, load_format, read_bitext, write_bitext
from aligner.review.bitext_file import BitextFile
from aligner.review.session import Session
from tests.review.rows import TEXTS

TSV = "".join(f"{zh}\t{en}\t0.5000\n" for zh, en in TEXTS)
READABLE = [name for name in FORMATS if name not in ("beads", "sdlxliff", "mqxliff", "parquet")]


@pytest.fixture
def tsv(tmp_path: Path) -> Path:
    """Return a file of four rows."""
    path = tmp_path / "report.tsv"
    path.write_text(TSV, encoding="utf-8")
    return path


def test_untouched_rows_are_saved_as_they_were(tsv: Path) -> None:
    # A space after a Chinese full stop, and none after an English one: cut there, and kept.
    odd = "一是就业。 二是收入。\tFirst jobs.Second incomes. Third.\t0.5000\n"
    tsv.write_text(odd, encoding="utf-8")
    file = BitextFile.open(tsv)
    assert file.beads[0].shape == (2, 3)
    file.save(file.beads, tsv, "tsv")
    assert tsv.read_text(encoding="utf-8") == odd


@pytest.mark.parametrize("name", READABLE)
def test_every_format_comes_back_with_a_sentence_moved(name: str, tsv: Path) -> None:
    path = tsv.with_name(f"other.{name}" if name != "moses" else "other")
    write_bitext(read_bitext(tsv), path, name)
    file = BitextFile.open(path, name)
    session = Session(file.beads, fixed_source=file.is_written_back)
    session.push(1, "target", 1)
    file.save(session.rows, path, name)
    saved = list(load_format(name).read(path, ReadOptions()).beads)
    texts = [" ".join(sentence.text for sentence in row.target) for row in saved]
    assert texts[1:3] == [
        "The government guides.",
        "Society takes part. Costs are shared by city and district.",
    ]
    assert not file.has_changed()


def test_tmx_keeps_its_language_codes(tmp_path: Path) -> None:
    path = tmp_path / "report.tmx"
    path.write_text(
        '<tmx version="1.4"><header srclang="zh-TW"/><body><tu><tuv xml:lang="zh-TW">'
        '<seg>國務院</seg></tuv><tuv xml:lang="en-GB"><seg>State Council</seg></tuv></tu>'
        "</body></tmx>",
        encoding="utf-8",
    )
    file = BitextFile.open(path)
    file.save(file.beads, path, "tmx")
    saved = path.read_text(encoding="utf-8")
    assert 'xml:lang="zh-TW"' in saved
    assert 'xml:lang="en-GB"' in saved


def test_what_a_format_cannot_hold_is_named(tsv: Path) -> None:
    file = BitextFile.open(tsv)
    session = Session(file.beads)
    session.confirm(0)
    session.push(3, "target", -1)
    assert file.losses(session.rows, "tsv") == []
    losses = file.losses(session.rows, "moses")
    assert "all text (one side is empty) of 1 row" in losses
    assert "status of 3 rows" in losses


def test_a_change_by_another_program_is_seen(tsv: Path) -> None:
    file = BitextFile.open(tsv)
    assert not file.has_changed()
    tsv.write_text(TSV + "新\tnew\n", encoding="utf-8")
    assert file.has_changed()
    tsv.unlink()
    assert file.has_changed()


def test_what_the_reader_says_is_kept_for_the_screen(tmp_path: Path) -> None:
    path = tmp_path / "report.tmx"
    path.write_text(
        '<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>一</seg>'
        '</tuv></tu><tu><tuv xml:lang="zh"><seg>二</seg></tuv><tuv xml:lang="en"><seg>Two</seg>'
        "</tuv></tu></body></tmx>",
        encoding="utf-8",
    )
    (warning,) = BitextFile.open(path).warnings
    assert "both languages" in warning


@pytest.mark.parametrize(("name", "text"), [("a.beads", "[0]:[0]\n"), ("a.tsv", "")])
def test_nothing_to_review(name: str, text: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"no text; |no rows to review"):
        BitextFile.open(path)
