"""``aligner translate``: documents and bitexts, by a model, a server or a memory."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from aligner.cli import options as shared
from aligner.cli.app import new_app
from aligner.cli.translation import options as given
from aligner.cli.verbosity import Quiet, Verbose
from aligner.errors import AlignerError, InputError

if TYPE_CHECKING:
    from aligner.cli.translation.delivery import Target
    from aligner.cli.translation.findings import Watch
    from aligner.cli.translation.work import Translating

FINDINGS = 1
_logger = logging.getLogger(__name__)
app = new_app()


@app.command()
def translate(
    sources: given.Sources,
    output: given.Out = None,
    to: given.To = None,
    bitext: given.Bitext = None,
    model: given.Model = None,
    engine: given.WhichEngine = None,
    url: given.Url = None,
    memory: given.Memories = None,
    min_similarity: given.Similarity = 0.75,
    glossary: given.Glossaries = None,
    date: given.Date = None,
    source_lang: given.SourceLang = None,
    target_lang: given.TargetLang = None,
    beam: given.Beam = 4,
    batch_tokens: given.BatchTokens = 2048,
    piece: given.Piece = None,
    device: given.OnDevice = "auto",
    precision: given.Numbers = "auto",
    again: given.Again = False,
    no_cache: given.NoCache = False,
    columns: shared.TableColumns = None,
    report: given.Report = None,
    fail_on: given.Fail = "error",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Translate documents and bitexts, with the terms of a glossary enforced.

    A document keeps its formats, in a bitext empty targets are filled. Without -o the translation
    goes to standard output as text. A run that was stopped goes on where it was. Exit code 0:
    done; 1: terms that could not be rendered, or sentences without translation; 2: bad input.
    """
    from aligner.cli.day import day_of
    from aligner.cli.translation.delivery import targets_of
    from aligner.cli.translation.engines import Engines, Languages, open_store
    from aligner.cli.translation.report import counts, tell
    from aligner.cli.translation.work import Translating
    from aligner.glossary.loading import glossary_path, load_glossaries
    from aligner.glossary.model import Glossary
    from aligner.translation.base import Direction
    from aligner.translation.options import EngineOptions

    languages = Languages(source_lang, target_lang)
    options = EngineOptions(
        Direction("zh", "en"),
        model or "",
        device,
        precision,
        beam,
        batch_tokens,
        piece=piece,
        url=url or "",
        memories=tuple(memory or ()),
        least_similarity=min_similarity,
    )
    others = [*options.memories, *map(glossary_path, glossary or ())]
    targets = targets_of(sources, output, to, bitext, report, others)
    terms = load_glossaries(glossary) if glossary else Glossary("", ())
    engines = Engines(options, engine, terms, day_of(date))
    with open_store(not no_cache) as store:
        translating = Translating(engines, languages, store, shared.columns(columns), again)
        watches = _all(translating, targets)
    tell(watches, targets, engines)
    if counts(watches, fail_on):
        raise typer.Exit(FINDINGS)


def _all(translating: Translating, targets: Sequence[Target]) -> list[Watch]:
    """Translate each source; one that cannot be does not stop the others.

    Raises:
        AlignerError: the only one, or at the end some, could not be translated.
    """
    if len(targets) == 1:
        return [translating.run(targets[0])]
    watches: list[Watch] = []
    for target in targets:
        try:
            watches.append(translating.run(target))
        except AlignerError as error:
            _logger.error("%s", error)
    if failed := len(targets) - len(watches):
        raise InputError(
            f"{failed} of {len(targets)} sources failed", place=str(targets[0].source.parent)
        )
    return watches
