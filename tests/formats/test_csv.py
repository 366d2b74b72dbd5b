"""CSV: as Excel opens it without asking, and as it saves it."""

from __future__ import annotations

from pathlib import Path

import pytest

from aligner.bead import join
from aligner.errors import FormatError, UsageError
from aligner.formats import ReadOptions, WriteOptions, read_bitext, write_bitext
from aligner.formats.columns import parse_columns
from tests.formats.texts import bitext

ROWS = bitext((['他说："好。"'], ["He said, fine; right."], 0.5), ([], ["x"], None))


def read(
    tmp_path: Path, content: bytes, options: ReadOptions | None = None
) -> list[tuple[str, str]]:
    (tmp_path / "a.csv").write_bytes(content)
    beads = read_bitext(tmp_path / "a.csv", options=options).beads
    return [(join(bead.source, "zh"), join(bead.target, "en")) for bead in beads]


def test_the_written_form(tmp_path: Path) -> None:
    write_bitext(ROWS, tmp_path / "a.csv", options=WriteOptions(columns=(("note", "备注"),)))
    assert (tmp_path / "a.csv").read_bytes().decode() == (
        "\ufeffid,source,target,probability,status,备注\r\n"
        ',"他说：""好。""","He said, fine; right.",0.5000,,\r\n'
        ",,x,,,\r\n"
    )


def test_locks_have_no_column(tmp_path: Path) -> None:
    columns = parse_columns("locked=锁")
    with pytest.raises(UsageError, match="does not keep locks"):
        write_bitext(ROWS, tmp_path / "a.csv", options=WriteOptions(columns=columns))
    assert not list(tmp_path.iterdir())


TABLE = '中文{0}English{0}Notes\r\n开会。{0}"We ""meet""{0}\r\ntoday."{0}x\r\n\r\n{0}{0}\r\n'


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_what_separates_and_encodes_is_seen_in_the_file(
    separator: str, codec: str, tmp_path: Path
) -> None:
    found = read(tmp_path, TABLE.format(separator).encode(codec))
    assert found == [("开会。", f'We "meet"{separator.strip()} today.')]


def test_another_encoding_is_reported_as_a_guess(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read(tmp_path, TABLE.format(",").encode("gb18030"))
    assert "a.csv: read as GB18030, a guess" in caplog.text


def test_without_header_the_script_tells_the_columns(tmp_path: Path) -> None:
    assert read(tmp_path, "We meet.,开会。\n".encode()) == [("开会。", "We meet.")]


def test_columns_are_named_by_the_user(tmp_path: Path) -> None:
    options = ReadOptions(columns=parse_columns("source=丙,target=b"))
    assert read(tmp_path, "甲,丙,b\n一,二,three\n".encode(), options) == [("二", "three")]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"source,target\n\xff\xff\xff,a\n", r"a\.csv:\d: not GB18030"),
        ("source,target,probability\n甲,A,often\n".encode(), r"a\.csv:2: probability 'often'"),
        ('source,target\n甲,"A"B\n'.encode(), r"a\.csv:2: malformed: "),
        (b"", r"a\.csv: not clear which columns"),
    ],
)
def test_malformed_files_name_the_line(content: bytes, problem: str, tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=problem):
        read(tmp_path, content)
