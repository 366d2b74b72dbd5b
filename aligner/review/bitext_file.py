"""The file under correction: opened once, saved complete or not at all, no change overwritten."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from aligner.bead import Bead, Bitext
from aligner.document import Language, Sentence
from aligner.errors import InputError
from aligner.formats import (
    ReadOptions,
    WriteOptions,
    format_for,
    load_format,
    read_bitext,
    write_bitext,
)
from aligner.messages import translate
from aligner.output import Output
from aligner.review.codes import language_codes
from aligner.review.pieces import cut_sentence, glue

_ALL = "all text (one side is empty)"
_Stamp = tuple[tuple[int, int, int], ...]  # time, size and inode of every file


@dataclass(slots=True)
class BitextFile:
    """A bitext read for correction. Make it with ``BitextFile.open``."""

    path: Path
    format_name: str
    bitext: Bitext  # languages and names; its beads have been read
    beads: list[Bead]  # cut into sentences
    warnings: list[str]  # what the reader said: rows left out, texts repaired
    check_below: float
    _options: ReadOptions
    _originals: tuple[list[Sentence], list[Sentence]]
    _stamp: _Stamp = field(default=())

    @classmethod
    def open(
        cls,
        path: Path,
        format_name: str | None = None,
        options: ReadOptions | None = None,
        check_below: float = 0.9,
    ) -> BitextFile:
        """Read a bitext file whole.

        Raises:
            InputError: the file cannot be read, holds no texts, or no rows.
            FormatError: a malformed record.
            UsageError: unknown format or suffix.
        """
        format_name = format_name or format_for(path)
        options = options or ReadOptions()
        with _warnings() as warnings:
            bitext = read_bitext(path, format_name, options)
            read = list(bitext.beads)
        if not read:
            raise InputError("no rows to review", place=str(path))
        beads, originals = _numbered(read)
        beads = [_cut(bead, bitext.source_language, bitext.target_language) for bead in beads]
        bitext = replace(bitext, beads=())
        opened = cls(path, format_name, bitext, beads, warnings, check_below, options, originals)
        opened._stamp = opened._current_stamp()
        return opened

    @property
    def is_written_back(self) -> bool:
        """Whether saving puts the targets into the file's own segments, which are fixed."""
        return _write_back(self.format_name) is not None

    def is_own(self, destination: Path) -> bool:
        """Tell whether saving there replaces the file that was opened."""
        return any(_is_same(destination, path) for path in (self.path, *self._paths()))

    def has_changed(self) -> bool:
        """Tell whether another program changed or removed the file since it was opened or saved."""
        return self._current_stamp() != self._stamp

    def losses(self, rows: Sequence[Bead], format_name: str) -> list[str]:
        """Say what a format cannot hold, such as ``status of 17 rows``.

        Sentence borders do not count: most formats join sentences, and reviewing cuts them again.
        """
        keeps = load_format(format_name).keeps
        lost: Counter[str] = Counter()
        for row in rows:
            keeps.count_lost(row, lost)
            if not (row.source or keeps.empty_source) or not (row.target or keeps.empty_target):
                lost[_ALL] += 1
        del lost["sentence borders"]
        return [_loss(what, count) for what, count in sorted(lost.items())]

    def save(self, rows: Sequence[Bead], destination: Path, format_name: str) -> None:
        """Write the rows; a file from before stays as it was until the new one is complete.

        Raises:
            OutputError: the file cannot be written.
        """
        bitext = replace(self.bitext, beads=glue(rows, *self._originals))
        is_own = self.is_own(destination)
        write_back = _write_back(format_name) if is_own else None
        if write_back is not None:
            with Output(destination) as output:
                write_back(self.path, bitext, output)
        else:
            write_bitext(bitext, destination, format_name, self._write_options(format_name))
        if is_own:
            self._stamp = self._current_stamp()

    def _write_options(self, format_name: str) -> WriteOptions:
        """Return options that keep what the file's own headers and language codes were."""
        source_code = target_code = None
        if format_name == self.format_name == "tmx":
            codes = language_codes(self.path)
            source_code = codes.get(self.bitext.source_language)
            target_code = codes.get(self.bitext.target_language)
        takes_columns = "columns" in load_format(format_name).takes
        columns = self._options.columns if takes_columns else ()
        return WriteOptions(source_code, target_code, columns=columns, check_below=self.check_below)

    def _paths(self) -> list[Path]:
        """Return the files read: Moses has two, with the languages as suffixes."""
        if self.path.exists():
            return [self.path]
        return [Path(name) for name in (self.bitext.source_name, self.bitext.target_name) if name]

    def _current_stamp(self) -> _Stamp:
        found = [path.stat() for path in self._paths() if path.exists()]
        return tuple((status.st_mtime_ns, status.st_size, status.st_ino) for status in found)


def _write_back(format_name: str) -> Callable[[Path, Bitext, Output], object] | None:
    chosen = load_format(format_name)
    return getattr(chosen, "write_back", None)


def _numbered(beads: Sequence[Bead]) -> tuple[list[Bead], tuple[list[Sentence], list[Sentence]]]:
    """Give the sentences running numbers, by which their pieces find together again."""
    originals: tuple[list[Sentence], list[Sentence]] = ([], [])
    numbered = [
        replace(
            bead,
            source=tuple(_number(bead.source, originals[0])),
            target=tuple(_number(bead.target, originals[1])),
        )
        for bead in beads
    ]
    return numbered, originals


def _number(sentences: Sequence[Sentence], originals: list[Sentence]) -> Iterator[Sentence]:
    for sentence in sentences:
        originals.append(replace(sentence, index=len(originals)))
        yield originals[-1]


def _cut(bead: Bead, source_language: Language, target_language: Language) -> Bead:
    source = tuple(p for sentence in bead.source for p in cut_sentence(sentence, source_language))
    target = tuple(p for sentence in bead.target for p in cut_sentence(sentence, target_language))
    return replace(bead, source=source, target=target)


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what the readers log, which the screen of the program would hide."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(record.getMessage())

    logger = logging.getLogger("aligner")
    collector = Collector(logging.WARNING)
    logger.addHandler(collector)
    try:
        yield lines
    finally:
        logger.removeHandler(collector)


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _loss(what: str, count: int) -> str:
    lost = translate(what)
    return translate(f"{lost} of 1 row" if count == 1 else f"{lost} of {count:,} rows")
