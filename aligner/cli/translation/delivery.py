"""Where translations go, and in what form; refused before any work where that cannot be."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner.cli.delivery import write_to_stdout
from aligner.errors import UsageError
from aligner.formats import FORMATS, WriteOptions, load_format, suffix_format, write_bitext
from aligner.output import Output, check_destination
from aligner.readers import READERS
from aligner.report.base import report_for
from aligner.translation.documents import Translated
from aligner.translation.writing import plain, written

DOCUMENT, TEXT = "document", "text"  # forms besides those of bitexts
REPORTS = ("html", "json", "markdown")
_PACKED = (".docx", ".docm", ".dotx")
_READ_ONLY = (".pdf", ".xlsx")
_CODE = re.compile(r"(?<=[._-])(?P<code>zh|en|cn)(?:[-_][A-Za-z]{2,4})?(?=\.|\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Target:
    """One source and where its translation goes.

    Raises:
        UsageError: the source cannot become that.
        OutputError: the file cannot be written.
    """

    source: Path
    output: Path | None  # None: standard output
    to: str | None = None
    bitext: Path | None = None
    report: Path | None = None

    def __post_init__(self) -> None:
        """Fail before the work rather than after it."""
        if self.form not in (DOCUMENT, TEXT):
            load_format(self.form)
            if self.output is None and not FORMATS[self.form].suffixes:
                raise UsageError(f"{self.form} needs the name of a file", way_out="add -o OUT")
        elif is_bitext(self.source):
            raise UsageError(
                f"a bitext cannot become a {self.form}",
                place=str(self.output or self.source),
                way_out="name the new file like a bitext, such as .tsv",
            )
        if self.form == DOCUMENT:
            self._check_document()
        if self.bitext is not None:
            _ = self.bitext_format
        if self.report is not None and report_for(self.report) not in REPORTS:
            raise UsageError(
                "no kind of report", place=str(self.report), way_out="use .html, .json or .md"
            )
        for path in self.outputs:
            check_destination(path)

    @property
    def outputs(self) -> list[Path]:
        """The files to write."""
        return [path for path in (self.output, self.bitext, self.report) if path is not None]

    @property
    def form(self) -> str:
        """What is written: a document, text, or a bitext format.

        Raises:
            UsageError: the suffix does not go with the source.
        """
        if self.to is not None:
            return self.to
        if is_bitext(self.source):
            return (suffix_format(self.output) if self.output else "tsv") or TEXT
        if self.output is None:
            return TEXT
        if self.output.suffix.lower() not in _READ_ONLY and _is_same(self.source, self.output):
            return DOCUMENT
        name = suffix_format(self.output)
        if name is None and self.output.suffix.lower() != ".txt":
            return DOCUMENT  # which is refused
        return name or TEXT

    @property
    def bitext_format(self) -> str:
        """The format of the second bitext.

        Raises:
            UsageError: none has this suffix.
        """
        from aligner.formats import format_for

        return format_for(self.bitext) if self.bitext else ""

    def _check_document(self) -> None:
        kind = self.source.suffix.lower() or "this"
        if kind in _READ_ONLY:
            raise UsageError(
                f"{kind} files are read, not written",
                place=str(self.output or self.source),
                way_out="use -o FILE.txt, or a bitext such as -o FILE.tmx",
            )
        if self.output is not None and not _is_same(self.source, self.output):
            raise UsageError(
                f"a {kind} document cannot become {self.output.suffix or 'a file without suffix'}",
                place=str(self.output),
                way_out="use -o FILE.txt, or a bitext such as -o FILE.tmx"
                if kind == ".txt"
                else f"use -o FILE{kind}, FILE.txt, or a bitext such as FILE.tmx",
            )

    def write_document(self, translated: Translated, title: str = "") -> None:
        """Write the translation of a document in all forms wanted; a page with its title.

        Raises:
            OutputError: it cannot be written.
        """
        if self.form in (DOCUMENT, TEXT):
            is_file = self.form == DOCUMENT and _is_written_back(self.source)
            data = (
                written(translated, title)
                if is_file
                else plain(translated).encode(errors="replace")
            )
            _write(data, self.output)
        elif self.output is not None:
            write_bitext(translated.bitext, self.output, self.form)
        else:
            write_to_stdout(translated.bitext, self.form, WriteOptions())
        if self.bitext is not None:
            write_bitext(translated.bitext, self.bitext, self.bitext_format)


def targets_of(
    sources: Sequence[Path],
    output: Path | None,
    to: str | None,
    bitext: Path | None,
    report: Path | None,
    others: Iterable[Path],
) -> list[Target]:
    """Return where each source goes.

    Args:
        sources: one, or several, which go into a folder.
        output: the file or folder; None: standard output.
        to: the form.
        bitext: a second file.
        report: about the result.
        others: files that are read besides the sources, which must not be overwritten.

    Raises:
        UsageError: options that do not fit together, or an input would be overwritten.
        OutputError: an output cannot be written.
    """
    if len(sources) == 1 and not (output and output.is_dir()):
        targets = [Target(sources[0], output, to, bitext, report)]
    else:
        targets = [_in_folder(source, output, to) for source in dict.fromkeys(sources)]
        for option, path in (("--bitext", bitext), ("--report", report)):
            if path is not None:
                raise UsageError(f"{option} with several sources", way_out="translate them singly")
    taken = {os.path.realpath(path) for path in (*sources, *others)}
    for target in targets:
        for path in target.outputs:
            real = os.path.realpath(path)
            if real in taken:
                raise UsageError("would overwrite an input", place=str(path))
            if path.exists() and not path.is_file():
                continue  # a pipe may be named twice
            taken.add(real)
    return targets


def is_bitext(path: Path) -> bool:
    """Tell whether a file holds both sides, as its suffix says."""
    return suffix_format(path) is not None


def translated_name(source: Path, suffix: str | None = None) -> str:
    """Return the name of a translation: its language code is the other one.

    >>> translated_name(Path("report.zh-CN.docx")), translated_name(Path("报告.md"))
    ('report.en.docx', '报告.md')
    """
    name = source.name if suffix is None else f"{source.stem}{suffix}"
    found = list(_CODE.finditer(source.stem))
    if not found:
        return name
    other = "zh" if found[-1]["code"].lower() == "en" else "en"
    start, end = found[-1].span()
    return name[:start] + other + name[end:]


def _in_folder(source: Path, folder: Path | None, to: str | None) -> Target:
    if folder is None:
        raise UsageError("several sources need a folder", way_out="add -o FOLDER")
    if str(source) == "-":
        raise UsageError("standard input has no name", way_out="name the new file with -o")
    if not folder.is_dir():
        raise UsageError("no such folder", place=str(folder), way_out="create it first")
    suffix = None
    if to is not None and to != DOCUMENT:
        suffix = (
            ".txt" if to == TEXT else "".join(FORMATS[to].suffixes[:1]) if to in FORMATS else ""
        )
    return Target(source, folder / translated_name(source, suffix), to)


def _is_same(source: Path, output: Path) -> bool:
    """Tell whether both are documents of one kind."""
    suffixes = source.suffix.lower(), output.suffix.lower()
    if set(suffixes) & set(_PACKED):
        return suffixes[0] == suffixes[1]
    plain_reader = READERS[".txt"]
    if suffixes[1] not in READERS and suffixes[0] != suffixes[1]:
        return False
    return READERS.get(suffixes[0], plain_reader) == READERS.get(suffixes[1], plain_reader)


def _is_written_back(source: Path) -> bool:
    return source.suffix.lower() not in _READ_ONLY


def _write(data: bytes, output: Path | None) -> None:
    if output is not None:
        with Output(output) as out:
            out.part().write(data)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
