"""``aligner align``: two documents, or the pairs of a manifest, to bitexts."""

from __future__ import annotations

import os

from aligner.cli import options as given
from aligner.cli.app import new_app
from aligner.cli.delivery import Delivery
from aligner.cli.pipeline import AlignOptions, align_files
from aligner.cli.verbosity import Quiet, Verbose, note
from aligner.errors import UsageError
from aligner.formats import WriteOptions

app = new_app()


@app.command()
def align(
    source: given.Source = None,
    target: given.Target = None,
    output: given.Out = None,
    to: given.To = None,
    pairs: given.Pairs = None,
    jobs: given.Jobs = None,
    source_lang: given.SourceLang = None,
    target_lang: given.TargetLang = None,
    presegmented: given.Presegmented = False,
    level: given.AtLevel = "sentence",
    lexicon: given.Lexicon = None,
    check_below: given.CheckBelow = 0.9,
    min_probability: given.MinProbability = 0.0,
    source_code: given.SourceCode = None,
    target_code: given.TargetCode = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Align SOURCE with its translation TARGET.

    Without -o, a terminal shows a readable view, and a pipe gets tab-separated values.
    """
    options = AlignOptions(source_lang, target_lang, presegmented, level, lexicon)
    delivery = Delivery(to, WriteOptions(source_code, target_code, min_probability), check_below)
    if pairs is not None:
        from aligner.cli.batch import align_manifest

        if source is not None:
            raise UsageError("both documents and --pairs", way_out="give one of them")
        align_manifest(pairs, output, options, delivery, jobs or os.cpu_count() or 1)
        return
    if source is None or target is None:
        raise UsageError("two documents are needed", way_out="aligner align SOURCE TARGET")
    delivery.check([output] if output else [], [source, target])
    alignment = align_files(source, target, options)
    if output is None:
        delivery.show(alignment)
    else:
        note(delivery.write(alignment, output))
