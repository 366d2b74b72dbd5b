"""What earlier runs have finished, so that a run that was stopped goes on where it stood.

Beside the outputs stands ``.aligner-done.jsonl``, a line a finished pair: the name of the output,
hashes of what it was made from (the texts, the options, this package) and of itself, and its
summary; no text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from aligner.cachefolder import file_digest, package_digest

NAME = ".aligner-done.jsonl"
SCHEMA = 1


@dataclass(slots=True)
class Record:
    """The finished pairs of the folders that outputs go to."""

    # Of this package, which aligns otherwise after a change; once a run, as all of it is read.
    code: str = field(default_factory=package_digest)
    _known: dict[Path, dict[str, tuple[str, str, str]]] = field(default_factory=dict)

    def key_of(self, inputs: Iterable[Path], options: object) -> str:
        """Return a hash of this package, the options and the contents of the input files.

        Args:
            inputs: all files that are read, in order.
            options: all that is chosen; their ``repr`` says everything of them.

        Raises:
            OSError: a file cannot be read.
        """
        state = hashlib.sha256(f"{self.code}\0{options!r}".encode())
        for path in inputs:  # Their names may be bytes that are no UTF-8.
            state.update(f"\0{path.name}\0{file_digest(path)}".encode(errors="surrogateescape"))
        return state.hexdigest()

    def summary(self, output: Path, key: str) -> str | None:
        """Return the summary of an output that is there, as it was made from the same."""
        made_from, digest, line = self._of(output.parent).get(output.name, ("", "", ""))
        if made_from != key or not output.is_file() or file_digest(output) != digest:
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
            "sha256": file_digest(output),
            "summary": summary,
        }
        with (output.parent / NAME).open("a", encoding="utf-8", newline="\n") as stream:
            # In ASCII: no name can break the line, nor fail to be UTF-8.
            stream.write(json.dumps(entry) + "\n")

    def _of(self, folder: Path) -> dict[str, tuple[str, str, str]]:
        if folder not in self._known:
            self._known[folder] = _read(folder / NAME)
        return self._known[folder]


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
