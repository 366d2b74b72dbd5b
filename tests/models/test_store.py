"""The store: several processes, killed ones, damaged files, and no more than so many bytes."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.models import store
from aligner.models.store import Store, content_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "store.sqlite"


def key(number: int) -> bytes:
    return content_key(str(number))


def test_what_is_put_is_got(path: Path) -> None:
    values = {key(number): bytes([number % 256]) * 10 for number in range(1200)}
    with Store(path) as first:
        assert first.get([key(0)]) == {}
        first.put(values)
    with Store(path) as second:
        assert second.get([*values, key(-1)]) == values
        second.put({key(0): b"new"})
        assert second.get([key(0)]) == {key(0): b"new"}
    assert [file.name for file in path.parent.iterdir() if file.stat().st_size] == [path.name]


def test_nothing_asked_nothing_put(path: Path) -> None:
    with Store(path) as empty:
        empty.put({})
        assert empty.get([]) == {}


@given(st.lists(st.text()), st.lists(st.text()))
def test_keys_tell_the_parts_apart(first: list[str], second: list[str]) -> None:
    assert (content_key(*first) == content_key(*second)) == (first == second)


def test_a_key_of_half_a_character() -> None:
    assert len(content_key("\ud800")) == 32


def test_two_stores_at_a_time(path: Path) -> None:
    with Store(path) as first, Store(path) as second:
        first.put({key(1): b"1"})
        second.put({key(2): b"2"})
        assert first.get([key(1), key(2)]) == second.get([key(1), key(2)])


WRITER = """
import sys
from pathlib import Path
from aligner.models.store import Store, content_key
start, rounds = int(sys.argv[2]), int(sys.argv[3])
with Store(Path(sys.argv[1])) as store:
    for number in range(start, start + rounds):
        store.put({content_key(f"{number}.{part}"): b"x" * 3000 for part in range(50)})
        print(number, flush=True)
"""


def writer(path: Path, start: int, rounds: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(start), str(rounds)],
        stdout=subprocess.PIPE,
        text=True,
    )


def parts(path: Path, number: int) -> int:
    with Store(path) as opened:
        return len(opened.get([content_key(f"{number}.{part}") for part in range(50)]))


def test_processes_write_at_a_time(path: Path) -> None:
    writers = [writer(path, start, 10) for start in (0, 10, 20)]
    for process in writers:
        process.communicate()
        assert process.returncode == 0
    assert [parts(path, number) for number in range(30)] == [50] * 30


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_writer_is_killed(path: Path) -> None:
    process = writer(path, 0, 10_000)
    assert process.stdout
    written = [int(process.stdout.readline()) for _ in range(5)]
    process.send_signal(signal.SIGKILL)
    written += [int(line) for line in process.communicate()[0].splitlines()]
    assert [parts(path, number) for number in written] == [50] * len(written)
    # The one at work is there as a whole or not at all.
    assert parts(path, written[-1] + 1) in (0, 50)
    with Store(path) as next_one:
        next_one.put({key(1): b"1"})
        assert next_one.get([key(1)])


@pytest.mark.parametrize("content", [b"no database" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_file_begins_anew(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with Store(path) as opened:
        opened.put({key(1): b"1"})
        assert opened.get([key(1)]) == {key(1): b"1"}


def test_a_file_damaged_inside_is_given_up(path: Path) -> None:
    values = {key(number): b"x" * 3000 for number in range(300)}
    with Store(path) as opened:
        opened.put(values)
    data = bytearray(path.read_bytes())
    data[8192:] = b"\xff" * (len(data) - 8192)
    path.write_bytes(data)
    with Store(path) as opened:
        assert len(opened.get(list(values))) < 300
    with Store(path) as opened:
        opened.put(values)
        assert opened.get(list(values)) == values


def test_an_older_schema_begins_anew(path: Path) -> None:
    path.parent.mkdir()
    older = sqlite3.connect(path)
    older.execute("CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID")
    older.close()
    with Store(path) as opened:
        opened.put({key(1): b"1"})
        assert opened.get([key(1)]) == {key(1): b"1"}


def test_a_newer_schema_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    with Store(path) as opened:
        opened.put({key(1): b"1"})
        assert opened.get([key(1)]) == {}
    assert path.read_bytes() == before


def test_no_folder_to_write_in(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with Store(tmp_path / "file" / "store.sqlite") as nowhere:
        nowhere.put({key(1): b"1"})
        assert nowhere.get([key(1)]) == {}


def test_a_folder_instead_of_a_file(tmp_path: Path) -> None:
    with Store(tmp_path) as nowhere:
        nowhere.put({key(1): b"1"})
        assert nowhere.get([key(1)]) == {}


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with Store(tmp_path / "store.sqlite") as nowhere:
        nowhere.put({key(1): b"1"})
        assert nowhere.get([key(1)]) == {}
    tmp_path.chmod(0o700)


def test_a_file_in_use_is_not_waited_for_without_end(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.05)
    with Store(path) as opened:
        opened.put({key(1): b"1"})
        other = sqlite3.connect(path)
        other.execute("BEGIN EXCLUSIVE")
        opened.put({key(2): b"2"})
        assert opened.get([key(1)]) == {}
        other.close()
        assert opened.get([key(1), key(2)]) == {key(1): b"1"}


def test_it_does_not_grow_without_end(path: Path) -> None:
    largest = 1 << 20
    with Store(path, largest) as opened:
        for start in range(0, 1000, 20):
            opened.put({key(number): b"x" * 4000 for number in range(start, start + 20)})
            assert path.stat().st_size < largest * 1.1
        kept = opened.get([key(number) for number in range(1000)])
        # The newest are there, and not too few.
        assert set(kept) == {key(number) for number in range(1000 - len(kept), 1000)}
        assert len(kept) > 0.6 * largest / 4096


def test_the_least_recently_used_go_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    with Store(path, 1 << 20) as opened:
        opened.put({key(number): b"x" * 4000 for number in range(100)})
        monkeypatch.setattr("time.time", lambda: now + 100_000)
        assert opened.get([key(3)])
        opened.put({key(number): b"x" * 4000 for number in range(100, 280)})
        assert opened.get([key(3)])
        assert not opened.get([key(2), key(4)])
