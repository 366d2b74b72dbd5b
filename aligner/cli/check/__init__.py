"""``aligner check``: what a careful reviser would mark in a translation."""

from __future__ import annotations

import typer

from aligner import __version__
from aligner.checks.cache import Cache
from aligner.cli import options as shared
from aligner.cli.app import new_app
from aligner.cli.check import options as given
from aligner.cli.check.delivery import (
    Delivery,
    counts,
    has_failed,
    least_shown,
)
from aligner.cli.check.inputs import find_inputs
from aligner.cli.check.known import Known, refuse_partial
from aligner.cli.check.run import Job
from aligner.cli.check.work import Reading
from aligner.cli.pipeline import AlignOptions
from aligner.cli.verbosity import Quiet, Verbose
from aligner.output import refuse_overwriting
from aligner.processors import available_processors
from aligner.report.base import Run
from aligner.report.rules import explain as rule_page

FINDINGS = 1
INCOMPLETE = 2
app = new_app()


@app.command()
def check(
    files: given.Files = None,
    glossary: given.Glossaries = None,
    date: given.Date = None,
    memory: given.Memory = None,
    select: given.Select = None,
    ignore: given.Ignore = None,
    severity: given.Severities = None,
    form: given.Form = None,
    output: given.Out = None,
    fail_on: given.Fail = None,
    show: given.Show = "warning",
    statistics: given.Statistics = False,
    explain: given.Explain = None,
    config: given.Config = None,
    isolated: given.Isolated = False,
    baseline: given.BaselineFile = None,
    update_baseline: given.UpdateBaseline = False,
    decisions: given.Decisions = None,
    pairs: given.Pairs = None,
    jobs: given.Jobs = None,
    no_cache: given.NoCache = False,
    source_lang: shared.SourceLang = None,
    target_lang: shared.TargetLang = None,
    presegmented: shared.Presegmented = False,
    lexicon: shared.Lexicon = None,
    columns: shared.TableColumns = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check translations as a careful reviser would.

    FILE is a document and its translation, which are aligned first, a document with both
    languages, bitexts of any format, two folders of documents, or a folder of bitexts. Exit code 0:
    nothing to mend; 1: findings at or above --fail-on; 2: something could not be checked.
    """
    if explain:
        print(rule_page(explain), end="")
        return
    said = given.choices(glossary, select, ignore, severity, date, memory, fail_on, baseline)
    inputs = find_inputs(files or [], pairs)
    configuration = given.configuration(config, isolated, inputs[0].source)
    run_wide = said.over(configuration.choices)
    known = Known(run_wide.baseline, update_baseline, decisions)
    fail_least = run_wide.fail_on or "error"
    delivery = Delivery(form, output, least_shown(show, fail_least), statistics)
    options = AlignOptions(source_lang, target_lang, presegmented, lexicon=lexicon)
    reading = Reading(options, shared.columns(columns))
    cache = None if no_cache else Cache()
    job = Job(inputs, configuration, said, reading, jobs or available_processors(), cache)
    refuse_overwriting([output], (*job.files, known.path, decisions, configuration.file))
    result = job.run()
    refuse_partial(known, result.failed)
    compared = known.compare(result.findings, job.ran)
    if result.failed < len(inputs):
        names = tuple(str(path) for one in inputs for path in one.paths)
        delivery.deliver(compared.new, Run(__version__, names, result.beads), compared.fixed)
    if result.failed or has_failed(result.findings):
        raise typer.Exit(INCOMPLETE)
    if counts(compared.new, fail_least):
        raise typer.Exit(FINDINGS)
