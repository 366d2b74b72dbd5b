"""Parquet: columns for data tools, sentences kept."""

from __future__ import annotations

import builtins
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aligner.bead import join
from aligner.errors import FormatError, InputError, UsageError
from aligner.formats import ReadOptions, WriteOptions, read_bitext, write_bitext
from aligner.formats.columns import parse_columns
from tests.formats.texts import bitext

ROWS = bitext((["甲。"], ["A.", "B."], 0.75), (["乙。"], [], None))


def foreign(path: Path, columns: Mapping[str, list[object]]) -> Path:
    pq.write_table(pa.table(dict(columns)), path)
    return path


def test_the_columns_written(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_bitext(ROWS, path)
    first, second = pq.read_table(path).to_pylist()
    assert list(first) == [
        "unit", "source", "target", "probability", "status", "note", "locked",
        "source_sentences", "target_sentences",
    ]  # fmt: skip
    assert (first["target"], first["probability"]) == ("A. B.", 0.75)
    assert first["target_sentences"][1] == {"text": "B.", "start": 3, "end": 5}
    assert (second["probability"], second["target_sentences"]) == (None, [])


def test_row_groups_are_written_as_they_fill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aligner.formats.parquet._GROUP", 1)
    write_bitext(ROWS, tmp_path / "a.parquet")
    assert pq.ParquetFile(tmp_path / "a.parquet").num_row_groups == 2
    assert list(read_bitext(tmp_path / "a.parquet").beads) == list(ROWS.beads)


def test_columns_are_mapped_both_ways(tmp_path: Path) -> None:
    columns = parse_columns("source=zh_text,target=en_text")
    path = tmp_path / "a.parquet"
    write_bitext(ROWS, path, options=WriteOptions(columns=columns))
    assert pq.read_schema(path).names[:3] == ["unit", "zh_text", "en_text"]
    found = read_bitext(path, options=ReadOptions(columns=columns)).beads
    assert list(found) == list(ROWS.beads)


def test_files_of_others(tmp_path: Path) -> None:
    path = foreign(
        tmp_path / "a.parquet", {"id": [7, None], "zh": ["甲。", "乙。"], "en": ["A.", None]}
    )
    first, second = read_bitext(path).beads
    assert (first.unit, join(first.source, "zh"), join(first.target, "en")) == ("7", "甲。", "A.")
    assert (second.unit, second.target, second.probability) == ("", (), None)


@pytest.mark.parametrize(
    ("columns", "problem"),
    [
        ({"x": ["甲"], "en": ["A"]}, "no columns source and target among x, en; .*--columns"),
        ({"zh": ["甲"], "en": ["A"], "status": ["ok"]}, r"a\.parquet:1: unknown status 'ok'"),
        ({"zh": ["甲"], "en": ["A"], "probability": [2]}, r"a\.parquet:1: probability '2'"),
        (
            {"source": ["甲"], "target": ["A"], "source_sentences": [[{"text": "甲"}]]},
            r"a\.parquet:1: source: malformed sentence",
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    columns: Mapping[str, list[object]], problem: str, tmp_path: Path
) -> None:
    with pytest.raises(FormatError, match=problem):
        list(read_bitext(foreign(tmp_path / "a.parquet", columns)).beads)


def test_damage_inside_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_bitext(ROWS, path)
    data = bytearray(path.read_bytes())
    data[4:200] = bytes(196)
    path.write_bytes(bytes(data))
    with pytest.raises(InputError, match=r"a\.parquet: not a parquet file, or damaged"):
        list(read_bitext(path).beads)


def test_without_pyarrow_the_way_out_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.startswith("pyarrow"):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type] # passed on as they come

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UsageError, match=r"Parquet needs pyarrow; .*aligner\[parquet\]"):
        write_bitext(ROWS, tmp_path / "a.parquet")
    assert not list(tmp_path.iterdir())
