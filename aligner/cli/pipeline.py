"""From two files to an alignment: the one place where readers, evidence and aligner meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from aligner.bead import Alignment
from aligner.document import Document, Language
from aligner.errors import InputError, UsageError

Level = Literal["sentence", "clause"]
_NAMES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to read and align; the same for all pairs of a manifest.

    Raises:
        UsageError: presegmented text is to be cut further.
    """

    source_language: Language | None = None  # None: told by script
    target_language: Language | None = None
    presegmented: bool = False  # every line is one sentence
    level: Level = "sentence"
    lexicon: Path | None = None  # None: the embedded one

    def __post_init__(self) -> None:
        """Check that the options fit together."""
        if self.presegmented and self.level == "clause":
            raise UsageError(
                "--presegmented and --level clause: every line is to stay one sentence",
                way_out="leave one of them out",
            )


def align_files(source: Path, target: Path, options: AlignOptions) -> Alignment:
    """Read two documents, one Chinese and one English in either order, and align them.

    Raises:
        InputError: a file cannot be read or is empty, or both are in the same language.
        UsageError: both are to come from standard input.
    """
    from aligner.alignment import align
    from aligner.evidence import default_evidence

    if str(source) == str(target) == "-":
        raise UsageError("both documents from standard input", way_out="give one as a file")
    source_document = _read(source, options.source_language, options)
    target_document = _read(target, options.target_language, options)
    if source_document.language == target_document.language:
        raise InputError(
            f"both {source} and {target} look {_NAMES[source_document.language]}",
            way_out="check the files, or say --source-lang and --target-lang",
        )
    evidence = default_evidence(options.lexicon)
    alignment = align(source_document, target_document, evidence)
    if options.level == "clause":
        from aligner.alignment import split_lists

        alignment = split_lists(alignment, evidence)
    return alignment


def _read(path: Path, language: Language | None, options: AlignOptions) -> Document:
    from aligner.readers import read_document

    return read_document(
        path, language=language, presegmented=options.presegmented, level=options.level
    )
