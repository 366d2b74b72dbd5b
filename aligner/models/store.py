"""What models gave, kept by content: the same text and model need no second run.

One SQLite file in the user's cache folder: each batch is written as a whole, so that a killed run
goes on where it was, and several processes may share it. A store that cannot be read or written is
no store, and one that is damaged begins anew; nothing fails for it. What has not been used for the
longest time is dropped when the file grows too large.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

SCHEMA = 1
LARGEST = 1 << 30  # bytes a file; a quarter of a million vectors of 1024 numbers
_logger = logging.getLogger(__name__)
_AT_ONCE = 500  # keys a query may have
_PATIENCE = 30.0  # seconds to wait for another process
_KEPT = 0.8  # of the largest size, when something is dropped
_DAY = 86_400  # seconds
# The value last: what is to be dropped is found without reading values.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries"
    " (key BLOB PRIMARY KEY, used INTEGER NOT NULL, value BLOB NOT NULL)"
)


def content_key(*parts: str) -> bytes:
    """Return the key of what a text, a model and all options together give: 32 bytes."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode(errors="surrogatepass")
        state.update(len(data).to_bytes(8, "big"))  # Otherwise "ab", "c" would equal "a", "bc".
        state.update(data)
    return state.digest()


class Store:
    """Values by key in one file."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        self._path = path
        self._largest = largest  # bytes
        self._connection: sqlite3.Connection | None = None
        self._connection = self._opened() or self._opened_anew()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there."""
        found: dict[bytes, bytes] = {}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(keys), _AT_ONCE):
                found |= self._some(keys[start : start + _AT_ONCE], self._connection)
        except sqlite3.Error as error:
            self._complain("not used", error)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, all or none."""
        if self._connection is None:
            return
        rows = [(key, _today(), value) for key, value in values.items()]
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", rows
                )
            self._drop_oldest(self._connection)
        except sqlite3.Error as error:
            self._complain("not written", error)

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        """Return the store itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def _some(self, keys: Sequence[bytes], connection: sqlite3.Connection) -> dict[bytes, bytes]:
        chosen = f"WHERE key IN ({','.join('?' * len(keys))})"
        rows = connection.execute(f"SELECT key, used, value FROM entries {chosen}", keys).fetchall()
        # Days are exact enough, and so reading seldom writes.
        if any(used < _today() for _, used, _ in rows):
            with suppress(sqlite3.OperationalError), connection:
                connection.execute(f"UPDATE entries SET used = {_today()} {chosen}", keys)
        return {key: value for key, _, value in rows}

    def _drop_oldest(self, connection: sqlite3.Connection) -> None:
        size = _number(connection, "page_count") * _number(connection, "page_size")
        if size <= self._largest:
            return
        (count,) = connection.execute("SELECT count(*) FROM entries").fetchone()
        share = 1 - _KEPT * self._largest / size  # Values are of about one size.
        oldest = "SELECT rowid FROM entries ORDER BY used, rowid LIMIT ?"
        with connection:
            connection.execute(
                f"DELETE FROM entries WHERE rowid IN ({oldest})", (int(count * share) + 1,)
            )
        connection.execute("PRAGMA incremental_vacuum").fetchall()

    def _complain(self, what: str, error: Exception) -> None:
        _logger.info("%s: %s: %s", self._path, what, error)
        if _is_damage(error):
            self.close()
            self._remove()

    def _opened(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE)
        except (OSError, sqlite3.Error) as error:
            self._complain("not used", error)
            return None
        try:
            if _prepare(connection):
                return connection
            _logger.info("%s: not used: of a newer version", self._path)
        except sqlite3.Error as error:
            self._complain("not used", error)
        connection.close()
        return None

    def _opened_anew(self) -> sqlite3.Connection | None:
        """Return a connection to a new file where a damaged one was removed."""
        return None if self._path.exists() else self._opened()

    def _remove(self) -> None:
        with suppress(OSError):
            self._path.unlink()


def _prepare(connection: sqlite3.Connection) -> bool:
    """Make the table; False if the file is of a newer version."""
    version = _number(connection, "user_version")
    if version > SCHEMA:
        return False
    if version < SCHEMA:
        # Before the first table is made; later it would need a copy of the whole file.
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    # Not the write-ahead log: it is no good where several machines share a home folder.
    connection.execute("PRAGMA journal_mode = TRUNCATE").fetchall()
    connection.execute("PRAGMA synchronous = NORMAL")
    with connection:
        if version < SCHEMA:
            connection.execute("BEGIN IMMEDIATE")
            if _number(connection, "user_version") < SCHEMA:  # No other process was faster.
                connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute(_TABLE)
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
    return True


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def _is_damage(error: Exception) -> bool:
    # Its subclasses say that the file is locked, or cannot be written.
    return type(error) is sqlite3.DatabaseError


def _today() -> int:
    return int(time.time() // _DAY)
