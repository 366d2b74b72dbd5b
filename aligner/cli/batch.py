"""Many pairs, of a manifest or of two folders: which they are, and what became of them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from aligner.cli.verbosity import note
from aligner.errors import InputError, UsageError
from aligner.messages import translate
from aligner.pipeline.batch import Batch, Outcome
from aligner.pipeline.folders import match_folders
from aligner.pipeline.manifest import Pair, read_manifest
from aligner.report.terminal import display_width

logger = logging.getLogger(__name__)


def align_manifest(batch: Batch, manifest: Path, folder: Path | None) -> None:
    """Align all pairs of a manifest and print what became of them, in the manifest's order.

    Raises:
        AlignerError: the manifest or an output path is bad, before any work; or, at the end,
            some pairs failed.
    """
    _align(batch, read_manifest(manifest, folder, batch.writing.suffix), str(manifest))


def align_folders(batch: Batch, source: Path, target: Path, output: Path | None) -> None:
    """Align the documents of two folders that have the same names.

    Raises:
        AlignerError: as for a manifest, or no names are the same.
    """
    if output is None:
        raise UsageError("two folders need a third for the bitexts", way_out="add -o FOLDER")
    matched = match_folders(source, target, output, batch.writing.suffix)
    for path in matched.alone:
        logger.warning("%s: no document of the same name in the other folder", path)
    for folder in {pair.output.parent for pair in matched.pairs}:
        folder.mkdir(parents=True, exist_ok=True)
    _align(batch, matched.pairs, str(source))


def _align(batch: Batch, pairs: Sequence[Pair], place: str) -> None:
    outcomes = batch.align(pairs, lambda done: _show_progress(done, len(pairs)))
    _summarise(pairs, outcomes, place)


def _summarise(pairs: Sequence[Pair], outcomes: Sequence[Outcome], place: str) -> None:
    """Print a line a pair, and one for all; fail if any pair has failed."""
    width = max(display_width(str(pair.output)) for pair in pairs)
    for pair, outcome in zip(pairs, outcomes, strict=True):
        name = str(pair.output)
        if outcome.failed:
            logger.error("%s", outcome.line)
        else:
            mark = f"  ({translate('done before')})" if outcome.earlier else ""
            note(f"{name}{' ' * (width - display_width(name))}  {outcome.line}{mark}")
    failed = sum(outcome.failed for outcome in outcomes)
    earlier = sum(outcome.earlier for outcome in outcomes)
    if failed:
        raise InputError(f"{failed} of {len(pairs)} pairs failed", place=place)
    note(f"{len(pairs)} pairs: {len(pairs) - earlier} aligned, {earlier} done before")


def _show_progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and logger.isEnabledFor(logging.WARNING):
        # The cursor stays at the line's start, so that a warning overwrites the line.
        end = "\n" if done == total else "\r"
        print(translate(f"{done}/{total} pairs aligned"), end=end, file=sys.stderr, flush=True)
