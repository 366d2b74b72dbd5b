"""From files to an alignment: the one place where readers, evidence and aligner meet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from aligner.bead import Alignment, Bead, Bitext
from aligner.document import Document, Language, other_language
from aligner.errors import InputError, UsageError
from aligner.pipeline.encoding import EncoderOptions, evidence_of
from aligner.pipeline.progress import Progress, silent

if TYPE_CHECKING:
    from aligner.correction.keep import Corrected
    from aligner.formats.base import Columns

Level = Literal["sentence", "clause"]
_NAMES: dict[Language, str] = {"zh": "Chinese", "en": "English"}


@dataclass(frozen=True, slots=True)
class AlignOptions:
    """How to read and align; the same for all pairs of a manifest.

    Raises:
        UsageError: presegmented text is to be cut further, or a lexicon not to be used.
    """

    source_language: Language | None = None  # None: told by script
    target_language: Language | None = None
    presegmented: bool = False  # every line is one sentence
    level: Level = "sentence"
    lexicon: Path | None = None  # None: the embedded one
    encoder: EncoderOptions | None = None  # None: no encoder

    def __post_init__(self) -> None:
        """Check that the options fit together."""
        if self.lexicon and self.encoder and self.encoder.alone:
            raise UsageError(
                "--lexicon with --encoder-only, which takes none", way_out="leave one of them out"
            )
        if self.presegmented and self.level == "clause":
            raise UsageError(
                "--presegmented and --level clause: every line is to stay one sentence",
                way_out="leave one of them out",
            )


_USUAL = AlignOptions()


def align_files(
    source: Path, target: Path, options: AlignOptions = _USUAL, progress: Progress = silent
) -> Alignment:
    """Read two documents, one Chinese and one English in either order, and align them.

    Raises:
        InputError: a file cannot be read or is empty, or both are in the same language.
        UsageError: both are to come from standard input.
    """
    from aligner.alignment import align

    documents = read_pair(source, target, options)
    evidence = evidence_of(options.lexicon, options.encoder, progress)
    alignment = align(*documents, evidence, progress=progress("aligning"))
    if options.level == "clause":
        from aligner.alignment import split_lists

        alignment = split_lists(alignment, evidence)
    return alignment


def align_bilingual(
    path: Path, options: AlignOptions = _USUAL, progress: Progress = silent
) -> Alignment:
    """Read one file that holds a text and its translation, and align them.

    Raises:
        InputError: the file cannot be read, or lacks one of the languages.
        UsageError: its lines are to be taken as sentences.
    """
    from aligner.readers.bilingual import read_bilingual

    if options.presegmented:
        raise UsageError("--presegmented needs two documents", way_out="give the translation too")
    sides = read_bilingual(path, source_language=options.source_language, level=options.level)
    from aligner.alignment import align_along, split_lists

    evidence = evidence_of(options.lexicon, options.encoder, progress)
    alignment = align_along(
        sides.source, sides.target, evidence, sides.borders, progress("aligning")
    )
    return split_lists(alignment, evidence) if options.level == "clause" else alignment


def align_around(
    corrected: Path,
    source: Path,
    target: Path,
    options: AlignOptions = _USUAL,
    columns: Columns = (),
    progress: Progress = silent,
) -> Corrected:
    """Align two documents and keep what a person has confirmed in a bitext of them.

    Raises:
        InputError: a file cannot be read, or the documents are in the same language.
    """
    from aligner.correction.keep import keep

    documents = read_pair(source, target, options)
    rows = list(read_beads(corrected, documents[0].language, columns).beads)
    return keep(*documents, rows, evidence_of(options.lexicon, options.encoder, progress))


def read_beads(path: Path, source_language: Language, columns: Columns = ()) -> Bitext:
    """Open a bitext, turned round if its source is in the other language.

    Raises:
        InputError: the file cannot be read.
        UsageError: unknown suffix.
    """
    from aligner.formats import ReadOptions, read_bitext

    target_language = other_language(source_language)
    bitext = read_bitext(path, None, ReadOptions(source_language, target_language, columns))
    if bitext.source_language == source_language:
        return bitext
    return Bitext(
        bitext.target_language,
        bitext.source_language,
        map(_turned, bitext.beads),
        bitext.target_name,
        bitext.source_name,
    )


def _turned(bead: Bead) -> Bead:
    places = bead.places and (bead.places[1], bead.places[0])
    return replace(bead, source=bead.target, target=bead.source, places=places)


def read_pair(
    source: Path, target: Path, options: AlignOptions = _USUAL
) -> tuple[Document, Document]:
    """Read two documents, one Chinese and one English in either order.

    Raises:
        InputError: a file cannot be read or is empty, or both are in the same language.
        UsageError: both are to come from standard input.
    """
    if str(source) == str(target) == "-":
        raise UsageError("both documents from standard input", way_out="give one as a file")
    documents = (
        read_one(source, options.source_language, options),
        read_one(target, options.target_language, options),
    )
    if documents[0].language == documents[1].language:
        raise InputError(
            f"both {source} and {target} look {_NAMES[documents[0].language]}",
            way_out="check the files, or say --source-lang and --target-lang",
        )
    return documents


def read_one(path: Path, language: Language | None, options: AlignOptions) -> Document:
    """Read one document.

    Raises:
        InputError: it cannot be read or is empty.
    """
    from aligner.readers import read_document

    return read_document(
        path, language=language, presegmented=options.presegmented, level=options.level
    )
