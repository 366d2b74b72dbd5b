"""``aligner align``: two documents, one with both languages, or many, to bitexts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from aligner.bead import Alignment
from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.delivery import Delivery
from aligner.cli.encoding import encoder_options
from aligner.cli.pipeline import AlignOptions, align_around, align_bilingual, align_files
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import UsageError
from aligner.formats import WriteOptions
from aligner.formats.base import Columns
from aligner.output import check_destination, refuse_overwriting
from aligner.processors import available_processors

if TYPE_CHECKING:
    from aligner.cli.batch import Batch

app = new_app()


@app.command()
def align(
    source: given.Source = None,
    target: given.Target = None,
    output: given.Out = None,
    to: given.To = None,
    keep: given.Keep = None,
    pairs: given.Pairs = None,
    jobs: given.Jobs = None,
    no_cache: given.NoCache = False,
    source_lang: given.SourceLang = None,
    target_lang: given.TargetLang = None,
    presegmented: given.Presegmented = False,
    level: given.AtLevel = "sentence",
    lexicon: given.Lexicon = None,
    encoder: given.EncoderName = None,
    encoder_only: given.EncoderOnly = False,
    pooling: given.EncoderPooling = None,
    prefix: given.EncoderPrefix = None,
    device: given.Device = None,
    check_below: given.CheckBelow = 0.9,
    min_probability: given.MinProbability = 0.0,
    html: given.Html = None,
    source_code: given.SourceCode = None,
    target_code: given.TargetCode = None,
    columns: given.TableColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Align SOURCE with its translation TARGET.

    SOURCE alone is a file with both languages; two folders are aligned document by document.
    Without -o, a terminal shows a readable view, and a pipe gets tab-separated values.
    """
    model = encoder_options(encoder, encoder_only, pooling, prefix, device)
    options = AlignOptions(source_lang, target_lang, presegmented, level, lexicon, model)
    headers = given.columns(columns)
    # Headers given for --keep alone must not be refused by the format written.
    written = WriteOptions(
        given.code(source_code),
        given.code(target_code),
        min_probability,
        () if keep else headers,
        check_below,
    )
    delivery = Delivery(to, written)
    if html:
        check_destination(html)
    if pairs or (source and _are_folders(source, target)):
        from aligner.cli.batch import Batch

        if keep or html:
            name = "--keep" if keep else "--html"
            raise UsageError(f"{name} with many documents", way_out="give two documents")
        # Every process would load the model anew, and torch uses all cores by itself.
        usual = 1 if model else available_processors()
        batch = Batch(options, delivery, jobs or usual, not no_cache)
        _align_many(batch, pairs, source, target, output)
        return
    if source is None:
        raise UsageError("a document is needed", way_out="aligner align SOURCE TARGET")
    inputs = [path for path in (source, target, keep, lexicon) if path]
    delivery.check([output] if output else [], inputs)
    refuse_overwriting([html], inputs)
    alignment = _aligned(source, target, keep, options, headers)
    delivery.deliver(alignment, output)
    if html:
        _write_page(alignment, html, check_below)


def _align_many(
    batch: Batch, pairs: Path | None, source: Path | None, target: Path | None, output: Path | None
) -> None:
    """Align the documents of a manifest, or of two folders."""
    if pairs and source:
        raise UsageError("both documents and --pairs", way_out="give one of them")
    if pairs:
        batch.align_manifest(pairs, output)
    elif source and target:
        batch.align_folders(source, target, output)


def _are_folders(source: Path, target: Path | None) -> bool:
    """Tell whether two folders are to be aligned.

    Raises:
        UsageError: one is a folder, the other is not.
    """
    if not source.is_dir() and not (target and target.is_dir()):
        return False
    if target is None:
        raise UsageError(
            "a folder alone", place=str(source), way_out="give the folder of translations too"
        )
    for path, other in ((source, target), (target, source)):
        if not path.exists():
            raise UsageError("no such folder", place=str(path), way_out="check the path")
        if not path.is_dir():
            problem = f"a folder, and {path} is none"
            raise UsageError(problem, place=str(other), way_out="give two folders")
    return True


def _write_page(alignment: Alignment, path: Path, check_below: float) -> None:
    from aligner.report.page import write_page
    from aligner.report.page.build import page_of_beads

    title = f"{alignment.source.name} – {alignment.target.name}"
    page = page_of_beads(title, alignment.beads, alignment.source.language)
    write_page(replace(page, check_below=check_below), path)
    note(f"{path}: page written")


def _aligned(
    source: Path, target: Path | None, keep: Path | None, options: AlignOptions, columns: Columns
) -> Alignment:
    if target is None:
        if keep:
            raise UsageError("--keep needs both documents", way_out="give the translation too")
        return align_bilingual(source, options)
    if keep is None:
        return align_files(source, target, options)
    if options.level == "clause":
        raise UsageError(
            "--keep and --level clause: confirmed rows would be cut",
            way_out="leave one of them out",
        )
    corrected = align_around(keep, source, target, options, columns)
    for line in corrected.changes.lines():
        note(line)
    return corrected.alignment
