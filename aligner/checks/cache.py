"""Results of earlier runs: the same files checked in the same way need no second check.

One JSON file a job in the user's cache folder, named by a hash of all that decides on the result:
the files' contents, glossaries, settings, and this package itself, data and source, so that a
development checkout never shows what its rules no longer say. A cache that cannot be read or
written is no cache; nothing fails for it.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from aligner.cachefolder import cache_folder, file_digest, package_digest
from aligner.checks.stored import finding_from, row_of
from aligner.findings import Finding

SCHEMA = 1
LARGEST = 256 << 20  # bytes in all
_logger = logging.getLogger(__name__)


def key_of(files: Iterable[Path], choices: Sequence[object]) -> str | None:
    """Return the key of a job; None where a file cannot be read.

    Args:
        files: all that are read, in order.
        choices: all that is chosen; their ``repr`` says everything of them.
    """
    state = hashlib.sha256(f"{SCHEMA}\0{package_digest()}\0{choices!r}".encode())
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
        path = self._path(key)
        try:
            data = json.loads(path.read_text(encoding="utf-8", errors="surrogatepass"))
            if data["schema"] != SCHEMA:
                return None
            found = Stored(tuple(map(finding_from, data["findings"])), data["beads"])
            os.utime(path)  # The oldest use goes first.
        except FileNotFoundError:
            return None
        except (OSError, ValueError, TypeError, KeyError) as error:
            _logger.info("%s: not used: %s", path, error)
            return None
        return found

    def put(self, key: str, result: Stored) -> None:
        """Keep a result, and drop the oldest ones where there are too many."""
        rows = [row_of(finding) for finding in result.findings]
        data = {"schema": SCHEMA, "beads": result.beads, "findings": rows}
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        temporary = self.folder / f"{secrets.token_hex(8)}.tmp"
        try:
            # The texts are the user's, nobody else's.
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with temporary.open("x", encoding="utf-8", errors="surrogatepass") as stream:
                stream.write(text)
            temporary.replace(self._path(key))
            self._drop_oldest()
        except OSError as error:
            _logger.info("%s: not written: %s", self.folder, error.strerror)
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
