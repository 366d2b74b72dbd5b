"""Results of earlier runs: the same files checked in the same way need no second check.

One JSON file a job in the user's cache folder, named by a hash of all that decides on the result:
the files' contents, glossaries, settings, and this package itself, data and source, so that a
development checkout never shows what its rules no longer say. A cache that cannot be read or
written is no cache; nothing fails for it. Results with file names that are no UTF-8 are not kept.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from aligner.cachefolder import cache_folder, file_digest, package_digest
from aligner.findings import Finding

LARGEST = 256 << 20  # bytes in all
_logger = logging.getLogger(__name__)


def key_of(files: Iterable[Path], choices: Sequence[object]) -> str | None:
    """Return the key of a job; None where a file cannot be read.

    Args:
        files: all that are read, in order.
        choices: all that is chosen; their ``repr`` says everything of them.
    """
    state = hashlib.sha256(f"{package_digest()}\0{choices!r}".encode())
    try:
        for path in files:
            state.update(f"\0{path}\0{file_digest(path)}".encode(errors="surrogateescape"))
    except OSError:
        return None
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Stored:
    """The result of a job."""

    findings: tuple[Finding, ...]
    beads: int


@dataclass(frozen=True, slots=True)
class Cache:
    """The results in a folder."""

    folder: Path = field(default_factory=lambda: cache_folder("check"))
    largest: int = LARGEST

    def get(self, key: str) -> Stored | None:
        """Return an earlier result, if there is one."""
        import msgspec  # here: it takes 20 ms, and most commands need no cache

        path = self._path(key)
        try:
            found = msgspec.json.decode(path.read_bytes(), type=Stored)
            os.utime(path)  # The oldest use goes first.
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError) as error:
            _logger.info("%s: not used: %s", path, error)
            return None
        return found

    def put(self, key: str, result: Stored) -> None:
        """Keep a result, and drop the oldest ones where there are too many."""
        import msgspec

        temporary = self.folder / f"{secrets.token_hex(8)}.tmp"
        try:
            data = msgspec.json.encode(result)
            # The texts are the user's, nobody else's.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with temporary.open("xb") as stream:
                stream.write(data)
            temporary.replace(self._path(key))
            self._drop_oldest()
        except (OSError, UnicodeEncodeError) as error:
            _logger.info("%s: not written: %s", self.folder, error)
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self.folder / f"{key}.json"

    def _drop_oldest(self) -> None:
        files = [(path, path.stat()) for path in self.folder.glob("*.json")]
        files.sort(key=lambda file: (-file[1].st_mtime_ns, file[0].name))
        total = 0
        for path, state in files:
            total += state.st_size
            if total > self.largest:
                path.unlink(missing_ok=True)
