"""``aligner glossary lookup``."""

from __future__ import annotations

from typing import Annotated

import typer

from aligner.cli.glossary import options as given
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.glossary.loading import load_glossaries

NOT_FOUND = 1
Query = Annotated[list[str], typer.Argument(metavar="TEXT...", help="Chinese, pinyin or English.")]
Most = Annotated[int, typer.Option("--most", "-n", min=1, help="Terms shown for each.")]


def lookup(
    texts: Query,
    glossaries: given.Glossaries = None,
    most: Most = 5,
    columns: given.Columns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Look terms up by Chinese, pinyin or English; also in part, and nearly."""
    from aligner.glossary.lookup import look_up
    from aligner.report.glossary import hit_lines

    glossary = load_glossaries(glossaries or ["policy"], given.headers(columns))
    missed = 0
    for text in texts:
        hits = look_up(glossary, text, most)
        for line in hit_lines(hits):
            print(line)
        if not hits:
            missed += 1
            note(f"{text}: nothing like it in the glossary")
    if missed == len(texts):
        raise typer.Exit(NOT_FOUND)
