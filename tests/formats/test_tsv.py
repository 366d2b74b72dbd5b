r"""TSV: no header, no quoting, ``\t``, ``\n``, ``\r`` and ``\\`` escaped."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.bead import Bead, Bitext
from aligner.errors import FormatError
from aligner.formats import ReadOptions, read_bitext, write_bitext
from aligner.formats.tsv import escape, unescape
from tests.formats.texts import bitext


def read(tmp_path: Path, content: bytes) -> list[Bead]:
    (tmp_path / "a.tsv").write_bytes(content)
    return list(read_bitext(tmp_path / "a.tsv").beads)


def test_the_written_form() -> None:
    stream = io.BytesIO()
    rows = bitext((['他说"好"。'], ["a\tb\\n", "c\nd"], 0.99999), ([], ["x"], None))
    write_bitext(rows, stream, "tsv")
    assert stream.getvalue().decode() == '他说"好"。\ta\\tb\\\\n c d\t1.0000\n\tx\n'


def test_status_and_note_stand_in_columns_of_their_own_where_there_are_any(
    tmp_path: Path,
) -> None:
    (plain,) = bitext((["甲。"], ["A."], None)).beads
    beads = [
        plain,
        replace(plain, status="final"),
        replace(plain, note="see\tp. 3\nagain", probability=0.5),
    ]
    write_bitext(Bitext("zh", "en", beads), tmp_path / "a.tsv")
    assert (tmp_path / "a.tsv").read_text(encoding="utf-8").split("\n") == [
        "甲。\tA.",
        "甲。\tA.\t\tfinal",
        "甲。\tA.\t0.5000\t\tsee\\tp. 3\\nagain",
        "",
    ]
    found = read_bitext(tmp_path / "a.tsv").beads
    assert [(bead.status, bead.note) for bead in found] == [
        (bead.status, bead.note) for bead in beads
    ]


@given(st.text())
def test_escaping_can_be_undone_and_leaves_one_column(text: str) -> None:
    assert unescape(escape(text)) == text
    assert not set(escape(text)) & set("\t\n\r")


def test_two_columns_bom_windows_line_ends_and_strange_backslashes(tmp_path: Path) -> None:
    rows = read(tmp_path, "\ufeff甲\tC:\\dir\r\n乙\tb\\nc\t0.5\t\t\tcomment\r\n".encode())
    assert [bead.target[0].text for bead in rows] == ["C:\\dir", "b\nc"]
    assert [bead.source[0].text for bead in rows] == ["甲", "乙"]
    assert [bead.probability for bead in rows] == [None, 0.5]


def test_sentences_are_numbered_and_placed_line_by_line(tmp_path: Path) -> None:
    sides = [bead.source for bead in read(tmp_path, "一二\tx\n\ty\n三\tz\n".encode())]
    places = [(s.index, s.start, s.end) for side in sides for s in side]
    assert places == [(0, 0, 2), (1, 3, 4)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a\tb\nc\n", "a.tsv:2: one column, expected at least two"),
        (b"a\tb\n\n", "a.tsv:2: one column"),
        (b"a\tb\tlikely\n", "a.tsv:1: probability 'likely'"),
        (b"a\tb\tnan\n", "a.tsv:1: probability 'nan'"),
        (b"a\tb\t\tdone\n", "a.tsv:1: unknown status 'done'; write initial, translated, "),
        ("甲\tb\n".encode("gb18030"), "a.tsv:1: not UTF-8"),
    ],
)
def test_malformed_rows_name_file_and_line(content: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=problem):
        read(tmp_path, content)


def test_the_languages_are_the_users_to_say(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("a\t甲\n", encoding="utf-8")
    found = read_bitext(tmp_path / "a.tsv", options=ReadOptions("en", "zh"))
    assert (found.source_language, found.target_language) == ("en", "zh")
