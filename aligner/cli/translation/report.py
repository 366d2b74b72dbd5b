"""What a run says when it is done: a summary, the table of the terms, findings, a report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aligner import __version__
from aligner.analysis import Analyst
from aligner.checks import Checker, Settings, conclude
from aligner.checks.configuration import FailOn
from aligner.cli.check.delivery import counts as count_failing
from aligner.cli.translation.delivery import Target
from aligner.cli.translation.engines import Engines
from aligner.cli.translation.findings import Watch
from aligner.cli.verbosity import note
from aligner.findings import Finding
from aligner.lexicon import load_lexicon
from aligner.messages import translate
from aligner.output import Output
from aligner.pipeline.measuring import Measuring, ToMeasure
from aligner.report.base import Look, Run, load_report, report_for
from aligner.report.findings import finding_lines
from aligner.report.json import record
from aligner.report.page import Page, write_page
from aligner.report.page.build import page_of
from aligner.report.scores import SCHEMA, ScoreReport, score_json, score_markdown
from aligner.report.terminal import display_width
from aligner.scoring import Scored, ScoreOptions, score_all
from aligner.translation.tally import Tally

_SHOWN = ("error", "warning")
_MOST = 50  # findings printed of a source: a server that fails gives one for each sentence


def tell(watches: Sequence[Watch], targets: Sequence[Target], engines: Engines) -> None:
    """Print what there is to look at, a line a source, and the table of the terms; write reports.

    Raises:
        OutputError: a report cannot be written.
    """
    for watch, target in zip(watches, targets, strict=True):
        found = [one for one in watch.findings if one.severity in _SHOWN]
        for line in finding_lines(found[:_MOST]):
            note(line)
        if len(found) > _MOST:
            note(f"{len(found) - _MOST} more findings; --report FILE holds all")
        note(_summary(watch.tally, str(target.output or target.source)))
        if target.report is not None:
            _write_report(watch, target.report, engines)
            note(f"{target.report}: report written")
    total = Tally()
    for watch in watches:
        total.steps.update(watch.tally.steps)
    if len(engines.glossary):
        for line in term_table(total):
            note(line)


def counts(watches: Sequence[Watch], fail_on: FailOn) -> bool:
    """Tell whether there is a finding at or above a severity."""
    return count_failing([one for watch in watches for one in watch.findings], fail_on)


def term_table(tally: Tally) -> list[str]:
    """Return the table of the terms: how many, and which step satisfied them.

    >>> for line in term_table(Tally()):
    ...     print(line)
    terms required  plain  reranked  constrained  substituted  retried  failed
                 0      0         0            0            0        0       0
    """
    cells = [(translate(name), str(count)) for name, count in tally.terms()]
    widths = [max(display_width(title), len(value)) for title, value in cells]
    titles, values = (
        "  ".join(
            " " * (width - display_width(cell[row])) + cell[row]
            for cell, width in zip(cells, widths, strict=True)
        )
        for row in (0, 1)
    )
    return [titles, values]


def _summary(tally: Tally, name: str) -> str:
    parts = [translate(f"{tally.sentences} sentences, {tally.translated} translated")]
    if count := tally.engines["memory"]:
        parts.append(translate(f"{count} from memory"))
    if tally.copied:
        parts.append(translate(f"{tally.copied} copied"))
    if tally.kept:
        parts.append(translate(f"{tally.kept} kept"))
    if tally.missing:
        parts.append(translate(f"{tally.missing} without translation"))
    return f"{name}: {translate('; ').join(parts)}"


def _write_report(watch: Watch, path: Path, engines: Engines) -> None:
    beads, origin = watch.beads or [], watch.origin
    checker = Checker(engines.glossary, Settings())
    outcome = checker.check(beads, origin)
    found = [*watch.findings, *outcome.findings, *conclude(outcome.noted, checker.settings)]
    found.sort(key=lambda one: one.context.bead if one.context else -1)
    scored = _scored(watch, engines)
    name = origin.target_file
    if report_for(path) == "html":
        analyses = Analyst(engines.glossary, engines.date).analyse(beads, origin)
        write_page(_page(page_of(name, analyses, found, scored), watch.tally), path)
        return
    scores = ScoreReport((name,), (scored,))
    is_json = report_for(path) == "json"
    text = _json(watch.tally, found, scores) if is_json else _markdown(watch, found, scores)
    with Output(path) as output:
        output.part().write(text.encode("utf-8", "backslashreplace"))


def _scored(watch: Watch, engines: Engines) -> Scored:
    measuring = Measuring(engines.glossary, engines.date)
    measured = measuring.measure([ToMeasure(watch.beads or [], watch.origin)])[0]
    options = ScoreOptions(date=engines.date)
    seen, recurring = measured.observations, measured.recurring
    return score_all(seen, engines.glossary, load_lexicon(), options, recurring)


def _page(page: Page, tally: Tally) -> Page:
    return replace(page, enforced=tuple(tally.terms()) if tally.required else ())


def _json(tally: Tally, findings: Sequence[Finding], scores: ScoreReport) -> str:
    document = {
        "schema": SCHEMA,
        "version": __version__,
        "sentences": tally.sentences,
        "translated": tally.translated,
        "copied": tally.copied,
        "kept": tally.kept,
        "missing": tally.missing,
        "engines": dict(sorted(tally.engines.items())),
        "terms": {"required": tally.required, **dict(list(tally.terms())[1:])},
        "findings": [record(finding) for finding in findings],
        "scores": json.loads(score_json(scores))["scores"],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _markdown(watch: Watch, findings: Sequence[Finding], scores: ScoreReport) -> str:
    tally = watch.tally
    run = Run(__version__, (watch.origin.target_file,), tally.sentences)
    rows = list(tally.terms())
    lines = [
        f"| {' | '.join(translate(name) for name, _ in rows)} |",
        "|" + "---:|" * len(rows),
        f"| {' | '.join(str(count) for _, count in rows)} |",
    ]
    table = "".join(f"{line}\n" for line in [*lines, ""]) if tally.required else ""
    text = load_report("markdown")(findings, run, Look()).decode()
    return f"{table}{text}\n" + "".join(f"{line}\n" for line in score_markdown(scores))
