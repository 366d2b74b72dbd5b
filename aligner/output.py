"""Files that appear complete or not at all.

A writer asks an ``Output`` for the streams it needs; they lead to temporary files beside the
destination, which are moved into place when everything has been written.

    with Output(Path("report.tmx")) as output:
        output.part().write(b"...")
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from aligner.errors import OutputError, UsageError

_STREAMS = ("/dev/stdout", "/dev/stderr", "/dev/fd", "/proc/self/fd")


@dataclass(frozen=True, slots=True)
class _Part:
    stream: BinaryIO
    temporary: Path | None  # None: a device or pipe, written directly
    final: Path


class Output:
    """One destination, in one or several files, written as a transaction.

    Leaving the ``with`` block normally puts all files in place. Leaving it by any exception,
    Ctrl-C among them, removes what was written; files from before stay as they were. Devices and
    pipes (``/dev/stdout``, a FIFO) and streams handed in are written to directly.

    Raises:
        OutputError: no such folder, a directory in the way, no permission, disk full.
        UsageError: several files are asked for where the destination is a stream.
    """

    def __init__(self, destination: Path | BinaryIO) -> None:
        self._destination = destination
        self._parts: list[_Part] = []

    def part(self, suffix: str = "") -> BinaryIO:
        """Open the file whose name is the destination's with ``suffix`` added."""
        if not isinstance(self._destination, Path):
            if suffix:
                raise UsageError(
                    "this format writes several files", way_out="name them with -o PREFIX"
                )
            return self._destination
        path = self._destination.with_name(self._destination.name + suffix)
        try:
            part = _open_part(path)
        except OSError as error:
            raise _output_error(error, path) from error
        self._parts.append(part)
        return part.stream

    def __enter__(self) -> Self:
        """Return the output itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Put all files in place, or remove what was written."""
        try:
            if error is None:
                self._commit()
        except OSError as failure:
            raise self._named(failure) from failure
        finally:
            self._discard()
        if isinstance(error, OSError):
            raise self._named(error) from error

    def _commit(self) -> None:
        """Close every stream before the first file is moved: closing may still fail."""
        for part in self._parts:
            part.stream.close()
        for part in self._parts:
            if part.temporary is None:
                continue
            if part.final.exists():
                shutil.copymode(part.final, part.temporary)
            part.temporary.replace(part.final)

    def _discard(self) -> None:
        """Close and remove what is left; after a commit that is nothing."""
        for part in self._parts:
            with suppress(OSError):  # The disk is full or the pipe closed: being reported.
                part.stream.close()
            if part.temporary is not None:
                part.temporary.unlink(missing_ok=True)

    def _named(self, error: OSError) -> Exception:
        """Say which file could not be written; an error that has a file's name is another's."""
        foreign = error.filename is not None or isinstance(error, BrokenPipeError)
        if foreign or not self._parts:
            return error
        return _output_error(error, self._parts[-1].final)


def check_destination(path: Path) -> None:
    """Fail early, before minutes of work, where ``path`` cannot become a file.

    Raises:
        OutputError: its folder is missing or read-only, or it is a directory.
    """
    if path.is_dir():
        raise OutputError("is a directory", place=str(path), way_out="name a file inside it")
    if not path.parent.is_dir():
        raise OutputError("no such folder", place=str(path.parent), way_out="create it first")
    if not _is_device(path) and not os.access(path.parent, os.W_OK):
        raise OutputError(
            "no permission to write in this folder",
            place=str(path.parent),
            way_out="choose another with -o",
        )


def refuse_overwriting(outputs: Iterable[Path | None], inputs: Iterable[Path | None]) -> None:
    """Fail early, before minutes of work, where an output would replace a file that is read.

    Args:
        outputs: files to write; None is skipped.
        inputs: every file that the command reads, glossaries and the like too; None is skipped.

    Raises:
        UsageError: an output is one of the inputs, whatever links lead to it.
    """
    taken = {os.path.realpath(path) for path in inputs if path is not None}
    for path in outputs:
        if path is not None and os.path.realpath(path) in taken:
            raise UsageError("would overwrite an input", place=str(path))


def _open_part(path: Path) -> _Part:
    check_destination(path)
    if _is_device(path):
        return _Part(path.open("ab"), None, path)
    # A link keeps leading to its file: the file is replaced, not the link.
    final = Path(os.path.realpath(path))
    temporary = final.with_name(f".aligner-{secrets.token_hex(8)}.tmp")
    return _Part(temporary.open("xb"), temporary, final)


def _is_device(path: Path) -> bool:
    """Tell whether to write directly: /dev/stdout may be a file, but must not be replaced."""
    if any(path.is_relative_to(stream) for stream in _STREAMS):
        return True
    return path.exists() and not path.is_file()


def _output_error(error: OSError, path: Path) -> OutputError:
    return OutputError(error.strerror or str(error), place=str(path))
