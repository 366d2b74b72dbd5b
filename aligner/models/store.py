"""What models gave, kept by content: the same text and model need no second run.

One SQLite file in the user's cache folder: each batch is written as a whole, so that a killed run
goes on where it was, and several processes may share it. A store that cannot be read or written is
no store; nothing fails for it.
"""

from __future__ import annotations

import hashlib
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_logger = logging.getLogger(__name__)
_AT_ONCE = 500  # keys a query may have
_PATIENCE = 30.0  # seconds to wait for another process


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

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection = self._opened()

    def get(self, keys: Sequence[bytes]) -> dict[bytes, bytes]:
        """Return the values that are there."""
        found: dict[bytes, bytes] = {}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(keys), _AT_ONCE):
                some = keys[start : start + _AT_ONCE]
                marks = ",".join("?" * len(some))
                found |= self._connection.execute(
                    f"SELECT key, value FROM entries WHERE key IN ({marks})", some
                ).fetchall()
        except sqlite3.Error as error:
            _logger.info("%s: not used: %s", self._path, error)
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keep values, all or none."""
        if self._connection is None:
            return
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO entries VALUES (?, ?)", values.items()
                )
        except sqlite3.Error as error:
            _logger.info("%s: not written: %s", self._path, error)

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

    def _opened(self) -> sqlite3.Connection | None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            with connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute(
                    "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB)"
                    " WITHOUT ROWID"
                )
        except (OSError, sqlite3.Error) as error:
            _logger.info("%s: not used: %s", self._path, error)
            return None
        return connection
