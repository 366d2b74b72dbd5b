"""What earlier runs have finished, so that a run that was stopped goes on where it stood.

Beside the outputs stands ``.aligner-done.jsonl``, a line a finished pair: the name of the output,
hashes of what it was made from and of itself, and its summary; no text.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from aligner import __version__

NAME = ".aligner-done.jsonl"
SCHEMA = 1
_CHUNK = 1 << 20


@dataclass(slots=True)
class Record:
    """The finished pairs of the folders that outputs go to."""

    _known: dict[Path, dict[str, tuple[str, str, str]]] = field(default_factory=dict)

    def summary(self, output: Path, key: str) -> str | None:
        """Return the summary of an output that is there, as it was made from the same."""
        made_from, digest, line = self._of(output.parent).get(output.name, ("", "", ""))
        if made_from != key or not output.is_file() or _digest(output) != digest:
            return None
        return line

    def add(self, output: Path, key: str, summary: str) -> None:
        """Note a finished output; outputs in several files or in no file are not noted."""
        if not output.is_file():
            return
        entry = {
            "schema": SCHEMA,
            "output": output.name,
            "from": key,
            "sha256": _digest(output),
            "summary": summary,
        }
        with (output.parent / NAME).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(entry, ensure_ascii=False) + "\n")

    def _of(self, folder: Path) -> dict[str, tuple[str, str, str]]:
        if folder not in self._known:
            self._known[folder] = _read(folder / NAME)
        return self._known[folder]


def key_of(inputs: tuple[Path, ...], options: object) -> str:
    """Return a hash of the version, the options and the contents of the input files.

    Raises:
        OSError: a file cannot be read.
    """
    state = hashlib.sha256(f"{__version__}\0{options!r}".encode())
    for path in inputs:
        state.update(f"\0{path.name}\0{_digest(path)}".encode())
    return state.hexdigest()


def _read(path: Path) -> dict[str, tuple[str, str, str]]:
    """Return the entries by output; what is unreadable, as after a kill, is passed over."""
    entries: dict[str, tuple[str, str, str]] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return entries
    for line in lines:
        try:
            entry = json.loads(line)
            if entry["schema"] == SCHEMA:
                entries[entry["output"]] = entry["from"], entry["sha256"], entry["summary"]
        except (ValueError, KeyError, TypeError):
            continue
    return entries


def _digest(path: Path) -> str:
    state = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            state.update(chunk)
    return state.hexdigest()
