"""``aligner score``: how consistent, complete and good a translation is."""

from __future__ import annotations

import typer

from aligner.cli import options as shared
from aligner.cli.app import new_app
from aligner.cli.check import options as checked
from aligner.cli.day import day_of
from aligner.cli.processes import processes
from aligner.cli.progress import progress_line
from aligner.cli.score import options as given
from aligner.cli.score.delivery import Delivery
from aligner.cli.verbosity import Quiet, Verbose
from aligner.glossary.loading import glossary_path
from aligner.pipeline import AlignOptions
from aligner.pipeline.inputs import Reading, find_inputs
from aligner.pipeline.scoring import Scoring

BELOW = 1
app = new_app()


@app.command()
def score(
    files: checked.Files = None,
    glossary: given.Glossaries = None,
    reference: given.References = None,
    metrics: given.Metrics = "bleu,chrf,ter",
    date: checked.Date = None,
    form: given.Form = "text",
    output: checked.Out = None,
    html: given.Html = None,
    baseline: given.Baseline = None,
    fail_under: given.FailUnder = None,
    samples: given.Samples = 1000,
    seed: given.Seed = 12345,
    pairs: checked.Pairs = None,
    jobs: checked.Jobs = None,
    source_lang: shared.SourceLang = None,
    target_lang: shared.TargetLang = None,
    presegmented: shared.Presegmented = False,
    lexicon: shared.Lexicon = None,
    encoder: given.EncoderName = None,
    columns: shared.TableColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Score translations: terminology, consistency, completeness, and quality by a reference.

    FILE is a document and its translation, which are aligned first, or bitexts. Translations of
    the same source are compared, others scored one by one and together. Every score has a 95 %
    interval and a signature; docs/scores.md explains them.
    """
    limits = given.limits(fail_under)
    delivery = Delivery(form, output, html, baseline)
    inputs = find_inputs(files or [], pairs)
    delivery.check(inputs, (*(reference or ()), *map(glossary_path, glossary or ()), lexicon))
    options = AlignOptions(source_lang, target_lang, presegmented, lexicon=lexicon)
    reading = Reading(options, shared.columns(columns))
    scoring = Scoring(
        reading,
        tuple(glossary or ()),
        day_of(date),
        samples,
        seed,
        given.metric_names(metrics),
        processes(jobs),
        shared.encoder_options(encoder),
        progress_line,
    )
    result = scoring.run(inputs, reference or [])
    delivery.deliver(result)
    if limits.broken(result.report):
        raise typer.Exit(BELOW)
