"""The sentence pairs a lexicon is trained on, from bitext files, packed or not."""

from __future__ import annotations

import gzip
import itertools
import lzma
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from aligner.errors import FormatError, InputError
from aligner.formats import read_bitext
from aligner.formats.tsv import unescape
from aligner.lexicon.vocabulary import SentencePair
from aligner.text.language import detect_language

_OPENERS: dict[str, type[gzip.GzipFile] | type[lzma.LZMAFile]] = {
    ".gz": gzip.GzipFile,
    ".xz": lzma.LZMAFile,
}
_SAMPLE = 1000  # pairs by which the languages of a file are told


def read_training_pairs(paths: Iterable[Path]) -> Iterator[SentencePair]:
    """Yield the pairs of bitext files, whichever language comes first.

    TSV may be packed (``.tsv.gz``, ``.tsv.xz``).

    Raises:
        InputError: a file cannot be read, or is not Chinese on one side and English on the other.
        FormatError: a malformed line or record, named by file and line.
        UsageError: unknown suffix.
    """
    for path in paths:
        sides = _packed(path) if path.suffix.lower() in _OPENERS else _plain(path)
        yield from _chinese_first(sides, path)


def _plain(path: Path) -> Iterator[tuple[str, str]]:
    """Yield both sides of each bead; line breaks between sentences keep their words apart."""
    for bead in read_bitext(path).beads:
        source, target = (
            "\n".join(sentence.text for sentence in side) for side in (bead.source, bead.target)
        )
        yield source, target


def _packed(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the first two columns of a packed TSV file."""
    try:
        with _OPENERS[path.suffix.lower()](path) as stream:
            for number, line in enumerate(stream, start=1):
                yield _columns(line, f"{path}:{number}")
    except (EOFError, gzip.BadGzipFile, lzma.LZMAError, zlib.error) as error:
        raise FormatError(
            f"cannot be unpacked: {error}", place=str(path), way_out="pack it again"
        ) from error
    except OSError as error:
        raise InputError(
            error.strerror or str(error), place=str(path), way_out="check the path"
        ) from error


def _columns(line: bytes, place: str) -> tuple[str, str]:
    try:
        columns = line.decode().rstrip("\r\n").split("\t")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8", place=place, way_out="convert it to UTF-8") from error
    if len(columns) < 2:
        raise FormatError(
            "one column, expected two", place=place, way_out="separate both sides by a tab"
        )
    return unescape(columns[0]), unescape(columns[1])


def _chinese_first(sides: Iterator[tuple[str, str]], path: Path) -> Iterator[SentencePair]:
    """Yield the pairs of one file; the first ones tell which side is Chinese."""
    first = list(itertools.islice(sides, _SAMPLE))
    if not first:
        raise InputError("no sentence pairs", place=str(path))
    try:
        languages = [detect_language("\n".join(side)) for side in zip(*first, strict=True)]
    except InputError as error:
        raise InputError(error.problem, place=str(path)) from error
    if languages[0] == languages[1]:
        raise InputError(
            f"both sides look {'Chinese' if languages[0] == 'zh' else 'English'}",
            place=str(path),
            way_out="one must be Chinese, the other English",
        )
    for source, target in itertools.chain(first, sides):
        yield SentencePair(*((source, target) if languages[0] == "zh" else (target, source)))
