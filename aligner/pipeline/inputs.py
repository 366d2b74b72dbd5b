"""What there is to check or score: documents with their translations, and bitexts.

The suffix tells bitexts from documents. Two documents belong together; of more than two, those
whose names differ only in their language do, as for folders.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aligner.bead import Alignment
from aligner.errors import InputError, UsageError
from aligner.formats import ReadOptions, suffix_format
from aligner.formats.base import Columns
from aligner.pipeline.aligning import AlignOptions, align_bilingual, align_files
from aligner.pipeline.folders import key_of, match_folders
from aligner.pipeline.manifest import Pair, read_documents
from aligner.pipeline.progress import Progress, silent
from aligner.readers import READERS
from aligner.report.detection import is_report

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Input:
    """A bitext, two documents, or one document with both languages."""

    source: Path  # or the only file
    target: Path | None = None
    is_bitext: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to read."""
        return (self.source, self.target) if self.target else (self.source,)


@dataclass(frozen=True, slots=True)
class Reading:
    """How files are read and aligned."""

    options: AlignOptions = field(default_factory=AlignOptions)
    columns: Columns = ()

    @property
    def of_bitexts(self) -> ReadOptions:
        """What formats that do not tell their languages are told."""
        given = (self.options.source_language, self.options.target_language)
        are_said = any(given)
        if given[0] == "en" or given[1] == "zh":
            return ReadOptions("en", "zh", self.columns, are_said)
        return ReadOptions("zh", "en", self.columns, are_said)

    def align(self, documents: Input, progress: Progress = silent) -> Alignment:
        """Align two documents, or both languages of one.

        Raises:
            InputError: a file cannot be read or is empty, or a language is missing.
            UsageError: as for ``align_files`` and ``align_bilingual``.
        """
        if documents.target is None:
            return align_bilingual(documents.source, self.options, progress)
        return align_files(documents.source, documents.target, self.options, progress)


def find_inputs(files: Sequence[Path], manifest: Path | None = None) -> list[Input]:
    """Return what there is to check, in the order given, each once.

    Raises:
        InputError: a folder without anything to check, or a bad manifest.
        UsageError: nothing is given, or documents that cannot be paired.
    """
    if manifest is not None:
        if files:
            raise UsageError("both files and --pairs", way_out="give one of them")
        return _paired(read_documents(manifest))
    if not files:
        raise UsageError("a file is needed", way_out="aligner check SOURCE TARGET")
    if len(files) == 2 and all(path.is_dir() for path in files) and _hold_documents(files):
        matched = match_folders(files[0], files[1], Path(), "")
        for path in matched.alone:
            _logger.warning("%s: no document of the same name in the other folder", path)
        return _paired(matched.pairs)
    return list(dict.fromkeys(_singly(files)))


def _singly(files: Sequence[Path]) -> Iterator[Input]:
    """Yield what the files are, each for itself or, of documents, two together."""
    partners = _partners([path for path in files if not path.is_dir() and not is_bitext(path)])
    for path in files:
        if path.is_dir():
            yield from _in_folder(path)
        elif is_bitext(path):
            yield Input(path, is_bitext=True)
        elif path in partners:
            yield Input(path, partners[path])


def is_bitext(path: Path) -> bool:
    """Tell whether a file holds both sides, as far as its suffix says; workbooks do."""
    return suffix_format(path) is not None


def _partners(documents: Sequence[Path]) -> dict[Path, Path | None]:
    """Return the translation of each document that has one; of a single document, nothing."""
    documents = list(documents)
    if len(documents) == 1:
        return {documents[0]: None}
    if len(documents) == 2:
        return {documents[0]: documents[1]}
    groups: dict[str, list[Path]] = {}
    for path in dict.fromkeys(documents):
        groups.setdefault(key_of(path), []).append(path)
    for group in groups.values():
        if len(group) != 2:
            raise UsageError(
                f"{group[0]}: {len(group) - 1} documents of the same name, expected one",
                way_out="give a document and its translation, or a manifest: --pairs",
            )
    return {first: second for first, second in groups.values()}  # noqa: C416  # else of lists


def _in_folder(folder: Path) -> list[Input]:
    """Return the bitexts of a folder and of those inside it; earlier reports are none."""
    paths = [
        path
        for path in sorted(folder.rglob("*"))
        if is_bitext(path) and path.is_file() and not _is_hidden(path.relative_to(folder))
    ]
    reports = [path for path in paths if is_report(path)]
    for path in reports:
        _logger.info("%s: a report of findings, not checked", path)
    found = [Input(path, is_bitext=True) for path in paths if path not in reports]
    if not found:
        raise InputError(
            "no bitexts", place=str(folder), way_out="give one folder a language, or files"
        )
    return found


def _hold_documents(folders: Iterable[Path]) -> bool:
    """Tell whether there are documents in the folders that cannot be bitexts."""
    suffixes = {suffix for suffix in READERS if suffix_format(Path(f"x{suffix}")) is None}
    return any(
        path.suffix.lower() in suffixes and not _is_hidden(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*")
    )


def _is_hidden(inside: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in inside.parts)


def _paired(pairs: Iterable[Pair]) -> list[Input]:
    return list(dict.fromkeys(Input(pair.source, pair.target) for pair in pairs))
