"""Where this user's programs on this system keep what they can make anew, and what dates it."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

import aligner


def cache_folder(part: str) -> Path:
    """Return the folder of one part of this program: ``check``, ``models``."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "aligner" / part


def package_digest() -> str:
    """Return a hash of this package: its version, its source, its tables, its lexicon.

    What is kept under it is made anew after every change: a development checkout never shows what
    its code no longer says.
    """
    folder = Path(aligner.__file__).parent
    state = hashlib.sha256(aligner.__version__.encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            state.update(f"\0{path.relative_to(folder)}\0{file_digest(path)}".encode())
    return state.hexdigest()


def file_digest(path: Path) -> str:
    """Return a hash of a file's content.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
